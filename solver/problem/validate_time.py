"""Faults of the term, the bells and the regular timetable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

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
    check_weeks,
)
from solver.problem.findings import Findings
from solver.problem.places import CLASSROOM, LATE_ROOM, Room
from solver.problem.problem import Problem
from solver.problem.week_pattern import EVEN, ODD, WEEK_PATTERNS, share_a_week
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, clock

LONGEST_TERM_DAYS = 400
MOST_TEMPLATE_WEEKS = 4
"""Weeks of a plan's template; more make the search longer, since every week has its own adults."""


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
    if term.template_weeks is not None:
        check_range(found, ("term", "template_weeks"), term.template_weeks, 1, MOST_TEMPLATE_WEEKS)
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
    """Lessons name known things, nobody has two of them at once, and no room more than it holds (I04)."""
    sound: list[tuple[int, Lesson]] = []
    for i, lesson in enumerate(problem.lessons):
        path = ("lessons", i)
        check_weekday(found, (*path, "weekday"), lesson.weekday)
        check_weeks(found, (*path, "weeks"), lesson.weeks)
        if check_interval(found, path, lesson.start, lesson.end):
            sound.append((i, lesson))
        check_ref(found, (*path, "class_id"), lesson.class_id, ("班级", "class"), problem.class_of)
        check_ref(found, (*path, "staff_id"), lesson.staff_id, ("教职工", "member of staff"), problem.staff_of)
        check_ref(found, (*path, "room_id"), lesson.room_id, ("教室", "room"), problem.room_of)
        if lesson.class_id is None and lesson.staff_id is None and lesson.room_id is None:
            found.add(
                path, lesson.subject, "课表条目没有写明班级、教师或教室。", "The lesson names no class, person or room."
            )
    _check_clashes(found, sound, _CLASS, {})
    _check_clashes(found, sound, _TEACHER, {})
    _check_clashes(found, sound, _ROOM, problem.room_of)


class _Shared(NamedTuple):
    """A thing that lessons share: the field that names it, and its name in both languages."""

    field: str
    zh: str
    en: str


_CLASS, _TEACHER, _ROOM = (
    _Shared("class_id", "班级", "class"), _Shared("staff_id", "教师", "person"), _Shared("room_id", "教室", "room")
)  # fmt: skip


def _check_clashes(found: Findings, lessons: list[tuple[int, Lesson]], what: _Shared, rooms: Mapping[str, Room]) -> None:
    """Lessons that have one thing at once, in odd weeks or in even ones: one, or in one of the ``rooms`` as many as it holds."""
    groups: dict[tuple[str, int], list[tuple[int, Lesson]]] = defaultdict(list)
    for i, lesson in lessons:
        name = getattr(lesson, what.field)
        if name is not None:
            groups[name, lesson.weekday].append((i, lesson))
    for (name, _), group in groups.items():
        group.sort(key=lambda entry: (entry[1].start, entry[1].end, entry[0]))
        most = max(1, rooms[name].holds) if name in rooms else 1
        told: set[int] = set()
        for pattern in (ODD, EVEN):
            for i, lesson, at_once in _too_many([e for e in group if share_a_week(e[1].weeks, pattern)], what.field, most):
                if i not in told:
                    told.add(i)
                    _note_clash(found, i, lesson, at_once, what, rooms.get(name))


def _too_many(
    lessons: Iterable[tuple[int, Lesson]], field: str, most: int
) -> Iterator[tuple[int, Lesson, tuple[Lesson, ...]]]:
    """Lessons (by start) that begin while ``most`` others are on, with those others; lines of one gathering count once."""
    on: list[Lesson] = []
    for i, lesson in lessons:
        on = [other for other in on if lesson.start < other.end]
        if any(_same_gathering(lesson, other, field) for other in on):
            continue
        if len(on) >= most:
            yield i, lesson, tuple(on)
            first = min(on, key=lambda other: other.end)
            if first.end >= lesson.end:
                continue
            on.remove(first)
        on.append(lesson)


def _note_clash(
    found: Findings, i: int, lesson: Lesson, at_once: tuple[Lesson, ...], what: _Shared, room: Room | None
) -> None:
    weekday, name, most = lesson.weekday, getattr(lesson, what.field), len(at_once)
    day_zh = WEEKDAYS_ZH[weekday] if 0 < weekday < len(WEEKDAYS_ZH) else f"星期{weekday}"
    day_en = WEEKDAYS_EN[weekday] if 0 < weekday < len(WEEKDAYS_EN) else f"weekday {weekday}"
    span, at = f"{clock(at_once[0].start)}–{clock(at_once[0].end)}", clock(lesson.start)
    if most == 1:
        zh = f"{what.zh} {name} {day_zh} {span} 已有课（{_told(at_once[0])}），不能同时上两节。"
        en = f"The {what.en} {name} already has a lesson on {day_en} {span} ({_told(at_once[0])}); there cannot be two at once."
    else:
        zh = (f"{what.zh} {name} {day_zh} {at} 已有 {most} 节课（{'；'.join(map(_told, at_once))}），"
              f"“场地”表的“可同时上课班数”是 {most}，不能再上一节。")  # fmt: skip
        en = (f"The {what.en} {name} already has {most} lessons on {day_en} {at} ({'; '.join(map(_told, at_once))}); it holds {most} "
              "at once by the rooms sheet (holds), so there cannot be another.")  # fmt: skip
    hint_zh, hint_en = _hints(room)
    found.add(("lessons", i, what.field), name, zh, en, hint_zh=hint_zh, hint_en=hint_en)


def _hints(room: Room | None) -> tuple[str, str]:
    """How lessons that clash may be meant; the number of classes at once is no matter of a home room."""
    joint_zh = "合班课（教师、教室、科目和时间要写得完全一样），或分单双周上（请填“单双周”）。"
    joint_en = "a joint lesson (give the same person, room, subject and time), or one of odd and one of even weeks."
    if room is None or room.type in (CLASSROOM, LATE_ROOM):
        return f"可能是{joint_zh}", f"Maybe it is {joint_en}"
    if room.holds > 1:
        return f"可能“可同时上课班数”填少了，或者是{joint_zh}", f"Maybe the number of classes at once is too small; or it is {joint_en}"
    return (f"可能这是操场一类能同时上几个班课的场地：请在“场地”表填“可同时上课班数”；或者是{joint_zh}",
            "Maybe it is a playing field or the like that takes several classes: give their number (holds) in the rooms sheet; or it is "
            + joint_en)  # fmt: skip


def _told(lesson: Lesson) -> str:
    """A row of the timetable by what stands in it."""
    weeks = WEEK_PATTERNS[lesson.weeks][0] if lesson.weeks in (ODD, EVEN) else ""
    return " ".join(part for part in (weeks, lesson.subject, lesson.class_id, lesson.staff_id, lesson.room_id) if part)


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
