"""B13 and the way that K02, B01, K01, I04 and the credits of adults count with it."""

from __future__ import annotations

from dataclasses import replace

from solver.plan.plan import Plan, Section, Session
from solver.problem.bells import Busy, Lesson
from solver.problem.problem import Problem
from tests.check.builders import broken, enrolled, offered, plan, policy, problem, roomed, staffed, verdict

BALL, CHESS = problem().offerings
T3 = problem().staff_of["T3"]


def away(travel: int, escorts: int = 0) -> Problem:
    """Ball (Tuesday 16:10-16:50, led by O1, assisted by T3) is off campus."""
    return roomed(problem(), replace(problem().room_of["field"], travel=travel, escorts=escorts))


def late(start: int) -> Plan:
    return replace(plan(), sections=(Section("ball", 1, (Session(2, start, "field"),)), plan().sections[1]))


def test_B13_adults() -> None:
    assert broken("B13", away(40)) == []
    assert broken("B13", away(0), policy({"B13": {"adults": 3}})) == []
    assert broken("B13", away(40), policy({"B13": {"adults": 3}})) == [(("ball#1",), 2, "2", "3")]
    assert broken("B13", away(40, escorts=1)) == [(("ball#1",), 2, "2", "3")]


def test_B13_back_before_dismissal() -> None:
    # the service lasts from 15:30 to 17:30
    assert broken("B13", away(40)) == []
    assert broken("B13", away(41)) == [
        (("ball#1", f"G{grade}"), 2, "15:29–17:31", "15:30–17:30") for grade in (1, 2)]  # fmt: skip
    assert broken("B13", away(41), policy(levels={"B13": "off"})) == []


def test_B13_only_grades_that_sit_there() -> None:
    school = away(41)
    alone = replace(plan(), seats=tuple(seat for seat in plan().seats if seat.pupil != "P4"))
    assert [who for who, *_ in broken("B13", school, of=alone)] == [("ball#1", "G1")]


def test_B01_the_way_keeps_off_tutoring() -> None:
    # tutoring lasts until 16:10
    assert broken("B01", away(0)) == []
    assert [(a, b) for _, _, a, b in broken("B01", away(1))] == [("16:09–16:51", "15:30–16:10")] * 2
    assert broken("B01", away(1), policy(levels={"B13": "off"})) == []


def test_K02_pupils_on_the_way() -> None:
    chess = replace(plan(), sections=(plan().sections[0], Section("chess", 1, (Session(2, 1010, "lab"),))))
    assert [who for who, *_ in broken("K02", away(0), of=chess) if who[0] == "P1"] == []
    found = [who for who, *_ in broken("K02", away(1), of=chess) if who[0] == "P1"]
    assert found == [("P1", "ball#1", "chess#1")]


def test_adults_are_on_the_way_too() -> None:
    # T3 assists ball: 16:10-16:50 with the way
    busy = staffed(away(5), replace(T3, unavailable=(Busy(2, 1016, 1020),)))
    assert [who for (who,), *_ in broken("K01", busy)] == []
    for minutes, expected in (((1010, 1014), ["T3"]), ((960, 966), ["T3"]), ((960, 965), []), ((1015, 1020), [])):
        school = staffed(away(5), replace(T3, unavailable=(Busy(2, *minutes),)))
        assert sorted({who for (who,), *_ in broken("K01", school)}) == expected
    lesson = replace(away(5), lessons=(Lesson(2, 960, 966, None, "T3"),))
    assert [who for (who,), *_ in broken("I04", lesson)] == ["T3"]


def test_the_way_is_credited_both_ways() -> None:
    before, after = verdict().facts.minutes, verdict(away(5)).facts.minutes
    assert {who: after[who] - before[who] for who in before if after[who] != before[who]} == {"T3": 20, "O1": 20}


def test_no_walk_is_measured_from_a_venue() -> None:
    assert broken("D08", enrolled(offered(away(40), BALL), problem().pupils[0])) == broken("D08")
