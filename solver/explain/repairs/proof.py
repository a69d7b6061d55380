"""Proofs that a problem has no plan, by counting and by the joint relaxation; and what is lacking then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from solver.explain.people import AdultNeed
from solver.explain.precheck import precheck
from solver.explain.refusal.causes import causes
from solver.explain.repairs.action_model import ExtraNeed
from solver.model.instance import Instance
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.search.joint.relaxation import JointRelaxation
from solver.search.joint.row_fact import DEMANDS, RowFact

GIVEN = ("squad", "dream")


@dataclass(frozen=True)
class Insufficiency:
    """reasons: of counting. missing: adults or seats that posts lack together at least, by the joint relaxation. lacking: at which posts
    it saw them. given: offerings whose seats it saw missed."""

    reasons: tuple[Reason, ...]
    missing: int
    lacking: tuple[ExtraNeed, ...] = ()
    given: frozenset[str] = frozenset()

    @property
    def proven(self) -> bool:
        """Whether the problem has no plan, by proof."""
        return bool(self.reasons) or self.missing > 0


def by_counting(problem: Problem, policy: Policy, seconds: float | None) -> Insufficiency:
    """Problem, policy -> proof that there is no plan, if counting has one; nothing is known of what is missing then."""
    reasons = precheck(problem, policy)
    if not any(offering.members or offering.dream for offering in problem.offerings):
        return Insufficiency(reasons, 0)
    told = causes(problem, policy, seconds, clubs=False).reasons
    given = frozenset(name for reason in told for name in reason.subjects if name in problem.offering_of)
    return Insufficiency(told or reasons, 0, given=given)


def insufficiency(problem: Problem, policy: Policy, seconds: float | None, stop: Callable[[], bool] | None = None) -> Insufficiency:
    """Problem, policy -> proof that there is no plan, if counting or the joint relaxation has one.

    seconds: wall-clock limit of the relaxation; None for its limit of iterations, which can be repeated.
    """
    counted = by_counting(problem, policy, seconds)
    reasons, blamed = counted.reasons, counted.given
    if not policy.hard("D08") or any(reason.rule in ("A02", "A03", "A12") for reason in reasons):
        return Insufficiency(reasons, 0, given=blamed)
    relaxation = JointRelaxation(Instance(problem, policy))
    if relaxation.broken:
        return Insufficiency(reasons, 1, given=blamed)
    demands = {fact: 1 for fact in relaxation.facts if fact.kind in DEMANDS}
    missing = max(0, relaxation.least([], (), demands, seconds, stop) or 0)
    missed = relaxation.missed() if missing else {}
    given = frozenset(fact.subject for fact in missed if fact.kind in GIVEN and fact.subject)
    return Insufficiency(reasons, missing, _lacking(missed, missing), given | blamed)


def _lacking(missed: dict[RowFact, float], missing: int) -> tuple[ExtraNeed, ...]:
    """Adults that are missing, at the posts where the relaxation lacks most, no more than are proven to be missing."""
    found, left = [], missing
    for fact, heads in sorted(missed.items(), key=lambda item: -item[1]):
        if fact.kind not in GIVEN and fact.weekday is not None and left > 0:
            taken = min(left, ceil(heads))
            found.append(ExtraNeed(fact.weekday, AdultNeed(fact.kind, fact.start, fact.end, _subject(fact)), taken))
            left -= taken
    return tuple(found)


def _subject(fact: RowFact) -> str:
    return "" if fact.kind == "care" else fact.subject
