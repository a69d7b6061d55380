"""Kinds of people that several rules tell apart: coaches, helpers, whoever is company for them, and teachers who are compared."""

from __future__ import annotations

from functools import cached_property

from solver.model.eligibility import Eligibility
from solver.policy import Policy
from solver.problem import HELPERS, TEACHING_ROLES, Problem, Staff
from solver.units import Minute, Weekday

FULL = 10_000
"""Hundredths of a normalised minute in a minute of duty, times per cent of a full load."""
LEAST_SHARE = 10
"""Per cent of a full load below which no share counts, so that loads can be compared."""


class StaffGroups:
    """Groups of the adults of an instance, which gives problem, policy and eligibility."""

    problem: Problem
    policy: Policy
    eligibility: Eligibility

    @cached_property
    def coaches(self) -> frozenset[str]:
        """Coaches from outside who count as own staff (E12)."""
        counts = self.policy.on("E12")
        return frozenset(p.id for p in self.problem.outside if counts and p.kind == "coach")

    @cached_property
    def helpers(self) -> frozenset[str]:
        """Volunteers and parents, who are unpaid and never the only adult (D13)."""
        return frozenset(p.id for p in self.problem.staff if p.role in HELPERS)

    @cached_property
    def regulars(self) -> frozenset[str]:
        """Whose company is enough for a helper (D13)."""
        return self.coaches | {p.id for p in self.problem.staff if p.id not in self.helpers}

    @cached_property
    def carers(self) -> dict[str, None]:
        """Own staff who may look after a care group, in order (K06)."""
        able = (p for p in self.problem.staff if self.eligibility.role(p, "care", "") and self.eligibility.serves(p))
        return dict.fromkeys(p.id for p in able)

    def load_share(self, person: Staff) -> int:
        """Per cent of a full load that the person is to bear (D02), lowered for staff with reasons (D05)."""
        spared = self.policy.number("D05", "reduction_percent") if person.reasons and self.policy.on("D05") else 0
        return max(LEAST_SHARE, person.share * (100 - spared) // 100)

    def normalised(self, person: Staff, minutes: int) -> int:
        """Load of a person with so many minutes of duty, at a full share and in 1/100 minute, rounded down; nothing carried over (D02)."""
        return FULL * minutes // self.load_share(person)

    @cached_property
    def teachers(self) -> tuple[Staff, ...]:
        """To whom flex hours are owed (D03): teachers who take part, or all of them (U11)."""
        return tuple(
            p
            for p in self.problem.staff
            if p.role in TEACHING_ROLES and (self._every or (p.takes_part and p.id not in self.eligibility.barred))
        )

    @cached_property
    def compared(self) -> tuple[Staff, ...]:
        """Among whom loads are compared (D02): teachers who may ever stand somewhere, or all of them (U11)."""
        return tuple(p for p in self.teachers if self._every or self._can_serve(p))

    @cached_property
    def _every(self) -> bool:
        return self.policy.number("D02", "all_in_service") == 1

    def _can_serve(self, person: Staff) -> bool:
        """Whether a plan could give the person any post in the hours of service: else none evens out that load."""
        if person.max_days == 0 and self.policy.hard("D10"):
            return False
        spans = [(day, moment) for day, (start, end) in self._hours.items() for moment in range(start, end)]
        return not spans or any(
            self.eligibility.free(person.id, day, moment, moment + 1, week)
            for week in self.eligibility.turns
            for day, moment in spans
        )

    @cached_property
    def _hours(self) -> dict[Weekday, tuple[Minute, Minute]]:
        """From the first start to the last end of windows, fixed posts, blocks and extended care, by weekday; gate posts come later."""
        problem = self.problem
        windows = [(window.start, window.periods[-1].end) for window in problem.windows if window.periods]
        found = {}
        for day in problem.post_days:
            spans = [(block.start, block.end) for block in problem.blocks if day in block.weekdays]
            if day in problem.weekdays:
                spans += windows + [(post.start, post.end) for post in problem.posts if day in post.weekdays]
                late = [p for p in problem.pupils if p.late_until is not None and day in p.weekdays]
                spans += [(problem.window_of[problem.grade_of_pupil[p.id]].start, p.late_until or 0) for p in late]
            if spans:
                found[day] = min(start for start, _ in spans), max(end for _, end in spans)
        return found
