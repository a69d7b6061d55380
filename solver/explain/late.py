"""Late duties as the rules D05, D10 and D15 count them: those that end after the last regular dismissal, or after a clock time."""

from __future__ import annotations

from solver.explain.people import AdultNeed
from solver.policy.policy import Policy
from solver.units import Minute, clock

WITH_PUPILS = ("care", "gate")
"""Kinds of posts that end with a dismissal and its escort: never after the last dismissal."""


class LateEnds:
    """The duties that are late by a rule's number ``late_after``; by the last regular dismissal where the policy has none."""

    def __init__(self, after: Minute | None) -> None:
        self.after = after

    @classmethod
    def of(cls, policy: Policy, rule: str) -> LateEnds:
        return cls(policy.number_or(rule, "late_after", None))

    def holds(self, need: AdultNeed, last: Minute) -> bool:
        """Whether the duty is late in a plan whose last regular dismissal is ``last``; no plan has it end before ``need.end``."""
        if self.after is not None:
            return need.end > self.after
        return need.kind not in WITH_PUPILS and need.end > last

    def words(self, last: Minute) -> tuple[str, str]:
        """``17:30 之后结束``, and in English."""
        if self.after is not None:
            return f"{clock(self.after)} 之后结束", f"end after {clock(self.after)}"
        return f"在当天最后一批放学（{clock(last)}）之后结束", f"end after the last dismissal of the day ({clock(last)})"
