"""Sections with more pupils than they hold: those who stay and those who must leave, by rank and lot (C06, B04)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from random import Random

from solver.model.instance import Instance
from solver.plan import Plan, Seat
from solver.search.construct.minimal_change import SectionKey, rank_of

LOT_SEED = 1
"""Seed of the draw among pupils of the same rank."""


def within_sizes(instance: Instance, plan: Plan) -> Plan:
    """Plan -> the plan whose sections hold no more pupils than their maximum: nobody else loses a seat.

    Locked seats stay (K07), then those by right, then earlier choices; among equal ones a lot decides.
    """
    if not instance.policy.on("C06"):
        return plan
    replan = instance.problem.replan
    locked = set(replan.locked.seats) if replan is not None else set()
    sections: dict[SectionKey, list[Seat]] = defaultdict(list)
    for seat in plan.seats:
        sections[seat.offering, seat.number].append(seat)
    lots = [pupil.id for pupil in instance.problem.pupils]
    Random(LOT_SEED).shuffle(lots)
    lot = {pupil: place for place, pupil in enumerate(lots)}
    gone: set[Seat] = set()
    for (name, _), seats in sections.items():
        offering = instance.problem.offering_of.get(name)
        if offering is not None and len(seats) > instance.most(offering):
            order = sorted(seats, key=lambda s, o=offering: (s not in locked, rank_of(instance, o, s.pupil), lot[s.pupil]))  # type: ignore[misc]
            gone.update(order[instance.most(offering) :])
    return replace(plan, seats=tuple(seat for seat in plan.seats if seat not in gone)) if gone else plan
