"""Posts of a plan day by day: which places a day needs filled, who stands there, and who else may (K06, H01, B05, D07, D13, I04, K01).

A place is one post on one day of the template: a weekly post, or one session of a section to be led or assisted. Places that are
alike (same kind, same shift, same people) are counted together as a :class:`PlaceKind`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from solver.model.instance import Instance
from solver.model.shift import Shift
from solver.plan import Plan, Post
from solver.search.seated_grades import seated_grades
from solver.units import EVERY_WEEK, Week, Weekday


@dataclass(frozen=True, slots=True)
class PostPlace:
    """A post on one day. holders: who stands there in the plan. able: everybody who may, as far as the pair alone tells."""

    post: Post
    shift: Shift
    headcount: int
    holders: tuple[str, ...]
    able: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """Places of one day that only their names tell apart: same kind of post, same shift, same people."""

    places: tuple[PostPlace, ...]

    @property
    def shift(self) -> Shift:
        return self.places[0].shift

    @property
    def able(self) -> frozenset[str]:
        return self.places[0].able

    @property
    def headcount(self) -> int:
        """Adults of all its places."""
        return sum(place.headcount for place in self.places)

    @property
    def holders(self) -> tuple[str, ...]:
        return tuple(name for place in self.places for name in place.holders)


def kinds_of(places: list[PostPlace]) -> list[PlaceKind]:
    """Places of a day -> their kinds, by time."""
    found: dict[tuple[object, ...], list[PostPlace]] = defaultdict(list)
    for place in places:
        leads = place.post.subject if place.post.kind in ("lead", "assist") else ""
        found[place.post.kind, leads, place.shift, place.headcount, place.able].append(place)
    kinds = [PlaceKind(tuple(alike)) for alike in found.values()]
    return sorted(kinds, key=lambda kind: (kind.shift.start, kind.shift.end, kind.places[0].post))


class DayPosts:
    """Places of a plan by (week, weekday) of its template. Raises KeyError for a plan that names posts the problem does not have."""

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self.instance = instance.under(plan)
        self.plan = plan
        self.places: dict[tuple[Week, Weekday], list[PostPlace]] = defaultdict(list)
        self._led = self._sections_led()
        standing: dict[tuple[Post, Week], list[str]] = defaultdict(list)
        for a in plan.assignments:
            standing[a.post, a.week].append(a.person)
        for week in self.instance.weeks:
            for post in self._weekly():
                self._add(week, post.weekday, self._weekly_place(post, week, standing))
            for section in plan.sections:
                self._add_section(section.offering, section.number, week, standing)

    def days(self) -> list[tuple[Week, Weekday]]:
        """Days of the template with a place, in order."""
        return sorted(self.places)

    def duties(self, day: tuple[Week, Weekday]) -> Iterator[tuple[str, Shift]]:
        """Who does which shift that day, by the plan."""
        for place in self.places[day]:
            for person in place.holders:
                yield person, place.shift

    def _weekly(self) -> list[Post]:
        """Weekly posts that the plan needs filled: of its care groups and gate waves, and those that stand whatever it is."""
        plan, instance = self.plan, self.instance
        found = [Post("care", g.weekday, g.host, g.period) for g in plan.care_groups]
        waves = {(leave.gate, leave.minute) for leave in plan.dismissals}
        found += [Post("gate", day, gate, minute) for day in instance.days for gate, minute in sorted(waves)]
        for day in instance.post_days:
            found += instance.standing(day)
        return found

    def _add(self, week: Week, day: Weekday, place: PostPlace) -> None:
        if place.headcount and place.shift.start < place.shift.end:
            self.places[week, day].append(place)

    def _weekly_place(self, post: Post, week: Week, standing: dict[tuple[Post, Week], list[str]]) -> PostPlace:
        shift = self.instance.shift(post)
        holders = tuple(sorted(standing.get((post, week), ())))
        return PostPlace(
            post, shift, max(shift.headcount, len(holders)), holders, frozenset(self.instance.allowed(post, week))
        )

    def _add_section(self, name: str, number: int, week: Week, standing: dict[tuple[Post, Week], list[str]]) -> None:
        instance = self.instance
        offering = instance.problem.offering_of[name]
        section = next(s for s in self.plan.sections if s.offering == name and s.number == number)
        grades = seated_grades(instance.problem, self.plan)[name, number]
        for session in section.sessions:
            shift = instance.trip(offering, session.start, session.room, grades)
            for kind, heads in (("lead", 1), ("assist", offering.assistants)):
                post = Post(kind, 0, name, number)
                holders = tuple(sorted(standing.get((post, EVERY_WEEK), ())))
                able = self._able(post, session.weekday, shift, week)
                self._add(week, session.weekday, PostPlace(post, shift, max(heads, len(holders)), holders, able))

    def _able(self, post: Post, day: Weekday, shift: Shift, week: Week) -> frozenset[str]:
        """Who may lead or assist a session: skill, vetting, lessons, and the sections agreed with people from outside (K01)."""
        instance = self.instance
        people = instance.leaders[post.subject] if post.kind == "lead" else instance.assistants
        eligibility, outside = instance.eligibility, instance.problem.outside_of
        there = [name for name in people if eligibility.reaches(name, day, shift, week)]
        return frozenset(name for name in there if name not in outside or self._comes(name, post, day))

    def _comes(self, name: str, post: Post, day: Weekday) -> bool:
        outside = self.instance.problem.outside_of[name]
        led = self._led.get(name, set())
        agreed = (post.subject, post.detail) in led or len(led) < outside.max_sections
        return agreed and self.instance.eligibility.vetted(outside, day) is None

    def _sections_led(self) -> dict[str, set[tuple[str, int]]]:
        found: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for a in self.plan.assignments:
            if a.post.kind == "lead":
                found[a.person].add((a.post.subject, a.post.detail))
        return found
