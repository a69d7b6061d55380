"""Destroy the care groups of one weekday and band, with the people who look after them."""

from __future__ import annotations

from collections import Counter
from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.plan import Plan
from solver.problem import Band
from solver.search.construct.groups import GroupLimits
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.packing import least_groups
from solver.units import Weekday


class Merging(Neighbourhood):
    """Which classes are looked after together, and by whom, where that could save a group or fill a post."""

    name = "merging"
    moves = frozenset({"coverage", "stability", "cost"})
    effort = 0.5

    def __init__(self) -> None:
        self._known: tuple[object, list[tuple[Weekday, Band]]] | None = None

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        places = [(day, band) for day in instance.days for band in instance.problem.bands]
        if current.values["coverage"] == 0:
            places = self._wasteful(instance, current.plan, places)
        if not places:
            return None
        day, band = rng.choice(places)
        homes = set(instance.classes_of_band[band.id])
        people = {
            a.person
            for a in current.plan.assignments
            if a.post.kind == "care" and a.post.weekday == day and a.post.subject in homes
        }
        return Scope(
            groups=frozenset((day, band.id, p) for p in range(len(band.periods))),
            people=frozenset(people),
            duty_days=frozenset((week, day) for week in instance.weeks),
        )

    def _wasteful(self, instance: Instance, plan: Plan, places: list[tuple[Weekday, Band]]) -> list[tuple[Weekday, Band]]:
        """Where fewer groups might do, with the seats as they are."""
        seen = (plan.seats, plan.sections, plan.care_groups)
        if self._known is None or self._known[0] != seen:
            groups = Counter((g.weekday, instance.band_of_class[g.host].id, g.period) for g in plan.care_groups)
            limits, away = GroupLimits.of(instance), _away(instance, plan)
            found = []
            for day, band in places:
                for period in range(len(band.periods)):
                    sizes = [
                        len(instance.attending.get((home, day), ())) - away[home, day, period]
                        for home in instance.classes_of_band[band.id]
                    ]
                    if groups[day, band.id, period] > least_groups(sizes, limits.pupils, limits.classes):
                        found.append((day, band))
                        break
            self._known = seen, found
        return self._known[1]


def _away(instance: Instance, plan: Plan) -> Counter[tuple[str, Weekday, int]]:
    """Pupils of each class who sit in sections, by weekday and period."""
    times = {(s.offering, s.number): [(x.weekday, x.start) for x in s.sessions] for s in plan.sections}
    away: Counter[tuple[str, Weekday, int]] = Counter()
    for seat in plan.seats:
        away.update(instance.missed(seat.pupil, seat.offering, times[seat.offering, seat.number]))
    return away
