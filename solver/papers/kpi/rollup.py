"""Indicators of many schools in one: counts that add up are added, of the others the least, middle and most are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from solver.check.names import Words
from solver.check.plan_index import PlanIndex
from solver.papers.kpi.indicator import Count, Indicator
from solver.papers.kpi.registry import INDICATORS


@dataclass(frozen=True, slots=True)
class Figure:
    """One count of one school; ``indicator`` is an id."""

    indicator: str
    count: Count


@dataclass(frozen=True, slots=True)
class Rolled:
    """An indicator of many schools. schools: how many had a value.

    count: the sums, or None for an indicator that does not add up; value: theirs. least, middle, most: of the schools'
    values (of a school's groups the largest), None where no school has one.
    """

    indicator: Indicator
    group: Words
    schools: int
    count: Count | None
    value: Fraction | None
    least: Fraction | None
    middle: Fraction | None
    most: Fraction | None


def figures(view: PlanIndex) -> tuple[Figure, ...]:
    """Every count of a plan."""
    return tuple(Figure(each.id, count) for each in INDICATORS for count in each.counts(view))


def rolled(schools: Sequence[Iterable[Figure]]) -> tuple[Rolled, ...]:
    """The indicators of many schools, in the order of a report. Indicators that are not known are left out."""
    known = {each.id: each for each in INDICATORS}
    counts: dict[tuple[str, Words], list[list[Count]]] = {}
    for school in schools:
        mine: dict[tuple[str, Words], list[Count]] = {}
        for figure in school:
            each = known.get(figure.indicator)
            if each is not None:
                group = figure.count.group if each.adds else ("", "")
                mine.setdefault((each.id, group), []).append(figure.count)
        for key, found in mine.items():
            counts.setdefault(key, []).append(found)
    order = {each.id: place for place, each in enumerate(INDICATORS)}
    return tuple(
        _rolled(known[ident], group, found)
        for (ident, group), found in sorted(counts.items(), key=lambda item: order[item[0][0]])
    )


def _rolled(each: Indicator, group: Words, schools: Sequence[Sequence[Count]]) -> Rolled:
    values = sorted(value for value in (_largest(each, counts) for counts in schools) if value is not None)
    total = _sum([count for school in schools for count in school], group) if each.adds else None
    return Rolled(
        each, group, len(values), total, None if total is None else each.value(total),
        values[0] if values else None, _middle(values), values[-1] if values else None,
    )  # fmt: skip


def _largest(each: Indicator, counts: Iterable[Count]) -> Fraction | None:
    return max((value for value in map(each.value, counts) if value is not None), default=None)


def _sum(counts: Sequence[Count], group: Words) -> Count:
    plain = counts[0].denominator is None
    under = None if plain else sum(count.denominator or 0 for count in counts)
    return Count(sum(count.numerator for count in counts), under, group)


def _middle(values: Sequence[Fraction]) -> Fraction | None:
    if not values:
        return None
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
