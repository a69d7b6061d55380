"""Fact, conflict, infeasibility: the answer to the question why no plan can be valid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from solver.plan.result import Reason
from solver.policy.rule import Source
from solver.units import Minute, Weekday

TOLD = 5
"""Facts of one cause that are told; the rest is counted."""
Proof = Literal["count", "lp", "exact"]
"""How a cause is proven: by counting, by duals of a linear program, by an exhausted search."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the school's data or its policy say, as a sentence in both languages.

    rule: id of the rule under which it counts. subjects: ids of people, rooms, offerings, pupils. weekday: None where it holds all
    week. start, end: clock minutes, or None. measured, limit: figures as they are shown. source: document and clause of the rule.
    """

    rule: str
    zh: str
    en: str
    subjects: tuple[str, ...] = ()
    weekday: Weekday | None = None
    start: Minute | None = None
    end: Minute | None = None
    measured: str = ""
    limit: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Cause of a refusal: facts that cannot all hold. irreducible: whether without any one of them the conflict was seen to be gone.

    facts: the first TOLD of them; more: how many others there are. zh, en: the sentence that tells all of it; a remedy is part of
    it where one is known.
    """

    facts: tuple[Fact, ...]
    proof: Proof
    irreducible: bool
    zh: str
    en: str
    more: int = 0

    @property
    def reason(self) -> Reason:
        """The cause as a reason of a result."""
        first = self.facts[0]
        subjects = tuple(dict.fromkeys(subject for fact in self.facts for subject in fact.subjects))
        return Reason(first.rule, self.zh, self.en, first.measured, first.limit, subjects)


@dataclass(frozen=True, slots=True)
class Infeasibility:
    """Why a school is refused.

    causes: independent of each other; each by itself leaves no valid plan. complete: whether the limit left none unsought, as far as
    the proofs see; no causes and complete: nothing is proven.
    """

    causes: tuple[Conflict, ...]
    complete: bool

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """One reason a cause."""
        return tuple(cause.reason for cause in self.causes)
