"""Faults of the term, the bells and the regular timetable."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

from solver.errors import Path
from solver.problem.bells import Lesson, Window
from solver.problem.calendar import Term
from solver.problem.checks import (
    GRADES,
    check_interval,
    check_minute,
    check_once,
    check_range,
    check_ref,
    check_weekday,
)
from solver.problem.findings import Findings
from solver.problem.problem import Problem
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, clock

LONGEST_TERM_DAYS = 400


def check_term(found: Findings, term: Term) -> None:
    """The term runs forward, its special days lie inside it, and at least one day has service (A10)."""
    check_minute(found, ("term", "work_end"), term.work_end)
    days = (term.last - term.first).days
    if days < 0:
        found.add(("term", "last"), term.last.isoformat(), f"学期结束早于开始（{term.first}）。",
                  f"The term ends before it begins ({term.first}).")  # fmt: skip
        return
    if days > LONGEST_TERM_DAYS:
        found.add(("term", "last"), term.last.isoformat(), f"学期长达 {days} 天，不能超过 {LONGEST_TERM_DAYS} 天。",
                  f"The term lasts {days} days; it may last {LONGEST_TERM_DAYS}.",
                  hint_zh="可能年份写错了。", hint_en="Maybe a year is mistyped.")  # fmt: skip
        return
    special: list[tuple[Path, date]] = [(("term", "holidays", i), day) for i, day in enumerate(term.holidays)]
    special += [(("term", "make_up_days", i, "day"), extra.day) for i, extra in enumerate(term.make_up_days)]
    for path, day in special:
        if not term.first <= day <= term.last:
            found.outside(path, day, term.first, term.last)
    check_once(found, ("term", "holidays"), term.holidays, "假日", "holiday")
    for i, day in enumerate(term.assumed):
        if day not in term.holidays:
            found.add(("term", "assumed", i), day, "按官方安排计入的假日应在节假日之中。", "An assumed holiday is one of the holidays.",
                      hint_zh="可能节假日删了，这里没有删。", hint_en="Maybe it was deleted from the holidays alone.")  # fmt: skip
    check_once(found, ("term", "make_up_days"), [extra.day for extra in term.make_up_days], "调休日", "make-up day")
    for i, extra in enumerate(term.make_up_days):
        check_weekday(found, ("term", "make_up_days", i, "weekday"), extra.weekday)
        if extra.day.weekday() < 5 and extra.day not in term.holidays:
            found.add(("term", "make_up_days", i, "day"), extra.day.isoformat(), "调休日应为周末或假日，这天本来就上课。",
                      "A make-up day is a weekend day or a holiday; this is an ordinary school day.",
                      hint_zh="可能日期写错了。", hint_en="Maybe the date is mistyped.")  # fmt: skip
    if not term.service_dates():
        found.add(("term",), f"{term.first}..{term.last}", "学期内没有一天有服务。", "No day of the term has service.",
                  hint_zh="可能假日写多了。", hint_en="Maybe too many holidays are listed.")  # fmt: skip


def check_windows(found: Findings, problem: Problem) -> None:
    """Windows: one a grade, periods in order between start and dismissal, slots in order, gates known."""
    seen: set[int] = set()
    for i, window in enumerate(problem.windows):
        check_range(found, ("windows", i, "grade"), window.grade, GRADES[0], GRADES[-1])
        if window.grade in seen:
            found.repeated(("windows", i, "grade"), window.grade, "年级服务时间", "grade's window")
        seen.add(window.grade)
        _check_window(found, i, window)
        if not window.gates:
            found.add(("windows", i, "gates"), "[]", "至少要有一个校门。", "At least one gate is needed.")
        for j, gate in enumerate(window.gates):
            check_ref(found, ("windows", i, "gates", j), gate, ("校门", "gate"), problem.gate_of)
        check_once(found, ("windows", i, "gates"), window.gates, "校门", "gate")


def _check_window(found: Findings, i: int, window: Window) -> None:
    path = ("windows", i)
    check_minute(found, (*path, "start"), window.start)
    if not window.periods:
        found.add((*path, "periods"), "[]", "至少要有一个时段。", "At least one period is needed.")
    fine = [check_interval(found, (*path, "periods", j), p.start, p.end) for j, p in enumerate(window.periods)]
    if all(fine) and window.periods:
        if window.periods[0].start < window.start:
            found.add((*path, "periods", 0, "start"), clock(window.periods[0].start),
                      f"第一时段不能早于服务开始（{clock(window.start)}）。",
                      f"The first period may not begin before the service ({clock(window.start)}).")  # fmt: skip
        for j, (before, after) in enumerate(pairwise(window.periods)):
            if after.start < before.end:
                found.add((*path, "periods", j + 1, "start"), clock(after.start),
                          f"时段应按先后排列且不重叠，上一时段 {clock(before.end)} 才结束。",
                          f"Periods come in order and do not overlap; the one before ends at {clock(before.end)}.")  # fmt: skip
    if not window.dismissals:
        found.add((*path, "dismissals"), "[]", "至少要有一个放学时间。", "At least one dismissal slot is needed.")
    for j, minute in enumerate(window.dismissals):
        good = check_minute(found, (*path, "dismissals", j), minute)
        last = max((p.end for p in window.periods), default=window.start)
        if good and minute < last:
            found.add((*path, "dismissals", j), clock(minute), f"放学不能早于最后时段结束（{clock(last)}）。",
                      f"Dismissal may not come before the last period ends ({clock(last)}).")  # fmt: skip
        if j and minute <= window.dismissals[j - 1]:
            found.add((*path, "dismissals", j), clock(minute) if good else minute, "放学时间应从早到晚排列且不重复。",
                      "Dismissal slots go from early to late without repeats.")  # fmt: skip


def check_lessons(found: Findings, problem: Problem) -> None:
    """Lessons name known things, and nobody and no room has two of them at once (I04)."""
    sound: list[tuple[int, Lesson]] = []
    for i, lesson in enumerate(problem.lessons):
        path = ("lessons", i)
        check_weekday(found, (*path, "weekday"), lesson.weekday)
        if check_interval(found, path, lesson.start, lesson.end):
            sound.append((i, lesson))
        check_ref(found, (*path, "class_id"), lesson.class_id, ("班级", "class"), problem.class_of)
        check_ref(found, (*path, "staff_id"), lesson.staff_id, ("教职工", "member of staff"), problem.staff_of)
        check_ref(found, (*path, "room_id"), lesson.room_id, ("教室", "room"), problem.room_of)
        if lesson.class_id is None and lesson.staff_id is None and lesson.room_id is None:
            found.add(
                path, lesson.subject, "课表条目没有写明班级、教师或教室。", "The lesson names no class, person or room."
            )
    _check_clashes(found, sound, "class_id", "班级", "class")
    _check_clashes(found, sound, "staff_id", "教师", "person")
    _check_clashes(found, sound, "room_id", "教室", "room")


def _check_clashes(found: Findings, lessons: list[tuple[int, Lesson]], field: str, zh: str, en: str) -> None:
    groups: dict[tuple[str, int], list[tuple[int, Lesson]]] = defaultdict(list)
    for i, lesson in lessons:
        name = getattr(lesson, field)
        if name is not None:
            groups[name, lesson.weekday].append((i, lesson))
    for (name, weekday), group in groups.items():
        group.sort(key=lambda entry: (entry[1].start, entry[1].end, entry[0]))
        longest = group[0][1]
        for i, lesson in group[1:]:
            if lesson.start < longest.end and not _same_gathering(lesson, longest, field):
                day_zh = WEEKDAYS_ZH[weekday] if 0 < weekday < len(WEEKDAYS_ZH) else f"星期{weekday}"
                day_en = WEEKDAYS_EN[weekday] if 0 < weekday < len(WEEKDAYS_EN) else f"weekday {weekday}"
                span = f"{clock(longest.start)}–{clock(longest.end)}"
                found.add(("lessons", i, field), name, f"{zh} {name} {day_zh} {span} 已有课（{_told(longest)}），不能同时上两节。",
                          f"The {en} {name} already has a lesson on {day_en} {span} ({_told(longest)}); there cannot be two at once.",
                          hint_zh="可能是合班课：教师、教室、科目和时间要写得完全一样。",
                          hint_en="Maybe it is a joint lesson: give the same person, room, subject and time.")  # fmt: skip
            if lesson.end > longest.end:
                longest = lesson


def _told(lesson: Lesson) -> str:
    """A row of the timetable by what stands in it."""
    return " ".join(part for part in (lesson.subject, lesson.class_id, lesson.staff_id, lesson.room_id) if part)


def _same_gathering(a: Lesson, b: Lesson, field: str) -> bool:
    """Two lines of the timetable that tell of one gathering: a joint lesson of classes, or a meeting of several people."""
    if (a.start, a.end, a.subject, a.room_id) != (b.start, b.end, b.subject, b.room_id) or a.room_id is None:
        return False
    if field == "class_id":
        return False
    meeting = a.class_id is None and b.class_id is None
    if field == "room_id" and meeting and None not in {a.staff_id, b.staff_id}:
        return a.staff_id != b.staff_id
    return a.staff_id == b.staff_id is not None and a.class_id != b.class_id and None not in {a.class_id, b.class_id}
