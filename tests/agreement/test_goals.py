"""Checker and model agree on goals where random schools seldom reach: odd shares, people who are never there, grades that nobody
applies for, posts that do not rotate."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.check.report import check
from solver.model.build import build
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.scope import everything
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.problem.bells import Busy
from solver.problem.people import REASONS, Staff
from solver.problem.week_pattern import EVEN, ODD
from tests.agreement.fixing import differences, hold, misses
from tests.check.builders import policy as national
from tests.schools.blocks import EVENING, GRADE_1, LUNCH, TEAM, manned, served
from tests.schools.tiny_by_hand import plan, policy, problem, with_club

ALWAYS = tuple(Busy(day, 900, 980) for day in (1, 2))
NEARLY = (Busy(1, 900, 980), Busy(2, 901, 980))
NAMES = ("T1", "T2", "T3", "T4")


def _disagreements(school: Problem, by: Policy, of: Plan) -> list[str]:
    """Of the checker and the model held to the plan, and of the checker and the model started from it."""
    report = check(school, by, of)
    assert report.valid, report.violations
    started = build(Instance(school, by), everything(school, by), Current(of))
    found = differences(report, hold(school, by).verdict(of)) + misses(started)
    return found + [tier.name for tier in report.tiers if started.rows.cost(tier.name) != tier.value]


@st.composite
def _people(draw: st.DrawFn) -> tuple[Staff, ...]:
    def person(name: str) -> Staff:
        away = draw(st.sampled_from(((), ALWAYS, NEARLY))) if name == "T4" else ()
        return Staff(
            name, "subject", share=draw(st.integers(10, 100)), balance=draw(st.integers(-500, 500)), unavailable=away,
            reasons=REASONS[:1] if draw(st.booleans()) else (),
            max_days=0 if name == "T4" and draw(st.booleans()) else None,
        )  # fmt: skip

    return tuple(person(name) for name in NAMES)


@settings(max_examples=25, deadline=None)
@given(_people(), st.lists(st.permutations(NAMES[:3]), min_size=2, max_size=2), st.integers(0, 1), st.integers(0, 40))
def test_loads_of_any_share(people: tuple[Staff, ...], days: list[tuple[str, ...]], everybody: int, allowed: int) -> None:
    monday, tuesday = (f"{a} {b} {a} {b} {c}" for a, b, c in days)
    numbers = {"D02": {"weeks": 1, "all_in_service": everybody, "allowed_minutes_per_week": allowed, "repay_percent": 10}}
    by = policy("D02", "D05", "D10", "K01", numbers=numbers)
    assert _disagreements(replace(problem(), staff=people), by, plan(monday, tuesday)) == []


def test_who_is_compared_is_the_same() -> None:
    by = policy("D02", "D10", "K01", "I04")
    for last in (
        Staff("T4", "subject"), Staff("T4", "subject", unavailable=ALWAYS), Staff("T4", "subject", unavailable=NEARLY),
        Staff("T4", "subject", max_days=0), Staff("T4", "subject", takes_part=False),
    ):  # fmt: skip
        school = replace(problem(), staff=(*problem().staff, last))
        named = {person.id for person in Instance(school, by).compared}
        assert named == check(school, by, plan()).facts.loads.keys()
        assert ("T4" in named) == (last.unavailable in ((), NEARLY) and last.max_days is None and last.takes_part)


def test_who_is_there_in_odd_weeks_alone_is_compared() -> None:
    by = policy("D02", "D10", "K01", "I04", numbers={"D02": {"weeks": 2}})
    for weeks, there in ((ODD, True), (EVEN, True), ("", False)):
        last = Staff("T4", "subject", unavailable=tuple(replace(busy, weeks=weeks) for busy in ALWAYS))
        school = replace(problem(), staff=(*problem().staff, last))
        named = {person.id for person in Instance(school, by).compared}
        assert named == check(school, by, plan()).facts.loads.keys()
        assert ("T4" in named) == there


def test_grades_without_applicants_lack_no_strand() -> None:
    school, by = with_club(problem()), policy("B07")
    empty = replace(school, pupils=tuple(replace(p, weekdays=()) if p.class_id == "2A" else p for p in school.pupils))
    alone = replace(plan(), care_groups=tuple(g for g in plan().care_groups if g.host == "1A"))
    alone = replace(alone, assignments=tuple(a for a in alone.assignments if a.post.subject != "2A"))
    for asked, of, missing in ((school, plan(), 2), (empty, alone, 1)):
        value = {tier.name: (tier.value, tier.scale) for tier in check(asked, by, of).tiers}["breadth"]
        assert value == (missing, missing)
        assert _disagreements(asked, by, of) == []


def test_blocks_do_not_rotate() -> None:
    for blocks in ((), (LUNCH,), (EVENING,), (TEAM,), (LUNCH, EVENING, TEAM)):
        school, by, of = served(*blocks), national(GRADE_1), manned(*blocks)
        report = check(school, by, of)
        assert {tier.name: (tier.value, tier.scale) for tier in report.tiers}["rotation"] == (12, 24)
        started = build(Instance(school, by), everything(school, by), Current(of))
        assert started.rows.cost("rotation") == 12
