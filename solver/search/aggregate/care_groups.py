"""Care block: groups of a band in each period hold only so many pupils, and merge only so far (A04, K03)."""

from __future__ import annotations

from collections import defaultdict

from solver.model.linear_model import FALSE
from solver.problem import Band
from solver.search.aggregate.estimates import add_merged_groups
from solver.search.aggregate.model import AggregateModel
from solver.search.packing import tangents
from solver.units import Weekday

UNLIMITED = 10**6
"""Pupils in a group without a limit."""


def add_care_groups(m: AggregateModel) -> None:
    """At least the pupils who stay, over the most that one group can hold; and as many as merging leaves."""
    policy = m.instance.policy
    limit = policy.number("K03", "pupils")
    merging = policy.number("K03", "classes") > 1
    for band in m.problem.bands:
        homes = m.instance.classes_of_band[band.id]
        for day in m.days:
            sizes = [n for home in homes if (n := len(m.instance.attending.get((home, day), ())))]
            most = max([1, *sizes, limit]) if merging else max([1, *sizes])
            for period in range(len(band.periods)):
                column = m.groups[day, band.id, period] = m.rows.integer(0, len(homes), 0)
                away = m.away[band.id, day, period]
                m.rows.linear("A04", [(most if policy.hard("K03") else UNLIMITED, column), *away], lower=sum(sizes))
                if not m.bounding:
                    add_merged_groups(m, column, away, sizes)
                elif policy.hard("K03"):
                    for slope, least in tangents(sizes, limit) if merging else ():
                        m.rows.linear("K03", [(slope, column), *away], lower=least)
                    _unmerged(m, band, day, period)


def _unmerged(m: AggregateModel, band: Band, day: Weekday, period: int) -> None:
    """Classes too large to be merged with each other need a group each while all their pupils stay.

    That is so in every period that no club covers, and in the tutoring period of a grade.
    """
    policy = m.instance.policy
    limit = policy.number("K03", "pupils") if policy.number("K03", "classes") > 1 else 0
    large: dict[int, int] = defaultdict(int)
    for home in m.instance.classes_of_band[band.id]:
        heads = len(m.instance.attending.get((home, day), ()))
        large[m.instance.grade_of_class[home]] += int(heads > 0 and 2 * heads > limit)
    column = m.groups[day, band.id, period]
    if not m.away[band.id, day, period]:
        m.rows.linear("K03", [(1, column)], lower=sum(large.values()))
    elif policy.hard("B01"):
        tutored = [(-n, m.tutor.get((grade, day, period), FALSE)) for grade, n in large.items()]
        m.rows.linear("K03", [(1, column), *tutored], lower=0)
