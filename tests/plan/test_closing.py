"""A section that is closed: its pupils go by their next choices where there is room, others keep what they have."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from solver import Editor
from solver.check.report import check
from solver.plan.apply import apply_edits
from solver.plan.edit import read_edits
from solver.plan.plan import Plan, Seat, Section, Session
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil
from tests.check.builders import plan, policy, problem

FEW = replace(plan(), seats=tuple(seat for seat in plan().seats if seat.pupil != "P2"))
"""The plan with an empty seat in chess."""


def closed(section: str, of: Plan, within: Problem | None = None) -> Plan:
    return apply_edits(within or problem(), 2, of, read_edits([{"edit": "close_section", "section": section}]))


def test_a_pupil_takes_the_next_choice_that_has_room() -> None:
    found = closed("ball#1", FEW)
    assert [section.id for section in found.sections] == ["chess#1"]
    assert set(found.seats) == {Seat("P1", "chess", 1), Seat("P4", "chess", 1), Seat("P5", "chess", 1)}
    assert not [item for item in found.assignments if item.post.subject == "ball"]
    told = Editor(problem(), policy()).apply(FEW, read_edits([{"edit": "close_section", "section": "ball#1"}]))
    assert check(problem(), policy(), told).valid


def test_without_room_a_pupil_is_in_care() -> None:
    found = closed("ball#1", plan())
    assert Counter(seat.offering for seat in found.seats) == {"chess": 3}


def test_another_section_of_the_same_course_comes_first() -> None:
    more = replace(
        FEW, sections=(*FEW.sections, Section("ball", 2, (Session(3, 970, "field"),))), seats=(*FEW.seats, Seat("P2", "ball", 2))
    )
    found = closed("ball#1", more)
    assert Counter(seat[1:] for seat in found.seats)["ball", 2] == 2  # one more fits, by lot


def test_whoever_ranked_it_higher_comes_first() -> None:
    """Two come from the closed section for one place: the first choice beats the second, whatever the lot says."""
    base = problem()
    pupils = tuple(
        replace(each, choices=("ball", "chess") if each.id == "P1" else ("chess", "ball")) if each.id in ("P1", "P4") else each
        for each in base.pupils
    )
    seats = (Seat("P1", "ball", 1), Seat("P4", "ball", 1), Seat("P2", "chess", 1), Seat("P5", "chess", 1))
    found = closed("ball#1", replace(plan(), seats=seats), replace(base, pupils=pupils))
    assert Seat("P4", "chess", 1) in found.seats
    assert not [seat for seat in found.seats if seat.pupil == "P1"]


@given(st.sets(st.tuples(st.sampled_from(["P1", "P2", "P4", "P5", "P6"]), st.sampled_from(["ball", "chess"]))), st.integers(1, 3))
def test_nobody_is_seated_where_the_rules_forbid_and_nobody_else_moves(wanted: set[tuple[str, str]], most: int) -> None:
    base = problem()
    school = replace(base, offerings=tuple(replace(each, maximum=most) for each in base.offerings))
    before = replace(plan(), seats=tuple(Seat(pupil, offering, 1) for pupil, offering in sorted(wanted)))
    found = closed("ball#1", before, school)
    stayed = {seat for seat in before.seats if seat.offering != "ball"}
    fresh = set(found.seats) - stayed
    assert stayed <= set(found.seats)
    assert not [seat for seat in found.seats if seat.offering == "ball"]
    for seat in fresh:
        pupil: Pupil = school.pupil_of[seat.pupil]
        assert seat.offering in pupil.choices
        assert 4 in pupil.weekdays
    assert len(found.seats) <= max(most, len(stayed))
    left = {pupil for pupil, offering in wanted if offering == "ball"} - {seat.pupil for seat in found.seats}
    for name in left:
        room = len(found.seats) < most
        assert not (room and "chess" in school.pupil_of[name].choices and 4 in school.pupil_of[name].weekdays), name
