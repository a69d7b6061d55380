"""Minimal change of an earlier plan: sections in another place or with fewer pupils, posts and seats given back.

The checker decides; nothing here knows which change it was. Everything is counted in checks, so that a run is repeatable.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from solver.check.measurement import Measurement
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Assignment, Plan, Seat, Section, Session
from solver.problem import Offering
from solver.search.construct.complete import finish

MAX_PLACES = 40
"""Places checked for one section. Raising it finds other rooms and times for sections that would be closed."""
MAX_RETURNS = 160
"""Checks for giving back posts and seats. Raising it keeps more where one change breaks very many."""
SectionKey = tuple[str, int]


def broken(instance: Instance, plan: Plan) -> tuple[Measurement, ...]:
    """The violations of a plan, those of locks among them."""
    return check(instance.problem, instance.policy, plan).violations


def spared(instance: Instance, plan: Plan, section: Section, seats: Sequence[Seat], bad: Collection[str] = (), *,
           most: int) -> Plan | None:  # fmt: skip
    """The plan with the section in the nearest place that the checker accepts, or None.

    plan: without or with the section. seats: of its pupils, if there is room for all. bad: rooms that it must leave. most:
    violations that the plan may have in all; none of them may name the section.
    """
    others = tuple(s for s in plan.sections if (s.offering, s.number) != (section.offering, section.number))
    seated = tuple(s for s in plan.seats if (s.offering, s.number) != (section.offering, section.number))
    for place in islice(_places(instance, section, bad), MAX_PLACES):
        chosen = _fitting(instance, place, seats)
        if len(chosen) < instance.problem.offering_of[section.offering].minimum:
            continue
        trial = finish(instance, replace(plan, sections=(*others, place), seats=(*seated, *chosen)))
        found = broken(instance, trial)
        if len(found) <= most and not any(section.id in v.subjects for v in found):
            return trial
    return None


def _places(instance: Instance, section: Section, bad: Collection[str]) -> Iterator[Section]:
    """The section where it was, then in other rooms at its times, then at other times: the nearest first."""
    problem = instance.problem
    days, rooms = instance.session_days[section.offering], instance.rooms_for[section.offering]
    lost = {x for x in section.sessions if x.room not in problem.room_of or x.room in bad or x.weekday not in days}
    if all(x.room in problem.room_of and x.weekday in days for x in section.sessions):
        yield section
    moving = lost or set(section.sessions)
    if all(x.weekday in days for x in section.sessions):
        for room in rooms:
            if any(x.room != room for x in moving):
                yield _moved(section, {x: x._replace(room=room) for x in moving})
    for old in sorted(moving):
        there = {x.weekday for x in section.sessions if x != old}
        near = sorted(
            (day != old.weekday, start != old.start, room != old.room, day, start, room)
            for day in days if day not in there
            for start in instance.starts[section.offering]
            for room in rooms
        )  # fmt: skip
        for _, _, _, day, start, room in near:
            yield _moved(section, {old: Session(day, start, room)})


def _moved(section: Section, moves: dict[Session, Session]) -> Section:
    return section._replace(sessions=tuple(sorted(moves.get(x, x) for x in section.sessions)))


def _fitting(instance: Instance, section: Section, seats: Sequence[Seat]) -> list[Seat]:
    """Of the pupils who attend on its days as many as the section and its rooms hold: those who want it most stay."""
    problem = instance.problem
    offering = problem.offering_of[section.offering]
    days = {x.weekday for x in section.sessions}
    there = [s for s in seats if s.pupil in problem.pupil_of and days <= {*problem.pupil_of[s.pupil].weekdays}]
    room = min((problem.room_of[x.room].capacity for x in section.sessions if x.room in problem.room_of), default=0)
    kept = sorted(there, key=lambda seat: (rank_of(instance, offering, seat.pupil), seat.pupil))
    return kept[: min(instance.most(offering), room) if instance.policy.on("H07") else instance.most(offering)]


def rank_of(instance: Instance, offering: Offering, pupil: str) -> int:
    """Place of the offering among the pupil's choices; -1 for whoever has a right to it."""
    choices = instance.problem.pupil_of[pupil].choices
    return -1 if offering.id in instance.given.to(pupil) else choices.index(offering.id) if offering.id in choices else len(choices)


def given_back(instance: Instance, plan: Plan, posts: Sequence[Assignment], seats: Sequence[Seat]) -> Plan:
    """The plan with as many of the posts and seats as break nothing more: halves of what was taken, and halves of those."""
    least = len(broken(instance, plan))
    left = MAX_RETURNS
    waiting: list[list[Assignment | Seat]] = [[*sorted(seats)], [*sorted(posts, key=lambda a: (a.person, a.post, a.week))]]
    while waiting and left:
        part = waiting.pop()
        if not part:
            continue
        left -= 1
        trial = _with(instance, plan, part)
        if len(broken(instance, trial)) <= least:
            plan = trial
        elif len(part) > 1:
            half = len(part) // 2
            waiting += [part[half:], part[:half]]
    return plan


def _with(instance: Instance, plan: Plan, items: Sequence[Assignment | Seat]) -> Plan:
    posts = tuple(item for item in items if isinstance(item, Assignment))
    seats = tuple(item for item in items if isinstance(item, Seat))
    return finish(instance, replace(plan, assignments=(*plan.assignments, *posts), seats=(*plan.seats, *seats)))


__all__ = ["SectionKey", "broken", "given_back", "rank_of", "spared"]
