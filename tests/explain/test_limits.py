"""Limits: whose limit makes a staffing goal what it is; hand cases, and what is named lowers the count when it is taken away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.plan_index import PlanIndex
from solver.explain.limits.limit import Limit
from solver.explain.limits.limits import limits
from solver.model.instance import Instance
from solver.plan import Assignment, Plan, Post
from solver.policy import Policy
from solver.problem import Busy, FixedPost, Lesson, Problem, Staff
from solver.search.evaluated import evaluate
from solver.search.soft_policy import softened
from tests.agreement.cases import school, whole
from tests.agreement.plans import random_solution
from tests.check import builders
from tests.check.builders import LATE, WEEK, policy, reassigned
from tests.explain.six_teachers import changed, six_teachers, uneven_plan

DAY = 130
"""Minutes of a teacher who looks after a class from the first period until it has left (40 + 40 + 50)."""
SCHOOLS = range(9_300, 9_315)
PLANS = 4


def found(problem: Problem, by: Policy, plan: Plan) -> dict[str, Limit]:
    return {limit.tier: limit for limit in limits(PlanIndex(problem, by, plan))}


TOLERATED = 8_000
"""Two weeks at 40 minutes, in 1/100 minute."""


def test_six_who_may_all_come_have_nothing_to_blame() -> None:
    assert found(six_teachers(), policy(), uneven_plan()) == {}


@pytest.mark.parametrize(
    ("person", "rule", "words"),
    [
        ({"max_days": 3}, "D10", "每周只能来 3 天"),
        ({"unavailable": tuple(Busy(day, 900, 1100) for day in (1, 2))}, "K01", "不能到岗"),
    ],
)
def test_who_comes_on_three_days_is_named(person: dict[str, object], rule: str, words: str) -> None:
    """Three days give 390 minutes a week; the others carry (2600 - 390) / 5 = 442: 104 apart in two weeks, of which 80 are allowed."""
    limit = found(changed(**person), policy(), uneven_plan())["fairness"]
    assert (limit.least, limit.without) == (100 * 2 * (442 - 3 * DAY) - TOLERATED, 0)
    assert (limit.rules, limit.subjects) == ((rule,), ("T1",))
    assert "T1" in limit.zh
    assert words in limit.zh
    assert "T1" in limit.en


def test_lessons_in_the_hours_of_service_are_named() -> None:
    lessons = tuple(Lesson(day, 930, 1060, "1A", "T1", "R1A") for day in (1, 2))
    limit = found(replace(six_teachers(), lessons=lessons), policy(), uneven_plan())["fairness"]
    assert (limit.rules, limit.subjects, limit.without) == (("I04",), ("T1",), 0)


def test_who_takes_no_part_is_named_where_all_in_service_are_compared() -> None:
    """The others carry 2,600 / 5 = 520 a week; the caretaker is at the gate."""
    asked = policy({"D02": {"all_in_service": 1}})
    limit = found(changed(takes_part=False), asked, uneven_plan())["fairness"]
    assert (limit.least, limit.without) == (100 * 2 * 520 - TOLERATED, 0)
    assert (limit.rules, limit.subjects) == (("K01",), ("T1",))
    assert "不参加服务" in limit.zh


def test_two_who_come_on_three_days_are_named_together() -> None:
    """Taking the cap from one of them alone would not help."""
    problem = builders.staffed(changed(max_days=3), Staff("T2", "subject", max_days=3))
    limit = found(problem, policy(), uneven_plan())["fairness"]
    assert limit.subjects == ("T1", "T2")
    assert limit.least == 100 * 2 * (1820 - 3 * DAY * 4) // 4 - TOLERATED


def test_a_cap_that_does_not_bind_is_not_named() -> None:
    """Four days are 520 minutes; everybody has 433 on the average."""
    assert found(changed(max_days=4), policy(), uneven_plan()) == {}


def test_what_was_carried_over_is_named() -> None:
    """T1 stands at 2,000 minutes from before; for all others together there is work for 1,060 each, gates too."""
    limit = found(changed(balance=20_000), policy(), uneven_plan())["fairness"]
    assert limit.least == 200_000 - 106_000 - TOLERATED
    assert (limit.rules, limit.subjects, limit.without) == (("D02",), ("T1",), 0)
    assert "往期多值 20000 分钟" in limit.zh


def test_who_alone_may_hold_a_post_is_named() -> None:
    """120 minutes of questions on five days for the only teacher of mathematics; the others have 1,060 in two weeks."""
    desk = FixedPost("desk", "qa", "A", 930, 1050, WEEK, name="答疑台", subjects=("数学",), roles=("subject",))
    problem = replace(changed(subjects=("数学",)), posts=(desk,))
    plan = uneven_plan()
    extra = tuple(Assignment(Post("qa", day, "desk", 0), week, "T1") for day in WEEK for week in (1, 2))
    asked = policy(levels={"B05": "hard"})
    limit = found(problem, asked, replace(plan, assignments=plan.assignments + extra))["fairness"]
    assert limit.least == 120_000 - 106_000 - TOLERATED
    assert limit.subjects == ("T1",)
    assert "答疑台" in limit.zh


def test_gate_posts_are_work_that_somebody_may_take() -> None:
    """A late gate adds ten minutes a day that T1 may take on the three days: less is left to the others."""
    short = replace(changed(max_days=3), staff=tuple(x for x in changed(max_days=3).staff if x.id != "S1"))
    plan = replace(uneven_plan(), assignments=tuple(
        replaced if (replaced := each).person != "S1" else each._replace(person="T6") for each in uneven_plan().assignments
    ))  # fmt: skip
    limit = found(short, policy(), plan)["fairness"]
    assert limit.least == 100 * 2 * (2650 - 3 * DAY) // 5 - 100 * 2 * 3 * DAY - TOLERATED


def taught(*, staff: tuple[Staff, ...] = (), taught_by: dict[str, tuple[str, ...]]) -> Problem:
    """The school of six teachers, some of its staff changed; each class has a lesson in the morning with each of its teachers."""
    problem = six_teachers()
    for person in staff:
        problem = builders.staffed(problem, person)
    pairs = [(home, teacher) for home, teachers in taught_by.items() for teacher in teachers]
    return replace(problem, lessons=tuple(
        Lesson(1 + i % 5, 480 + 40 * (i // 5), 520 + 40 * (i // 5), home, who, f"R{home}") for i, (home, who) in enumerate(pairs)
    ))  # fmt: skip


def test_a_class_whose_teachers_take_no_part_is_named() -> None:
    """1A has 30 of 120 class periods: 85 percent are 102, 90 are possible; of the grade's 95 percent nothing lacks."""
    by_class = {"1A": ("T1",), "1B": ("T2", "T3"), "1C": ("T3", "T4"), "1D": ("T5", "T6")}
    problem = taught(staff=(Staff("T1", "subject", takes_part=False),), taught_by=by_class)
    limit = found(problem, policy(), uneven_plan())["familiar"]
    assert (limit.least, limit.without) == (102 - 90, 0)
    assert (limit.rules, limit.subjects) == (("D16",), ("1A",))
    assert "1A 只有 0 位任课教师参加服务（共 1 位），最多能承担 0%" in limit.zh
    assert "0 of 1 teachers of 1A take part, for 0 percent at most" in limit.en


def test_the_target_of_the_grade_is_told_beside_that_of_the_class() -> None:
    """Three teachers of the grade take part, for four groups at once: 90 of 114; of the classes' own 70 percent nothing lacks."""
    by_class = {"1A": ("T1",), "1B": ("T2",), "1C": ("T3",), "1D": ("T4",)}
    problem = taught(staff=(Staff("T1", "subject", takes_part=False),), taught_by=by_class)
    limit = found(problem, policy({"D16": {"own_percent": 70}}), uneven_plan())["familiar"]
    assert (limit.least, limit.without, limit.subjects) == (114 - 90, 0, ("1A",))
    assert "连同本年级的最多 75%（目标 95%）" in limit.zh


def test_days_on_which_teachers_may_come_are_named() -> None:
    """Each class has one teacher, who may come on four days of five: 96 of 102, and of the 114 near ones no more."""
    by_class = {"1A": ("T1",), "1B": ("T2",), "1C": ("T3",), "1D": ("T4",)}
    four = policy({"D10": {"days_per_week": 4}})
    limit = found(taught(taught_by=by_class), four, uneven_plan())["familiar"]
    assert limit.least == (102 - 96) + (114 - 96)
    assert set(limit.rules) == {"D16", "D10"}
    assert "最多能承担 80%" in limit.zh


def test_classes_with_teachers_enough_are_not_named() -> None:
    by_class = {"1A": ("T1", "T2"), "1B": ("T2", "T3"), "1C": ("T3", "T4"), "1D": ("T5", "T6")}
    assert "familiar" not in found(taught(taught_by=by_class), policy(), uneven_plan())


def flagged(*others: str) -> Problem:
    """The tiny school, all of its staff but the others with reasons to be spared late duties."""
    base = builders.problem()
    return replace(base, staff=tuple(replace(x, reasons=() if x.id in others else ("family",)) for x in base.staff))


def test_too_few_without_reasons_are_counted() -> None:
    """Extended care on Mondays takes two adults; T1 alone has no reasons: one late post a week is left."""
    limit = found(flagged("T1"), policy(), builders.plan())["care"]
    assert (limit.value, limit.least, limit.without) == (4, 2, 0)
    assert "1 人" in limit.zh


def test_nobody_without_reasons() -> None:
    limit = found(flagged(), policy(), builders.plan())["care"]
    assert (limit.value, limit.least) == (4, 4)
    assert "没有关爱理由的人都不能值" in limit.zh


def test_whoever_cannot_be_there_is_named() -> None:
    problem = flagged("T1", "T3")
    away = Staff("T3", "subject", "张老师", skills=problem.staff_of["T3"].skills, unavailable=(Busy(1, 1050, 1200),))
    assert "care" not in found(problem, policy(), builders.plan())
    limit = found(builders.staffed(problem, away), policy(), builders.plan())["care"]
    assert (limit.least, limit.without) == (2, 0)
    assert "T3" in limit.subjects


def test_the_cap_of_late_duties_is_named() -> None:
    """T1 and T3 may take one a week; they are needed once only, so the cap does not bind and is not named."""
    capped = policy({"D10": {"days_per_week": 5, "late_per_week": 0}})
    limit = found(flagged("T1", "T3"), capped, builders.plan())["care"]
    assert (limit.least, limit.without, limit.rules) == (4, 0, ("D10",))


def test_a_plan_with_empty_posts_has_no_limits() -> None:
    assert found(flagged("T1"), policy(), reassigned(builders.plan(), LATE, None)) == {}


@pytest.mark.parametrize("seed", SCHOOLS)
def test_counts_are_below_plans_and_fall_without_what_is_named(seed: int) -> None:
    problem, by, rng = school(seed)
    model = whole(problem, by)
    for _ in range(PLANS):
        plan = random_solution(model, rng, eager=True)
        one = None if plan is None else evaluate(Instance(problem, softened(by)), plan)
        if one is None or one.report.violations:
            continue
        for limit in limits(PlanIndex(problem, by, one.plan)):
            if limit.tier == "order":  # told also where nothing holds it up: see test_order_limit
                continue
            assert limit.without < limit.least <= limit.value
            assert all((limit.rules, limit.zh, limit.en))
