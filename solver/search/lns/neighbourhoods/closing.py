"""Destroy one section that gives little for what it costs: whether it stays, and the care of those days with the people of both.

Only for a search under limits on cost (G10) or outside time (E01), while one is exceeded: to close sections of little worth is what
brings such a tier down in small steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope, SectionKey
from solver.model.tier_limits import EXCESS
from solver.plan import Plan, Section
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood

CLOSED_FOR = ("cost", "outside")
"""Tiers that closing a section lowers."""
LEAST_LOSS = 5
"""Points that a section counts as giving at least, when one is drawn. Raising it draws sections more evenly."""


class Closing(Neighbourhood):
    """One open section, drawn by how few points of choice (C04) its pupils lose."""

    name = "closing"
    moves = frozenset(CLOSED_FOR)
    effort = 0.5

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        if not any(goal.value and goal.name in (EXCESS + tier for tier in CLOSED_FOR) for goal in current.goals):
            return None
        given = {offer for offers in instance.given.offers.values() for offer in offers}
        opened = [section for section in current.plan.sections if section.offering not in given]
        if not opened:
            return None
        losses = _losses(instance, current.plan)
        weights = [1.0 / (LEAST_LOSS + losses[section.offering, section.number]) ** 2 for section in opened]
        return _scope(instance, current.plan, rng.choices(opened, weights)[0])


def _losses(instance: Instance, plan: Plan) -> Mapping[SectionKey, int]:
    """Points of choice (C04) that the pupils of each section would lose with it."""
    found: Counter[SectionKey] = Counter()
    for seat in plan.seats:
        pupil = instance.problem.pupil_of[seat.pupil]
        if seat.offering in pupil.choices:
            found[seat.offering, seat.number] += instance.worth(pupil, pupil.choices.index(seat.offering))
    return found


def _scope(instance: Instance, plan: Plan, section: Section) -> Scope:
    """The section with its pupils and leaders, and the care of its days in the bands of its pupils."""
    key = section.offering, section.number
    pupils = frozenset(seat.pupil for seat in plan.seats if (seat.offering, seat.number) == key)
    bands = {instance.band_of_class[instance.problem.pupil_of[pupil].class_id].id for pupil in pupils}
    days = {session.weekday for session in section.sessions}
    homes = {home for band in bands for home in instance.classes_of_band[band]}
    people = {
        a.person
        for a in plan.assignments
        if (a.post.kind == "care" and a.post.weekday in days and a.post.subject in homes)
        or (a.post.kind in ("lead", "assist") and (a.post.subject, a.post.detail) == key)
    }
    periods = {band.id: len(band.periods) for band in instance.problem.bands if band.id in bands}
    return Scope(
        sections=frozenset({key}),
        led=frozenset({key}),
        seat_sections=frozenset({key}),
        seat_pupils=pupils,
        groups=frozenset((day, band, period) for day in days for band, count in periods.items() for period in range(count)),
        people=frozenset(people),
        duty_days=frozenset((week, day) for week in instance.weeks for day in days),
    )
