"""C01, C06 and the tiers choice (C04) and seated."""

from __future__ import annotations

from dataclasses import replace

from solver.plan.plan import CareGroup, Plan, Seat, Section, Session
from tests.check.builders import WEEK, broken, enrolled, offered, plan, policy, problem, tier, verdict

BALL, CHESS = problem().offerings
P1, P2, P3, P4, P5, P6 = problem().pupils


def seated(*extra: Seat) -> Plan:
    return replace(plan(), seats=plan().seats + extra)


def test_C01_seat_that_nobody_chose_is_refused() -> None:
    assert broken("C01", enrolled(problem(), replace(P4, choices=("chess",)))) == [
        (("P4", "ball#1"), None, "ball", "chess")
    ]


def test_C01_grade_of_the_offering() -> None:
    assert broken("C01", offered(problem(), replace(BALL, grades=(1,)))) == [(("P4", "ball#1"), None, "2", "1")]


def test_C01_day_that_was_not_asked_for() -> None:
    assert broken("C01", enrolled(problem(), replace(P4, weekdays=(2,)))) == []
    assert broken("C01", enrolled(problem(), replace(P4, weekdays=(1, 3)))) == [(("P4", "ball#1"), 2, "2", "1, 3")]


def test_C01_more_seats_than_clubs() -> None:
    assert broken("C01", enrolled(problem(), replace(P1, clubs=2))) == []
    assert broken("C01", enrolled(problem(), replace(P1, clubs=1))) == [(("P1",), None, "2", "1")]


def test_C01_two_sections_of_one_offering() -> None:
    school = enrolled(offered(problem(), replace(BALL, max_sections=2)), replace(P4, clubs=2))
    second = Section("ball", 2, (Session(3, 970, "field"),))
    doubled = replace(seated(Seat("P4", "ball", 2)), sections=(*plan().sections, second))
    assert broken("C01", school, of=doubled) == [(("P4", "ball"), None, "2", "1")]


def test_C06_minimum() -> None:
    assert broken("C06", offered(problem(), replace(BALL, minimum=2))) == []
    assert broken("C06", offered(problem(), replace(BALL, minimum=3, maximum=9))) == [(("ball#1",), None, "2", "3..9")]


def test_C06_maximum() -> None:
    assert broken("C06", offered(problem(), replace(CHESS, maximum=3))) == []
    assert broken("C06", offered(problem(), replace(CHESS, maximum=2))) == [(("chess#1",), None, "3", "2..2")]


def test_C04_second_choice_loses_8_points() -> None:
    # P1 52 of 52, P2 30 of 30, P4 30 of 30, P5 22 of 30
    assert tier("choice") == (8, 142)
    assert tier("choice", by=policy(weights={"C04": 3})) == (24, 426)
    assert tier("choice", by=policy(levels={"C04": "off"})) == (0, 1)


def test_C04_empty_plan_loses_all() -> None:
    assert tier("choice", of=Plan()) == (142, 142)


def test_C04_ranks_beyond_the_fifth_count_points_5() -> None:
    wide = enrolled(problem(), replace(P5, choices=("a", "b", "c", "d", "e", "chess", "f"), clubs=7))
    # P5's ideal is 30 + 22 + 16 + 12 + 9 + 9 + 9 = 107, chess is the sixth choice: 9
    assert tier("choice", wide) == (107 - 9, 112 + 107)


def test_C04_seat_that_is_no_choice_gives_no_points() -> None:
    assert tier("choice", enrolled(problem(), replace(P5, choices=("ball",)))) == (30, 142)


def uncared(*dropped: CareGroup) -> Plan:
    return replace(plan(), care_groups=tuple(item for item in plan().care_groups if item not in dropped))


def test_seated_counts_pupils_once() -> None:
    assert tier("seated") == (0, 5)
    gone = uncared(CareGroup(1, 0, "2A", ("2A",)), CareGroup(3, 0, "2A", ("2A",)))
    assert tier("seated", of=gone) == (3, 5)  # P4, P5, and P6 on Monday
    assert verdict(of=gone).facts.seated == 2


def test_seated_pupil_at_a_session_needs_no_group() -> None:
    assert tier("seated", of=uncared(CareGroup(2, 1, "1A", ("1A", "2A")))) == (2, 5)  # P2, P5


def test_seated_day_without_application_does_not_matter() -> None:
    gone = uncared(CareGroup(2, 0, "1A", ("1A",)))
    assert tier("seated", enrolled(problem(), replace(P2, weekdays=WEEK[2:])), of=gone) == (1, 5)
