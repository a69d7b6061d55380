"""Balancing: from a plan to plans of ever more even loads (D02) and care by ever more familiar adults (D16, D16F)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from solver.model.instance import Instance
from solver.plan import Plan
from solver.search.construct.complete import finish
from solver.search.search_params import WorkloadParams
from solver.search.workload.day_assignment import DEFAULTS, adults_who_move, assign_by_class, every_day, reassignments
from solver.search.workload.exchange import exchange
from solver.search.workload.familiar_costs import FamiliarCosts
from solver.search.workload.local_search import TabuMemory, local_search
from solver.search.workload.state import WorkloadState
from solver.units import Week, Weekday

STEEPNESS = (10.0, 100.0, 1000.0)
"""Costs of a squared minute beyond the window, in the exchanges of one round. Raising them evens loads out earlier, at the price of
strangers."""


def balanced(instance: Instance, plan: Plan, params: WorkloadParams = DEFAULTS, like: Plan | None = None) -> Iterator[Plan]:
    """Plan -> plans with ever more even loads (D02), care by more familiar adults (D16, D16F) and fewer late duties of flagged people
    (D05), in this order; flex grants decided anew.

    like: a plan whose adults are preferred where familiarity counts, or None.
    """
    if not FamiliarCosts.wanted(instance):
        yield from _evened(WorkloadState(instance, plan), params)
        return
    state = WorkloadState(instance, plan)
    least, best = reached(state, params), plan
    if not any(least):
        return
    for _ in _rounds(state, params, like):
        now = reached(state, params)
        if now < least:
            least, best = now, state.plan()
            yield finish(instance, best)
        if not any(now):
            return
        if state.excess() > state.allowed:  # loads so uneven come first, whoever the adults are
            break
    if least[0]:
        yield from _evened(WorkloadState(instance, best), params)


def reached(state: WorkloadState, params: WorkloadParams = DEFAULTS) -> tuple[int, int, int]:
    """Excess of loads, shortfall of familiar adults, late duties of flagged people."""
    return state.excess(), FamiliarCosts(state, adults_who_move(state.instance), params).shortfall(), state.late_for_flagged()


def _rounds(state: WorkloadState, params: WorkloadParams, like: Plan | None) -> Iterator[None]:
    """Rounds of familiar adults; yields after each. The first keeps to the adults of ``like`` as far as it can."""
    days = every_day(state.instance)
    assign_by_class(state, days, params.load_share, params, like)
    if like is not None:
        _exchange(state, days, params)
        yield
    for _ in range(params.exchange_rounds - (like is not None)):
        familiar_round(state, days, params.load_share, params)
        yield


def familiar_round(
    state: WorkloadState,
    days: Sequence[tuple[Week, Weekday]],
    share: float,
    params: WorkloadParams = DEFAULTS,
) -> None:
    """Care by familiar adults, then even loads: an assignment by class, day after day, and exchanges. The state may get worse.

    share: of the costs of uneven loads, late duties and repeated posts that counts in the assignment.
    """
    assign_by_class(state, days, share, params)
    _exchange(state, days, params)


def _exchange(state: WorkloadState, days: Sequence[tuple[Week, Weekday]], params: WorkloadParams) -> None:
    for steepness in STEEPNESS:
        exchange(state, steepness, params.exchange_sweeps, params)
    if state.excess():  # whole days change hands where single blocks do not fit
        assign_by_class(state, days, 1.0, params)
        exchange(state, STEEPNESS[-1], params.exchange_sweeps, params)
    if 0 < state.excess() <= state.allowed:  # loads that are far from even are levelled once, after all rounds
        local_search(state, params.max_evaluations, set(), params)


def _evened(state: WorkloadState, params: WorkloadParams) -> Iterator[Plan]:
    """Plans of more and more even loads, whoever the adults are."""
    least = (state.excess(), state.late_for_flagged() + 1)
    for _ in _stages(state, params):
        now = (state.excess(), state.late_for_flagged())
        if now < least:
            least = now
            yield finish(state.instance, state.plan())
        if not any(now):
            return


def _stages(state: WorkloadState, params: WorkloadParams) -> Iterator[None]:
    """Day assignment and local search in turn; yields after the first pass of day assignments, and after each half round."""
    tabu: TabuMemory = set()
    for round_ in range(params.max_rounds):
        for passes, _ in enumerate(reassignments(state, params)):
            if not round_ and not passes:
                yield
        yield
        local_search(state, params.max_evaluations, tabu, params)
        yield
