"""Indicators of the tiny school, counted by hand (its plan stands at the top of tests/check/builders.py)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from solver.check.plan_index import PlanIndex
from solver.papers.kpi.indicator import Count, Indicator
from solver.papers.kpi.registry import INDICATORS, WANTING
from solver.plan.plan import Plan
from solver.problem.money import PayTier
from tests.check.builders import enrolled, patrol, plan, policy, problem, reassigned
from tests.papers.tiny_index import view

BY_ID = {each.id: each for each in INDICATORS}


def counts(ident: str, on: PlanIndex | None = None) -> dict[str, tuple[int, int | None]]:
    found = BY_ID[ident].counts(on or view())
    return {count.group[0]: (count.numerator, count.denominator) for count in found}


WHOLE: dict[str, tuple[int, int | None]] = {
    "participation": (5, 6),
    "full_week": (4, 5),
    "unseated": (0, 5),
    "first_choice": (3, 4),
    "top_three": (4, 4),
    "mean_rank": (7, 5),
    "closed": (0, 2),
    "waiting": (0, 4),
    "without": (0, 4),
    "first_refused": (1, 4),
    "minutes": (85, 85),
    "end": (85, 85),
    "tutoring": (21, 21),
    "sports": (2, 2),
    "own_care": (40, 60),
    "near_care": (40, 60),
    "faces": (3, None),
    "own_hours": (3400, 3480),
    "outside_hours": (80, 3480),
    "vetted": (1, 1),
    "patrol": (85, 85),
    "last_out": (1052, None),
    "colliding": (0, 1),
    "extended": (1, 5),
    "longest_wait": (60, None),
    "out_of_order": (0, 1),
    "siblings_apart": (0, 0),
}
GROUPS: dict[str, dict[str, tuple[int, int | None]]] = {
    "by_weekday": {"周一": (5, 5), "周二": (4, 5), "周三": (4, 5), "周四": (4, 5), "周五": (4, 5)},
    "strands": {"1-2年级": (2, 8)},
    "spread": {"全体": (114_000, None), "班主任": (78_000, None), "任课教师": (0, None), "其他": (114_000, None)},
    "gini": {"全体": (2280, 5940), "班主任": (780, 3640), "任课教师": (0, 160), "其他": (2280, 5940)},
    "days": {"全体": (24, 6), "班主任": (20, 4), "任课教师": (4, 2), "其他": (24, 6)},
    "late_duties": {"全体": (2, 6), "班主任": (2, 4), "任课教师": (0, 2), "其他": (2, 6)},
    "flex": {"全体": (2, 7), "班主任": (1, 6), "任课教师": (1, 1), "其他": (2, 7)},
    "peak": {"北门(G1) 周一 17:30": (5, 120)},
    "rates": {"本校": (6000, None), "校外最低": (10_000, None), "校外最高": (10_000, None)},
}


@pytest.mark.parametrize("ident", list(WHOLE))
def test_figures_of_the_whole_school(ident: str) -> None:
    expected = WHOLE[ident]
    if expected == (85, 85):
        dates = len(problem().term.service_dates())
        expected = (dates, dates)
    assert counts(ident) == {"": expected}


def test_money_of_the_term() -> None:
    """By dates: three class-hours of 2 yuan a date, P2 pays half; 1.50 yuan a minute of own staff, 100 yuan a ball session."""
    on = [weekday for _, weekday in problem().term.service_dates()]
    dates, mondays, tuesdays = len(on), on.count(1), on.count(2)
    fees = 2400 * dates + 600 * mondays
    waived = 300 * dates
    pay = 150 * ((130 + 40 + 120 + 10) * dates + (60 + 60) * mondays + 40 * (tuesdays + on.count(4)))
    bought = 10_000 * tuesdays
    assert counts("income") == {"": (fees - waived, None)}
    assert counts("exempt") == {"": (waived, fees)}
    assert counts("pay") == {"": (pay, None)}
    assert counts("bought") == {"": (bought, None)}
    assert counts("balance") == {"": (fees - waived - pay - bought, None)}
    assert counts("shortfall") == counts("subsidy") == {"": (pay + bought - fees + waived, None)}


MONEY = {"income", "exempt", "pay", "bought", "balance", "shortfall", "subsidy"}


def test_pay_by_tier() -> None:
    tiered = replace(problem(), money=replace(problem().money, tiers=(PayTier("a", 8000, "一档"),)))
    assert counts("rates", PlanIndex(tiered, policy(), plan()))["本校 一档"] == (8000, None)


@pytest.mark.parametrize("ident", list(GROUPS))
def test_figures_by_group(ident: str) -> None:
    assert counts(ident) == GROUPS[ident]


def test_every_indicator_is_counted_here_and_told_in_both_languages() -> None:
    assert {*WHOLE, *GROUPS, *MONEY} == set(BY_ID)
    assert len(BY_ID) == len(INDICATORS)
    for each in (*INDICATORS, *WANTING):
        assert each.zh
        assert each.en
        assert each.rules
    assert not {item.id for item in WANTING} & set(BY_ID), "nothing is both computed and said to need records"


def test_values_are_exact() -> None:
    percent = BY_ID["first_choice"]
    assert percent.value(Count(3, 4)) == 75
    assert percent.value(Count(0, 0)) is None
    assert BY_ID["balance"].value(Count(-507_800)) == -5078
    assert BY_ID["peak"].value(Count(5, 120)) == Fraction(5, 2)


def test_a_pupil_whose_tutoring_a_session_crosses_is_not_counted() -> None:
    moved = tuple(
        item._replace(sessions=tuple(session._replace(start=930) for session in item.sessions)) for item in plan().sections
    )
    assert counts("tutoring", view(replace(plan(), sections=moved))) == {"": (16, 21)}, "two in ball, three in chess"


def test_short_days_and_missing_patrols_cost_their_dates() -> None:
    dates = problem().term.service_dates()
    early = replace(plan(), dismissals=tuple(item._replace(minute=1049) for item in plan().dismissals))
    assert counts("minutes", view(early)) == {"": (0, len(dates))}
    assert counts("end", view(early)) == {"": (0, len(dates))}
    alone = reassigned(plan(), patrol(3), None, week=2)
    lost = sum(1 for day, weekday in dates if weekday == 3 and problem().term.week_of(day, 2) == 2)
    assert lost
    assert counts("patrol", view(alone)) == {"": (len(dates) - lost, len(dates))}


def test_an_unvetted_outsider_and_an_empty_plan() -> None:
    found: Indicator = BY_ID["vetted"]
    plain = problem()
    unready = replace(plain, outside=(replace(plain.outside[0], reviewed=None),))
    assert [tuple(count)[:2] for count in found.counts(PlanIndex(unready, policy(), plan()))] == [(0, 1)]
    nobody = enrolled(plain, replace(plain.pupils[0], weekdays=(), choices=(), clubs=0))
    assert counts("participation", PlanIndex(nobody, policy(), plan())) == {"": (4, 6)}
    for each in INDICATORS:
        for count in each.counts(view(Plan())):
            each.value(count)
