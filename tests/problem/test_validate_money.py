"""Faults of the money data, each where it lies, and edges that are sound."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from solver.errors import format_path
from solver.problem.checks import MOST_FEN
from solver.problem.money import Award, Contract, Expense, FeeItem, PayTier
from solver.problem.problem import Problem
from solver.problem.validate import faults
from tests.problem.schools import FIRST, LAST, village, with_clubs

DAY = timedelta(days=1)


def money(**changes: Any) -> Problem:
    base = with_clubs(village())
    return replace(base, money=replace(base.money, **changes))


def paths(problem: Problem) -> list[str]:
    found = faults(problem)
    assert all(fault.zh.endswith("。") and fault.en.endswith(".") for fault in found)
    return [format_path(fault.path) for fault in found]


ORG = with_clubs(village()).outside[0].organisation
PERSON = village().staff[0].id


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"subsidy": 0}, []),
        ({"subsidy": MOST_FEN}, []),
        ({"subsidy": -1}, ["money.subsidy"]),
        ({"subsidy": MOST_FEN + 1}, ["money.subsidy"]),
        ({"tiers": (PayTier("A", 0), PayTier("B", 1))}, []),
        ({"tiers": (PayTier("A", -1), PayTier("A", 1))}, ["money.tiers[0].pay", "money.tiers[1]"]),
        ({"tiers": (PayTier(" ", 1),)}, ["money.tiers[0].id"]),
        ({"contracts": (Contract(ORG, 0),)}, []),
        ({"contracts": (Contract("nobody", -1),)}, ["money.contracts[0].organisation", "money.contracts[0].cap"]),
        ({"contracts": (Contract(ORG, 1), Contract(ORG, 1))}, ["money.contracts[1]"]),
        ({"fee_items": (FeeItem("x", "agency", 1), FeeItem("y", "other", 0))}, []),
        ({"fee_items": (FeeItem("", "lunch", -1),)},
         ["money.fee_items[0].name", "money.fee_items[0].kind", "money.fee_items[0].fen"]),
        ({"expenses": (Expense("x", "meals", 1), Expense("x", "volunteer", 1, FIRST), Expense("x", "other", 1, LAST))}, []),
        ({"expenses": (Expense("x", "party", 1, FIRST - DAY),)}, ["money.expenses[0].kind", "money.expenses[0].day"]),
        ({"awards": (Award(PERSON, FIRST, 0), Award(PERSON, LAST, 5))}, []),
        ({"awards": (Award("X", LAST + DAY, -1),)}, ["money.awards[0].person", "money.awards[0].fen", "money.awards[0].day"]),
    ],
)  # fmt: skip
def test_money(changes: dict[str, Any], expected: list[str]) -> None:
    assert paths(money(**changes)) == expected


def test_an_award_for_an_outside_person_is_a_fault() -> None:
    guest = with_clubs(village()).outside[0].id
    assert paths(money(awards=(Award(guest, FIRST, 1),))) == ["money.awards[0].person"]


def test_people_and_pupils() -> None:
    base = money(tiers=(PayTier("A", 1),))
    staff, pupil, guest = base.staff[0], base.pupils[0], base.outside[0]

    def told(**changes: Any) -> list[str]:
        return paths(replace(base, **changes))

    assert told(staff=(replace(staff, tier="A"), *base.staff[1:])) == []
    assert told(staff=(replace(staff, tier="B"), *base.staff[1:])) == ["staff[0].tier"]
    assert told(pupils=(replace(pupil, exempt=0, category="allowance"), *base.pupils[1:])) == []
    assert told(pupils=(replace(pupil, exempt=0, category="rich"), *base.pupils[1:])) == ["pupils[0].category"]
    assert told(pupils=(replace(pupil, exempt=1, category="allowance"), *base.pupils[1:])) == ["pupils[0].exempt"]
    assert told(outside=(replace(guest, contract_cap=0), *base.outside[1:])) == []
    assert told(outside=(replace(guest, contract_cap=-1), *base.outside[1:])) == ["outside[0].contract_cap"]
