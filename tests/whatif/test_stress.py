"""Survival under absence: a day against brute force over all assignments, caps of the week by hand, draws that are nested by rate."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import ProblemError
from solver.check.plan_index import PlanIndex
from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Busy, Outside, Problem, Staff
from solver.units import Weekday
from solver.whatif.staffing.absence import Absences
from solver.whatif.staffing.day_posts import DayPosts, PostPlace
from solver.whatif.staffing.stress import StressParams, stress
from solver.whatif.staffing.week_cover import WeekCover
from tests.check import builders
from tests.schools import tiny_by_hand as tiny

PEOPLE = ("T1", "T2", "T3")
HALVES = (Busy(tiny.MONDAY, 900, 940), Busy(tiny.MONDAY, 940, 985), Busy(tiny.TUESDAY, 900, 940), Busy(tiny.TUESDAY, 940, 985))


def fewest_empty(places: list[PostPlace], away: frozenset[str]) -> int:
    """Fewest posts of one adult each that stay empty, by trying everybody in every post."""
    choices = [[None, *(name for name in place.able if name not in away)] for place in places]
    best = len(places)
    for chosen in product(*choices):
        held = [(name, place.shift) for name, place in zip(chosen, places, strict=True) if name is not None]
        apart = all(a != b or s.end <= t.start or t.end <= s.start for i, (a, s) in enumerate(held) for b, t in held[:i])
        best = min(best, chosen.count(None)) if apart else best
    return best


@given(
    busy=st.lists(st.sets(st.sampled_from(HALVES)), min_size=3, max_size=3),
    away=st.sets(st.sampled_from(PEOPLE)),
)
@settings(max_examples=40)
def test_a_day_is_covered_as_far_as_it_can_be(busy: list[set[Busy]], away: set[str]) -> None:
    staff = [Staff(name, "subject", unavailable=tuple(sorted(mine, key=str))) for name, mine in zip(PEOPLE, busy, strict=True)]
    cover = WeekCover(tiny.problem(*staff), tiny.policy("K01", "D08"), tiny.plan("- - - - -", "- - - - -"))
    for day in tiny.DAYS:
        found = cover.alone((1, day), away).missing
        assert found == fewest_empty(cover.posts.places[1, day], frozenset(away))


def test_places_are_the_posts_that_the_checker_asks_for() -> None:
    problem, policy, plan = builders.problem(), builders.national(), builders.plan()
    wanted = sorted(
        (week, slot.weekday, post.kind, post.post.subject, slot.start, slot.end, post.headcount, tuple(sorted(post.of(week))))
        for post in PlanIndex(problem, policy, plan).stands.values()
        for slot in post.slots
        for week in (1, 2)
    )
    posts = DayPosts(Instance(problem, policy), plan)
    found = sorted(
        (week, day, place.post.kind, place.post.subject, place.shift.start, place.shift.end, place.headcount, place.holders)
        for (week, day), places in posts.places.items()
        for place in places
    )
    assert found == wanted
    assert all(set(place.holders) <= place.able for places in posts.places.values() for place in places)


def capped(days: int) -> Policy:
    return tiny.policy("D10", numbers={"D10": {"days_per_week": days, "minutes_per_day": 1000, "late_per_week": 9}})


@pytest.mark.parametrize(("days", "missing"), [(1, 2), (2, 0)])
def test_whoever_has_had_the_days_of_the_week_cannot_step_in(days: int, missing: int) -> None:
    """T1 and T2 serve on Monday and T3 and T4 on Tuesday, a day each; T1 is away on Monday."""
    school = tiny.problem()
    school = replace(school, staff=(*school.staff, Staff("T4", "subject")))
    plan = tiny.plan("T1 T2 T1 T2 T2", "T3 T4 T3 T4 T4")
    cover = WeekCover(school, capped(days), plan)
    monday = (1, tiny.MONDAY)
    assert cover.single(monday, ("T1",)).missing == missing
    assert cover.week(1, {tiny.MONDAY: ("T1",)})[tiny.MONDAY].missing == missing
    assert cover.alone(monday, ("T1",)).missing == 0


def test_stepping_in_uses_up_a_day_of_the_week() -> None:
    """T3 serves on no day and may serve on one: what T1 leaves on Monday is covered, on Tuesday not; as a single day each would be."""
    cover = WeekCover(tiny.problem(), capped(1), tiny.plan("T1 T2 T1 T2 T2", "- - - - -"))
    plan = tiny.plan("T1 T2 T1 T2 T2", "T4 T5 T4 T5 T5")
    school = replace(tiny.problem(), staff=tuple(Staff(f"T{n}", "subject") for n in range(1, 6)))
    cover = WeekCover(school, capped(1), plan)
    found = cover.week(1, dict.fromkeys(tiny.DAYS, ("T1", "T4")))
    assert [found[day].missing for day in tiny.DAYS] == [0, 2]
    assert cover.single((1, tiny.TUESDAY), ("T1", "T4")).missing == 0
    again = cover.week(1, dict.fromkeys(tiny.DAYS, ("T1", "T4")))
    assert again == found, "a week leaves nothing behind in the caps"


def test_a_helper_is_not_the_only_adult() -> None:
    """D13: a parent beside T4 at a gate of two, while T1 and T2 see their classes off; alone the parent never stands there."""
    gate = replace(tiny.problem().gates[0], staff=2)
    staff = (Staff("T1", "subject"), Staff("T2", "subject"), Staff("T3", "parent"), Staff("T4", "subject"))
    school = replace(tiny.problem(), staff=staff, gates=(gate,))
    cover = WeekCover(school, tiny.policy("D13", numbers={"D14": {"escort_minutes": 5}}), tiny.plan("T1 T2 T1 T2 T3"))
    assert cover.alone((1, tiny.MONDAY), ()).missing == 0
    assert cover.alone((1, tiny.MONDAY), ("T3",)).missing == 1
    assert cover.alone((1, tiny.MONDAY), ("T1", "T2", "T4")).missing == 6


@given(spell=st.integers(1, 5), seed=st.integers(0, 9), rates=st.lists(st.integers(1, 100), min_size=2, max_size=2))
def test_draws_are_nested_and_last_as_long_as_they_should(spell: int, seed: int, rates: list[int]) -> None:
    low, high = sorted(rates)
    absences = Absences(["A", "B", "C"], spell, seed)
    for day in range(30):
        assert absences.away(day, low) <= absences.away(day, high)
    assert absences.away(7, 100) == {"A", "B", "C"}
    for name in ("A", "B", "C"):
        there = [name in absences.away(day, low) for day in range(60)]
        runs = "".join("x" if each else " " for each in there).strip().split()
        inner = [len(run) for run in runs if run not in (runs[0], runs[-1])]
        assert all(length % spell == 0 for length in inner)


def test_the_share_away_is_the_rate() -> None:
    """Of 2,000 people over 50 days, 8 in a hundred, whether drawn by the day or by spells."""
    for spell in (1, 3):
        absences = Absences([f"T{n}" for n in range(2000)], spell, 1)
        away = sum(len(absences.away(day, 8)) for day in range(50))
        assert 7_600 <= away <= 8_400


def club_with_coach() -> tuple[Problem, Policy, Plan]:
    """The club is led by a coach from outside, who alone can lead it."""
    school = tiny.with_club(tiny.problem())
    coach = Outside("X1", "艺校", 0, tiny.DAYS, skills=school.staff[0].skills)
    school = replace(school, outside=(coach,), staff=tuple(replace(person, skills=()) for person in school.staff))
    plan = tiny.opened("1A1")
    led = tuple(a._replace(person="X1") if a.post.kind == "lead" else a for a in plan.assignments)
    return school, tiny.policy("D07"), replace(plan, assignments=led).canonical()


def test_single_points_and_suppliers_are_named_with_what_breaks() -> None:
    school, policy, plan = club_with_coach()
    found = stress(school, policy, plan, StressParams(rates=(1, 100), spells=(1,), weeks=3))
    assert [(point.person, point.days) for point in found.single_points] == [("X1", ((1, tiny.MONDAY),))]
    assert found.single_points[0].breaks[0].zh == "15:00 社团(club)主讲"
    assert [(loss.organisation, loss.days, loss.survived) for loss in found.suppliers] == [("艺校", 2, 1)]
    nobody = found.survivals[-1]
    assert (nobody.rate, nobody.days, nobody.survived) == (100, 6, 0)
    assert nobody.breaks[0].days == 6
    assert found.complete


def test_a_run_that_is_stopped_keeps_what_was_found() -> None:
    school, policy, plan = club_with_coach()
    asked: list[Weekday] = []

    def cancelled() -> bool:
        asked.append(0)
        return len(asked) > 8

    found = stress(school, policy, plan, StressParams(rates=(5,), weeks=50), cancelled=cancelled)
    assert not found.complete
    assert found.single_points
    assert all(each.days < 100 for each in found.survivals)


def test_the_same_seed_gives_the_same_answer() -> None:
    school, policy, plan = club_with_coach()
    chosen = StressParams(rates=(30,), weeks=4, seed=7)
    assert stress(school, policy, plan, chosen) == stress(school, policy, plan, chosen)


def test_parameters_out_of_range_are_named_together() -> None:
    school, policy, plan = club_with_coach()
    with pytest.raises(ProblemError) as caught:
        stress(school, policy, plan, StressParams(rates=(0, 101), spells=(0,), weeks=0))
    assert [fault.path for fault in caught.value.faults] == [("rates",), ("rates",), ("spells",), ("weeks",)]
