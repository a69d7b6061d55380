"""Companions of a plan (C10, C10W): each pair, whether it is together or apart as asked, and in which sections. For the office alone."""

from __future__ import annotations

from dataclasses import dataclass

from solver.check.families.companions import chosen_by_both, sections, shared, unkept
from solver.check.names import Words
from solver.check.plan_index import PlanIndex
from solver.problem.companions import CompanionPair

OUTCOMES: dict[str, Words] = {
    "unkept": ("没有做到", "not kept"),
    "kept": ("做到", "kept"),
    "unseated": ("都没有排上共同的课程", "neither sits in a course that both chose"),
    "idle": ("没有共同能上的课程", "no course that both may attend"),
}
"""Outcome of a pair -> words, in the order in which a list tells them."""


@dataclass(frozen=True)
class CompanionOutcome:
    """A pair and what became of it. outcome: of :data:`OUTCOMES`. places: (pupil, offering, number) of their seats in courses that
    both chose, where those matter: all of them, or of those who are not apart the sections in which they meet."""

    pair: CompanionPair
    outcome: str
    places: tuple[tuple[str, str, int], ...]


def companion_outcomes(view: PlanIndex) -> list[CompanionOutcome]:
    """Every pair of the request, those whose entry is not kept first."""
    found = [_outcome(view, pair) for pair in view.problem.companion_pairs]
    order = list(OUTCOMES)
    return sorted(found, key=lambda item: order.index(item.outcome))


def _outcome(view: PlanIndex, pair: CompanionPair) -> CompanionOutcome:
    common = chosen_by_both(view, pair) if pair.apart else shared(view, pair)
    missed = unkept(view, pair)
    told = [offering for offering, _, _ in missed] if pair.apart else common
    places = tuple(
        (name, offering.id, number)
        for offering in told
        for name in pair.pupils
        for number in sorted(sections(view, name, offering.id))
    )
    if missed:
        outcome = "unkept"
    elif not common:
        outcome = "idle"
    else:
        outcome = "kept" if places or pair.apart else "unseated"
    return CompanionOutcome(pair, outcome, places)
