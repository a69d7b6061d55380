"""Figures of pupils and money, in counts alone: C01 voluntary, C06 size of sections, G02 fees."""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.plan_index import PlanIndex
from solver.papers.measures.measure import Measure, least, most, none_of


def voluntary(view: PlanIndex) -> Iterator[Measure]:
    """C01: seats that the family did not ask for, and pupils with more than they asked for."""
    wrong, over, seats = 0, 0, 0
    for ident, keys in view.kept.seats_of.items():
        pupil = view.problem.pupil_of[ident]
        seats += len(keys)
        given = view.given.offers.get(ident, frozenset())
        asked = sum(offering not in given for offering, _ in keys)
        over += asked > pupil.clubs or len({offering for offering, _ in keys}) < len(keys)
        for key in keys:
            opened = view.opened[key]
            days = {session.weekday for session in opened.section.sessions}
            grade = view.problem.grade_of_pupil[ident]
            wanted = key[0] in pupil.choices or key[0] in given
            wrong += not wanted or grade not in opened.offering.grades or not days <= set(pupil.weekdays)
    yield none_of("非本人志愿的席位", "seats that were not asked for", [""] * wrong, seats)
    yield none_of("席位超过意愿的学生", "pupils with more seats than asked for", [""] * over, len(view.kept.seats_of))


def section_size(view: PlanIndex) -> Iterator[Measure]:
    """C06: the smallest section beside its minimum, the fullest beside its maximum."""
    few = least((opened.seats - opened.offering.minimum, view.names.section(*key)) for key, opened in view.opened.items())
    full = most((opened.seats - opened.offering.maximum, view.names.section(*key)) for key, opened in view.opened.items())
    by_name = {view.names.section(*key): opened for key, opened in view.opened.items()}
    if few and full:
        small, large = by_name[few[1]], by_name[full[1]]
        yield Measure("离开班人数最近的教学班", "section nearest its minimum", f"{small.seats} 人", f"≥ {small.offering.minimum} 人",
                      few[0] >= 0, few[1])  # fmt: skip
        yield Measure("离容纳人数最近的教学班", "section nearest its maximum", f"{large.seats} 人", f"≤ {large.offering.maximum} 人",
                      full[0] <= 0, full[1])  # fmt: skip
