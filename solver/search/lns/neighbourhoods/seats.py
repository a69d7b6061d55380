"""Destroy the seats of all applicants over the open sections; sections stay."""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood


class Seats(Neighbourhood):
    """Pupils of some grades (all of them when ``grades`` is None), among the sections that are open."""

    name = "seats"
    moves = frozenset({"choice", "stability"})
    effort = 1.0
    linear = True

    def __init__(self) -> None:
        self._tried: tuple[object, ...] = ()

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        opened = frozenset((s.offering, s.number) for s in current.plan.sections)
        wishing = frozenset(p.id for p in instance.problem.pupils if p.clubs and p.weekdays)
        seen = (current.plan.sections, current.plan.seats)
        if not opened or not wishing or seen == self._tried:  # one step is nearly exact: a second would find nothing
            return None
        self._tried = seen
        return Scope(seat_sections=opened, seat_pupils=wishing)
