"""Answers of the staffing analysis, made by hand: for tests of what is stored, drawn and told of them."""

from __future__ import annotations

from solver import Fewest, Frontier, FrontierPoint, MarginalValues, Plan, Policy, Problem, Stress
from solver.changes.amount import Amount
from solver.changes.change import Sentence
from solver.changes.leaving import Lanes
from solver.whatif.frontier.frontier import BoundPoint, UnreachedLimit
from solver.whatif.staffing.least_staff import GroupNeed, QualityPoint, WantedQuality
from solver.whatif.staffing.marginal import GoalGain, MarginalValue
from solver.whatif.staffing.survival import Break, SinglePoint, SupplierLoss, Survival

BREAK = Break("gate", "east", 1060, "17:40 校门", "gate at 17:40", 2)


def fewest() -> Fewest:
    """Proven at least 5, found 6, of 8."""
    groups = (GroupNeed("role", "admin", 2, 2, (("巡察", "patrol"),)), GroupNeed("skill", "chess", 3, None))
    wishes = (WantedQuality("even", 0, None, 7), WantedQuality("choice", 5, 6, None))
    points = (QualityPoint(6, 40, 120, None), QualityPoint(8, 0, 100, 90))
    return Fewest(8, 5, 6, ("T001",), None, groups, (("周二看护", "care on Tue"),), wishes, points, (5,), complete=True)


def values(problem: Problem) -> MarginalValues:
    """One more lane is worth something, as far as is known."""
    told = Sentence("东门通道增加 1 条", "lanes of the east gate +1")
    gains = (GoalGain("choice", 1, 4, 9), GoalGain("peak", 0, 0, 0))
    lane = MarginalValue(Lanes((problem.gates[0].id,), Amount(1, "by")), told, gains, shadow=3, searched=True)
    return MarginalValues((("choice", 100),), (lane,), complete=False)


def stress(problem: Problem) -> Stress:
    """Two rates by two spells, one person who cannot be missed, one supplier lost."""
    rates = tuple(Survival(rate, spell, 50, 50 - rate * spell, 50, (BREAK,)) for spell in (1, 3) for rate in (2, 8))
    single = SinglePoint(problem.staff[0].id, ((1, 2), (2, 2)), capped=False, breaks=(BREAK,))
    return Stress(12, ((1, 2), (2, 2)), rates, (single,), (SupplierLoss("体育公司", ("O01",), 10, 8, (BREAK,)),), complete=True)


def frontier(policy: Policy, plan: Plan) -> Frontier:
    """Four plans, the second of which is the base; a bound under them."""
    tiers = {tier.name: tier for tier in policy.tiers}
    names = [tier.name for tier in policy.tiers]

    def point(name: str, cost: int, choice: int) -> FrontierPoint:
        return FrontierPoint(name, dict.fromkeys(names, 0) | {"cost": cost, "choice": choice}, plan)

    points = (point("A", 900_00, 10), point("B", 800_00, 20), point("C", 700_00, 60), point("D", 650_00, 200))
    bounds = (BoundPoint(None, 500_00), BoundPoint(20, 700_00), BoundPoint(200, 600_00))
    compared = tuple(tiers[name] for name in ("fairness", "choice", "cost"))
    return Frontier(compared, points, points[1], bounds, (UnreachedLimit(550_00, proven=True),), 3, 7)

