"""Why a grade leaves after a higher one: by the hours, by the gates, or given up; by hand and on random plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.files.content.names import PageNames
from api.files.content.posts import dismissal_page
from api.files.language import zh
from api.files.plan.bundle import PlanBundle
from solver.check.families.order import late_pairs
from solver.check.plan_index import PlanIndex
from solver.check.report import check
from solver.explain.limits.limit import Limit
from solver.explain.limits.limits import limits
from solver.explain.limits.order import order_limit
from solver.plan import Dismissal, Plan
from solver.policy import Policy
from solver.problem import Gate, HomeClass, Problem, Pupil
from tests.check import builders
from tests.check.random_plans import random_plans

LAST = 1050


def school(slots: dict[int, tuple[int, ...]], *gates: Gate) -> Problem:
    """One class and one pupil a grade."""
    base = builders.problem()
    (first, *_) = base.windows
    names = tuple(gate.id for gate in gates)
    return replace(
        base, gates=gates, offerings=(), outside=(),
        windows=tuple(replace(first, grade=grade, dismissals=minutes, gates=names) for grade, minutes in slots.items()),
        classes=tuple(HomeClass(f"{grade}A", grade, "R1") for grade in slots),
        pupils=tuple(Pupil(f"P{grade}", f"{grade}A", builders.WEEK) for grade in slots),
    )  # fmt: skip


def told(problem: Problem, minutes: dict[int, int], by: Policy | None = None) -> Limit:
    plan = Plan(dismissals=tuple(Dismissal(grade, minute, "G1") for grade, minute in minutes.items()))
    (found,) = [limit for limit in limits(PlanIndex(problem, by or builders.policy(), plan)) if limit.tier == "order"]
    return found


WIDE, SLOW = Gate("G1", 9, 60, 1), Gate("G1", 1, 350, 1)


def test_in_order_there_is_nothing_to_say() -> None:
    assert limits(PlanIndex(builders.problem(), builders.policy(), builders.plan())) == ()
    off = builders.policy(levels={"D17": "off"})
    here = school({1: (LAST + 20,), 2: (LAST,)}, WIDE)
    plan = Plan(dismissals=(Dismissal(1, LAST + 20, "G1"), Dismissal(2, LAST, "G1")))
    assert order_limit(PlanIndex(here, off, plan)) is None


def test_windows_that_leave_no_choice() -> None:
    found = told(school({1: (LAST + 20,), 2: (LAST,), 3: (LAST, LAST + 30)}, WIDE), {1: LAST + 20, 2: LAST, 3: LAST + 30})
    assert (found.value, found.least, found.without, found.rules) == (1, 1, 0, ())
    assert found.subjects == ("G1", "G2")
    assert found.zh == "低年级晚于高年级放学的有 1 对（一年级晚于二年级）：1 对由时段表定下，任何方案都如此。"


def test_a_policy_that_lays_down_the_hours() -> None:
    by = builders.policy({"A12": {"g1_end": LAST + 20}}, {"A12": "hard"})
    found = told(school({1: (LAST, LAST + 20), 2: (LAST,)}, WIDE), {1: LAST + 20, 2: LAST}, by)
    assert (found.least, found.rules) == (1, ("A12",))
    assert "或规则 A12 定下" in found.zh


def test_gates_that_do_not_hold_all_at_once() -> None:
    """Through the slow gate one class goes at a time: not both at the minute that they share."""
    free = told(school({1: (LAST + 10,), 2: (LAST, LAST + 20)}, SLOW), {1: LAST + 10, 2: LAST})
    assert (free.value, free.least, free.without) == (1, 0, 0)
    found = told(school({1: (LAST + 10,), 2: (LAST, LAST + 10)}, SLOW), {1: LAST + 10, 2: LAST})
    assert (found.value, found.least, found.without, found.rules) == (1, 1, 0, ("D14", "H03"))
    assert "校门一批走不完所有年级" in found.zh


def test_order_that_was_given_up() -> None:
    found = told(school({1: (LAST, LAST + 10), 2: (LAST,), 3: (LAST,)}, WIDE), {1: LAST + 10, 2: LAST, 3: LAST})
    assert (found.value, found.least, found.rules) == (2, 0, ())
    assert "(grade 1 after grade 2; grade 1 after grade 3): 2 given up" in found.en


def test_the_page_of_dismissals_says_so() -> None:
    here, plan = builders.problem(), replace(builders.plan(), dismissals=(Dismissal(1, 1060, "G1"), Dismissal(2, 1050, "G1")))
    for of, words in ((plan, ["一年级晚于二年级"]), (builders.plan(), [])):
        bundle = PlanBundle(here, builders.policy(), of, check(here, builders.policy(), of))
        text = dismissal_page(bundle, PageNames(here)).blocks[0].text
        assert [any(word in line for word in words) for line in map(zh, text)] == [True] * len(words)


@pytest.mark.parametrize("seed", range(10))
def test_every_pair_has_its_reason(seed: int) -> None:
    problem, policy, plans = random_plans(seed)
    for plan in plans:
        view = PlanIndex(problem, policy, plan)
        found = order_limit(view)
        pairs = late_pairs(view) if policy.soft("D17") else []
        assert (found is not None) == bool(pairs)
        if found is not None and not check(problem, policy, plan).violations:
            assert found.without <= found.least <= found.value == len(pairs)
