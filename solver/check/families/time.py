"""Time: K02 one place at a time, K04 sessions on the grid, K05 number of sessions, A01 days, A02 length, A03 end, A11 after
the lessons, A12 windows of named grades.

Formula: K02 no two duties of a person in one (week, weekday), and no two sessions of a pupil, share a minute. K04 weekday
in offering.weekdays, start in the starts of the periods of the grades seated in the section, within(g) for each of them (of the
grades of the offering, while nobody has a seat).
K05 sessions == offering.sessions, on distinct weekdays. A01 weekdays with a care group or session >= days. A02 dismissal -
start >= minutes. A03 dismissal >= work_end - waiver, of the policy if it names one.
A11 start >= end of the last lesson. A12 start and dismissal as named.

Afterwards: every adult and pupil is in one place at a time, on the bell grid, within the hours the policy asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from solver.check import counts
from solver.check.assigned_duties import AssignedDuty
from solver.check.clash import near_pairs, overlap
from solver.check.measurement import AT_LEAST, CLOCK, DAYS, EXACTLY, MINUTES, Breaches, Measurement, Quantity
from solver.check.names import day, grade_id, listed, when
from solver.check.plan_index import OpenedSection, PlanIndex
from solver.plan.plan import Session
from solver.policy.policy import Policy
from solver.problem.bells import Window
from solver.problem.problem import Problem
from solver.units import Minute, Week, clock
from solver.words import span

TWO_POSTS = Breaches("K02", "同一人同时在两岗的值班", "duties of an adult at two posts at once", counts.duties)
TWO_SESSIONS = Breaches("K02", "同时有两门课的学生", "pupils in two sessions at once", counts.seated)
OFF_GRID = Breaches(
    "K04", "时间或日子不符的课次", "sessions off the grid or the days of their offering", counts.sessions
)
WRONG_COUNT = Breaches(
    "K05", "每周课次不符的教学班", "sections with other sessions a week than laid down", counts.sections
)
SERVICE_DAYS = Quantity("A01", "每周服务天数", "service days a week", AT_LEAST, DAYS)
LENGTH = Quantity("A02", "最短的每日服务时长", "shortest service a day", AT_LEAST, MINUTES)
EARLIEST = Quantity("A03", "最早的放学时刻", "earliest dismissal", AT_LEAST, CLOCK)
GAP = Quantity(
    "A11", "正课结束到服务开始的最短间隔", "shortest gap from the last lesson to the service", AT_LEAST, MINUTES
)
NAMED = {
    "start": Quantity("A12", "服务开始时刻", "start of service", EXACTLY, CLOCK),
    "end": Quantity("A12", "放学时刻", "dismissal", EXACTLY, CLOCK),
}


class _Seen(NamedTuple):
    start: Minute
    end: Minute
    section: str


class _Done(NamedTuple):
    start: Minute
    end: Minute
    duty: AssignedDuty


def within(window: Window | None, start: Minute, minutes: Minute) -> bool:
    """Whether a session lies between the start of a grade's window and the end of its last period."""
    if window is None or not window.periods:
        return False
    return window.start <= start and start + minutes <= window.periods[-1].end


def one_place(view: PlanIndex) -> Iterator[Measurement]:
    """K02: no two duties of a person, no two sessions of a pupil overlap."""
    hits: dict[tuple[AssignedDuty, AssignedDuty], list[Week]] = {}
    for found in view.duties.values():
        if len(found) > 1:
            for one, other in near_pairs([_Done(duty.slot.start, duty.slot.end, duty) for duty in found]):
                if overlap(one, other):
                    key = one.duty._replace(week=0), other.duty._replace(week=0)
                    hits.setdefault(key, []).append(one.duty.week)
    for (first, second), weeks in hits.items():
        on_zh, on_en = when(first.slot.weekday, weeks, view.weeks)
        a_zh, a_en = view.names.post(first.stand.post)
        b_zh, b_en = view.names.post(second.stand.post)
        who = view.names.person(first.person)
        a, b = span(first.slot.start, first.slot.end), span(second.slot.start, second.slot.end)
        zh = f"{on_zh}：{who}的岗位“{a_zh}”{a}与“{b_zh}”{b}时间冲突"
        en = f"{on_en}: {who} is at {a_en} {a} and at {b_en} {b} at the same time"
        yield TWO_POSTS.breach((first.person,), "", first.slot.weekday, b, a, zh, en)
    yield from _pupils_in_one_place(view)


def _pupils_in_one_place(view: PlanIndex) -> Iterator[Measurement]:
    by_day = {
        key: [(session.weekday, _Seen(session.start - way, session.start + opened.offering.minutes + way, opened.section.id))
              for session in opened.sessions
              for way in [view.travel(session.room)]]
        for key, opened in view.opened.items()
    }  # fmt: skip
    for pupil, keys in view.kept.seats_of.items():
        days: dict[int, list[_Seen]] = {}
        for key in keys:
            for weekday, seen in by_day[key]:
                days.setdefault(weekday, []).append(seen)
        for weekday, found in days.items():
            if len(found) < 2:
                continue
            for one, other in near_pairs(found):
                if overlap(one, other):
                    on_zh, on_en = day(weekday)
                    a, b = span(one.start, one.end), span(other.start, other.end)
                    zh = f"{on_zh}：学生{pupil}的{one.section} {a}与{other.section} {b}时间冲突"
                    en = f"{on_en}: pupil {pupil} is in {one.section} {a} and in {other.section} {b} at the same time"
                    yield TWO_SESSIONS.breach((pupil, one.section, other.section), "", weekday, b, a, zh, en)


def on_grid(view: PlanIndex) -> Iterator[Measurement]:
    """K04: sessions start with a period, on a day of the offering, within the windows of the grades."""
    for opened in view.opened.values():
        offering = opened.offering
        grades = opened.pupils or offering.grades
        windows = [view.problem.window_of[grade] for grade in grades if grade in view.problem.window_of]
        starts = sorted({period.start for window in windows for period in window.periods})
        for session in opened.section.sessions:
            if session.weekday not in offering.weekdays:
                allowed = ", ".join(day(weekday)[1] for weekday in offering.weekdays)
                allowed_zh = "、".join(day(weekday)[0] for weekday in offering.weekdays)
                yield _session(view, opened, session, day(session.weekday)[1], allowed, (
                    f"只能在{allowed_zh}开课", f"meets only on {allowed}"))  # fmt: skip
            if session.start not in starts:
                allowed = ", ".join(clock(start) for start in starts)
                yield _session(view, opened, session, clock(session.start), allowed, (
                    f"开始时间应为{allowed}之一", f"must start at one of {allowed}"))  # fmt: skip
            text = span(session.start, session.start + offering.minutes)
            if not opened.pupils and not any(within(window, session.start, offering.minutes) for window in windows):
                spans = ", ".join(
                    dict.fromkeys(span(window.start, window.periods[-1].end) for window in windows if window.periods)
                )
                yield _session(view, opened, session, text, spans, (
                    f"超出各年级服务时段（{spans}）", f"lies within none of the windows ({spans})"))  # fmt: skip
            for grade, pupils in opened.pupils.items():
                window = view.problem.window_of.get(grade)
                if not within(window, session.start, offering.minutes):
                    limit = span(window.start, window.periods[-1].end) if window and window.periods else "window"
                    ids = listed(pupils)
                    yield _session(view, opened, session, text, limit, (
                        f"超出{grade}年级学生（{ids[0]}）的服务时段{limit}",
                        f"lies outside the window {limit} of its pupils of grade {grade} ({ids[1]})"),
                        pupils)  # fmt: skip


def _session(
    view: PlanIndex,
    opened: OpenedSection,
    session: Session,
    measured: str,
    limit: str,
    why: tuple[str, str],
    pupils: Iterable[str] = (),
) -> Measurement:
    on_zh, on_en = day(session.weekday)
    name = view.names.section(*opened.key)
    text = clock(session.start)
    return OFF_GRID.breach(
        (opened.section.id, *pupils), session.room, session.weekday, measured, limit,
        f"{on_zh} {text}：{name}的课次{why[0]}", f"{on_en} {text}: a session of {name} {why[1]}",
    )  # fmt: skip


def session_count(view: PlanIndex) -> Iterator[Measurement]:
    """K05: as many sessions as the offering asks for, each on another weekday."""
    for opened in view.opened.values():
        name = view.names.section(*opened.key)
        wanted, sessions = opened.offering.sessions, opened.section.sessions
        if len(sessions) != wanted:
            zh, en = f"{name}每周{len(sessions)}次，应为{wanted}次", f"{name} meets {len(sessions)} times, not {wanted}"
            yield WRONG_COUNT.breach((opened.section.id,), "", None, str(len(sessions)), str(wanted), zh, en)
        distinct = len({session.weekday for session in sessions})
        if distinct < len(sessions):
            zh = f"{name}的{len(sessions)}次课只分布在{distinct}天，应每次不同天"
            en = f"{name} has {len(sessions)} sessions on {distinct} weekdays; each needs its own"
            yield WRONG_COUNT.breach((opened.section.id,), "", None, str(distinct), str(len(sessions)), zh, en)


def days(view: PlanIndex) -> Iterator[Measurement]:
    """A01: service on enough weekdays."""
    limit = view.number("A01", "days")
    served = {group.weekday for group in view.kept.groups}
    served.update(session.weekday for opened in view.opened.values() for session in opened.sessions)
    if view.gauge(SERVICE_DAYS)(len(served), limit):
        zh, en = (
            f"每周只有{len(served)}天有课后服务，应不少于{limit}天",
            f"Service on {len(served)} weekdays of {limit}",
        )
        yield SERVICE_DAYS.case(len(served), limit, (), "", None, zh, en)


def length(view: PlanIndex) -> Iterator[Measurement]:
    """A02: the service of a grade is long enough."""
    limit, short = view.number("A02", "minutes"), view.gauge(LENGTH)
    for grade, item in view.kept.dismissals.items():
        measured = item.minute - view.problem.window_of[grade].start
        if short(measured, limit):
            zh = f"{grade}年级的课后服务只有{measured}分钟，应不少于{limit}分钟"
            en = f"Grade {grade} has {measured} minutes of service, at least {limit} are asked for"
            yield LENGTH.case(measured, limit, (grade_id(grade),), "", None, zh, en)


def end_of_work(problem: Problem, policy: Policy) -> Minute:
    """The normal local end of work (A03): the policy's, or else the school's calendar's."""
    laid_down = policy.number_or("A03", "work_end", None)
    return problem.term.work_end if laid_down is None else laid_down


def work_end(view: PlanIndex) -> Iterator[Measurement]:
    """A03: service lasts until the normal end of work, less the waiver."""
    limit, early = end_of_work(view.problem, view.policy) - view.number("A03", "waiver_minutes"), view.gauge(EARLIEST)
    for grade, item in view.kept.dismissals.items():
        if early(item.minute, limit):
            zh = f"{grade}年级{clock(item.minute)}放学，早于{clock(limit)}（当地正常下班时间）"
            en = f"Grade {grade} leaves at {clock(item.minute)}, before {clock(limit)} (end of work)"
            yield EARLIEST.case(item.minute, limit, (grade_id(grade),), "", None, zh, en)


def after_lessons(view: PlanIndex) -> Iterator[Measurement]:
    """A11: the window opens after the last regular lesson of every class of the grade (data)."""
    last: dict[tuple[int, int], Minute] = {}
    class_of, served = view.problem.class_of, frozenset(view.days)
    for lesson in view.problem.lessons:
        home = class_of.get(lesson.class_id) if lesson.class_id is not None else None
        if home is not None and lesson.weekday in served:
            key = (home.grade, lesson.weekday)
            last[key] = max(last.get(key, lesson.end), lesson.end)
    short = view.gauge(GAP)
    for (grade, weekday), end in sorted(last.items()):
        window = view.problem.window_of.get(grade)
        if window is not None and short(window.start - end, 0):
            on_zh, on_en = day(weekday)
            at = clock(window.start)
            zh = f"{on_zh}：{grade}年级{at}开始课后服务，而正课{clock(end)}才结束"
            en = f"{on_en}: service of grade {grade} starts at {at}, its lessons end at {clock(end)}"
            yield GAP.case(
                window.start - end, 0, (grade_id(grade),), "", weekday, zh, en, measured=at, asked=clock(end)
            )


def named_windows(view: PlanIndex) -> Iterator[Measurement]:
    """A12: the service of the named grades starts and ends as the jurisdiction says."""
    for grade, window in view.problem.window_of.items():
        item = view.kept.dismissals.get(grade)
        checks = (("start", "开始", "starts", window.start), ("end", "放学", "ends", item.minute if item else None))
        for part, zh_part, en_part, measured in checks:
            limit = view.policy.number_or("A12", f"g{grade}_{part}", None)
            if limit is not None and measured is not None and view.gauge(NAMED[part])(measured, limit):
                at, due = clock(measured), clock(limit)
                zh = f"{grade}年级的课后服务{at}{zh_part}，规定为{due}"
                en = f"Service of grade {grade} {en_part} at {at}, the rule says {due}"
                yield NAMED[part].case(measured, limit, (grade_id(grade),), "", None, zh, en)
