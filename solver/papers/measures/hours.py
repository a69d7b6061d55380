"""Figures of time: A01 days, A02 length, A03 end, A11 after the lessons, A12 named windows, K02 one place, K05 sessions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from solver.check.names import day
from solver.check.plan_index import PlanIndex
from solver.papers.measures.measure import Case, Measure, least, most, none_of
from solver.units import Minute, clock
from solver.words import span


def days(view: PlanIndex) -> Iterator[Measure]:
    """A01: weekdays on which somebody is looked after or taught."""
    served = {group.weekday for group in view.kept.groups}
    served |= {session.weekday for opened in view.opened.values() for session in opened.sessions}
    limit = view.number("A01", "days")
    yield Measure("每周服务天数", "service days a week", f"{len(served)} 天", f"≥ {limit} 天", len(served) >= limit)


def length(view: PlanIndex) -> Iterator[Measure]:
    """A02: the shortest service of any grade."""
    limit = view.number("A02", "minutes")
    found = least((item.minute - view.problem.window_of[grade].start, f"{grade}年级")
                  for grade, item in view.kept.dismissals.items())  # fmt: skip
    if found:
        yield Measure("最短的每日服务时长", "shortest service a day", f"{found[0]} 分钟", f"≥ {limit} 分钟", found[0] >= limit,
                      found[1])  # fmt: skip


def end_of_work(view: PlanIndex) -> Minute:
    """The normal local end of work: the policy's, or else the school's calendar's."""
    laid_down = view.policy.number_or("A03", "work_end", None)
    return view.problem.term.work_end if laid_down is None else laid_down


def work_end(view: PlanIndex) -> Iterator[Measure]:
    """A03: the earliest dismissal."""
    limit = end_of_work(view) - view.number("A03", "waiver_minutes")
    found = least((item.minute, f"{grade}年级") for grade, item in view.kept.dismissals.items())
    if found:
        yield Measure("最早的放学时刻", "earliest dismissal", clock(found[0]), f"≥ {clock(limit)}", found[0] >= limit,
                      found[1])  # fmt: skip


def after_lessons(view: PlanIndex) -> Iterator[Measure]:
    """A11: the smallest gap between the last regular lesson of a grade and its service; below 0 they overlap."""
    cases: list[Case] = []
    for lesson in view.problem.lessons:
        home = view.problem.class_of.get(lesson.class_id or "")
        window = view.problem.window_of.get(home.grade) if home else None
        if window and home and lesson.weekday in view.days:
            cases.append((window.start - lesson.end, f"{home.grade}年级 {day(lesson.weekday)[0]}"))
    if found := least(cases):
        yield Measure("正课结束到服务开始的最短间隔", "shortest gap from the last lesson to the service", f"{found[0]} 分钟",
                      "≥ 0 分钟", found[0] >= 0, found[1])  # fmt: skip


def named_windows(view: PlanIndex) -> Iterator[Measure]:
    """A12: start and dismissal of every grade for which hours are laid down."""
    for grade, window in sorted(view.problem.window_of.items()):
        start, end = (view.policy.number_or("A12", f"g{grade}_{side}", None) for side in ("start", "end"))
        leaving = view.kept.dismissals.get(grade)
        if start is None or end is None or leaving is None:
            continue
        met = window.start == start and leaving.minute == end
        yield Measure("服务起止时间", "service hours", span(window.start, leaving.minute), f"= {span(start, end)}", met,
                      f"{grade}年级")  # fmt: skip


def one_place(view: PlanIndex) -> Iterator[Measure]:
    """K02: duties that begin before the same person's earlier one of the day has ended; and sessions likewise."""
    wrong: list[str] = []
    for (person, _, _), duties in view.duties.items():
        until = -1
        for start, end in sorted((duty.slot.start, duty.slot.end) for duty in duties):
            if start < until and start < end:
                wrong.append(view.names.person(person))
            until = max(until, end)
    yield none_of("同一人同时在两岗", "adults on two posts at once", wrong, sum(len(found) for found in view.duties.values()))
    pupils = 0
    for keys in view.kept.seats_of.values():
        times = sorted(
            (session.weekday, session.start, session.start + view.opened[key].offering.minutes)
            for key in keys
            for session in view.opened[key].sessions
        )
        pupils += any(a[0] == b[0] and b[1] < a[2] for a, b in itertools.pairwise(times))
    yield none_of("同时有两门课的学生", "pupils in two sessions at once", [""] * pupils, len(view.kept.seats_of))


def session_count(view: PlanIndex) -> Iterator[Measure]:
    """K05: sections that do not meet as often a week, on different days, as their offering says."""
    wrong = [
        view.names.section(*key)
        for key, opened in view.opened.items()
        if len(opened.section.sessions) != opened.offering.sessions
        or len({session.weekday for session in opened.section.sessions}) < len(opened.section.sessions)
    ]
    yield none_of("每周课次不符的教学班", "sections with other sessions a week than laid down", wrong, len(view.opened))


def grid(view: PlanIndex) -> Iterator[Measure]:
    """K04: the latest session beside the end of the service of the grades that may attend."""
    cases = []
    for key, opened in view.opened.items():
        ends = [view.problem.window_of[grade].periods[-1].end for grade in opened.offering.grades
                if grade in view.problem.window_of]  # fmt: skip
        for session in opened.sessions:
            if ends:
                over = session.start + opened.offering.minutes - max(ends)
                cases.append((over, f"{view.names.section(*key)} {day(session.weekday)[0]}"))
    if found := most(cases):
        yield Measure("课次结束离服务结束最近（负数为提前）", "latest end of a session against the end of service",
                      f"{found[0]} 分钟", "≤ 0 分钟", found[0] <= 0, found[1])  # fmt: skip
