"""Answers of the staffing analysis, read back from the results of their jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from api.files.content.page import Page
from api.files.frontier.pages import FrontierFile, frontier_pages
from api.files.staffing.fewest_pages import fewest_page
from api.files.staffing.stress_pages import stress_page
from api.files.staffing.values_pages import values_page
from solver import Fewest, Frontier, FrontierPoint, MarginalValues, Plan, Policy, Problem, Stress
from solver.changes.change import Sentence
from solver.changes.codec import read_changes
from solver.whatif.frontier.frontier import BoundPoint, UnreachedLimit
from solver.whatif.staffing.least_staff import GroupNeed, QualityPoint, WantedQuality
from solver.whatif.staffing.marginal import GoalGain, MarginalValue
from solver.whatif.staffing.survival import Break, SinglePoint, SupplierLoss, Survival

Found = Mapping[str, Any]
"""Result of a job, or a part of it."""
NO_PLAN = Plan()
"""Points of a stored frontier hold their goals alone."""


def stored_pages(problem: Problem, policy: Policy, found: Found) -> tuple[Page, ...]:
    """Pages of a result, as they were when its job ended. Raises KeyError or TypeError for anything else."""
    return _PAGES[found["question"]](problem, policy, found)


def load_fewest(found: Found) -> Fewest:
    """Fewest adults, without the plan."""
    groups = tuple(GroupNeed(**{**each, "posts": _pairs(each["posts"])}) for each in found["groups"])
    return Fewest(
        there=found["there"], proven=found["proven"], found=found["found"], left_out=tuple(found["left_out"]), plan=None,
        groups=groups, missing=_pairs(found["missing"]), wishes=tuple(WantedQuality(**each) for each in found["wishes"]),
        points=tuple(QualityPoint(**each) for each in found["points"]), tried=tuple(found["tried"]), complete=found["complete"],
    )  # fmt: skip


def load_values(found: Found) -> MarginalValues:
    """Marginal values."""
    return MarginalValues(
        tuple(found["base"].items()),
        tuple(
            MarginalValue(
                read_changes([each["change"]])[0], Sentence(each["zh"], each["en"]), tuple(GoalGain(**gain) for gain in each["gains"]),
                each["shadow"], each["searched"],
            )
            for each in found["values"]
        ),
        found["complete"],
    )  # fmt: skip


def load_stress(found: Found) -> Stress:
    """Stress of a plan."""
    return Stress(
        found["adults"], _pairs(found["days"]),
        tuple(
            Survival(each["rate"], each["spell"], each["days"], each["survived"], each["alone"], _breaks(each["breaks"]))
            for each in found["survivals"]
        ),
        tuple(
            SinglePoint(each["person"], _pairs(each["days"]), each["capped"], _breaks(each["breaks"])) for each in found["single_points"]
        ),
        tuple(
            SupplierLoss(each["organisation"], tuple(each["people"]), each["days"], each["survived"], _breaks(each["breaks"]))
            for each in found["suppliers"]
        ),
        found["complete"],
    )  # fmt: skip


def load_frontier(policy: Policy, found: Found) -> Frontier:
    """Frontier of goals, without its plans."""
    tiers = {tier.name: tier for tier in policy.tiers}
    base = FrontierPoint(found["base"] or "", found["base_values"], NO_PLAN)
    bounds = tuple(BoundPoint(each["at_most"], each["at_least"]) for each in found["bounds"])
    points = tuple(FrontierPoint(each["name"], each["values"], NO_PLAN) for each in found["points"])
    unreached = tuple(UnreachedLimit(each["at_most"], each["proven"]) for each in found["unreached"])
    tiers_of = tuple(tiers[name] for name in found["tiers"])
    return Frontier(tiers_of, points, base, bounds, unreached, found["dominated"], found["searches"])


def _frontier(problem: Problem, policy: Policy, found: Found) -> tuple[Page, ...]:
    return frontier_pages(FrontierFile(problem, policy, load_frontier(policy, found)))


_PAGES: Mapping[str, Callable[[Problem, Policy, Found], tuple[Page, ...]]] = {
    "fewest": lambda problem, _policy, found: (fewest_page(problem, load_fewest(found)),),
    "values": lambda _problem, policy, found: (values_page(policy, load_values(found)),),
    "stress": lambda problem, _policy, found: (stress_page(problem, load_stress(found)),),
    "frontier": _frontier,
}


def _pairs(found: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(tuple(each) for each in found)


def _breaks(found: Sequence[Found]) -> tuple[Break, ...]:
    return tuple(Break(**each) for each in found)
