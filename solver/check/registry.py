"""Every rule with the function that checks it and the function that scores it; a test holds this list complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from solver.check.families import (
    accounts,
    admission,
    answering,
    blocks,
    budget,
    care,
    content,
    dismissal,
    duty,
    fairness,
    flex,
    given,
    money,
    rooms,
    seats,
    staffing,
    structure,
    teaching,
    time,
    venues,
    vetting,
    workload,
)
from solver.check.view import View
from solver.check.violation import Violation

Check = Callable[[View], Iterable[Violation]]
Score = Callable[[View], tuple[int, int] | None]
"""Value and scale of a soft rule, before its weight; None where the school does not use what the rule is about."""

CHECKS: Mapping[str, Check] = {
    "K00": structure.structure,
    "K01": staffing.availability,
    "K02": time.one_place,
    "K03": care.merged,
    "K04": time.on_grid,
    "K05": time.session_count,
    "K06": staffing.roles,
    "A01": time.days,
    "A02": time.length,
    "A03": time.work_end,
    "A04": care.nobody_alone,
    "A06": blocks.meals,
    "A07": blocks.evenings,
    "A07R": blocks.rest,
    "A08": duty.late_adults,
    "A09": duty.waiting,
    "A11": time.after_lessons,
    "A12": time.named_windows,
    "A14": blocks.weekends,
    "B01": content.tutoring_hour,
    "B02": content.low_grades,
    "B03": content.homework_time,
    "B04": teaching.no_lessons,
    "B05": answering.questions,
    "B06": content.not_only_clubs,
    "B08": given.dream_classes,
    "B11": given.squads,
    "B13": venues.trips,
    "B16": admission.prerequisites,
    "C01": seats.voluntary,
    "C05": admission.eligible,
    "C06": seats.section_size,
    "D01": staffing.own_staff_first,
    "D03": flex.grants,
    "D07": staffing.skills,
    "D08": staffing.supervision,
    "D10": workload.limits,
    "D14": dismissal.clears,
    "E02": vetting.not_academic,
    "E03": vetting.approved,
    "E04": vetting.in_pool,
    "E05": vetting.reviewed,
    "E06": vetting.insured,
    "E14": vetting.qualified,
    "G01": money.standard_fee,
    "G02": budget.fees,
    "G03": money.published,
    "G04": accounts.balanced,
    "G05": money.floor,
    "G06": money.ceiling,
    "G07": money.spending,
    "G10C": accounts.agreements,
    "G12": money.agreed,
    "G13": money.charges,
    "H01": duty.patrol,
    "H03": dismissal.apart,
    "H04": duty.escort,
    "H06": rooms.checked,
    "H07": rooms.right_room,
    "H08": rooms.late_places,
    "I04": rooms.regular_timetable,
}
"""Rule that may be hard -> its check, in the order of a report."""

CHECKED_WHEN_SOFT = frozenset({"A06", "A07", "A09", "A14", "B05", "D08", "H01"})
"""Rules of which level soft frees only the filling of posts; the rest stays hard (the check looks at the level)."""

SCORES: Mapping[str, Score] = {
    "B03": content.homework_unfinished,
    "A07R": blocks.short_nights,
    "B07": content.missing_strands,
    "B11": given.members_left_out,
    "C04": seats.lost_points,
    "D02": fairness.load_spread,
    "D02R": fairness.repeats,
    "D03F": flex.owed,
    "D05": workload.late_ends_of_cared,
    "D08H": care.handovers,
    "E01": staffing.bought_minutes,
    "G04": accounts.imbalance,
    "G10": budget.cost,
    "H03P": dismissal.peak,
}
"""Soft rule -> its score. Rules that ask for posts to be filled have none of their own: they share the tier coverage."""
