"""C10, C10W: twins, friends and two who quarrelled, in one section or not, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.plan.plan import Plan, Seat, Section, Session
from solver.problem.companions import Companion, CompanionPair, pairs_of
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil
from tests.check.builders import broken, enrolled, offered, plan, policy, problem, tier

BALL, CHESS = problem().offerings
P1, P2, _, P4, P5, _ = problem().pupils
CHOICE, SCALE = tier("choice")


def paired(pupil: str, other: str, kind: str, strength: str = "must", on: Problem | None = None) -> Problem:
    base = on or problem()
    return replace(base, companions=(*base.companions, Companion(pupil, other, kind, strength)))


def with_pupils(*pupils: Pupil) -> Problem:
    school = problem()
    for pupil in pupils:
        school = enrolled(school, pupil)
    return school


def without(pupil: str, offering: str) -> Plan:
    return replace(plan(), seats=tuple(seat for seat in plan().seats if (seat.pupil, seat.offering) != (pupil, offering)))


def wishes(on: Problem, of: Plan | None = None) -> tuple[int, int]:
    """Points lost beside those of C04, and their scale."""
    value, scale = tier("choice", on, of=of)
    lost, most = tier("choice", replace(on, companions=()), of=of)
    return value - lost, scale - most


def test_together_in_one_section_is_kept() -> None:
    assert broken("C10", paired("P1", "P5", "together")) == [(("P1", "P5", "ball#1"), None, "1", "2")]  # chess is kept, ball not
    assert broken("C10", paired("P1", "P2", "together")) == []


def test_one_with_a_seat_and_one_without() -> None:
    assert broken("C10", paired("P4", "P1", "together")) == [(("P1", "P4", "chess#1"), None, "1", "2")]
    assert broken("C10", paired("P1", "P2", "together"), of=without("P1", "chess")) == [(("P2", "P1", "chess#1"), None, "1", "2")]
    neither = replace(without("P1", "chess"), seats=tuple(s for s in without("P1", "chess").seats if s.pupil != "P2"))
    assert broken("C10", paired("P1", "P2", "together"), of=neither) == []


def test_a_section_on_a_day_when_one_is_at_home() -> None:
    """The other goes alone; where one of two sections meets when both are there, both sit in it or neither."""
    school = offered(with_pupils(replace(P2, weekdays=(1, 2, 3))), replace(CHESS, max_sections=2, minimum=1))
    alone = without("P2", "chess")
    assert broken("C10", paired("P1", "P2", "together", on=school), of=alone) == []
    tuesday = replace(
        alone,
        sections=(*plan().sections, Section("chess", 2, (Session(2, 1010, "lab"),))),
        seats=(*alone.seats, Seat("P2", "chess", 2)),
    )
    assert broken("C10", paired("P1", "P2", "together", on=school), of=tuesday) != []
    never = enrolled(school, replace(P1, weekdays=(4,)))
    assert broken("C10", paired("P1", "P2", "together", on=never), of=tuesday) == []


def test_two_sections_of_one_course() -> None:
    school = paired("P1", "P2", "together", on=offered(problem(), replace(CHESS, max_sections=2, minimum=1)))
    split = replace(
        without("P2", "chess"),
        sections=(*plan().sections, Section("chess", 2, (Session(4, 1010, "lab"),))),
        seats=(*without("P2", "chess").seats, Seat("P2", "chess", 2)),
    )
    assert broken("C10", school, of=split) == [(("P1", "P2", "chess#1", "chess#2"), None, "2", "1")]
    assert broken("C10", paired("P1", "P2", "apart", on=replace(school, companions=())), of=split) == []


def test_apart_in_a_course_with_one_section() -> None:
    school = paired("P2", "P1", "apart")
    assert broken("C10", school) == [(("P1", "P2", "chess#1"), None, "2", "1")]
    assert broken("C10", school, of=without("P2", "chess")) == []


def test_twins_with_different_choices_keep_each_other_from_nothing() -> None:
    assert broken("C10", paired("P1", "P4", "together", on=with_pupils(replace(P4, choices=("ball",))))) == []


@pytest.mark.parametrize("other", [
    replace(P2, signed=False), replace(P2, weekdays=(1, 2, 3, 5)), replace(P2, weekdays=()), replace(P2, clubs=0),
], ids=["not signed", "other days", "no applicant", "no club"])  # fmt: skip
def test_who_cannot_come_keeps_nobody_out(other: Pupil) -> None:
    assert broken("C10", paired("P1", "P2", "together", on=with_pupils(other)), of=without("P2", "chess")) == []
    assert broken("C10", paired("P1", "P2", "together"), of=without("P2", "chess")) != []


def test_a_prerequisite_that_one_lacks() -> None:
    school = offered(with_pupils(replace(P1, passed=("basics",))), replace(CHESS, requires=("basics",)))
    pair = paired("P1", "P2", "together", on=school)
    of = without("P2", "chess")
    assert broken("C10", pair, policy(levels={"B16": "hard"}), of) == []
    assert broken("C10", pair, policy(levels={"B16": "off"}), of) != []


def test_pupils_of_two_grades() -> None:
    assert broken("C10", paired("P2", "P5", "together")) == []
    assert broken("C10", paired("P2", "P5", "apart")) == [(("P2", "P5", "chess#1"), None, "2", "1")]
    only = offered(with_pupils(replace(P5, choices=("ball",))), replace(CHESS, grades=(1,)))
    assert broken("C10", paired("P2", "P5", "together", on=only)) == []


def test_a_chain_of_friends() -> None:
    school = paired("P5", "P4", "apart", on=paired("P1", "P5", "together", on=with_pupils(replace(P1, choices=("chess",)))))
    assert broken("C10", school) == []
    assert broken("C10", paired("P5", "P4", "together", on=replace(school, companions=school.companions[:1])))


def test_off_and_soft() -> None:
    school = paired("P1", "P2", "apart")
    assert broken("C10", school, policy(levels={"C10": "off"})) == []
    assert wishes(school) == (0, 0)
    # as a wish, where nothing is a must any more
    value, scale = tier("choice", school, policy(levels={"C10": "off"}))
    assert (value - CHOICE, scale - SCALE) == (10, 10)
    assert tier("choice", school, policy(levels={"C10": "off", "C10W": "off"})) == (CHOICE, SCALE)


def test_wishes_cost_points_for_each_course_and_section() -> None:
    assert wishes(paired("P1", "P5", "together", "wish")) == (10, 20)
    assert wishes(paired("P1", "P4", "together", "wish")) == (10, 20)
    assert wishes(paired("P2", "P1", "apart", "wish")) == (10, 10)
    assert wishes(paired("P2", "P4", "apart", "wish")) == (0, 10)
    assert wishes(paired("P4", "P5", "together", "wish")) == (20, 20)  # one club each, in two courses
    value, _ = tier("choice", paired("P2", "P1", "apart", "wish"), policy({"C10W": {"points": 7}}, weights={"C10W": 3}))
    assert value == CHOICE + 21


def test_two_families_count_once_and_the_stricter_holds() -> None:
    both = (Companion("P2", "P1", "apart", "wish"), Companion("P1", "P2", "apart", "must"), Companion("P4", "P1", "together"))
    assert pairs_of(both) == (CompanionPair(("P1", "P2"), "apart", True), CompanionPair(("P1", "P4"), "together", False))
    twice = paired("P1", "P2", "apart", "wish", on=paired("P2", "P1", "apart", "wish"))
    assert wishes(twice) == (10, 10)


def test_a_school_without_companions_is_as_before() -> None:
    assert problem().companion_pairs == ()
    assert wishes(problem()) == (0, 0)
