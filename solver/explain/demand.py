"""Posts that every plan must fill: what is needed at a moment of a weekday, as lower bounds.

A post counts only where its filling is hard: care D08, gates H04, fixed posts H01, questions B05, extended care A08, blocks
A06, A07 and A14.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from solver.check.blocks import groups_of, post_kind, rule_of
from solver.check.demand import count_demand
from solver.check.required_posts import care_end, late_headcount
from solver.explain.hours import usable_slots
from solver.explain.people import AdultNeed
from solver.explain.presence import CareGroups, CommonPresence
from solver.policy.policy import Policy
from solver.problem.problem import Band, Problem
from solver.units import Minute, Weekday


class Moment(NamedTuple):
    """One minute, with what an alternative adds: a wave of dismissal, or a grade whose tutoring is in ``period``."""

    minute: Minute
    gate: str | None = None
    grade: int | None = None
    period: int | None = None


Argument = tuple[Moment, ...]
"""Moments of which every plan has at least one: what all of them need, every plan needs."""


class PostBounds:
    """Lower bounds on posts, by weekday and moment."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem = problem
        self.policy = policy
        self.escort = policy.number("D14", "escort_minutes")
        self.groups = CareGroups(problem, policy, CommonPresence(problem))
        self.options = {
            window.grade: [(gate, minute) for minute in usable_slots(problem, policy, window) for gate in window.gates]
            for window in problem.windows
        }
        # Waves that every plan has: of grades that have no choice.
        self.waves = {options[0] for options in self.options.values() if len(options) == 1}
        self.blocks = [
            (block, post_kind(block), sum(group.adults for group in groups_of(problem, policy, block)))
            for block in problem.blocks
            if policy.hard(rule_of(block))
        ]
        demand = count_demand(problem)
        self.late = {
            day: (AdultNeed("late", span.start, span.end, ""), late_headcount(policy, demand.late[day]))
            for day, span in sorted(demand.late_span.items())
        }

    def care_slot(self, band: Band, period: int) -> AdultNeed:
        """The interval of a care post; the last one lasts until the last pupil has left (D14)."""
        return AdultNeed("care", band.periods[period].start, care_end(band, period, self.escort), "")

    def at(self, day: Weekday, moment: Moment) -> Counter[AdultNeed]:
        """Adults needed at a moment of a weekday, by post; posts that are needed together need different people (K02)."""
        need: Counter[AdultNeed] = Counter()
        if self.policy.hard("D08"):
            for band in self.problem.bands:
                for period in range(len(band.periods)):
                    slot = self.care_slot(band, period)
                    if slot.start <= moment.minute < slot.end:
                        tutored = moment.grade if moment.period == period else None
                        need[slot] += self.groups.least(band, day, period, tutored)
        if self.policy.hard("H04"):
            waves = self.waves | ({(moment.gate, moment.minute)} if moment.gate is not None else set())
            for gate, minute in waves:
                if minute <= moment.minute < minute + self.escort:
                    need[AdultNeed("gate", minute, minute + self.escort, gate)] += self.problem.gate_of[gate].staff
        for post in self.problem.posts:
            kind = "qa" if post.kind == "qa" else "fixed"
            asked = self.policy.hard("B05" if kind == "qa" else "H01")
            if asked and day in post.weekdays and post.start <= moment.minute < post.end:
                need[AdultNeed(kind, post.start, post.end, post.id)] += post.headcount
        for block, kind, heads in self.blocks:
            if day in block.weekdays and block.start <= moment.minute < block.end:
                need[AdultNeed(kind, block.start, block.end, block.id)] += heads
        if self.policy.hard("A08") and day in self.late:
            slot, heads = self.late[day]
            if slot.start <= moment.minute < slot.end:
                need[slot] += heads
        return +need

    def arguments(self) -> list[Argument]:
        """Moments worth looking at, the same for all weekdays."""
        minutes = {minute for _, minute in self.waves}
        for window in self.problem.windows:
            minutes.update(period.start for period in window.periods)
            minutes.update(window.dismissals)
        minutes.update(post.start for post in self.problem.posts)
        minutes.update(block.start for block, _, _ in self.blocks)
        minutes.update(slot.start for slot, _ in self.late.values())
        found: list[Argument] = [(Moment(minute),) for minute in sorted(minutes)]
        choices = [options for options in self.options.values() if len(options) > 1]
        found += [tuple(Moment(minute, gate=gate) for gate, minute in options) for options in choices]
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

    def weekly(self, moment: Moment) -> Mapping[AdultNeed, int]:
        """Adults needed at a moment over all weekdays of a week, by post."""
        need: Counter[AdultNeed] = Counter()
        for day in self.problem.weekdays:
            need.update(self.at(day, moment))
        if self.policy.hard("D08"):
            care: Counter[AdultNeed] = Counter()
            for band in self.problem.bands:
                for period in range(len(band.periods)):
                    slot = self.care_slot(band, period)
                    if slot.start <= moment.minute < slot.end:
                        care[slot] += self.groups.least_a_week(band, period)
            need |= care
        return +need
