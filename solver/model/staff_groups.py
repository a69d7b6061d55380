"""Kinds of people that several rules tell apart: coaches, helpers, whoever is company for them, and teachers who are compared."""

from __future__ import annotations

from functools import cached_property

from solver.model.eligibility import Eligibility
from solver.policy import Policy
from solver.problem import HELPERS, TEACHING_ROLES, Problem, Staff

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

    @cached_property
    def teachers(self) -> tuple[Staff, ...]:
        """Among whom loads are compared (D02) and flex hours owed (D03): teachers who take part, or all of them (U11)."""
        every = self.policy.number("D02", "all_in_service") == 1
        return tuple(
            p
            for p in self.problem.staff
            if p.role in TEACHING_ROLES and (every or (p.takes_part and p.id not in self.eligibility.barred))
        )
