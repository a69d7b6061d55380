"""Combinatorial lower bounds of the tiers, by flow and counting; each valid for every plan that leaves no post empty.

A tier without an argument below is bounded by 0, since no tier counts below nothing.

choice: seats as a flow from pupils to offerings with all their possible sections (a relaxation: times, rooms, people and
minima are left out). cost: the adults that the pupils need at least in each period, and the posts that do not depend on the plan.
fairness: least work and who can carry how much (:mod:`solver.search.bounds.loads`).
care: a flow of those without reasons to late posts
(:mod:`solver.search.bounds.late_posts`). familiar: a flow of those who know a class to its surely existing class periods
(:mod:`solver.search.bounds.familiar`). stability: what is possible no more (:mod:`solver.search.bounds.changes`).
"""

from __future__ import annotations

from collections.abc import Sequence

from solver.model.instance import EXACT, UP, Instance
from solver.problem import Band
from solver.search.bounds.adult_capacity import most_pupils, pupils_of
from solver.search.bounds.changes import forced_changes
from solver.search.bounds.familiar import familiar
from solver.search.bounds.late_posts import late_duties
from solver.search.bounds.loads import load_excess
from solver.search.bounds.sure_periods import sure_periods
from solver.search.engines.flow import Network, least_cost
from solver.units import Fen, Weekday

FAMILIAR_RULES = ("D16", "D16F")
"""Soft rules with a bound by the flow of who knows a class; they add up in their tier."""


def combinatorial_bounds(instance: Instance) -> dict[str, int]:
    """Problem and policy -> a lower bound for every tier, by name."""
    found = {tier.name: 0 for tier in instance.policy.tiers}
    for rule, compute in (("C04", choice), ("G10", cost)):
        tier = instance.policy.tier_of(rule)
        if tier is not None:
            found[tier] = max(0, compute(instance) * instance.policy.rules[rule].weight)
    tier = instance.policy.tier_of("B14")
    if tier is not None:
        found[tier] = forced_changes(instance) * instance.policy.rules["B14"].weight
    sure = sure_periods(instance)
    staffing = {"D02": load_excess(instance, sure), "D05": late_duties(instance)}
    if any(instance.policy.soft(rule) for rule in FAMILIAR_RULES):
        staffing |= familiar(instance, sure)
    for rule, value in staffing.items():
        tier = instance.policy.tier_of(rule)
        if tier is not None:
            found[tier] += max(0, value * instance.policy.rules[rule].weight)
    return found


def choice(instance: Instance) -> int:
    """Least points lost (C04): a minimum-cost flow of pupils to offerings."""
    problem = instance.problem
    source, sink = 0, 1
    node = {o.id: 2 + i for i, o in enumerate(problem.offerings)}
    network = Network()
    for offering in problem.offerings:
        possible = instance.leaders[offering.id] and instance.rooms_for[offering.id] and instance.starts[offering.id]
        places = offering.maximum * offering.max_sections if instance.policy.on("C06") else len(problem.pupils)
        network.arc(node[offering.id], sink, places if possible else 0, 0)
    units = ideal = 0
    for index, pupil in enumerate(p for p in problem.pupils if p.clubs):
        here = 2 + len(node) + index
        wanted = min(pupil.clubs, len(pupil.choices))
        units += wanted
        ideal += sum(instance.worth(pupil, rank) for rank in range(wanted))
        network.arc(source, here, wanted, 0)
        network.arc(here, sink, wanted, 0)
        grade = problem.grade_of_pupil[pupil.id]
        for rank, name in enumerate(pupil.choices):
            offering = problem.offering_of[name]
            days = [d for d in instance.session_days[name] if d in pupil.weekdays]
            if grade in offering.grades and len(days) >= offering.sessions:
                network.arc(here, node[name], 1, -instance.worth(pupil, rank))
    return ideal + least_cost(network, source, sink, units)


def cost(instance: Instance) -> int:
    """Least cost (G10) of the adults that the pupils need at least, over the weeks of the template, in fen."""
    return sum(day_cost(instance, day) for day in instance.post_days) * len(instance.weeks)


def day_cost(instance: Instance, day: Weekday) -> int:
    """Least cost (G10) on one weekday of one week, in fen, if all posts are to be filled."""
    pay = instance.cheapest
    cheapest = min([pay, *(x.rate for x in instance.problem.outside)])
    standing = [instance.shift(post) for post in instance.standing(day)]
    total = sum(shift.headcount * instance.wage(pay, shift.credit) for shift in standing)
    return total + sum(_care_cost(instance, day, bands, cheapest) for bands in _linked_bands(instance, day))


def _care_cost(instance: Instance, day: Weekday, bands: Sequence[Band], rate: Fen) -> int:
    """Least cost of the adults of bands whose pupils may sit in one section: of the dearest band alone, and where minutes are paid as
    they are or counted up, of all pupil minutes by the most pupils of one adult.
    """
    alone = []
    pupil_minutes = 0
    for band in bands:
        alone.append(_least_adults(instance, day, band) * sum(instance.least_wage(rate, p.end - p.start) for p in band.periods))
        pupil_minutes += sum(pupils_of(instance, day, band)) * sum(p.end - p.start for p in band.periods)
    if len(bands) == 1 or instance.policy.number("G10", "rounding") not in (EXACT, UP):
        return max(alone)
    minutes = -(-pupil_minutes // max(most_pupils(instance, day, band) for band in bands))
    return max(*alone, rate // instance.policy.number("G10", "minutes_per_classhour") * minutes)


def _linked_bands(instance: Instance, day: Weekday) -> list[list[Band]]:
    """Bands by the offerings of a weekday that take pupils of several; one adult may then have pupils of all of them."""
    found = [[band] for band in instance.problem.bands]
    for offering in instance.problem.offerings:
        if day in instance.session_days[offering.id]:
            linked = [bands for bands in found if any(grade in offering.grades for band in bands for grade in band.grades)]
            if len(linked) > 1:
                found = [bands for bands in found if bands not in linked] + [[band for bands in linked for band in bands]]
    return found


def _least_adults(instance: Instance, day: Weekday, band: Band) -> int:
    """Fewest adults who can have all pupils of a band in care or clubs at once."""
    return -(-sum(pupils_of(instance, day, band)) // most_pupils(instance, day, band))
