"""What a search hands back: a status, the plan, value and bound a tier, and what it cost to find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.plan.plan import Plan

STATUSES = ("optimal", "valid", "infeasible", "stopped")
"""optimal: every tier proven; valid: a plan without violations; infeasible: proven or refused, with reasons;
stopped: no valid plan within the limits on tiers before the search had to end (``plan`` may then hold the best one, which is
incomplete or exceeds a limit: ``reasons`` say so)."""


@dataclass(frozen=True, slots=True)
class TierResult:
    """One tier of a plan: ``value`` (smaller is better), a valid lower ``bound`` or None, and the ``scale``, which is the distance of
    its best from its worst, by counting (>= 1). Units are the policy tier's. ``limit``: the most that the caller lets it be, or None."""

    name: str
    value: int
    bound: int | None
    scale: int
    limit: int | None = None

    @property
    def gap(self) -> float | None:
        """``|value - bound| / scale``, or None without a bound."""
        return None if self.bound is None else abs(self.value - self.bound) / self.scale


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something cannot work: the rule, a sentence in both languages, and the figures behind it.

    subjects: ids of all whom it concerns (pupils, people, rooms, dates), of which the sentences may name but the first.
    """

    rule: str
    zh: str
    en: str
    measured: str = ""
    limit: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """One event of a running search. ``seconds`` counts from the search's start; tiers are those of ``plan``, the incumbent."""

    stage: str
    seconds: float
    tiers: tuple[TierResult, ...] = ()
    note: str = ""
    plan: Plan | None = None


@dataclass(frozen=True)
class Result:
    """The outcome of a solve.

    seconds: build, presolve, search, check, total (wall clock). effort: deterministic units spent. ended: why the search
    did: ``optimal``, ``infeasible``, ``gap``, ``effort``, ``time``, ``cancelled`` or ``exhausted`` (nothing left to try).
    """

    status: str
    plan: Plan | None
    tiers: tuple[TierResult, ...]
    reasons: tuple[Reason, ...] = ()
    first_plan_seconds: float | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)
    effort: float = 0.0
    seed: int = 0
    ended: str = "exhausted"

    @property
    def gap(self) -> float | None:
        """The largest of the tiers' gaps; None where a tier has no bound or there is no plan."""
        gaps = [tier.gap for tier in self.tiers]
        known = [gap for gap in gaps if gap is not None]
        return max(known) if known and len(known) == len(gaps) else None
