"""Fewest people for the weekly posts of a plan, by the counted staffing model with a column for whoever is used (D08, D10, K02).

Sections, their leaders, care groups and dismissals stay, and whoever has a post that stays is used in any case.
"""

from __future__ import annotations

from solver.model.instance import Instance
from solver.plan import Plan
from solver.search.construct.complete import finish
from solver.search.engines.cpsat import CpSat
from solver.search.limits import Clock
from solver.search.staffing.kinds import duty_kinds
from solver.search.staffing.model import CountedModel
from solver.search.staffing.naming import Naming
from solver.search.staffing.optimise import freed
from solver.search.workload.state import WorkloadState


def with_fewer_people(instance: Instance, plan: Plan, clock: Clock) -> Plan:
    """Plan that breaks no rule -> the plan with its weekly posts held by as few of the own staff as the model finds; loads get uneven.

    clock: half of what is left of it is the limit.
    """
    state = WorkloadState(instance, plan)
    blocks = freed(state, [(week, day) for week in instance.weeks for day in instance.post_days], single=True)
    model = CountedModel(state, duty_kinds(state, blocks))
    busy = {assignment.person for assignment in model.kept}
    used: dict[str, int] = {}
    for columns in model.columns:
        for person, column in columns.items():
            if person not in busy:
                use = used.setdefault(person, -1)
                if use < 0:
                    use = used[person] = model.rows.boolean(1)
                model.rows.linear("K00", [(1, use), (-1, column)], 0)
    if model.rows.broken or not used:
        return plan
    terms = [(1, column) for column in used.values()]
    outcome = CpSat(model.rows).minimise(terms, clock.share_left(0.5), model.rows.hint, clock.cancelled)
    clock.spend(outcome.effort)
    if outcome.values is None:
        return plan
    naming = Naming(instance, plan, model.kept)
    for kind, columns in zip(model.kinds, model.columns, strict=True):
        people = [person for person, column in columns.items() if outcome.values[column]]
        for person, block in naming.name(kind, people):
            state.assign(person, block)
    return finish(instance, state.plan())
