"""Figures of content: B01 tutoring, B02 no homework for the young, B06 basic care; of care groups: A04, K03."""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.names import day
from solver.check.plan_index import PlanIndex
from solver.papers.measures.measure import Case, Measure, least, most, none_of
from solver.problem.bells import Interval


def tutoring_periods(view: PlanIndex) -> dict[tuple[int, int], Interval]:
    """(grade, weekday) -> the tutoring period, of grades and weekdays with an attending applicant."""
    return {
        key: view.problem.window_of[key[0]].periods[record.period]
        for key, record in view.kept.tutoring.items()
        if key in view.demand.grade_days
    }


def tutoring_hour(view: PlanIndex) -> Iterator[Measure]:
    """B01: the shortest tutoring of a grade and day, and pupils whom a session takes out of it."""
    limit, periods = view.number("B01", "minutes"), tutoring_periods(view)
    cases = [
        ((period.end - period.start) if (period := periods.get(key)) else 0, f"{key[0]}年级 {day(key[1])[0]}")
        for key in sorted(view.demand.grade_days)
        if key[0] in view.problem.window_of
    ]
    if found := least(cases):
        yield Measure("最短的每日学业辅导", "shortest tutoring a day", f"{found[0]} 分钟", f"≥ {limit} 分钟", found[0] >= limit,
                      found[1])  # fmt: skip
    wrong, sessions = [], 0
    for key, opened in view.opened.items():
        for session in opened.sessions:
            sessions += 1
            for grade in opened.pupils:
                record = view.kept.tutoring.get((grade, session.weekday))
                period = view.problem.window_of[grade].periods[record.period] if record else None
                if period and session.start < period.end and period.start < session.start + opened.offering.minutes:
                    wrong.append(view.names.section(*key))
    yield none_of("占用辅导时间的课次", "sessions across tutoring", wrong, sessions)


def no_homework(view: PlanIndex) -> Iterator[Measure]:
    """B02: written homework laid down for a low grade."""
    limit = view.number("B02", "up_to_grade")
    low = {key: record.kind for key, record in view.kept.tutoring.items() if key[0] <= limit}
    wrong = [f"{grade}年级 {day(weekday)[0]}" for (grade, weekday), kind in low.items() if kind == "homework"]
    yield none_of(f"{limit}年级及以下的书面作业节次", f"periods of written homework up to grade {limit}", wrong, len(low))


def basic_care(view: PlanIndex) -> Iterator[Measure]:
    """B06: the fewest periods without a session that any pupil has on an attended day."""
    grade_of = view.problem.grade_of_pupil
    cases = []
    for (pupil, weekday), away in view.presence.whole.items():
        if weekday in view.days:
            window = view.problem.window_of[grade_of[pupil]]
            cases.append((len(window.periods) - away, f"{grade_of[pupil]}年级 {day(weekday)[0]}"))
    if found := least(cases):
        yield Measure("学生每天最少的托管节数", "fewest care periods of a pupil a day", f"{found[0]} 节", "≥ 1 节", found[0] >= 1,
                      found[1])  # fmt: skip


def covered(view: PlanIndex) -> Iterator[Measure]:
    """A04: pupils of a class who stay in a period in which nobody looks after the class."""
    alone: list[Case] = []
    checked = 0
    for class_id, weekday in view.demand.attending:
        window = view.problem.window_of.get(view.problem.class_of[class_id].grade)
        for period in range(len(window.periods) if window else 0):
            stay = view.stay(class_id, weekday, period)
            if stay > 0:
                checked += 1
                if (class_id, weekday, period) not in view.presence.cared:
                    alone.append((stay, f"{class_id} {day(weekday)[0]}第{period + 1}节"))
    yield none_of("有学生而无人看护的班级节次", "class periods with pupils and nobody in charge",
                  [place for _, place in alone], checked)  # fmt: skip


def merged(view: PlanIndex) -> Iterator[Measure]:
    """K03: most pupils and classes in a merged care group, and the widest span of grades."""
    pupils: list[Case] = []
    spare: list[Case] = []
    classes: list[Case] = []
    spans: list[Case] = []
    for group in view.kept.groups:
        host = view.problem.class_of[group.host]
        at = f"{group.host} {day(group.weekday)[0]}第{group.period + 1}节"
        grades = [view.problem.class_of[name].grade for name in group.classes]
        classes.append((len(group.classes), at))
        spans.append((max(grades, default=0) - min(grades, default=0), at))
        if len(group.classes) > 1:
            stay = sum(view.stay(name, group.weekday, group.period) for name in group.classes)
            pupils.append((stay, at))
            room = view.problem.room_of.get(host.room)
            if room:
                spare.append((room.capacity - stay, at))
    for zh, en, unit, name, cases in (
        ("合班人数最多", "most pupils in a merged group", "人", "pupils", pupils),
        ("合班班数最多", "most classes in a group", "个班", "classes", classes),
        ("合班年级跨度最大", "widest span of grades", "个年级", "grade_span", spans),
    ):
        if found := most(cases):
            limit = view.number("K03", name)
            yield Measure(zh, en, f"{found[0]} {unit}", f"≤ {limit} {unit}", found[0] <= limit, found[1])
    if left := least(spare):
        yield Measure("合班教室最少余座", "fewest spare places in the room of a merged group", f"{left[0]} 座", "≥ 0 座",
                      left[0] >= 0, left[1])  # fmt: skip
