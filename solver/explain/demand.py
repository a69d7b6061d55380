"""Posts that every plan must fill: what is needed at a moment, on a day or in a week, as lower bounds.

A post counts only where its filling is hard: care D08, gates H04, fixed posts H01, questions B05, extended care A08, stand-by
A09, blocks A06, A07 and A14. Its interval is the part that is certain whatever slots the grades leave at: care of the last
period lasts until the earliest slot of its grades + escort, extended care begins with the latest possible first dismissal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from solver.check.blocks import groups_of, post_kind, rule_of
from solver.explain.people import AdultNeed
from solver.explain.presence import CareGroups, CommonPresence, Grades
from solver.explain.slots import SlotChoices
from solver.policy.policy import Policy
from solver.problem.problem import Band, Problem
from solver.units import Minute, Weekday


class Moment(NamedTuple):
    """One minute, with what an alternative adds.

    gate, leaving: a grade that leaves at this minute, and its gate. grade, period: a grade whose tutoring is in the period.
    last: the last regular dismissal of the day.
    """

    minute: Minute
    gate: str | None = None
    leaving: int | None = None
    grade: int | None = None
    period: int | None = None
    last: Minute | None = None


Argument = tuple[Moment, ...]
"""Moments of which every plan has at least one: what all of them need, every plan needs."""


class WeeklyNeed(NamedTuple):
    """Adults that a post needs over a week, in all, on some of ``days``."""

    heads: int
    days: frozenset[Weekday]


class _Care(NamedTuple):
    """Care of some grades of a band in one period, until ``until`` at least."""

    band: Band
    period: int
    grades: Grades
    until: Minute

    @property
    def need(self) -> AdultNeed:
        return AdultNeed("care", self.band.periods[self.period].start, self.until, "")


class PostBounds:
    """Lower bounds on posts, by weekday and moment.

    ends[weekday]: when the last pupil of extended care is collected. stayers[weekday]: grades of its pupils.
    """

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem = problem
        self.policy = policy
        self.slots = SlotChoices(problem, policy)
        self.escort = policy.number("D14", "escort_minutes")
        self.groups = CareGroups(problem, policy, CommonPresence(problem))
        # Waves that every plan has: of grades that have no choice.
        self.waves = {options[0] for options in self.slots.leavings.values() if len(options) == 1}
        self.blocks = [
            (AdultNeed(post_kind(block), block.start, block.end, block.id), frozenset(block.weekdays),
             sum(group.adults for group in groups_of(problem, policy, block)))
            for block in problem.blocks
            if policy.hard(rule_of(block))
        ]  # fmt: skip
        self.posts = [
            (AdultNeed(kind, post.start, post.end, post.id), frozenset(post.weekdays), post.headcount)
            for post in problem.posts
            for kind in ("qa" if post.kind == "qa" else "fixed",)
            if policy.hard("B05" if kind == "qa" else "H01")
        ]
        self.late_pupils: Counter[Weekday] = Counter()
        self.ends: dict[Weekday, Minute] = {}
        self.stayers: dict[Weekday, set[int]] = {}
        for pupil in problem.pupils:
            if pupil.late_until is not None:
                for day in set(pupil.weekdays) & set(problem.weekdays):
                    self.late_pupils[day] += 1
                    self.ends[day] = max(self.ends.get(day, 0), pupil.late_until)
                    self.stayers.setdefault(day, set()).add(problem.grade_of_pupil[pupil.id])
        self._at: dict[tuple[Weekday, Moment], Mapping[AdultNeed, int]] = {}
        self._parts = {band.id: self.slots.together(band.grades) for band in problem.bands}

    def at(self, day: Weekday, moment: Moment) -> Mapping[AdultNeed, int]:
        """Adults needed at a moment of a weekday, by post; posts that are needed together need different people (K02)."""
        if (day, moment) not in self._at:
            self._at[day, moment] = self._count(day, moment)
        return self._at[day, moment]

    def _count(self, day: Weekday, moment: Moment) -> Mapping[AdultNeed, int]:
        need: Counter[AdultNeed] = Counter()
        for care in self._care_at(moment):
            tutored = moment.grade if moment.period == care.period else None
            need[care.need] += self.groups.least(care.band, day, care.period, care.grades, tutored)
        if self.policy.hard("H04"):
            waves = self.waves | ({(moment.gate, moment.minute)} if moment.gate is not None else set())
            for gate, minute in waves:
                need[AdultNeed("gate", minute, minute + self.escort, gate)] += self.problem.gate_of[gate].staff
        for post, heads in self._standing(day, moment):
            need[post] += heads
        return {post: n for post, n in need.items() if n > 0 and post.start <= moment.minute < post.end}

    def on_day(self, day: Weekday, last: Minute) -> Counter[AdultNeed]:
        """Adults needed on a weekday over all of its hours, by post, when ``last`` is the last regular dismissal."""
        need: Counter[AdultNeed] = Counter()
        for care in self._care():
            need[care.need] += self.groups.least(care.band, day, care.period, care.grades)
        if self.policy.hard("H04"):
            for gate, minute in self.waves:
                need[AdultNeed("gate", minute, minute + self.escort, gate)] += self.problem.gate_of[gate].staff
        for post, heads in self._standing(day, Moment(0, last=last)):
            need[post] += heads
        return +need

    def week(self, last: Minute) -> dict[AdultNeed, WeeklyNeed]:
        """Adults needed over a week, by post, when ``last`` is the last regular dismissal."""
        heads: Counter[AdultNeed] = Counter()
        days: dict[AdultNeed, set[Weekday]] = {}
        for day in self.problem.weekdays:
            for post, n in self.on_day(day, last).items():
                heads[post] += n
                days.setdefault(post, set()).add(day)
        care: Counter[AdultNeed] = Counter()
        for part in self._care():
            care[part.need] += self.groups.least_a_week(part.band, part.period, part.grades)
        for post, n in care.items():
            if n > heads[post]:  # some of it may lie on any day
                heads[post], days[post] = n, set(self.problem.weekdays)
        return {post: WeeklyNeed(n, frozenset(days[post])) for post, n in heads.items() if n}

    def weekly(self, moment: Moment) -> Counter[AdultNeed]:
        """Adults needed at a moment over all weekdays of a week, by post."""
        need: Counter[AdultNeed] = Counter()
        for day in self.problem.weekdays:
            need.update(self.at(day, moment))
        care: Counter[AdultNeed] = Counter()
        for part in self._care_at(moment):
            care[part.need] += self.groups.least_a_week(part.band, part.period, part.grades)
        return +(need | care)

    def late_care(self, day: Weekday, moment: Moment | None = None) -> AdultNeed | None:
        """Extended care of a weekday from when it has certainly begun, or None."""
        if day not in self.stayers:
            return None
        start = self.slots.latest_first(self.stayers[day])
        if moment is not None and moment.leaving in self.stayers[day]:
            start = min(start, moment.minute)
        if moment is not None and moment.last is not None:
            start = min(start, moment.last)
        return AdultNeed("late", start, self.ends[day], "") if start < self.ends[day] else None

    def _standing(self, day: Weekday, moment: Moment) -> Iterator[tuple[AdultNeed, int]]:
        """Posts that are not derived from care groups and waves."""
        for post, days, heads in (*self.posts, *self.blocks):
            if day in days:
                yield post, heads
        late = self.late_care(day, moment)
        if self.policy.hard("A08") and late is not None:
            least = self.policy.number_or("A08", "min_adults", 2) or 0
            each = self.policy.number_or("A08", "pupils_per_adult", 30) or 1
            yield late, max(least, -(-self.late_pupils[day] // each))
        if self.policy.hard("A09"):
            lasts = self.slots.lasts if moment.last is None else (moment.last,)
            begin = max(lasts[-1], self.ends.get(day, 0))
            until = lasts[0] + self.policy.number("A09", "minutes")
            if begin < until:
                yield AdultNeed("standby", begin, until, ""), self.policy.number("A09", "adults")

    def _care(self) -> Iterator[_Care]:
        """Care of every period, as long as it lasts in every plan; in the last one by grades that can leave together (D14)."""
        for band in self.problem.bands if self.policy.hard("D08") else ():
            for period, span in enumerate(band.periods[:-1]):
                yield _Care(band, period, band.grades, span.end)
            for grades in self._parts[band.id]:
                until = min(self.slots.earliest(grade) for grade in grades) + self.escort
                yield _Care(band, len(band.periods) - 1, grades, until)

    def _care_at(self, moment: Moment) -> Iterator[_Care]:
        """Care that goes on at the moment; after the last period only of grades that are certainly still there."""
        for care in self._care():
            span = care.band.periods[care.period]
            if care.period < len(care.band.periods) - 1:
                if span.start <= moment.minute < span.end:
                    yield care
                continue
            until = {
                grade: (moment.minute if grade == moment.leaving else self.slots.earliest(grade)) + self.escort
                for grade in care.grades
            }
            there = tuple(g for g in care.grades if moment.minute < max(span.end, until[g]))
            if there and span.start <= moment.minute:
                yield care._replace(grades=there, until=max(span.end, min(until[g] for g in there)))

    def arguments(self) -> list[Argument]:
        """Moments worth looking at, the same for all weekdays."""
        minutes = {minute for _, minute in self.waves}
        for window in self.problem.windows:
            minutes.update(period.start for period in window.periods)
            minutes.update(self.slots.of[window.grade])
        for post, _, _ in (*self.posts, *self.blocks):
            minutes.add(post.start)
        minutes.update(self.slots.latest_first(grades) for grades in self.stayers.values())
        found: list[Argument] = [(Moment(minute),) for minute in sorted(minutes)]
        for grade, options in sorted(self.slots.leavings.items()):
            if len(options) > 1:
                found.append(tuple(Moment(minute, gate, grade) for gate, minute in options))
        if self.policy.hard("A09"):
            found += [
                tuple(Moment(max(last, end), last=last) for last in self.slots.lasts) for end in sorted({0, *self.ends.values()})
            ]
        return found

    def tutoring_arguments(self, day: Weekday) -> list[Argument]:
        """For every grade that attends: the periods in which its tutoring may lie, when nobody of it is away (B01)."""
        if not self.policy.hard("B01"):
            return []
        least = self.policy.number("B01", "minutes")
        attending = {
            home.grade for home in self.problem.classes if self.groups.presence.attending.get((home.id, day), 0)
        }
        return [
            tuple(
                Moment(period.start, grade=window.grade, period=index)
                for index, period in enumerate(window.periods)
                if period.end - period.start >= least
            )
            for window in self.problem.windows
            if window.grade in attending
        ]
