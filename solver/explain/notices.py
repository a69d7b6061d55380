"""Warnings: what the school should know though a plan exists: clubs that cannot open, people that may not enter."""

from __future__ import annotations

from solver.check.plan_index import service_spans
from solver.explain.companions import companion_warnings
from solver.explain.conflicts import conflict_notices
from solver.explain.dates import calendar_warnings
from solver.explain.familiar import familiar_notices
from solver.explain.money import money_warnings
from solver.explain.openings import Openings
from solver.explain.part_term import part_term_warnings
from solver.explain.siblings import sibling_warnings
from solver.explain.vetting import failed_vetting
from solver.explain.wishes import wish_warnings
from solver.explain.wording import names
from solver.model.given import GivenSeats
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Weekday
from solver.words import days_en, days_zh


def warnings(problem: Problem, policy: Policy) -> tuple[Reason, ...]:
    """Offerings that cannot open and why, rules that pull against one another, outside instructors who fail vetting, pupils
    who cannot get what they chose.
    """
    openings = Openings(problem, policy)
    found = [reason for offering in problem.offerings for reason in openings.obstacles[offering.id]]
    found += calendar_warnings(problem.term)
    found += conflict_notices(problem, policy)
    found += _vetting_warnings(problem, policy)
    found += part_term_warnings(problem, policy)
    found += _training_warnings(problem, policy)
    found += wish_warnings(problem, policy, openings)
    found += companion_warnings(problem, policy)
    found += _eligibility_warnings(problem, policy)
    found += familiar_notices(problem, policy)
    found += sibling_warnings(problem, policy)
    found += money_warnings(problem, policy)
    return tuple(found)


def _vetting_warnings(problem: Problem, policy: Policy) -> list[Reason]:
    """Each vetting rule once, with all whom it keeps out and their days."""
    spans = service_spans(problem)
    failed: dict[str, dict[str, list[Weekday]]] = {}
    for guest in problem.outside:
        for day in guest.weekdays:
            for rule in failed_vetting(guest, spans[day], policy, problem.money.pay) if day in spans else ():
                failed.setdefault(rule, {}).setdefault(guest.id, []).append(day)
    found = []
    for rule, kept_out in failed.items():
        sentence, most = policy.rules[rule], len(kept_out)
        zh = names((f"{guest}（{days_zh(days)}）" for guest, days in kept_out.items()), most)
        en = ", ".join(f"{guest} ({days_en(days)})" for guest, days in kept_out.items())
        found.append(Reason(rule, f"校外教师 {zh}不能授课：{sentence.zh}", f"Outside instructors who may not teach: {en}: {sentence.en}",
                            str(most), "0", tuple(kept_out)))  # fmt: skip
    return found


def _eligibility_warnings(problem: Problem, policy: Policy) -> list[Reason]:
    """Applicants who get no seat in a course whatever they chose, by reason (C05)."""
    barred = GivenSeats(problem, policy).barred
    grade_of = problem.grade_of_pupil
    unsigned = [p.id for p in problem.pupils if p.id in barred and not p.signed]
    others = [p.id for p in problem.pupils if p.id in barred and p.signed]
    found = []
    if unsigned:
        found.append(Reason("C05", f"{len(unsigned)} 名报名学生的家长未签协议，暂不排课程：{names(unsigned)}。",
                            f"{len(unsigned)} applicants lack a signed agreement and get no course yet: {names(unsigned)}.",
                            str(len(unsigned)), "0"))  # fmt: skip
    if others:
        grades = sorted({grade_of[name] for name in others})
        listed = "、".join(map(str, grades)), ", ".join(map(str, grades))
        found.append(Reason("C05", f"{len(others)} 名报名学生在服务年级之外（{listed[0]} 年级），暂不排课程：{names(others)}。",
                            f"{len(others)} applicants are in grades not served ({listed[1]}) and get no course: "
                            f"{names(others)}.", str(len(others)), "0"))  # fmt: skip
    return found
def _training_warnings(problem: Problem, policy: Policy) -> list[Reason]:
    """D12: people who take part without ethics training; asked only where the school gives dates, or the policy insists."""
    if not policy.on("D12") and not any(person.trained for person in problem.staff):
        return []
    first = min((span[0] for span in service_spans(problem).values()), default=problem.term.first)
    lacking = [p.id for p in problem.staff if p.takes_part and (p.trained is None or p.trained > first)]
    if not lacking:
        return []
    so_zh, so_en = ("，不能排班", " and get no post") if policy.hard("D12") else ("", "")
    return [Reason("D12", f"{len(lacking)} 名参加服务的教职工在首次服务（{first}）前没有师德专题教育记录{so_zh}：{names(lacking)}。",
                   f"{len(lacking)} staff who take part have no ethics training by {first}{so_en}: {names(lacking)}.",
                   str(len(lacking)), "0")]  # fmt: skip
