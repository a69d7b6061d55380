"""Rules about hours that the data alone can break: no plan repairs them (A01, A02, A03, A11, A12, B01, D08 c, H01)."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from solver.check.families.time import end_of_work
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.bells import Window
from solver.problem.problem import Problem
from solver.units import Minute, clock
from solver.words import days_en, days_zh, grades_en, grades_zh


def earliest_leaving(problem: Problem, policy: Policy) -> Minute:
    """The time from which A03 lets a grade leave: the local end of work less the waiver."""
    return end_of_work(problem, policy) - policy.number("A03", "waiver_minutes")


def fitting_slots(problem: Problem, policy: Policy, window: Window) -> dict[str, tuple[Minute, ...]]:
    """The dismissal slots of a grade that each hard rule on hours admits, by rule id; rules that are not hard are left out.

    A slot that a plan may use lies in all of them.
    """
    slots = window.dismissals
    found: dict[str, tuple[Minute, ...]] = {}
    if policy.hard("A02"):
        least = window.start + policy.number("A02", "minutes")
        found["A02"] = tuple(m for m in slots if m >= least)
    if policy.hard("A03"):
        earliest = earliest_leaving(problem, policy)
        found["A03"] = tuple(m for m in slots if m >= earliest)
    end = policy.number_or("A12", f"g{window.grade}_end", None)
    if policy.hard("A12") and end is not None:
        found["A12"] = tuple(m for m in slots if m == end)
    return found


def usable_slots(problem: Problem, policy: Policy, window: Window) -> tuple[Minute, ...]:
    """The dismissal slots that every hard rule on hours admits."""
    admitted = fitting_slots(problem, policy, window).values()
    return tuple(m for m in window.dismissals if all(m in slots for slots in admitted))


def hours_reasons(problem: Problem, policy: Policy) -> list[Reason]:
    """Why the hours of some grade cannot work, whatever the plan."""
    found: list[Reason] = []
    if policy.hard("A01") and len(problem.weekdays) < policy.number("A01", "days"):
        need, have = policy.number("A01", "days"), len(problem.weekdays)
        found.append(Reason("A01", f"每周应有 {need} 天服务，但学期日历里只有 {have} 个服务日（{days_zh(problem.weekdays)}）。",
                            f"Service is due on {need} days a week, but the calendar has only {have} weekdays with service.",
                            str(have), f">= {need}"))  # fmt: skip
    for window in sorted(problem.windows, key=lambda w: w.grade):
        found += _lesson_reasons(problem, policy, window)
        found += _slot_reasons(problem, policy, window)
        found += _tutoring_reasons(problem, policy, window)
    found += _start_reasons(problem, policy)
    found += _break_reasons(problem, policy)
    found += _patrol_reasons(problem, policy)
    return found


def _lesson_reasons(problem: Problem, policy: Policy, window: Window) -> list[Reason]:
    if not policy.hard("A11"):
        return []
    last: dict[int, Minute] = defaultdict(int)
    for lesson in problem.lessons:
        home = problem.class_of.get(lesson.class_id) if lesson.class_id is not None else None
        if home is not None and home.grade == window.grade and lesson.weekday in problem.weekdays:
            last[lesson.weekday] = max(last[lesson.weekday], lesson.end)
    late = {d: end for d, end in sorted(last.items()) if end > window.start}
    if not late:
        return []
    worst, start = clock(max(late.values())), clock(window.start)
    g = [window.grade]
    return [Reason("A11", f"{grades_zh(g)} {start} 开始服务，但{days_zh(late)}的课到 {worst} 才结束，占用了正常教学时间。",
                   f"Service of {grades_en(g)} starts at {start}, but lessons on {days_en(late)} last until {worst}.",
                   start, f">= {worst}")]  # fmt: skip


def _slot_reasons(problem: Problem, policy: Policy, window: Window) -> list[Reason]:
    g = [window.grade]
    found: list[Reason] = []
    start = policy.number_or("A12", f"g{window.grade}_start", None)
    if policy.hard("A12") and start is not None and start != window.start:
        found.append(Reason("A12", f"{grades_zh(g)}规定 {clock(start)} 开始服务，作息里是 {clock(window.start)}。",
                            f"Service of {grades_en(g)} has to start at {clock(start)}; the bells say {clock(window.start)}.",
                            clock(window.start), clock(start)))  # fmt: skip
    admitted = fitting_slots(problem, policy, window)
    slots = "、".join(map(clock, window.dismissals))
    limits = {
        "A02": f">= {clock(window.start + policy.number('A02', 'minutes'))}" if "A02" in admitted else "",
        "A03": f">= {clock(earliest_leaving(problem, policy))}"
        if "A03" in admitted
        else "",
        "A12": f"= {clock(policy.number('A12', f'g{window.grade}_end'))}" if "A12" in admitted else "",
    }
    empty = [rule for rule, fitting in admitted.items() if not fitting]
    found += [
        Reason(rule, f"{grades_zh(g)}的放学时间只有 {slots}，规则 {rule} 要求放学时间 {limits[rule]}。",
               f"{grades_en(g).capitalize()} may only leave at {slots}; rule {rule} asks for {limits[rule]}.",
               slots, limits[rule])
        for rule in empty
    ]  # fmt: skip
    if not empty and not usable_slots(problem, policy, window):
        rules = "、".join(f"{rule}（{limits[rule]}）" for rule in admitted)
        found.append(Reason(list(admitted)[-1], f"{grades_zh(g)}的放学时间只有 {slots}，没有一个同时满足 {rules}。",
                            f"{grades_en(g).capitalize()} may only leave at {slots}; none fits all of {rules}.",
                            slots, rules))  # fmt: skip
    return found


def _tutoring_reasons(problem: Problem, policy: Policy, window: Window) -> list[Reason]:
    if not policy.hard("B01"):
        return []
    grades = problem.grade_of_pupil
    days = sorted(
        {d for s in problem.pupils if grades[s.id] == window.grade for d in s.weekdays if d in problem.weekdays}
    )
    need, have = policy.number("B01", "minutes"), max(p.end - p.start for p in window.periods)
    if not days or have >= need:
        return []
    g = [window.grade]
    return [Reason("B01", f"{grades_zh(g)}最长的时段只有 {have} 分钟，每天的学业辅导至少要 {need} 分钟。",
                   f"The longest period of {grades_en(g)} lasts {have} minutes; tutoring needs {need} a day.",
                   f"{have} min", f">= {need} min")]  # fmt: skip


def _start_reasons(problem: Problem, policy: Policy) -> list[Reason]:
    """D08 (c): nobody looks after the pupils from the start of service to the first period; hard or soft."""
    if not policy.on("D08"):
        return []
    most = policy.number("D08", "handover_minutes")
    found = []
    for band in problem.bands:
        first = band.periods[0].start
        wait = first - band.start
        if wait <= most:
            continue
        span = f"{clock(band.start)}–{clock(first)}"
        found.append(Reason(
            "D08",
            f"{grades_zh(band.grades)} {clock(band.start)} 开始服务，第一时段 {clock(first)} 才开始，{span} 的 {wait} 分钟没有人看护，"
            f"最多 {most} 分钟。可能要在“服务时段”表把这些年级的开始时刻改为 {clock(first)}，或把 {span} 排成时段；"
            "午餐、午休写在“其他时段”表。",
            f"Service of {grades_en(band.grades)} starts at {clock(band.start)} and the first period at {clock(first)}: nobody looks "
            f"after the pupils for {wait} minutes ({span}), at most {most} are allowed. Maybe change the start of these grades to "
            f"{clock(first)} in the sheet 服务时段, or fill {span} with periods; meals and naps belong to the sheet 其他时段.",
            f"{wait} min", f"<= {most} min"))  # fmt: skip
    return found


def _break_reasons(problem: Problem, policy: Policy) -> list[Reason]:
    """D08 (c) holds also when only the filling of posts is soft."""
    if not policy.on("D08"):
        return []
    most = policy.number("D08", "handover_minutes")
    found = []
    for band in problem.bands:
        for before, after in pairwise(band.periods):
            gap = after.start - before.end
            if gap > most:
                span = f"{clock(before.end)}–{clock(after.start)}"
                found.append(Reason("D08", f"{grades_zh(band.grades)} {span} 的课间长 {gap} 分钟，交接班最多 {most} 分钟。",
                                    f"The break {span} of {grades_en(band.grades)} lasts {gap} minutes; "
                                    f"hand-over allows {most}.", f"{gap} min", f"<= {most} min"))  # fmt: skip
    return found


def _patrol_reasons(problem: Problem, policy: Policy) -> list[Reason]:
    """H01's posts must be there also when only their filling is soft."""
    if not policy.on("H01"):
        return []
    need = policy.number("H01", "patrols_per_day")
    found = []
    for day in problem.weekdays:
        have = sum(post.headcount for post in problem.posts if post.kind == "patrol" and day in post.weekdays)
        if have < need:
            found.append(Reason("H01", f"{days_zh([day])}应有 {need} 个行政巡察岗，只设了 {have} 个。",
                                f"{days_en([day])} needs {need} patrol posts; only {have} are listed.",
                                str(have), f">= {need}"))  # fmt: skip
    return found
