"""G02 and the tier cost (G10)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.families.budget import service_fee_hours, yuan
from solver.model.instance import Instance
from solver.plan.plan import Fee, Plan
from solver.policy.policy import Policy
from solver.problem.bells import Interval, Window
from solver.problem.money import PayTier
from solver.search.construct.complete import fees as made_fees
from tests.check.builders import LEAD_BALL, broken, enrolled, plan, policy, problem, reassigned, tier, windowed

P2 = problem().pupils[1]


def paying(pupil: str, fen: int | None) -> Plan:
    kept = tuple(item for item in plan().fees if item.pupil != pupil)
    return replace(plan(), fees=kept if fen is None else (*kept, Fee(pupil, fen)))


def test_G02_fee_by_the_application() -> None:
    # 5 days of (17:30 - 15:30) // 40 = 3 class-hours at 2 yuan
    assert broken("G02", of=paying("P1", 3000)) == []
    assert broken("G02", of=paying("P1", 2999)) == [(("P1",), None, "2999", "3000")]
    assert broken("G02", of=paying("P1", 3001)) == [(("P1",), None, "3001", "3000")]


def test_G02_exemption_is_floored() -> None:
    odd = enrolled(problem(), replace(P2, exempt=33))
    odd = replace(odd, money=replace(odd.money, fee=1))
    assert (("P2",), None, "1500", "10") in broken("G02", odd)  # 15 * 67 // 100
    assert ("P2",) not in [item[0] for item in broken("G02", odd, of=paying("P2", 10))]


def test_G02_class_hours_are_whole() -> None:
    assert broken("G02", by=policy({"G02": {"minutes_per_classhour": 31}})) == []  # 120 // 31 = 3
    found = broken("G02", by=policy({"G02": {"minutes_per_classhour": 30}}))
    assert found[0] == (("P1",), None, "3000", "4000")


def test_G02_days_without_service_cost_nothing() -> None:
    assert broken("G02", enrolled(problem(), replace(P2, weekdays=(1, 2, 3, 4, 5, 6)))) == []


def test_G02_missing_and_unasked_fees() -> None:
    assert broken("G02", of=paying("P6", None)) == [(("P6",), None, "none", "600")]
    assert broken("G02", of=paying("P3", 0)) == [(("P3",), None, "0", "none")]
    assert broken("G02", by=policy(levels={"G02": "off"}), of=Plan()) == []


def test_G10_cost_of_all_weeks() -> None:
    # own staff 3400 minutes * 6000 // 40, O1 80 minutes * 10000 // 40
    assert tier("cost")[0] == 530_000
    assert tier("cost", of=reassigned(plan(), LEAD_BALL, None))[0] == 510_000
    assert tier("cost", by=policy(weights={"G10": 2}))[0] == 1_060_000


def test_G10_scale_is_what_mergers_and_the_choice_of_adults_can_make_of_the_cost() -> None:
    # 15 periods a week; on Thursday at 16:10 2A alone is in care, so 14 groups of 40 minutes could be saved in each of two weeks;
    # two leaders and an assistant of 40 minutes are paid 60 yuan or, from outside, 100
    mergers, adults = 2 * 14 * 6000, 2 * 3 * (10_000 - 6000)
    assert tier("cost")[1] == mergers + adults
    assert tier("cost", by=policy(weights={"G10": 2}))[1] == 2 * (mergers + adults)
    assert tier("cost", by=policy({"K03": {"pupils": 4}}))[1] == mergers + adults - 2 * 3 * 6000  # five on Monday
    assert tier("cost", by=policy({"K03": {"classes": 1}}))[1] == adults
    assert tier("cost", replace(problem(), outside=()))[1] == mergers
    tiers = replace(problem().money, tiers=(PayTier("A", 8000),))
    paid = replace(problem(), staff=tuple(replace(p, tier="A" if p.id == "T5" else None) for p in problem().staff), money=tiers)
    own = (3400 - 4 * 40) * (8000 - 6000) // 40  # all posts but sessions might be T5's
    assert tier("cost", paid)[1] == mergers + adults + own


def test_G10_each_duty_is_floored() -> None:
    one = replace(problem(), money=replace(problem().money, pay=7))
    only_gates = replace(plan(), assignments=tuple(item for item in plan().assignments if item.post.kind == "gate"))
    assert tier("cost", one, of=only_gates)[0] == 10  # ten times 10 * 7 // 40 = 1


def test_yuan() -> None:
    assert [yuan(0), yuan(5), yuan(1234), yuan(-250)] == ["0.00", "0.05", "12.34", "-2.50"]


def rounded(rule: str, rounding: int, minutes: int = 40) -> Policy:
    return policy({rule: {"rounding": rounding, "minutes_per_classhour": minutes}})


@pytest.mark.parametrize(
    ("rounding", "minutes", "due"),
    [
        # two hours a day, five days at 2 yuan a class-hour
        (0, 40, 3000), (1, 40, 3000), (2, 40, 3000), (3, 40, 3000),
        (0, 50, 2400), (1, 50, 3000), (2, 50, 2500), (3, 50, 2000),  # 2.4 class-hours
        (0, 48, 2500), (1, 48, 3000), (2, 48, 2500), (3, 48, 2000),  # 2.5
        (2, 43, 3000), (2, 44, 2500), (0, 44, 2727),  # 2.79 and 2.73: a quarter is rounded up
    ],
)  # fmt: skip
def test_G02_class_hours_of_a_day_are_rounded_as_the_policy_says(rounding: int, minutes: int, due: int) -> None:
    by = rounded("G02", rounding, minutes)
    assert (("P1",), None, str(due + 1), str(due)) in broken("G02", by=by, of=paying("P1", due + 1))
    assert ("P1",) not in [item[0] for item in broken("G02", by=by, of=paying("P1", due))]


@pytest.mark.parametrize(("category", "due"), [("registered", 0), ("allowance", 0), ("hardship", 1500)])
def test_G02_a_category_waives_what_the_policy_says(category: str, due: int) -> None:
    on = enrolled(problem(), replace(P2, exempt=0, category=category))
    assert (("P2",), None, str(due + 1), str(due)) in broken("G02", on, of=paying("P2", due + 1))
    assert broken("G02", on, of=paying("P2", due)) == []
    by = policy({"G02": {f"{category}_percent": 20}})
    assert broken("G02", on, by, paying("P2", 2400)) == []


@pytest.mark.parametrize(
    ("rounding", "fen"),
    [
        # of both weeks, in class-hours of 40 minutes at 60 yuan: T1 ten days of 40, 40 and 50 minutes (the last with the
        # escort), T2 ten of 40 and twice 60, T3 four of 40, T4 ten of 120 and twice 60, T5 ten of 10; O1 two of 40 at 100 yuan
        (0, 530_000),
        (1, 6000 * (10 * (1 + 1 + 2) + 10 + 2 * 2 + 4 + 10 * 3 + 2 * 2 + 10) + 20_000),
        (2, 3000 * (10 * (2 + 2 + 3) + 20 + 2 * 3 + 8 + 10 * 6 + 2 * 3 + 10) + 20_000),
        (3, 6000 * (10 * 3 + 10 + 2 + 4 + 10 * 3 + 2 + 0) + 20_000),
    ],
)
def test_G10_each_duty_is_rounded_as_the_policy_says(rounding: int, fen: int) -> None:
    assert tier("cost", by=rounded("G10", rounding))[0] == fen


def test_G10_people_cost_what_their_tier_pays() -> None:
    base = problem()
    staff = tuple(replace(person, tier="A" if person.id == "T5" else None) for person in base.staff)
    on = replace(base, staff=staff, money=replace(base.money, tiers=(PayTier("A", 8000),)))
    assert tier("cost", on)[0] == 530_000 + 10 * 10 * (8000 - 6000) // 40


@pytest.mark.parametrize(
    ("start", "end", "hard", "hours"),
    [(925, 1030, True, 3), (925, 1030, False, 2), (875, 1030, True, 3), (875, 1035, True, 4), (930, 1050, False, 3)],
)
def test_G02_a_day_costs_at_least_the_service_that_A02_promises(start: int, end: int, hard: bool, hours: int) -> None:
    """15:25 to the last bell at 17:10 are 105 minutes; who leaves at 17:25 was served for 120, in every plan."""
    by = policy({"A02": {"minutes": 120}}, levels={"A02": "hard" if hard else "off"})
    assert service_fee_hours(by, start, end) == (hours, 1)
    window = Window(1, start, (Interval(start, 970), Interval(970, end)), (1070,), ("G1",))
    school = windowed(windowed(problem(), window), replace(window, grade=2))
    fees = made_fees(Instance(school, by))
    assert fees[0] == Fee("P1", 5 * 200 * hours)
    assert broken("G02", school, by, replace(plan(), fees=fees)) == []
