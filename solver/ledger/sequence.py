"""The plans of a term in a row: each stands from its date of effect until the next one supersedes it.

What was stood under the earlier plans stays: it is paid, and it counts for the fairness (D02), the accounts (G04) and the agreements
(G10C) of the later ones. The ledgers of a sequence are those of its plans, date by date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from solver.calendar.duty_days import duty_days
from solver.check.families.accounts import term_fees
from solver.check.plan_index import PlanIndex
from solver.errors import Fault, PlanError
from solver.ledger.balance import balance
from solver.ledger.fees import FeeLine, fee_lines
from solver.ledger.ledgers import Ledgers
from solver.ledger.pay import PayLine, pay_lines
from solver.plan.period import period_faults, within
from solver.plan.plan import Plan
from solver.policy.policy import Policy
from solver.problem.calendar import DateSpan
from solver.problem.earlier import Earlier
from solver.problem.people import TEACHING_ROLES, Staff
from solver.problem.problem import Problem
from solver.problem.validate_people import LARGEST_BALANCE
from solver.units import Fen, Minute


@dataclass(frozen=True)
class Stage:
    """A plan of a sequence. problem: the request it was made for, with the days for which it stands."""

    problem: Problem
    policy: Policy
    plan: Plan

    @cached_property
    def view(self) -> PlanIndex:
        return PlanIndex(self.problem, self.policy, self.plan)

    @property
    def days(self) -> DateSpan:
        return self.problem.term.planned


def sequence(plans: Iterable[Stage], *, names: Sequence[str] = ()) -> tuple[Stage, ...]:
    """The stages in the order of their dates of effect, each until the day before the next. names: of the plans as they were given.

    Raises PlanError for plans of terms of other dates, for a date of effect outside of the term, for two plans that begin on one day
    (an overlap), and for service dates for which no plan stands though a later one does (a hole), each with the dates.
    """
    given = list(plans)
    called = dict(zip(map(id, given), names or [f"plan {i}" for i in range(1, len(given) + 1)], strict=True))
    ordered = sorted(given, key=lambda stage: stage.plan.effect or stage.problem.term.first)
    faults = _faults_of(ordered, called)
    found = []
    if not faults:
        for i, stage in enumerate(ordered):
            term = stage.problem.term
            last = stage.plan.until or term.last
            if i + 1 < len(ordered):
                last = min(last, (ordered[i + 1].plan.effect or term.first) - timedelta(days=1))
            found.append(replace(stage, problem=within(stage.problem, stage.plan.effect, last)))
        faults = _holes(found, [called[id(stage)] for stage in ordered])
    if faults:
        raise PlanError(faults)
    return tuple(found)


def _faults_of(ordered: Sequence[Stage], called: dict[int, str]) -> list[Fault]:
    faults: list[Fault] = []
    for i, stage in enumerate(ordered):
        term, name = stage.problem.term, called[id(stage)]
        first = ordered[0].problem.term
        if (term.first, term.last) != (first.first, first.last):
            faults.append(Fault((name,), f"{term.first}..{term.last}", f"学期首尾不同：另一个方案的是 {first.first} 至 {first.last}。",
                                f"Another term: that of the other plan lasts from {first.first} to {first.last}.",
                                "可能是别的学期的方案；重新编排用“生效日期”，不改学期首尾。",
                                "Maybe it is another term's; a re-plan has a date of effect, and the term stays as it is."))  # fmt: skip
            continue
        faults += [replace(fault, path=(name, *fault.path)) for fault in period_faults(term, stage.plan.effect, stage.plan.until)]
        begins = stage.plan.effect or term.first
        if i and begins == (ordered[i - 1].plan.effect or term.first):
            other = called[id(ordered[i - 1])]
            faults.append(Fault((name,), begins.isoformat(), f"与 {other} 重叠：两个方案都从 {begins} 起生效。",
                                f"It overlaps with {other}: both stand from {begins} on.",
                                "可能是同一天的两个版本，只给后来的一个；或重新编排时没有写 --date。",
                                "Maybe two versions of one plan: give the later one; or replan had no --date."))  # fmt: skip
    return faults


def _holes(stages: Sequence[Stage], names: Sequence[str]) -> list[Fault]:
    faults = []
    for i, stage in enumerate(stages):
        term = stage.problem.term
        since = term.first if i == 0 else stages[i - 1].days.last + timedelta(days=1)
        hole = [day for day, _ in term.dates_of_term() if since <= day < stage.days.first]
        if hole:
            faults.append(Fault((names[i],), stage.days.first.isoformat(),
                                f"之前有空缺：{hole[0]} 至 {hole[-1]} 的 {len(hole)} 个服务日没有方案。",
                                f"There is a hole before it: no plan stands for {len(hole)} service dates, {hole[0]} to {hole[-1]}.",
                                "可能少给了更早的方案。", "Maybe an earlier plan was not given."))  # fmt: skip
    return faults


# ledgers ------------------------------------------------------------------------------------------------------------------


def sequence_ledgers(stages: Sequence[Stage]) -> Ledgers:
    """The ledgers of a term: pay by person and month and fees by pupil, summed over the plans; one balance, with the last request's
    subsidy, charges and expenses. Stages as :func:`sequence` gives them, at least one.
    """
    everybody = with_everybody(stages)
    pay = _added_pay([pay_lines(stage.view) for stage in stages], everybody.rate_of)
    fees = _added_fees(stages)
    return Ledgers(pay, fees, balance(everybody, stages[-1].policy, pay, fees))


def with_everybody(stages: Sequence[Stage]) -> Problem:
    """The last request with the people of earlier ones whom it does not name any more, so that ledgers can name whom they pay."""
    last = stages[-1].problem
    earlier = [stage.problem for stage in reversed(stages[:-1])]
    known = {*last.staff_of, *last.outside_of}
    staff = {p.id: replace(p, tier=None) for problem in earlier for p in reversed(problem.staff) if p.id not in known}
    outside = {p.id: p for problem in earlier for p in reversed(problem.outside) if p.id not in known}
    return replace(last, staff=(*last.staff, *reversed(staff.values())), outside=(*last.outside, *reversed(outside.values())))


def _added_pay(ledgers: Iterable[tuple[PayLine, ...]], people: Iterable[str]) -> tuple[PayLine, ...]:
    """Lines of one person, month and rate as one."""
    order = {person: index for index, person in enumerate(dict.fromkeys(people))}
    sums: dict[tuple[str, str, Fen], PayLine] = {}
    for line in (line for lines in ledgers for line in lines):
        key = line.person, line.month, line.rate
        seen = sums.get(key)
        sums[key] = line if seen is None else replace(
            seen, dates=seen.dates + line.dates, minutes=seen.minutes + line.minutes, hours=seen.hours + line.hours,
            amount=seen.amount + line.amount, bonus=seen.bonus + line.bonus,
        )  # fmt: skip
    return tuple(sorted(sums.values(), key=lambda line: (order[line.person], line.month)))


def _added_fees(stages: Sequence[Stage]) -> tuple[FeeLine, ...]:
    """Lines of one pupil as one. Where the request never changed, families are charged for the term as a whole."""
    whole = {replace(stage.problem.term, period=None) for stage in stages}
    same = all(replace(s.problem, term=stages[0].problem.term, earlier=None) == replace(stages[0].problem, earlier=None) for s in stages)
    if same and len(whole) == 1:
        all_days = within(stages[0].problem, stages[0].days.first, stages[-1].days.last)
        return fee_lines(all_days, stages[-1].policy)
    sums: dict[str, FeeLine] = {}
    for stage in stages:
        for line in fee_lines(stage.problem, stage.policy):
            seen = sums.get(line.pupil)
            sums[line.pupil] = line if seen is None else replace(
                line, dates=seen.dates + line.dates, hours=seen.hours + line.hours, full=seen.full + line.full, due=seen.due + line.due,
            )  # fmt: skip
    return tuple(sorted(sums.values(), key=lambda line: line.class_id))


# what the next plan is told -------------------------------------------------------------------------------------------------


def after(problem: Problem, policy: Policy, before: Sequence[Stage]) -> Problem:
    """The problem of the plan that follows on earlier ones: with what they paid and charged (G04, G10C), and with balances (D02) by
    what everybody stood more or less than his part of it. Whoever was not there owes nothing for those dates.
    """
    if not before:
        return problem
    paid: dict[str, Fen] = {}
    for stage in before:
        for line in pay_lines(stage.view):
            paid[line.person] = paid.get(line.person, 0) + line.amount
    fees = sum(fee.due for stage in before for fee in term_fees(stage.problem, stage.policy).values())
    carried = carried_balances(problem, policy, before)
    staff = tuple(replace(person, balance=_bounded(person.balance + carried.get(person.id, 0))) for person in problem.staff)
    return replace(problem, staff=staff, earlier=Earlier(fees, tuple(paid.items())))


def _bounded(balance: int) -> int:
    return max(-LARGEST_BALANCE, min(LARGEST_BALANCE, balance))


def carried_balances(problem: Problem, policy: Policy, before: Sequence[Stage]) -> dict[str, Minute]:
    """Teacher who takes part -> minutes stood under earlier plans beyond his part of them, as a full-time teacher's (D02).

    A stage's minutes are shared by the teachers in proportion to share' times the service dates on which they were there; share' is
    lowered for staff with reasons (D05), as in the load itself.
    """
    reduction = policy.number("D05", "reduction_percent") if policy.on("D05") else 0
    people = [person for person in problem.staff if person.role in TEACHING_ROLES and person.takes_part]
    found = dict.fromkeys((person.id for person in people), 0)
    for stage in before:
        stood = minutes_stood(stage)
        share = {p.id: max(10, p.share * (100 - (reduction if p.reasons else 0)) // 100) for p in people}
        owing = {p.id: share[p.id] * len(_there(p, stage, policy)) for p in people}
        minutes, parts = sum(stood.get(p.id, 0) for p in people), sum(owing.values())
        for person in people if parts else ():
            beyond = stood.get(person.id, 0) * parts - minutes * owing[person.id]
            full_time = abs(beyond) * 100 // (parts * share[person.id])
            found[person.id] += full_time if beyond > 0 else -full_time
    return found


def minutes_stood(stage: Stage) -> dict[str, Minute]:
    """Person -> minutes of load (D02) on the dates of a stage."""
    dates = {(each.week, each.weekday): len(each.dates) for each in duty_days(stage.problem, stage.view.weeks)}
    found: dict[str, Minute] = {}
    for duty in stage.view.each_duty():
        found[duty.person] = found.get(duty.person, 0) + duty.slot.load * dates.get((duty.week, duty.slot.weekday), 0)
    return found


def _there(person: Staff, stage: Stage, policy: Policy) -> list[date]:
    """Service dates of a stage on which a teacher could stand: there (K01), not stopped (D11), trained (D12)."""
    return [
        day
        for day, _ in stage.problem.term.service_dates()
        if person.there(day)
        and (person.stopped is None or day < person.stopped or not policy.hard("D11"))
        and (not policy.hard("D12") or (person.trained is not None and person.trained <= day))
    ]
