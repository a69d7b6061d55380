"""Bounds of familiar adults (D16, D16F) by flow and counting, valid for every plan that keeps the hard rules.

D16 claim: let N be the class periods of a plan (of classes of which somebody is known), ``missed`` of them not own, and a the target in
percent. What lacks to the target is max(0, ceil(a N / 100) - (N - missed)) = max(0, missed - floor((100 - a) N / 100)). Let S be class
periods that every plan has, U all that a plan may have. Then missed is at least what is missed of S, N is at most |U|, and floor is
monotone: max(0, missed of S - floor((100 - a) |U| / 100)) is a lower bound. S: :mod:`solver.search.bounds.sure_periods`.

Missed of S is at least |S| less a maximum flow of known adults to class periods of S, week by week: through days, on no more of them
than D10 lets them come; on a day through no more class periods than they can hold one after the other, each time at most so many as
may be in one merged group (K03: its classes, and the pupils who surely stay). Left out: other posts, walks, hosts. Leaving out only
enlarges the flow. The same with all who teach the grade for near adults.

D16F claim: of a class with n class periods in S and at most m of them for one adult, at least ceil(n / m) adults look after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from solver.model.instance import Instance
from solver.search.bounds.capacity import longest
from solver.search.bounds.sure_periods import SurePeriod
from solver.search.engines.flow import Network, least_cost
from solver.units import Minute, Week, Weekday


class CareSpan(NamedTuple):
    """Care that one adult may hold at once: an interval of a weekday, how many class periods at most, and which (numbers)."""

    weekday: Weekday
    start: Minute
    end: Minute
    most: int
    periods: Sequence[int]


def familiar(instance: Instance, sure: Iterable[SurePeriod]) -> dict[str, int]:
    """Class periods that every plan has -> lower bounds of D16 and D16F, before weights."""
    known = [one for one in sure if one.home in instance.problem.familiarity.teachers]
    return {"D16": _short_of_targets(instance, known), "D16F": _faces(instance, known)}


def short_of_target(percent: int, possible: int, missed: int) -> int:
    """Lower bound of what lacks to the target where at least ``missed`` of at most ``possible`` class periods are not familiar."""
    return max(0, missed - (100 - percent) * possible // 100)


def most_familiar(held: Mapping[str, Iterable[CareSpan]], days: Mapping[str, int], periods: int) -> int:
    """Maximum flow of people to so many class periods of one week: at most ``days`` weekdays each, on a day stretches that do not
    overlap, each for at most so many class periods.
    """
    network, node = Network(), 2 + periods
    for number in range(periods):
        network.arc(2 + number, 1, 1, 0)
        network.arc(0, 2 + number, 1, 1)  # what is not familiar
    for name, stretches in held.items():
        by_day: dict[Weekday, list[CareSpan]] = defaultdict(list)
        for stretch in stretches:
            by_day[stretch.weekday].append(stretch)
        most = {day: longest((s.start, s.end, s.most) for s in found) for day, found in by_day.items()}
        person = node
        network.arc(0, person, sum(sorted(most.values(), reverse=True)[: days[name]]), 0)
        for day, found in by_day.items():
            node += 1
            network.arc(person, node, most[day], 0)
            for number in dict.fromkeys(number for stretch in found for number in stretch.periods):
                network.arc(node, 2 + number, 1, 0)
        node += 1
    return periods - least_cost(network, 0, 1, periods)


def _short_of_targets(instance: Instance, sure: Sequence[SurePeriod]) -> int:
    known, policy, weeks = instance.problem.familiarity, instance.policy, len(instance.weeks)
    possible = weeks * len(instance.days) * sum(len(instance.band_of_class[home].periods) for home in known.teachers)
    total, missed = 0, weeks * len(sure)
    for name, people in (("own_percent", known.teachers), ("near_percent", known.grade)):
        percent = policy.number("D16", name)
        if short_of_target(percent, possible, missed):  # who is own is near: no more are missed than before
            missed = weeks * len(sure) - sum(_familiar_in(instance, sure, people))
            total += short_of_target(percent, possible, missed)
    return total


def _familiar_in(instance: Instance, sure: Sequence[SurePeriod], people: Mapping[str, AbstractSet[str]]) -> list[int]:
    """Most class periods with one of the people, in each week of the template."""
    turns = instance.eligibility.turns
    found = {week: most_familiar(_held(instance, sure, people, week), _days(instance), len(sure)) for week in turns}
    return [found[turns[(week - 1) % len(turns)]] for week in instance.weeks]


def _held(instance: Instance, sure: Sequence[SurePeriod], people: Mapping[str, AbstractSet[str]], week: Week) -> dict[str, list[CareSpan]]:
    """Stretches of everybody: class periods at one time, as far as they may be in one group."""
    at: dict[tuple[str, Weekday, Minute, Minute], list[int]] = defaultdict(list)
    for number, one in enumerate(sure):
        shift = instance.care_shifts[one.home, one.period]
        for name in people[one.home]:
            if name in instance.carers and instance.eligibility.free(name, one.weekday, shift.start, shift.end, week):
                at[name, one.weekday, shift.start, shift.end].append(number)
    found: dict[str, list[CareSpan]] = defaultdict(list)
    for (name, day, start, end), numbers in at.items():
        most = _together(instance, [sure[number].staying for number in numbers])
        found[name].append(CareSpan(day, start, end, most, numbers))
    return found


def _together(instance: Instance, staying: Sequence[int]) -> int:
    """Most of the classes that one group may hold: the smallest ones within the pupils of a merged group (K03), or one alone."""
    classes, pupils = (instance.policy.number("K03", name) for name in ("classes", "pupils"))
    fitting, there = 0, 0
    for heads in sorted(staying)[:classes]:
        there += heads
        fitting += there <= pupils
    return max(1, fitting)


def _days(instance: Instance) -> dict[str, int]:
    """Weekdays on which each of the staff may come (D10)."""
    hard = instance.policy.hard("D10")
    usual = instance.policy.number("D10", "days_per_week") if hard else len(instance.days)
    return {s.id: usual if s.max_days is None or not hard else min(usual, s.max_days) for s in instance.problem.staff}


def _faces(instance: Instance, sure: Sequence[SurePeriod]) -> int:
    """D16F: adults of each class beyond the number allowed."""
    allowed, weeks = instance.policy.number("D16F", "adults"), len(instance.weeks)
    days = max(_days(instance).values(), default=0)
    daily: dict[str, dict[Weekday, int]] = defaultdict(lambda: defaultdict(int))
    for one in sure:
        daily[one.home][one.weekday] += 1
    total = 0
    for by_day in daily.values():
        each = sum(sorted(by_day.values(), reverse=True)[:days])
        if each:
            total += max(0, -(-weeks * sum(by_day.values()) // (weeks * each)) - allowed)
    return total
