"""G02 and the tier cost (G10)."""

from __future__ import annotations

from dataclasses import replace

from solver.check.families.budget import yuan
from solver.plan.plan import Fee, Plan
from tests.check.builders import LEAD_BALL, broken, enrolled, plan, policy, problem, reassigned, tier

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
    assert tier("cost") == (530_000, 530_000)
    assert tier("cost", of=reassigned(plan(), LEAD_BALL, None)) == (510_000, 510_000)
    assert tier("cost", by=policy(weights={"G10": 2})) == (1_060_000, 1_060_000)
    assert tier("cost", of=Plan()) == (0, 1)


def test_G10_each_duty_is_floored() -> None:
    one = replace(problem(), money=replace(problem().money, pay=7))
    only_gates = replace(plan(), assignments=tuple(item for item in plan().assignments if item.post.kind == "gate"))
    assert tier("cost", one, of=only_gates) == (10, 10)  # ten times 10 * 7 // 40 = 1


def test_yuan() -> None:
    assert [yuan(0), yuan(5), yuan(1234), yuan(-250)] == ["0.00", "0.05", "12.34", "-2.50"]
