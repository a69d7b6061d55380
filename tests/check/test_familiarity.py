"""Familiar adults: D16 and D16F (tier familiar), D16W and D16S (tier handover), counted by hand.

In the tiny school T1 knows 1A and T2 knows 2A, as class teachers; T3 teaches 1A too. On five days in two weeks T1 has 1A alone in
period 0 and both classes in periods 1 and 2, T2 has 2A in period 0: of 60 class periods 40 are own and near.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.plan.plan import Plan, Tutoring
from solver.policy.policy import Policy
from solver.problem.bells import Lesson
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass
from solver.problem.week_pattern import ODD
from tests.check.builders import WEEK, care, plan, policy, problem, reassigned, tier, verdict

RULES = ("D16", "D16F", "D16W", "D16S", "D08H")


def only(rule: str, **numbers: int) -> Policy:
    """The policy with this one of the rules of its tier alone."""
    return policy({rule: numbers}, {other: "off" for other in RULES if other != rule})


def unknown(home: str) -> Problem:
    """The tiny school where nobody is known to a class: it has neither class teacher nor timetable."""
    base = problem()
    return replace(
        base,
        staff=tuple(replace(x, homeroom=None) if x.homeroom == home else x for x in base.staff),
        lessons=tuple(x for x in base.lessons if x.class_id != home),
    )


def taught(*lessons: Lesson) -> Problem:
    base = problem()
    return replace(base, lessons=(*base.lessons, *lessons))


@pytest.mark.parametrize(
    ("own", "near", "value"),
    [(85, 95, 11 + 17), (0, 0, 0), (100, 100, 40), (66, 66, 0), (67, 0, 1), (0, 67, 1), (68, 0, 1), (69, 70, 2 + 2)],
)
def test_D16_counts_what_lacks_to_the_targets_rounded_up(own: int, near: int, value: int) -> None:
    targets = -(-60 * own // 100) + -(-60 * near // 100)
    assert tier("familiar", by=only("D16", own_percent=own, near_percent=near)) == (value, max(1, targets))


def test_D16_in_a_merged_group_asks_who_knows_each_of_its_classes() -> None:
    by = only("D16", own_percent=100, near_percent=0)
    both = Lesson(1, 600, 640, "2A", "T1")
    assert tier("familiar", by=by) == (20, 60)
    assert tier("familiar", taught(both), by) == (0, 60)
    assert tier("familiar", taught(replace(both, weeks=ODD)), by) == (0, 60)  # in odd weeks a teacher of the class all the same


def test_D16_near_is_who_teaches_another_class_of_the_grade() -> None:
    by = only("D16", own_percent=0, near_percent=100)
    base = taught(Lesson(1, 600, 640, "2B", "T1"))
    school = replace(base, classes=(*base.classes, HomeClass("2B", 2, "R2")))
    assert tier("familiar", by=by) == (20, 60)
    assert tier("familiar", school, by) == (0, 60)
    assert tier("familiar", school, only("D16", own_percent=100, near_percent=0)) == (20, 60)


def test_D16_an_empty_post_is_neither_own_nor_near() -> None:
    by = only("D16", own_percent=100, near_percent=100)
    assert tier("familiar", by=by, of=reassigned(plan(), care(1, "1A", 0), None, 1)) == (42, 120)
    assert tier("familiar", by=by, of=reassigned(plan(), care(1, "1A", 0), "T4", 2)) == (42, 120)
    assert tier("familiar", by=by, of=reassigned(plan(), care(1, "1A", 0), "T3", 2)) == (40, 120)


def test_D16_a_class_of_which_nobody_is_known_is_not_counted() -> None:
    by = only("D16", own_percent=100, near_percent=100)
    assert tier("familiar", unknown("2A"), by) == (0, 60)
    assert tier("familiar", unknown("1A"), by) == (40, 60)
    nobody = replace(unknown("2A"), staff=tuple(replace(x, homeroom=None) for x in problem().staff), lessons=())
    assert tier("familiar", nobody, policy()) == (0, 1)


def test_D16_is_worth_its_weight_and_nothing_when_off() -> None:
    heavy = replace(only("D16"), rules={**only("D16").rules, "D16": replace(only("D16").rules["D16"], weight=3)})
    assert tier("familiar", by=heavy) == (84, 324)
    assert tier("familiar", by=policy(levels={"D16": "off", "D16F": "off"})) == (0, 1)
    assert tier("familiar", of=Plan()) == (0, 2)


@pytest.mark.parametrize(("adults", "value"), [(1, 1), (2, 0), (6, 0)])
def test_D16F_counts_adults_beyond_those_allowed(adults: int, value: int) -> None:
    assert tier("familiar", by=only("D16F", adults=adults)) == (value, 60)


def test_D16F_counts_each_adult_of_a_class_once_over_all_weeks() -> None:
    by, of = only("D16F", adults=1), plan()
    for day, week in ((1, 1), (2, 1), (2, 2)):
        of = reassigned(of, care(day, "1A", 2), "T3", week)
    assert tier("familiar", by=by, of=of) == (1 + 2, 60)  # 1A: T1, T3; 2A: T2, T1, T3
    assert tier("familiar", by=by, of=reassigned(of, care(3, "1A", 0), "T4", 2)) == (2 + 2, 60)
    assert tier("familiar", unknown("2A"), by, of) == (1, 30)


def test_D16W_counts_changes_from_week_to_week() -> None:
    by = only("D16W")
    assert tier("handover", by=by) == (0, 20)
    assert tier("handover", by=by, of=reassigned(plan(), care(1, "1A", 1), "T3", 2)) == (1, 20)
    assert tier("handover", by=by, of=reassigned(plan(), care(1, "1A", 1), "T3")) == (0, 20)
    assert tier("handover", by=by, of=reassigned(plan(), care(1, "1A", 1), None, 2)) == (0, 20)


@pytest.mark.parametrize("weeks", [1, 3, 4])
def test_D16W_counts_every_week_after_the_first(weeks: int) -> None:
    numbers = {"D02": {"weeks": weeks}}
    by = policy(numbers, {other: "off" for other in RULES if other != "D16W"})
    first = tuple(a for a in plan().assignments if a.week < 2)
    of = replace(plan(), assignments=(*first, *(a._replace(week=w) for a in first if a.week for w in range(2, weeks + 1))))
    assert tier("handover", by=by, of=of) == (0, max(1, 20 * (weeks - 1)))
    middle = reassigned(of, care(1, "1A", 1), "T3", min(2, weeks))
    assert tier("handover", by=by, of=middle)[0] == {1: 0, 3: 2, 4: 2}[weeks]


def test_D16S_counts_tutoring_without_a_teacher_of_a_main_subject() -> None:
    by = only("D16S")
    assert tier("handover", by=by) == (0, 1)  # no subject is named
    assert tier("handover", taught(Lesson(1, 600, 640, "1A", "T1", None, "体育")), by) == (0, 1)
    for subject in ("语文", "数学", "英语", "外语（英）"):
        assert tier("handover", taught(Lesson(1, 600, 640, "1A", "T1", None, subject)), by) == (0, 10)
        assert tier("handover", taught(Lesson(1, 600, 640, "1A", "T3", None, subject)), by) == (10, 10)
    both = taught(Lesson(1, 600, 640, "1A", "T1", None, "语文"), Lesson(1, 600, 640, "2A", "T1", None, "数学"))
    assert tier("handover", both, by) == (10, 20)  # T2 has 2A in period 0
    late = replace(plan(), tutoring=tuple(Tutoring(grade, day, 1, "reading") for grade in (1, 2) for day in WEEK))
    assert tier("handover", both, by, late) == (0, 20)
    assert tier("handover", both, by, reassigned(late, care(1, "1A", 1), None, 1)) == (2, 20)
    assert tier("handover", both, by, replace(late, tutoring=())) == (0, 1)


def test_a_group_of_strangers_makes_no_report_fail() -> None:
    report = verdict(of=replace(plan(), care_groups=tuple(g._replace(classes=("9Z", "1A")) for g in plan().care_groups)))
    assert not report.valid
