"""Plans of a term in a row: their ledgers add up date by date, and what was stood before counts for the one that follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import solver
from solver import PlanError
from solver.check.families.accounts import term_pay
from solver.check.families.fairness import loads
from solver.check.plan_index import PlanIndex
from solver.ledger.pay import pay_lines
from solver.ledger.sequence import (
    Stage,
    after,
    carried_balances,
    minutes_stood,
    sequence,
    sequence_ledgers,
    with_everybody,
)
from solver.plan.period import for_plan, stamped
from solver.plan.plan import Plan
from solver.problem.calendar import DateSpan
from solver.problem.money import Award
from solver.problem.problem import Problem
from tests.check.builders import gate, plan, policy, problem, reassigned, staffed
from tests.ledger.schools import school

WHOLE = problem()
TERM = WHOLE.term
SERVICE = [day for day, _ in TERM.dates_of_term()]
OTHER = reassigned(plan(), gate(1), "T2", 1)
"""Another plan of the tiny school, with another adult at the gate on Mondays of week 1."""
CUTS = st.lists(st.sampled_from(SERVICE[1:]), unique=True, max_size=3).map(sorted)


def row(cuts: Sequence[date], plans: Sequence[Plan] = (plan(),), on: Problem = WHOLE) -> tuple[Stage, ...]:
    """A sequence of plans that begin on the term's first day and on each of the cuts, taking turns."""
    made = [replace(plans[i % len(plans)], effect=day) for i, day in enumerate((None, *cuts))]
    return sequence([Stage(on, policy(), each) for each in made])


SHORT = school()
"""Three weeks of it, with everything that ledgers hold."""
DAYS = [day for day, _ in SHORT.term.dates_of_term()]
SHORT_CUTS = st.lists(st.sampled_from(DAYS[1:]), unique=True, max_size=3).map(sorted)
PLANS = (plan(), OTHER)


@cache
def paid_on(day: date, turn: int) -> Counter[tuple[str, str]]:
    """(person, month) -> pay of one date under one of the plans."""
    one = replace(SHORT, term=replace(SHORT.term, period=DateSpan(day, day)))
    return Counter({(line.person, line.month): line.amount for line in pay_lines(PlanIndex(one, policy(), PLANS[turn]))})


@given(SHORT_CUTS)
def test_a_plan_cut_into_pieces_has_the_ledgers_of_the_whole(cuts: list[date]) -> None:
    assert sequence_ledgers(row(cuts, on=SHORT)) == solver.ledgers(SHORT, policy(), plan())


@given(SHORT_CUTS)
def test_the_ledgers_of_different_plans_add_up_day_by_day(cuts: list[date]) -> None:
    """Each date is paid by the plan that stands then."""
    daily: Counter[tuple[str, str]] = Counter()
    for day in DAYS:
        daily.update(paid_on(day, sum(cut <= day for cut in cuts) % 2))
    found = sequence_ledgers(row(cuts, PLANS, SHORT))
    assert {(line.person, line.month): line.amount for line in found.pay} == dict(daily)
    assert found.balance.own + found.balance.outside == sum(daily.values())


@given(CUTS)
def test_every_service_date_has_one_plan(cuts: list[date]) -> None:
    stages = row(cuts)
    assert [day for stage in stages for day, _ in stage.problem.term.service_dates()] == SERVICE
    for one, other in pairwise(stages):
        assert other.days.first - one.days.last == timedelta(days=1)


def test_september_stays_as_it_was_when_somebody_stops_in_october() -> None:
    cut = date(2025, 10, 9)
    whole = solver.ledgers(WHOLE, policy(), plan())
    both = sequence_ledgers(row([cut], (plan(), OTHER)))
    assert [line for line in both.pay if line.month == "2025-09"] == [line for line in whole.pay if line.month == "2025-09"]
    assert [line for line in both.pay if line.month == "2025-11"] != [line for line in whole.pay if line.month == "2025-11"]


def test_bonuses_of_a_sequence_are_paid_once() -> None:
    on = replace(WHOLE, money=replace(WHOLE.money, awards=(Award("T5", SERVICE[0], 900), Award("T5", SERVICE[-1], 100))))
    found = sequence_ledgers(row([SERVICE[20], SERVICE[40]], on=on))
    assert sum(line.bonus for line in found.pay) == 1_000 == found.balance.bonuses


def test_whoever_is_in_an_earlier_request_alone_is_paid_under_his_name() -> None:
    cut = DAYS[8]
    gone, guest = SHORT.staff_of["T5"], SHORT.outside[0]
    fewer = replace(SHORT, staff=tuple(p for p in SHORT.staff if p.id != "T5"), outside=(), money=replace(SHORT.money, awards=()))
    left = replace(plan(), effect=cut, assignments=tuple(a for a in plan().assignments if a.person in fewer.staff_of))
    stages = sequence([Stage(SHORT, policy(), plan()), Stage(fewer, policy(), left)])
    found, everybody = sequence_ledgers(stages), with_everybody(stages)
    assert {"T5", guest.id} <= {line.person for line in found.pay}
    assert everybody.staff_of["T5"].name == gone.name
    assert found.balance.outside == sum(line.amount for line in found.pay if line.person == guest.id) > 0
    assert next(line.paid for line in found.balance.agreements) == found.balance.outside


# refusals -------------------------------------------------------------------------------------------------------------


def stages_of(*plans: Plan) -> tuple[Stage, ...]:
    return sequence([Stage(WHOLE, policy(), each) for each in plans], names=[f"{i}.json" for i in range(len(plans))])


@pytest.mark.parametrize(("first", "second", "says"), [
    ({}, {}, f"都从 {TERM.first} 起生效"),
    ({"effect": SERVICE[9]}, {"effect": SERVICE[20]}, f"{SERVICE[0]} 至 {SERVICE[8]} 的 9 个服务日没有方案"),
    ({"until": SERVICE[9]}, {"effect": SERVICE[12]}, f"{SERVICE[10]} 至 {SERVICE[11]} 的 2 个服务日没有方案"),
    ({}, {"effect": TERM.last + timedelta(days=1)}, "不在学期之内"),
    ({}, {"effect": SERVICE[9], "until": SERVICE[8]}, "早于生效日期"),
])  # fmt: skip
def test_plans_that_overlap_or_leave_a_hole_are_refused_with_the_dates(
    first: dict[str, date], second: dict[str, date], says: str
) -> None:
    with pytest.raises(PlanError) as caught:
        stages_of(replace(plan(), **first), replace(plan(), **second))
    assert any(says in fault.zh for fault in caught.value.faults)
    assert all(fault.hint_zh.startswith("可能") and fault.hint_en.startswith("Maybe") for fault in caught.value.faults)


def test_a_later_plan_supersedes_one_that_would_stand_longer() -> None:
    first, second = stages_of(replace(plan(), until=SERVICE[30]), replace(plan(), effect=SERVICE[20]))
    assert first.days == DateSpan(TERM.first, SERVICE[20] - timedelta(days=1))
    assert second.days == DateSpan(SERVICE[20], TERM.last)


# what the next plan is told ---------------------------------------------------------------------------------------------


def test_balances_are_what_was_stood_beyond_a_fair_part() -> None:
    (stage,) = sequence([Stage(WHOLE, policy(), replace(plan(), until=SERVICE[19]))])
    stood = minutes_stood(stage)
    teachers = [p for p in WHOLE.staff if p.role in ("homeroom", "subject") and p.takes_part]
    assert {p.share for p in teachers} == {100}
    mean = sum(stood.get(p.id, 0) for p in teachers) / len(teachers)
    for person, minutes in carried_balances(WHOLE, policy(), [stage]).items():
        assert abs(minutes - (stood.get(person, 0) - mean)) < 1


def test_a_teacher_who_joins_later_owes_nothing_for_the_dates_before() -> None:
    joined = SERVICE[20]
    joiner = replace(WHOLE.staff_of["T2"], joined=joined)
    idle = replace(plan(), assignments=tuple(a for a in plan().assignments if a.person != "T2"), until=joined - timedelta(days=1))
    on = staffed(WHOLE, joiner)
    (stage,) = sequence([Stage(on, policy(), idle)])
    assert carried_balances(on, policy(), [stage])["T2"] == 0
    owing = carried_balances(WHOLE, policy(), [stage])["T2"]
    assert owing < 0  # had he been there and stood nothing
    next_plan = after(replace(on, term=replace(on.term, period=DateSpan(joined, TERM.last))), policy(), [stage])
    assert next_plan.staff_of["T2"].balance == 0
    assert loads(PlanIndex(next_plan, policy(), plan())) != loads(PlanIndex(on, policy(), plan()))


@given(st.sampled_from(DAYS[1:]))
def test_accounts_of_a_later_plan_count_what_was_paid_before(cut: date) -> None:
    first, second = row([cut], PLANS, SHORT)
    later = after(second.problem, policy(), [first])
    assert sum(term_pay(PlanIndex(later, policy(), OTHER)).values()) == sum(
        line.amount for line in sequence_ledgers([first, second]).pay
    )
    assert solver.ledgers(later, policy(), OTHER).balance.cost == sequence_ledgers([first, second]).balance.cost


@given(st.one_of(st.none(), st.sampled_from(SERVICE)), st.one_of(st.none(), st.sampled_from(SERVICE)))
def test_a_plan_keeps_the_period_of_its_problem(effect: date | None, until: date | None) -> None:
    dated = replace(plan(), effect=effect, until=until)
    made = stamped(for_plan(WHOLE, dated), plan())
    assert (made.effect or TERM.first, made.until or TERM.last) == (effect or TERM.first, until or TERM.last)
    assert for_plan(WHOLE, made) == for_plan(WHOLE, dated)
