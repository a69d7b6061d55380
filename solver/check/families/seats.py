"""Seats: C01 voluntary choice, C06 size of sections, C04 ranked choices.

Formula: C01 a seat's offering is among the pupil's choices or given (B08, B11), the pupil's grade among the offering's, every
session weekday among the pupil's weekdays; chosen seats of a pupil <= clubs; one section of an offering at most. C06 minimum
<= seats <= maximum. C04 lost points = sum over pupils of points_1 + .. + points_min(clubs, choices) - points of the seats by
rank (rank > 5: points_5; not a choice: 0), each rank's points raised by the bonus percent of the pupil's priority group and
rounded down; scale = sum of the first part.

Afterwards: nobody sits where the family did not ask, and every section is worth opening.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from solver.check import counts
from solver.check.measurement import AT_LEAST, AT_MOST, PERSONS, Breaches, Measurement, Quantity
from solver.check.names import day
from solver.check.plan_index import PlanIndex

UNASKED = Breaches("C01", "非本人志愿的席位", "seats that were not asked for", counts.seats)
TOO_MANY = Breaches("C01", "席位超过意愿的学生", "pupils with more seats than asked for", counts.seated)
SMALLEST = Quantity("C06", "教学班人数（离开班人数最近）", "section nearest to its minimum", AT_LEAST, PERSONS)
LARGEST = Quantity("C06", "教学班人数（离容纳人数最近）", "section nearest to its maximum", AT_MOST, PERSONS)


def voluntary(view: PlanIndex) -> Iterator[Measurement]:
    """C01: a seat is what the family asked for."""
    grade_of = view.problem.grade_of_pupil
    for ident, keys in view.kept.seats_of.items():
        pupil = view.problem.pupil_of[ident]
        given = view.given.offers.get(ident, frozenset())
        for key in keys:
            opened = view.opened[key]
            offering = opened.offering
            if offering.id not in pupil.choices and offering.id not in given:
                name, section = view.names.section(*key), opened.section.id
                wishes = ", ".join(pupil.choices)
                zh = f"学生{ident}被排入{name}，但没有选报这门课程"
                en = f"Pupil {ident} is seated in {name}, which the family did not choose"
                yield UNASKED.breach((ident, section), "", None, offering.id, wishes, zh, en)
            grade = grade_of[ident]
            if grade not in offering.grades:
                name, section = view.names.section(*key), opened.section.id
                grades = ", ".join(str(item) for item in offering.grades)
                zh = f"学生{ident}是{grade}年级，{name}只面向{grades}年级"
                en = f"Pupil {ident} is in grade {grade}, {name} is for grades {grades}"
                yield UNASKED.breach((ident, section), "", None, str(grade), grades, zh, en)
            for session in opened.section.sessions:
                if session.weekday not in pupil.weekdays:
                    name, section = view.names.section(*key), opened.section.id
                    on_zh, on_en = day(session.weekday)
                    wanted = ", ".join(str(weekday) for weekday in pupil.weekdays)
                    zh = f"{on_zh}：学生{ident}没有报名这一天，却被排入{name}"
                    en = f"{on_en}: pupil {ident} did not apply for this day and is seated in {name}"
                    measured = str(session.weekday)
                    yield UNASKED.breach((ident, section), session.room, session.weekday, measured, wanted, zh, en)
        asked = sum(offering not in given for offering, _ in keys)
        if asked > pupil.clubs:
            zh = f"学生{ident}被排入{asked}个教学班，只申请了{pupil.clubs}个"
            en = f"Pupil {ident} has {asked} seats and asked for {pupil.clubs}"
            yield TOO_MANY.breach((ident,), "", None, str(asked), str(pupil.clubs), zh, en)
        offerings = [offering for offering, _ in keys]
        if len(set(offerings)) < len(keys):
            for twice in dict.fromkeys(offerings):
                if (times := offerings.count(twice)) > 1:
                    zh = f"学生{ident}被排入{view.names.offering(twice)}的{times}个班"
                    en = f"Pupil {ident} is seated in {times} sections of {view.names.offering(twice)}"
                    yield TOO_MANY.breach((ident, twice), "", None, str(times), "1", zh, en)


def section_size(view: PlanIndex) -> Iterator[Measurement]:
    """C06: an opened section has neither too few nor too many pupils."""
    few, many = view.gauge(SMALLEST), view.gauge(LARGEST)
    for opened in view.opened.values():
        seats, least, most = opened.seats, opened.offering.minimum, opened.offering.maximum
        small, large = few(seats, least), many(seats, most)
        if small or large:
            name = view.names.section(*opened.key)
            zh = f"{name}有{seats}名学生，应为{least}–{most}名"
            en = f"{name} has {seats} pupils, {least}–{most} allowed"
            for measure, told, limit in ((SMALLEST, small, least), (LARGEST, large, most)):
                if told:
                    yield measure.case(seats, limit, (opened.section.id,), "", None, zh, en, asked=f"{least}..{most}")


def lost_points(view: PlanIndex) -> tuple[int, int]:
    """C04: points lost against everybody's first choices; scale: the points of those."""
    plain = [view.number("C04", f"points_{rank}") for rank in (1, 2, 3, 4, 5)]
    worth = {"": plain}
    for group in {pupil.priority for pupil in view.problem.pupils}:
        bonus = view.policy.number_or("C04", f"bonus_{group}", 0) if group else 0
        worth[group] = [points * (100 + (bonus or 0)) // 100 for points in plain]
    ideal = 0
    alike = Counter((pupil.priority, min(pupil.clubs, len(pupil.choices))) for pupil in view.problem.pupils)
    for (group, wanted), count in alike.items():
        points = worth[group]
        ideal += count * (sum(points[:wanted]) + points[4] * max(0, wanted - 5))
    got = 0
    for ident, keys in view.kept.seats_of.items():
        pupil = view.problem.pupil_of[ident]
        for offering, _ in keys:
            if offering in pupil.choices:
                got += worth[pupil.priority][min(pupil.choices.index(offering), 4)]
    return ideal - got, ideal
