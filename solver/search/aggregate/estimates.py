"""Estimates: the only rows and numbers of an aggregated model that may be wrong for some plan, for a master problem that leads a search.

Care groups after merging (K03), duty days left for the days with clubs (D10), and late duties on the other days (D05).
"""

from __future__ import annotations

from solver.model.linear_model import NO_UPPER, Term
from solver.search.aggregate.adults import capped_days
from solver.search.aggregate.model import AggregateModel
from solver.search.construct.fair_share import full_groups

MERGE_SURPLUS_FACTOR = 1.5
"""Pupils who must be away before two classes are merged, in times of those beyond a group's limit (K03), since absences are spread
unevenly. Raising it expects fewer merged groups."""


def add_merged_groups(m: AggregateModel, column: int, away: list[Term], sizes: list[int]) -> None:
    """K03: full classes merge only after enough of their pupils have gone."""
    if m.instance.policy.number("K03", "classes") == 1:
        m.rows.linear("K03", [(1, column)], lower=len(sizes))
        return
    beyond = 2 * sum(sizes) / max(1, len(sizes)) - m.instance.policy.number("K03", "pupils")
    surplus = round(MERGE_SURPLUS_FACTOR * beyond)
    if surplus > 0:
        m.rows.linear("K03", [(surplus, column), *away], lower=surplus * len(sizes))


def duty_days(m: AggregateModel) -> int:
    """Duty days a week that the caps of D10 leave for the days with clubs, when the other days have their groups."""
    days = capped_days(m.instance)
    for day in m.instance.days if days < NO_UPPER else ():
        if day not in m.club_days:
            counts = {band.id: full_groups(m.instance, day, band) for band in m.problem.bands}
            stays = [(p.start, p.end, counts[band.id]) for band in m.problem.bands for p in band.periods]
            days -= max(sum(n for start, end, n in stays if start <= moment < end) for moment, _, _ in stays)
    return days


def late_without_clubs(m: AggregateModel) -> int:
    """Late-ending care duties a week on the days without clubs, when all pupils stay."""
    found = 0
    for day in m.instance.days:
        for band in m.problem.bands if day not in m.club_days else ():
            for home in m.instance.classes_of_band[band.id][:1]:
                ends = sum(m.instance.ends_late(m.instance.care_shifts[home, i], "D05") for i in range(len(band.periods)))
                found += full_groups(m.instance, day, band) * ends
    return found
