"""Comparison 比较: scenarios side by side with the base, goal by goal, each difference with how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from solver.plan.result import TierResult
from solver.whatif.run import BaseOutcome, ScenarioOutcome
from solver.whatif.variant import Variant

Verdict = Literal["same", "not seen", "better", "worse", "proven better", "proven worse", "new"]
"""``not seen``: the difference is no larger than the base's own when it is searched on. ``proven``: one's bound lies beyond the other's
value. ``new``: the base has no such goal."""
NOTHING_SEEN: frozenset[Verdict] = frozenset(("same", "not seen"))


@dataclass(frozen=True, slots=True)
class GoalCell:
    """One goal of one variant beside the base's value of it. Values are in counted units, smaller is better."""

    tier: str
    value: int
    bound: int | None
    against: int | None
    verdict: Verdict


@dataclass(frozen=True)
class ComparedVariant:
    """One line of a comparison. decided_by: the most important goal that differs for sure, or None; verdict: of that one."""

    outcome: ScenarioOutcome
    variant: Variant
    cells: tuple[GoalCell, ...]
    verdict: Verdict
    decided_by: str | None


@dataclass(frozen=True)
class Comparison:
    """base: against which all is held. lines: of scenarios that have a plan or a reason, in the order asked. refused: those whose
    changes cannot be applied.
    """

    base: BaseOutcome
    lines: tuple[ComparedVariant, ...]
    refused: tuple[ScenarioOutcome, ...]


def compare(base: BaseOutcome, outcomes: Sequence[ScenarioOutcome]) -> Comparison:
    """The comparison of outcomes. An end planned as well as can be is held against the base searched on, others against the base plan."""
    lines = tuple(_line(base, outcome, variant) for outcome in outcomes for variant in outcome.variants)
    return Comparison(base, lines, tuple(outcome for outcome in outcomes if not outcome.variants))


def _line(base: BaseOutcome, outcome: ScenarioOutcome, variant: Variant) -> ComparedVariant:
    beside = base.searched if variant.aim == "best" and base.searched.valid else base.stands
    against = {tier.name: tier for tier in beside.tiers}
    stands = {tier.name: tier.value for tier in base.stands.tiers}
    bounds = {tier.name: tier.bound for tier in base.searched.tiers}
    cells = []
    for tier in variant.tiers:
        other = against.get(tier.name)
        if other is None:
            cells.append(GoalCell(tier.name, tier.value, tier.bound, None, "new"))
            continue
        spread = abs(stands.get(tier.name, other.value) - other.value)
        found = verdict(tier, other.value, bounds.get(tier.name), spread)
        if found == "better" and outcome.effect == "removes" and variant.valid:
            found = "not seen"  # the base could have done the same: what is gained is the search's
        cells.append(GoalCell(tier.name, tier.value, tier.bound, other.value, found))
    decisive = next((cell for cell in cells if cell.verdict not in NOTHING_SEEN and cell.verdict != "new"), None)
    if decisive is not None:
        return ComparedVariant(outcome, variant, tuple(cells), decisive.verdict, decisive.tier)
    seen: Verdict = "same" if all(cell.verdict == "same" for cell in cells) else "not seen"
    return ComparedVariant(outcome, variant, tuple(cells), seen, None)


def verdict(tier: TierResult, against: int, base_bound: int | None, spread: int) -> Verdict:
    """How a value stands to the base's. base_bound: below which no plan of the base goes. spread: of the base's own search."""
    if tier.value == against:
        return "same"
    if tier.value < against:
        if base_bound is not None and base_bound > tier.value:
            return "proven better"
        return "not seen" if against - tier.value <= spread else "better"
    if tier.bound is not None and tier.bound > against:
        return "proven worse"
    return "not seen" if tier.value - against <= spread else "worse"
