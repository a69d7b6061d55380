"""Causes are told by their root: who agreed and may not serve, which lesson is in the room, which lock is against whose leave, which two
numbers leave no rate between them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from api.services.loading import choose_policy, load_request
from benchmarks.instance import find
from solver.explain.precheck import precheck
from solver.explain.refusal.causes import causes
from solver.explain.refusal.fact import Conflict
from solver.policy import Policy
from solver.problem import Busy, Lesson, Problem
from solver.problem.replan import Decisions, Replan
from tests.check import builders
from tests.explain.plants import School, away, level, numbers, staff_of
from tests.schools.blocks import EVENING, served


@cache
def village() -> School:
    request = load_request(find("village").document(), ".json")
    return request.problem, choose_policy(request)


def told(problem: Problem, policy: Policy) -> tuple[Conflict, ...]:
    found = causes(problem, policy, clubs=False).causes
    assert bool(found) == bool(precheck(problem, policy)) or any(cause.proof != "count" for cause in found)
    return found


def test_a_floor_above_a_cap_is_one_cause_of_two_numbers() -> None:
    problem, policy = village()
    policy = level(level(policy, "G05", "hard"), "G06", "hard")
    (cause,) = told(problem, numbers(numbers(policy, "G05", fen_per_classhour=8000), "G06", fen_per_classhour=7000, tiers=1))
    assert [(fact.rule, fact.measured) for fact in cause.facts] == [("G05", "80.00"), ("G06", "70.00")]


def test_accounts_that_no_plan_can_balance_are_a_cause() -> None:
    problem, policy = village()
    hard = level(policy, "G04", "hard")
    poor = replace(problem, money=replace(problem.money, fee=0, subsidy=100))
    (cause,) = told(poor, hard)
    assert [fact.rule for fact in cause.facts] == ["G04", "G01", "G10"]
    assert "补贴再多至少" in cause.zh
    (rich,) = told(replace(problem, money=replace(problem.money, subsidy=10**10)), hard)
    assert "结余不超过收入" in rich.zh


def test_the_lesson_in_the_room_of_extended_care_is_named() -> None:
    problem, policy = village()
    room = problem.late_rooms[0].id
    day = next(d for d in problem.weekdays if any(p.late_until is not None and d in p.weekdays for p in problem.pupils))
    lesson = Lesson(day, 900, 1200, room_id=room, subject="书法")
    (cause,) = told(replace(problem, lessons=(*problem.lessons, lesson)), policy)
    assert cause.facts[0].rule == "H08"
    assert f"{room} 15:00–20:00 书法" in cause.zh


def test_who_agreed_and_does_not_take_part_is_not_counted() -> None:
    """T2 and T3 agreed to evenings; with T3 out, four duties are too many for T2."""
    school, policy = served(EVENING), builders.policy({"A07": {"from_grade": 1, "evenings_per_week": 2}})
    assert precheck(school, policy) == ()
    out = staff_of(school, lambda s: replace(s, takes_part=s.takes_part and s.id != "T3"))
    reasons = [reason for reason in precheck(out, policy) if "T3" in reason.subjects]
    assert [(reason.rule, reason.measured, reason.limit) for reason in reasons] == [("A07", "4 duties", "<= 2")]
    assert "同意了，但不参加服务" in reasons[0].zh


def test_a_lock_is_told_with_the_absence_against_it() -> None:
    problem, policy = village()
    gate, window = problem.gates[0], problem.windows[0]
    minute = window.dismissals[0]
    person = next(s.id for s in problem.staff if s.takes_part)
    locked = Decisions(adults=(("gate", 3, gate.id, minute, 1, person),))
    kept = replace(problem, replan=Replan(locked, Decisions()))
    assert told(kept, policy) == ()
    (cause,) = told(away(kept, [person], 3, minute - 30, minute + 60), policy)
    assert [fact.rule for fact in cause.facts] == ["K07", "K01"]
    assert person in cause.facts[0].subjects
    assert cause.irreducible


def test_the_meeting_that_takes_everybody_is_told() -> None:
    problem, policy = village()
    meeting = Busy(4, 960, 1080)
    all_away = staff_of(problem, lambda s: replace(s, unavailable=(*s.unavailable, meeting)))
    (cause,) = told(all_away, policy)
    assert any((f.rule, f.weekday, f.start, f.end) == ("K01", 4, 960, 1080) for f in cause.facts)
    assert "16:00–18:00 不能到岗" in cause.zh


def test_three_independent_causes_are_three() -> None:
    problem, policy = village()
    meeting = Busy(4, 960, 1080)
    problem = staff_of(problem, lambda s: replace(s, unavailable=(*s.unavailable, meeting)))
    problem = replace(problem, rooms=tuple(r for r in problem.rooms if r.type != "late"))
    policy = numbers(numbers(level(level(policy, "G05", "hard"), "G06", "hard"), "G05", fen_per_classhour=8000), "G06",
                     fen_per_classhour=7000, tiers=1)  # fmt: skip
    found = told(problem, policy)
    assert {fact.rule for cause in found for fact in cause.facts} >= {"H08", "G05", "K01"}
