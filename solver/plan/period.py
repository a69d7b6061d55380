"""The period for which a plan stands, as its problem has it: everything that is asked of dates is asked of these."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from solver.errors import Fault
from solver.plan.plan import Plan
from solver.problem.calendar import DateSpan, Term
from solver.problem.problem import Problem


def period_of(term: Term, effect: date | None, until: date | None) -> DateSpan | None:
    """The days of the term from a date of effect to a last day; None for the whole term."""
    period = DateSpan(effect or term.first, until or term.last)
    return None if period == DateSpan(term.first, term.last) else period


def within(problem: Problem, effect: date | None, until: date | None) -> Problem:
    """The problem of a plan that stands for these days."""
    period = period_of(problem.term, effect, until)
    return problem if period == problem.term.period else replace(problem, term=replace(problem.term, period=period))


def for_plan(problem: Problem, plan: Plan) -> Problem:
    """The problem with the period of a plan."""
    return within(problem, plan.effect, plan.until)


def stamped(problem: Problem, plan: Plan) -> Plan:
    """The plan with the problem's period as its own; ends of the term are not written."""
    term, planned = problem.term, problem.term.planned
    effect = None if planned.first == term.first else planned.first
    until = None if planned.last == term.last else planned.last
    return plan if (plan.effect, plan.until) == (effect, until) else replace(plan, effect=effect, until=until)


def period_faults(term: Term, effect: date | None, until: date | None, names: tuple[str, str] = ("effect", "until")) -> list[Fault]:
    """Faults of a period: ends outside of the term or the wrong way round, or no service date. names: where the ends were given."""
    faults = []
    for name, day in zip(names, (effect, until), strict=True):
        if day is not None and not term.first <= day <= term.last:
            faults.append(Fault((name,), day.isoformat(), f"不在学期之内（{term.first} 至 {term.last}）。",
                                f"It is not within the term ({term.first} to {term.last}).",
                                "可能年份或月份写错了。", "Maybe the year or month is mistyped."))  # fmt: skip
    period = period_of(term, effect, until)
    if faults or period is None:
        return faults
    if period.last < period.first:
        return [Fault((names[1],), period.last.isoformat(), f"早于生效日期（{period.first}）。",
                      f"It lies before the date of effect ({period.first}).",
                      "可能两个日期前后颠倒。", "Maybe the two dates are swapped.")]  # fmt: skip
    if not any(period.holds(day) for day, _ in term.dates_of_term()):
        return [Fault((names[0],), f"{period.first}..{period.last}", "这段日子没有一天有课后服务。",
                      "None of these days has service.", "可能都是节假日。", "Maybe all of them are holidays.")]  # fmt: skip
    return []
