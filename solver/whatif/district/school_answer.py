"""Answer of one school to a question of its district, and what of it a bureau may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from solver.errors import Fault
from solver.plan import Plan, Reason

Verdict = Literal["breaks", "keeps", "unknown", "no plan before", "not applicable"]
"""breaks: proven that no plan is valid; keeps: there is a plan that the checker passes; no plan before: the school has no valid plan
without the change either; not applicable: the change names what the school has not."""


@dataclass(frozen=True, slots=True)
class Price:
    """A goal before and after, in counted units."""

    tier: str
    before: int
    after: int


@dataclass(frozen=True)
class SchoolAnswer:
    """proof: ``count``, ``lp`` or ``exact`` where the school breaks. role: of those who leave, with commas between
    several. rules: that stand in the way.

    indispensable: own adults without whom no plan is valid, proven by counting, by role; examined: adults that were asked of. reasons,
    faults: sentences for the school itself, which may name its people; plan: under the change. Neither is told to a bureau.
    """

    verdict: Verdict
    proof: str = ""
    role: str = ""
    prices: tuple[Price, ...] = ()
    rules: tuple[str, ...] = ()
    indispensable: Mapping[str, int] = field(default_factory=dict)
    examined: int = 0
    adults: int = 0
    pupils: int = 0
    seconds: float = 0.0
    reasons: tuple[Reason, ...] = ()
    faults: tuple[Fault, ...] = ()
    plan: Plan | None = None


def dump_answer(answer: SchoolAnswer) -> dict[str, Any]:
    """JSON-ready, without plan, sentences, and whatever else may name a person: what a bureau may see."""
    told = asdict(replace(answer, reasons=(), faults=(), plan=None))
    return {key: value for key, value in told.items() if key not in ("reasons", "faults", "plan")}


def load_answer(raw: Mapping[str, Any]) -> SchoolAnswer:
    """Read what :func:`dump_answer` writes. Raises KeyError or TypeError for anything else."""
    return SchoolAnswer(**{**raw, "prices": tuple(Price(**price) for price in raw["prices"]), "rules": tuple(raw["rules"])})
