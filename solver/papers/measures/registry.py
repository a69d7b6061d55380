"""Rule -> the function that measures it. A rule without one is reported by its violations or its score alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from solver.check.plan_index import PlanIndex
from solver.papers.measures import content, hours, money, people, pupils, rooms, safety, vetting
from solver.papers.measures.measure import Measure

MEASURES: Mapping[str, Callable[[PlanIndex], Iterable[Measure]]] = {
    "K02": hours.one_place,
    "K03": content.merged,
    "K04": hours.grid,
    "K05": hours.session_count,
    "A01": hours.days,
    "A02": hours.length,
    "A03": hours.work_end,
    "A04": content.covered,
    "A08": safety.late_adults,
    "A11": hours.after_lessons,
    "A12": hours.named_windows,
    "B01": content.tutoring_hour,
    "B02": content.no_homework,
    "B06": content.basic_care,
    "C01": pupils.voluntary,
    "C06": pupils.section_size,
    "D01": people.own_share,
    "D03": people.flex_earned,
    "D07": people.skills,
    "D08": people.supervision,
    "D10": people.limits,
    "D14": safety.clears,
    "E02": vetting.not_academic,
    "E03": vetting.approved,
    "E04": vetting.in_pool,
    "E05": vetting.reviewed,
    "E06": vetting.insured,
    "E14": vetting.qualified,
    "G01": money.standard_fee,
    "G03": money.published,
    "G04": money.balanced,
    "G05": money.floor,
    "G06": money.ceiling,
    "G07": money.spending,
    "G10C": money.agreements,
    "G12": money.agreed,
    "G13": money.charges,
    "H01": safety.patrol,
    "H03": safety.apart,
    "H04": safety.escort,
    "H07": rooms.right_room,
    "H08": rooms.late_places,
    "I04": rooms.regular_timetable,
}
