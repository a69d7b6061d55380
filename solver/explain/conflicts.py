"""Rules that pull against one another for this school: what follows, and the setting that decides (U6, U8).

A03 against A12: a grade that leaves before work ends. Where A03 is hard without a waiver this is also a reason against any
plan; with a waiver, or where A03 is off, a plan exists and families wait. G05 against G06: a floor of pay above its cap.
"""

from __future__ import annotations

from collections import defaultdict

from solver.explain.hours import usable_slots
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Minute, clock
from solver.words import grades_en, grades_zh


def conflict_notices(problem: Problem, policy: Policy) -> list[Reason]:
    """Which grades leave before the end of work, how long families wait, and how many have asked for extended care."""
    laid_down = policy.number_or("A03", "work_end", None)
    work_end = problem.term.work_end if laid_down is None else laid_down
    waiting: dict[Minute, list[int]] = defaultdict(list)
    for window in sorted(problem.windows, key=lambda window: window.grade):
        slots = usable_slots(problem, policy, window) or window.dismissals
        if max(slots) < work_end:
            waiting[max(slots)].append(window.grade)
    found = [_early(problem, policy, grades, leave, work_end) for leave, grades in sorted(waiting.items())]
    return [*found, *_rates(policy)]


def _rates(policy: Policy) -> list[Reason]:
    if not (policy.hard("G05") and policy.hard("G06")):
        return []
    floor, cap = (policy.number(rule, "fen_per_classhour") for rule in ("G05", "G06"))
    if floor <= cap:
        return []
    low, high = f"{floor / 100:.2f}", f"{cap / 100:.2f}"
    return [Reason("G05", f"课酬下限每课时 {low} 元高于上限 {high} 元（G06），没有可行的课酬；请改其中一个数，或用设置 U8 只留一个。",
                   f"The floor of pay, {low} yuan a class-hour, is above the cap of {high} (G06): no rate is right. Change one "
                   "of the numbers, or keep one rule by setting U8.", low, high)]  # fmt: skip


def _early(problem: Problem, policy: Policy, grades: list[int], leave: Minute, work_end: Minute) -> Reason:
    pupils = [pupil for pupil in problem.pupils if problem.grade_of_pupil[pupil.id] in grades and pupil.weekdays]
    staying = sum(1 for pupil in pupils if pupil.late_until is not None)
    minutes = work_end - leave
    laid_down = any(policy.hard("A12") and policy.number_or("A12", f"g{grade}_end", None) for grade in grades)
    why_zh, why_en = ("按规定时间（A12）", "by the hours laid down (A12)") if laid_down else ("最晚", "at the latest")
    if policy.hard("A03") and leave < work_end - policy.number("A03", "waiver_minutes"):
        end_zh = "两条规则不能同时满足：须改放学时间，或选设置 U6 的 waiver 或 stagger"
        end_en = "both rules cannot hold: move the dismissal, or choose waiver or stagger of setting U6"
    else:
        end_zh, end_en = "设置 U6 允许这样放学", "setting U6 allows it"
    return Reason("A03", f"{grades_zh(grades)}{why_zh} {clock(leave)} 放学，当地 {clock(work_end)} 下班：{len(pupils)} 名学生要等 "
                  f"{minutes} 分钟，其中 {staying} 人已申请延时托管；{end_zh}。",
                  f"{grades_en(grades).capitalize()} leave {why_en} at {clock(leave)} and work ends at {clock(work_end)}: "
                  f"{len(pupils)} pupils wait {minutes} minutes, {staying} of them have asked for extended care; {end_en}.",
                  clock(leave), clock(work_end))  # fmt: skip
