"""B08 dream classes, B11 squads, and the tier choice (B11)."""

from __future__ import annotations

from dataclasses import replace

from solver.plan.plan import Plan, Seat, Section, Session
from solver.problem.problem import Problem
from tests.check.builders import WEEK, broken, enrolled, offered, plan, policy, problem, tier

BALL, CHESS = problem().offerings
P1, P2, P3, P4, P5, P6 = problem().pupils
DREAM = replace(BALL, dream=True, maximum=9, weekdays=(2,))


def dreaming() -> Problem:
    """Ball is a dream class that nobody lists; its places are enough for everybody of both grades who comes on Tuesday."""
    school = offered(problem(), DREAM)
    for pupil in school.pupils:
        choices = tuple(choice for choice in pupil.choices if choice != "ball")
        school = enrolled(school, replace(pupil, choices=choices, clubs=len(choices)))
    return school


def dreamt() -> Plan:
    """P1, P2, P4 and P5, who attend on Tuesday, sit in ball."""
    return replace(plan(), seats=(*plan().seats, Seat("P2", "ball", 1), Seat("P5", "ball", 1)))


def squad(*members: str) -> Problem:
    """Ball is a squad."""
    school = dreaming()
    return offered(school, replace(BALL, dream=False, members=members, maximum=9))


def test_B08_everybody_who_can_come_has_a_seat_beside_the_clubs() -> None:
    assert broken("B08", dreaming(), of=dreamt()) == []
    assert broken("C01", dreaming(), of=dreamt()) == []
    assert broken("B08", dreaming()) == [(("P2",), None, "0", "1"), (("P5",), None, "0", "1")]


def test_B08_who_does_not_come_on_its_days_is_not_due() -> None:
    away = enrolled(dreaming(), replace(P5, weekdays=(1, 3, 4), choices=("chess",)))
    without = replace(dreamt(), seats=tuple(s for s in dreamt().seats if (s.pupil, s.offering) != ("P5", "ball")))
    assert broken("B08", away, of=without) == []
    assert broken("B08", enrolled(dreaming(), replace(P5, weekdays=(2, 4), choices=("chess",))), of=without) == [
        (("P5",), None, "0", "1")
    ]


def test_B08_last_grade() -> None:
    first = policy({"B08": {"last_grade": 1}})
    assert [who for (who,), *_ in broken("B08", dreaming(), first)] == ["P2"]
    assert sorted(who for who, *_ in broken("C01", dreaming(), first, dreamt())) == [
        ("P4", "ball#1"), ("P5",), ("P5", "ball#1")]  # fmt: skip


def test_B08_times_a_week() -> None:
    twice = policy({"B08": {"times": 2}})
    assert broken("B08", dreaming(), twice, dreamt()) == []  # ball meets once: more than all of them nobody is due
    longer = offered(dreaming(), replace(DREAM, sessions=2, weekdays=(2, 4)))
    assert broken("B08", longer, twice, dreamt()) == []
    assert broken("B08", dreaming(), policy({"B08": {"times": 0}})) == []


def test_B08_no_more_seats_than_are_due() -> None:
    second = replace(DREAM, id="run", name="跑", assistants=0, weekdays=(3,))
    school = replace(dreaming(), offerings=(*dreaming().offerings, second))
    twice = replace(
        dreamt(),
        sections=(*plan().sections, Section("run", 1, (Session(3, 970, "field"),))),
        seats=(*dreamt().seats, Seat("P1", "run", 1)),
    )
    assert broken("B08", school, of=twice) == [(("P1",), None, "2", "1")]
    assert [who for (who,), *_ in broken("B08", school, policy({"B08": {"times": 2}}), twice)] == ["P2", "P4", "P5"]


def test_B08_off_gives_no_right_to_a_seat() -> None:
    off = policy(levels={"B08": "off"})
    assert broken("B08", dreaming(), off) == []
    assert {who for (who, *_), *_ in broken("C01", dreaming(), off, dreamt())} == {"P1", "P2", "P4", "P5"}


def test_B08_seats_are_worth_no_points() -> None:
    assert tier("choice", dreaming(), of=dreamt()) == tier("choice", dreaming(), of=plan())


def test_B11_every_member_has_a_seat_and_others_none() -> None:
    once = policy({"B11": {"sessions": 1}})
    assert broken("B11", squad("P1", "P4"), once) == []
    assert broken("C01", squad("P1", "P4"), once) == []
    assert broken("B11", squad("P1", "P5"), once) == [(("ball", "P5"), None, "0", "1")]
    assert [who for (who, *_), *_ in broken("C01", squad("P1", "P5"), once)] == ["P4"]


def test_B11_trains_often_enough() -> None:
    assert broken("B11", squad("P1", "P4"), policy({"B11": {"sessions": 1}})) == []
    assert broken("B11", squad("P1", "P4"), policy({"B11": {"sessions": 2}})) == [(("ball",), None, "1", "2")]


def test_B11_soft_counts_members_without_a_seat() -> None:
    soft = policy({"B11": {"points": 7}}, {"B11": "soft"})
    plain = tier("choice", squad("P1", "P4"), policy(levels={"B11": "off"}))
    assert tier("choice", squad("P1", "P4"), soft) == (plain[0], plain[1] + 14)
    assert tier("choice", squad("P1", "P5"), soft) == (plain[0] + 7, plain[1] + 14)
    assert broken("B11", squad("P1", "P5"), soft) == []


def test_C05_barred_pupils_are_due_nothing() -> None:
    school = enrolled(dreaming(), replace(P2, signed=False, weekdays=WEEK))
    without = replace(dreamt(), seats=tuple(s for s in dreamt().seats if s.pupil != "P2"))
    assert broken("B08", school, of=without) == []
    assert broken("C05", school, of=without) == []
