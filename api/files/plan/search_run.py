"""How a search was run: what bounded it, what it spent, how it ended, and whether running it again gives the same plan."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, Final

from solver.plan.codec import dump
from solver.plan.plan import Plan

ENDS: Final = {
    "optimal": ("每一层目标都已证明最优", "every goal proven"),
    "gap": ("差距已够小", "the gap was small enough"),
    "effort": ("工作量用完", "the effort was spent"),
    "time": ("时限已到", "the time was over"),
    "cancelled": ("被人停止", "somebody stopped it"),
    "exhausted": ("没有可以再试的", "nothing was left to try"),
    "infeasible": ("无解", "no plan can exist"),
}
"""Why a search ended."""


@dataclass(frozen=True, slots=True)
class SearchRun:
    """One run of the search.

    seed, workers: as given. effort_limit, seconds_limit, gap_limit: what bounded it, None where nothing did; under an effort
    limit seconds decide nothing, and there is no limit of them. effort: deterministic units spent. ended: a key of ENDS.
    from_plan: it began from a plan. version: of Afterbell. plan_sha256: of the plan that it made, empty without one.
    search_params: parameters of the search that were not the defaults of the version, as ``phase.name=value``.
    """

    seed: int
    workers: int
    effort_limit: float | None
    seconds_limit: float | None
    gap_limit: float | None
    effort: float
    ended: str
    from_plan: bool
    version: str
    plan_sha256: str
    search_params: str = ""

    @property
    def repeatable(self) -> bool:
        """Whether the same request, rules, seed, workers, effort limit, parameters, version (and plan to begin from) give the same plan.

        Bounded by seconds, which steps are taken depends on how quick the machine was at every moment; stopped by somebody, on
        the moment.
        """
        return self.effort_limit is not None and self.ended != "cancelled"

    def made(self, plan: Plan) -> bool:
        """Whether the plan is the one that this run made, and nobody has changed it since."""
        return plan_digest(plan) == self.plan_sha256


def plan_digest(plan: Plan) -> str:
    """SHA-256 of a plan, whatever the order of its entries, in hexadecimal digits."""
    return hashlib.sha256(json.dumps(dump(plan.canonical()), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def run_document(run: SearchRun | None) -> dict[str, Any]:
    """A run as JSON-ready data, ``repeatable`` beside its fields; all null where nothing was searched."""
    if run is None:
        return dict.fromkeys((*(field.name for field in fields(SearchRun)), "repeatable"))
    return {**asdict(run), "repeatable": run.repeatable}


def run_from(document: Mapping[str, Any]) -> SearchRun | None:
    """The run that a document tells of; None where it tells of none, or not of all of it, as documents of earlier versions."""
    names = [field.name for field in fields(SearchRun) if field.default is MISSING]
    if any(name not in document for name in names) or document["effort"] is None:
        return None
    return SearchRun(**{name: document[name] for name in names}, search_params=document.get("search_params") or "")
