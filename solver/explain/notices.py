"""Warnings: what the school should know though a plan exists: clubs that cannot open, people that may not enter."""

from __future__ import annotations

from solver.explain.conflicts import conflict_notices
from solver.explain.openings import Openings
from solver.explain.vetting import date_spans, failed_vetting
from solver.explain.wording import days_en, days_zh, names
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Weekday


def warnings(problem: Problem, policy: Policy) -> tuple[Reason, ...]:
    """Offerings that cannot open and why, rules that pull against one another, outside instructors who fail vetting, pupils
    who cannot get what they chose.
    """
    openings = Openings(problem, policy)
    found = [reason for offering in problem.offerings for reason in openings.obstacles[offering.id]]
    found += conflict_notices(problem, policy)
    found += _vetting_warnings(problem, policy)
    found += _choice_warnings(problem, openings)
    return tuple(found)


def _vetting_warnings(problem: Problem, policy: Policy) -> list[Reason]:
    found = []
    spans = date_spans(problem)
    for guest in problem.outside:
        failed: dict[str, list[Weekday]] = {}
        for day in guest.weekdays:
            for rule in failed_vetting(guest, spans[day], policy) if day in spans else ():
                failed.setdefault(rule, []).append(day)
        for rule, days in failed.items():
            sentence = policy.rules[rule]
            found.append(Reason(rule, f"校外教师 {guest.id} {days_zh(days)}不能授课：{sentence.zh}",
                                f"Outside instructor {guest.id} may not teach on {days_en(days)}: {sentence.en}",
                                days_en(days), "vetted"))  # fmt: skip
    return found


def _choice_warnings(problem: Problem, openings: Openings) -> list[Reason]:
    """Pupils for whom fewer of the listed offerings are possible than clubs are wanted."""
    none, fewer = [], []
    for pupil in problem.pupils:
        if pupil.weekdays and pupil.clubs > 0:
            possible = sum(1 for choice in pupil.choices if openings.possible_for(pupil, choice))
            if not possible:
                none.append(pupil.id)
            elif possible < pupil.clubs:
                fewer.append(pupil.id)
    found = []
    if none:
        found.append(Reason("C04", f"{len(none)} 名学生的志愿一门也满足不了：{names(none)}。",
                            f"{len(none)} pupils can get none of their choices: {names(none)}.",
                            str(len(none)), "0"))  # fmt: skip
    if fewer:
        found.append(Reason("C04", f"{len(fewer)} 名学生能上的志愿少于希望的门数：{names(fewer)}。",
                            f"{len(fewer)} pupils can get fewer of their choices than they want: {names(fewer)}.",
                            str(len(fewer)), "0"))  # fmt: skip
    return found
