"""Variant: one plan of a scenario (or of the base) with its goals, indicators, money and who is touched; as data and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from solver.check.plan_index import PlanIndex
from solver.check.report import Report, check
from solver.ledger.ledgers import term_balance
from solver.papers.kpi import money as money_kpi
from solver.papers.kpi.registry import INDICATORS
from solver.plan.plan import Plan
from solver.plan.result import Reason, TierResult
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Fen
from solver.whatif.touched import Touched, touched

_OF_MONEY = frozenset(each.id for each in money_kpi.INDICATORS)
"""Indicators that the ledger of the term tells once and for all (:class:`TermMoney`); each of them would draw it up anew."""
SHOWN_REASONS = 40
"""Reasons kept of a scenario that has no plan."""


@dataclass(frozen=True, slots=True)
class TermMoney:
    """Money of the term in fen: all income, the fees in it, all cost, what is left (below 0: missing)."""

    income: Fen
    fees: Fen
    cost: Fen
    left: Fen


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """One count of an indicator (:mod:`solver.papers.kpi`). group: in Chinese and English, empty for the whole school."""

    id: str
    group_zh: str
    group_en: str
    numerator: int
    denominator: int | None


@dataclass(frozen=True)
class Variant:
    """aim: ``best``, ``least_change``, or ``unchanged`` (the base plan as it is, without a search).

    status: ``optimal``, ``valid``, ``violations`` (posts or rules of the plan are not kept), ``infeasible`` (proven) or ``stopped``.
    tiers: the checker's values with bounds of the search. reasons: why there is no valid plan. unused: what was added is not used,
    since nothing found with it was better. plan: not written with the rest.
    """

    aim: str
    status: str
    tiers: tuple[TierResult, ...] = ()
    reasons: tuple[Reason, ...] = ()
    touched: Touched = field(default_factory=Touched)
    indicators: tuple[IndicatorValue, ...] = ()
    money: TermMoney | None = None
    seconds: float = 0.0
    unused: bool = False
    plan: Plan | None = None

    @property
    def valid(self) -> bool:
        """Whether there is a plan that breaks no rule."""
        return self.status in ("optimal", "valid")

    @property
    def values(self) -> tuple[int, ...]:
        """Goals in order of importance, to be compared lexicographically."""
        return tuple(tier.value for tier in self.tiers)


@dataclass(frozen=True)
class Measured:
    """A plan measured by the checker."""

    report: Report
    indicators: tuple[IndicatorValue, ...]
    money: TermMoney


def measure(problem: Problem, policy: Policy, plan: Plan) -> Measured:
    """Plan -> verdict of the checker, indicators but those of money, and money of the term."""
    view = PlanIndex(problem, policy, plan)
    sheet = term_balance(view)
    counts = [(each.id, count) for each in INDICATORS if each.id not in _OF_MONEY for count in each.counts(view)]
    rows = tuple(IndicatorValue(ident, *count.group, count.numerator, count.denominator) for ident, count in counts)
    return Measured(
        check(problem, policy, plan), rows, TermMoney(sheet.income, sheet.fees - sheet.waived, sheet.cost, sheet.left)
    )


def judged(
    aim: str, base: tuple[Problem, Plan], case: tuple[Problem, Policy], plan: Plan, bounds: Mapping[str, int | None] | None = None,
    status: str = "valid",
) -> Variant:  # fmt: skip
    """A variant of a plan. base: problem and plan against which it is held. status: of its search, where the checker is silent."""
    problem, policy = case
    found = measure(problem, policy, plan)
    known = bounds or {}
    tiers = tuple(TierResult(tier.name, tier.value, known.get(tier.name), tier.scale) for tier in found.report.tiers)
    broken = found.report.violations
    return Variant(
        aim, "violations" if broken else status, tiers,
        tuple(Reason(v.rule, v.zh, v.en, v.measured, v.limit, v.subjects) for v in broken[:SHOWN_REASONS]),
        touched(base[0], base[1], plan), found.indicators, found.money, plan=plan,
    )  # fmt: skip


def dump_variant(variant: Variant) -> dict[str, Any]:
    """JSON-ready; the plan is left out."""
    return {each.name: _plain(getattr(variant, each.name)) for each in fields(variant) if each.name != "plan"}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, TierResult | Reason | Touched | IndicatorValue | TermMoney):
        return {key: list(part) if isinstance(part, tuple) else part for key, part in asdict(value).items()}
    return value


def load_variant(raw: Mapping[str, Any], plan: Plan | None = None) -> Variant:
    """Read what :func:`dump_variant` writes. Raises KeyError or TypeError for anything else."""
    money = raw["money"]
    return Variant(
        raw["aim"], raw["status"], tuple(TierResult(**tier) for tier in raw["tiers"]),
        tuple(Reason(**_tupled(reason)) for reason in raw["reasons"]), Touched(**_tupled(raw["touched"])),
        tuple(IndicatorValue(**row) for row in raw["indicators"]), None if money is None else TermMoney(**money),
        raw["seconds"], raw["unused"], plan,
    )  # fmt: skip


def _tupled(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
        for key, value in raw.items()
    }
