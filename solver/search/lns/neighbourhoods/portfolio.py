"""Portfolio of neighbourhoods, fitted to the size of the school."""

from __future__ import annotations

from collections.abc import Sequence

from solver.model.instance import Instance
from solver.search.lns.neighbourhoods.balancing import WorkloadBalancing
from solver.search.lns.neighbourhoods.closing import CLOSED_FOR, Closing
from solver.search.lns.neighbourhoods.companions import CompanionSeats
from solver.search.lns.neighbourhoods.exchanging import Exchanging
from solver.search.lns.neighbourhoods.familiar import Familiar
from solver.search.lns.neighbourhoods.gaps import Gaps
from solver.search.lns.neighbourhoods.handover import HandOver
from solver.search.lns.neighbourhoods.menu import Menu
from solver.search.lns.neighbourhoods.merging import Merging
from solver.search.lns.neighbourhoods.neighbourhood import AdaptiveSize, Neighbourhood
from solver.search.lns.neighbourhoods.people import PeopleNeighbourhood
from solver.search.lns.neighbourhoods.relief import DayRelief, WeeksRelief
from solver.search.lns.neighbourhoods.seats import Seats
from solver.search.lns.neighbourhoods.whole_days import EVERYONE, ONE_DAY
from solver.search.search_params import SearchParams
from solver.search.workload.familiar_costs import FamiliarCosts

DEFAULTS = SearchParams()
GAP_FILLERS: Sequence[Neighbourhood] = (Gaps(10), Gaps(20), Gaps(12, whole=True), Gaps(24, whole=True))
"""Neighbourhoods around empty posts, small to large."""


def portfolio(instance: Instance, params: SearchParams = DEFAULTS) -> Sequence[Neighbourhood]:
    """Problem -> instances of the neighbourhoods, wide ones only where their steps stay quick."""
    adults = len(instance.problem.staff)
    paid = not instance.paid_alike
    familiar: list[Neighbourhood] = []
    if FamiliarCosts.wanted(instance):
        familiar = [Familiar(AdaptiveSize(8, adults)), Familiar(AdaptiveSize(14, adults))]
        if instance.problem.replan is None:  # exchanges move too many for a plan that is to stay as it was
            familiar.append(Exchanging(params.workload))
    found: list[Neighbourhood] = [
        PeopleNeighbourhood(AdaptiveSize(5, adults), whole=False, paid=paid),
        PeopleNeighbourhood(AdaptiveSize(8, adults), whole=False, paid=paid),
        PeopleNeighbourhood(AdaptiveSize(8, adults), whole=True, paid=paid),
        PeopleNeighbourhood(AdaptiveSize(14, adults), whole=True, paid=paid),
        WorkloadBalancing(params.workload),
        *familiar,
        WeeksRelief(AdaptiveSize(12, adults)),
        DayRelief(AdaptiveSize(30, adults), whole=False),
        DayRelief(AdaptiveSize(30, adults), whole=True),
        Seats(),
        Merging(),
        HandOver(4, paid),
        ONE_DAY,
    ]
    if instance.problem.replan is not None:  # posts are empty because somebody left, not because a day is badly planned
        found = [*GAP_FILLERS, *(n for n in found if n is not ONE_DAY)]
    if not instance.limits.most.keys().isdisjoint(CLOSED_FOR):
        found.append(Closing())
    if instance.problem.companion_pairs:
        found.append(CompanionSeats())
    if len(instance.problem.pupils) <= params.lns.max_pupils_with_menu:
        found += [Menu(1), Menu(2)]
    if adults <= params.lns.max_adults_freed:
        found += [PeopleNeighbourhood(AdaptiveSize(adults, adults), whole=False, paid=paid), EVERYONE]
    return found
