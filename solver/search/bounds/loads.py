"""Bound of the spread of loads (D02) for all plans: the least work there is, against the most that each can carry.

Work that every plan without empty posts has: posts that stand whatever the plan, by the part of their intervals that is certain; a gate
a day; and in every period the larger of two numbers of adults: pupils by the most whom one adult can have at once (a section may
hold several bands), and the classes of which so many pupils surely stay that no two of them can be one group (K03). Of this work
those who are not compared take the most that they could: caretakers of gates and standing posts, others of all. What somebody can
carry at most: the minutes without lessons or absences from the first to the last minute at which a post may be, within D10. The rest
is :mod:`solver.search.bounds.capacity`. Every post that may exist is in the most, gates and sessions too; only posts that surely
exist are in the least.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solver.model.instance import Instance
from solver.model.shift import Shift
from solver.problem import Outside, Staff
from solver.search.bounds.adult_capacity import most_pupils, pupils_of
from solver.search.bounds.capacity import carrier, spread
from solver.search.bounds.sure_periods import SurePeriod
from solver.units import CENTI, Minute, Week, Weekday

UNKNOWN = 10**9
"""Load minutes of a template that no plan has."""
Hours = dict[Weekday, tuple[Minute, Minute]]
"""First and last minute at which a post may be, by weekday."""


def load_excess(instance: Instance, sure: Iterable[SurePeriod]) -> int:
    """Lower bound of D02 in 1/100 minute, for plans without empty posts. sure: class periods that every plan has."""
    if len(instance.compared) < 2:
        return 0
    hours, percent = _hours(instance), _heaviest(instance)
    compared = {person.id for person in instance.compared}
    carriers, caretakers, others = [], 0, 0
    people: list[Staff | Outside] = [*instance.problem.staff, *instance.problem.outside]
    for person in people:
        most = _most(instance, person, hours) * percent // 100
        if isinstance(person, Outside):
            others += most
        elif person.id in compared:
            carriers.append(carrier(instance, person, most))
        elif instance.eligibility.role(person, "care", "") or instance.eligibility.role(person, "lead", ""):
            others += most
        else:
            caretakers += most
    weeks = len(instance.weeks)
    standing = weeks * sum(_standing_work(instance, day) for day in instance.post_days)
    work = max(0, standing - caretakers) + weeks * _pupil_work(instance, list(sure)) - others
    found = spread(carriers, max(0, work), UNKNOWN)
    allowed = CENTI * weeks * instance.policy.number("D02", "allowed_minutes_per_week")
    return 0 if found is None else found.excess(allowed)


def _hours(instance: Instance) -> Hours:
    """Spans that hold every post of every plan."""
    problem, way = instance.problem, max(instance.travel.values(), default=0)
    last = instance.departures.last()[1] + instance.escort
    if instance.policy.on("A09"):
        last = max(last, instance.departures.last()[1] + instance.policy.number("A09", "minutes"))
    found = {}
    for day in instance.post_days:
        spans = [(post.start, post.end) for post in problem.posts if day in post.weekdays]
        spans += [(block.start, block.end) for block in problem.blocks if day in block.weekdays]
        if day in instance.days:
            spans += [(window.start - way, max(last, window.periods[-1].end + instance.escort) + way) for window in problem.windows]
            spans += [(last, instance.late_end[day])] if day in instance.late_end else []
        if spans:
            found[day] = min(start for start, _ in spans), max(end for _, end in spans)
    return found


def _most(instance: Instance, person: Staff | Outside, hours: Hours) -> Minute:
    """Most minutes over the template that the person can be on duty."""
    policy, turns = instance.policy, instance.eligibility.turns
    days, minutes = len(hours), 24 * 60
    if isinstance(person, Staff):
        if not instance.eligibility.serves(person):
            return 0
        if policy.hard("D10"):
            days, minutes = policy.number("D10", "days_per_week"), policy.number("D10", "minutes_per_day")
            days = days if person.max_days is None else min(days, person.max_days)
    by_turn: dict[Week, Minute] = {}
    for week in turns:
        free = (instance.eligibility.free_minutes(person.id, day, *span, week) for day, span in hours.items())
        by_turn[week] = sum(sorted((min(minutes, each) for each in free), reverse=True)[:days])
    return sum(by_turn[turns[(week - 1) % len(turns)]] for week in instance.weeks)


def _heaviest(instance: Instance) -> int:
    """Per cent of a duty's minutes that count at most as load (A06, A07, A14, H01)."""
    return max([100, *(shift.percent for shift in _standing(instance))])


def _standing(instance: Instance) -> Iterator[Shift]:
    for day in instance.post_days:
        for post in instance.standing(day):
            yield instance.shift(post)


def _standing_work(instance: Instance, day: Weekday) -> Minute:
    """Least load minutes of standing posts and gates on one weekday of one week."""
    total = sum(shift.headcount * shift.load for shift in map(instance.shift, instance.standing(day)))
    if day not in instance.days:
        return total
    gate_of, windows = instance.problem.gate_of, [instance.window(grade) for grade in instance.applying_grades]
    return total + instance.escort * max((min(gate_of[gate].staff for gate in each.gates) for each in windows), default=0)


def _pupil_work(instance: Instance, sure: list[SurePeriod]) -> Minute:
    """Least minutes a week of care and sessions."""
    bands, limit = instance.problem.bands, _merged_pupils(instance)
    total = 0
    for day in instance.days:
        pupils = sum(sum(pupils_of(instance, day, band)) * sum(p.end - p.start for p in band.periods) for band in bands)
        by_heads = pupils // max((most_pupils(instance, day, band) for band in bands), default=1)
        apart = [instance.band_of_class[one.home].periods[one.period] for one in sure if one.weekday == day and 2 * one.staying > limit]
        total += max(by_heads, sum(period.end - period.start for period in apart))
    return total


def _merged_pupils(instance: Instance) -> int:
    """Most pupils of a merged group (K03); 0 where none may be merged."""
    return instance.policy.number("K03", "pupils") if instance.policy.number("K03", "classes") > 1 else 0
