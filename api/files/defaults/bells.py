"""Service windows where the school names none: one for all grades, after the last lesson, as long as the policy asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from api.files.defaults.known import KnownSchool
from api.files.defaults.told import Told
from solver.policy.policy import Policy
from solver.problem.bells import Interval, Window
from solver.problem.calendar import Term
from solver.problem.places import Gate
from solver.units import Minute, clock
from solver.words import grade_zh

START = 15 * 60 + 30
"""Begin of the service where neither bells nor lessons tell it, a minute of the day."""
BREAK = 10
"""Minutes between two periods; the policy's hand-over (D08) takes as much."""
LEAST_PERIOD = 40
"""Minutes of a period at least: a class-hour of tutoring (B01). More makes fewer and longer periods."""
MOST_PERIODS = 3
"""Periods of an afternoon at most."""
WAVE = 10
"""Minutes between two dismissals, in which a wave clears its gate (D14)."""
MOST_SLOTS = 6
"""Dismissals that a grade may use at most."""
LATEST_LESSON = 18 * 60
"""Lessons that end later, a minute of the day, are evening classes and do not put off the service."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Begin of the service and the earliest dismissal, minutes of the day."""

    start: Minute
    end: Minute


def windows_of(
    known: KnownSchool, term: Term, gates: tuple[Gate, ...], policy: Policy, told: Told
) -> tuple[Window, ...]:
    """The windows that the school names, and one for each other grade that has classes."""
    named = {window.grade for window in known.windows}
    grades = sorted({home.grade for home in known.classes} - named)
    groups: dict[Hours, list[int]] = defaultdict(list)
    for grade in grades:
        groups[_laid_down(policy, grade) or _usual(known, term, policy, grades)].append(grade)
    fixed = {grade for grade in grades if _laid_down(policy, grade)}
    found = list(known.windows)
    for hours, members in groups.items():
        periods = periods_between(hours)
        slots = (hours.end,) if members[0] in fixed else _slots(hours.end, len(known.classes), gates)
        found += [Window(grade, hours.start, periods, slots, tuple(gate.id for gate in gates)) for grade in members]
        whom = "全校" if len(members) == len(grades) and not named else "、".join(map(grade_zh, members)) + "年级"
        why_zh, why_en = ("按政策规定的时段", "as the policy lays down") if members[0] in fixed else _reason(known)
        told.add(
            "windows",
            "start",
            clock(hours.start),
            f"{whom}课后服务开始时刻，{why_zh}",
            f"begin of the service, {why_en}",
        )
        shown = "、".join(f"{clock(p.start)}-{clock(p.end)}" for p in periods)
        told.add("windows", "periods", shown, f"{whom}分 {len(periods)} 段", f"{len(periods)} periods")
        told.add("windows", "dismissals", "、".join(map(clock, slots)), f"{whom}可选的放学时刻，错峰由程序安排",
                 "dismissals to choose from; the plan staggers them")  # fmt: skip
    return tuple(sorted(found, key=lambda window: window.grade))


def periods_between(hours: Hours) -> tuple[Interval, ...]:
    """Periods of equal length from begin to end, with breaks, each of at least a class-hour; the last takes what is left over."""
    length = hours.end - hours.start
    count = min(MOST_PERIODS, max(1, (length + BREAK) // (LEAST_PERIOD + BREAK)))
    each = (length - (count - 1) * BREAK) // count // 5 * 5 or length
    found = []
    for place in range(count):
        begin = hours.start + place * (each + BREAK)
        found.append(Interval(begin, begin + each if place < count - 1 else hours.end))
    return tuple(found)


def _usual(known: KnownSchool, term: Term, policy: Policy, grades: Iterable[int]) -> Hours:
    start = known.start if known.start is not None else _after_lessons(known, set(grades))
    least = policy.number("A02", "minutes") if policy.on("A02") else 2 * LEAST_PERIOD + BREAK
    if known.end is not None:
        return Hours(start, max(known.end, start + LEAST_PERIOD))
    work_end = policy.number_or("A03", "work_end", term.work_end) or term.work_end
    return Hours(start, max(work_end if policy.on("A03") else 0, start + least))


def _after_lessons(known: KnownSchool, grades: set[int]) -> Minute:
    """The end of the last regular lesson of these grades, or of the last bell; else the usual begin."""
    classes = {home.id for home in known.classes if home.grade in grades}
    ends = [lesson.end for lesson in known.lessons if lesson.class_id in classes and lesson.end <= LATEST_LESSON]
    ends += [period.end for period in known.periods if period.end <= LATEST_LESSON]
    return max(ends, default=START)


def _reason(known: KnownSchool) -> tuple[str, str]:
    if known.start is not None:
        return "按填写的时刻", "as given"
    if known.lessons or known.periods:
        return "紧接最后一节正课", "right after the last lesson"
    return "没有课表可依，按常见的时刻", "without a timetable: a usual time"


def _laid_down(policy: Policy, grade: int) -> Hours | None:
    """The hours that the policy names for a grade (A12)."""
    start, end = (policy.number_or("A12", f"g{grade}_{side}", None) for side in ("start", "end"))
    return Hours(start, end) if policy.on("A12") and start is not None and end is not None else None


def _slots(end: Minute, classes: int, gates: tuple[Gate, ...]) -> tuple[Minute, ...]:
    """Dismissals from the earliest on: so many that half of what a gate can take in each is enough for all classes."""
    takes = sum(gate.lanes * (WAVE * 60 // max(1, gate.seconds_per_class)) for gate in gates)
    count = min(MOST_SLOTS, max(2, -(-2 * classes // max(1, takes))))
    return tuple(end + place * WAVE for place in range(count))
