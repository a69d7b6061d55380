"""Locks chosen in the school's words, decisions as JSON, and what is left of a plan when a school changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.report import check
from solver.errors import PlanError, format_path
from solver.plan.again import go_on
from solver.plan.decisions import decisions_of, dump_decisions, list_decisions, load_decisions, read_decisions
from solver.plan.locks import KEYS, change_locks, read_locks
from solver.plan.prune import prune
from solver.problem.codec import dump
from solver.problem.replan import Decisions
from tests.check.builders import enrolled, offered, plan, policy, problem, windowed

NOTHING = Decisions()


def test_locks_take_their_values_from_the_plan() -> None:
    found = read_locks({"grades": [1], "sections": ["chess#1"], "pupils": ["P5"], "people": ["O1"]}, plan())
    assert found == Decisions(
        dismissals=((1, 1050, "G1"),),
        meetings=(("chess", 1, 4, 970, "lab"),),
        seats=(("P5", "chess", 1),),
        adults=(("lead", 0, "ball", 1, 0, "O1"),),
    )
    assert read_locks({}, plan()) == NOTHING


def test_posts_are_locked_in_one_week_or_in_all() -> None:
    first = {"kind": "care", "weekday": 1, "subject": "1A", "detail": 0}
    assert read_locks({"posts": [{"post": first, "week": 2}]}, plan()).adults == (("care", 1, "1A", 0, 2, "T1"),)
    assert len(read_locks({"posts": [{"post": first}]}, plan()).adults) == 2


def test_all_of_a_kind_is_locked() -> None:
    every = read_locks(dict.fromkeys(("grades", "sections", "pupils", "people", "tutoring", "classes"), "all"), plan())
    assert every == decisions_of(plan())
    assert read_locks({"posts": "all"}, plan()).adults == decisions_of(plan()).adults
    some = read_locks({"tutoring": [2], "classes": ["2A"]}, plan())
    assert {t[0] for t in some.tutoring} == {2}
    assert {c[0] for c in some.care} == {"2A"}


def test_every_fault_of_locks_at_once() -> None:
    with pytest.raises(PlanError) as caught:
        read_locks({"grades": ["1", 9], "sections": "chess#1", "pupils": ["P6"], "people": [None], "rooms": [], "posts": [
            3, {"post": {"kind": "care", "weekday": 1, "subject": "9Z", "detail": 0}}, {"week": 1}]}, plan())  # fmt: skip
    assert [format_path(fault.path) for fault in caught.value.faults] == [
        "rooms", "grades[0]", "grades[1]", "sections", "pupils[0]", "people[0]", "posts[0]", "posts[1].post", "posts[2].post",
    ]  # fmt: skip
    assert all(fault.zh and fault.en for fault in caught.value.faults)
    with pytest.raises(PlanError):
        read_locks([], plan())


def test_decisions_survive_json() -> None:
    whole = decisions_of(plan())
    assert load_decisions(dump_decisions(whole)) == whole
    assert load_decisions({}) == NOTHING
    assert read_decisions(list_decisions(whole)) == whole
    assert read_decisions([]) == NOTHING
    assert len(whole) == sum(len(items) for items in dump_decisions(whole).values())


@pytest.mark.parametrize("document", [[], {"rooms": []}, {"seats": {}}, {"seats": [3]}, {"seats": [{"pupil": "P1"}]},
                                      {"dismissals": [{"grade": 1, "minute": 1050, "gate": "G1"}]},
                                      {"tutoring": [{"grade": True, "weekday": 1, "period": 0, "kind": "qa", "x": 1}]}])  # fmt: skip
def test_damaged_decisions_are_refused(document: object) -> None:
    with pytest.raises(PlanError):
        load_decisions(document)


def test_nothing_is_pruned_where_nothing_changed() -> None:
    assert prune(problem(), plan()) == plan().canonical()


def test_what_is_gone_is_pruned_and_posts_stay_empty() -> None:
    left = replace(problem(), staff=tuple(p for p in problem().staff if p.id != "T1"), lessons=())
    kept = prune(left, plan())
    assert {a.person for a in plan().assignments} - {a.person for a in kept.assignments} == {"T1"}
    assert [f.person for f in kept.flex] == ["T3"]
    assert kept.care_groups == plan().canonical().care_groups
    resting = replace(problem(), staff=tuple(replace(p, takes_part=p.id != "T1") for p in problem().staff))
    assert prune(resting, plan()).assignments == kept.assignments


def test_sections_without_room_or_offering_are_pruned_with_seats_and_leaders() -> None:
    roomless = replace(problem(), rooms=tuple(r for r in problem().rooms if r.id != "lab"))
    kept = prune(roomless, plan())
    assert [s.id for s in kept.sections] == ["ball#1"]
    assert {s.offering for s in kept.seats} == {"ball"}
    assert not [a for a in kept.assignments if a.post.subject == "chess"]
    twice = offered(problem(), replace(problem().offerings[1], sessions=2))
    assert [s.id for s in prune(twice, plan()).sections] == ["ball#1"]


def test_pupils_who_want_something_else_leave_their_seats() -> None:
    first = problem().pupils[0]
    assert not [s for s in prune(enrolled(problem(), replace(first, choices=("chess",))), plan()).seats
                if (s.pupil, s.offering) == ("P1", "ball")]  # fmt: skip
    away = prune(enrolled(problem(), replace(first, weekdays=(1, 2))), plan())
    assert [s.offering for s in away.seats if s.pupil == "P1"] == ["ball"]
    gone = replace(problem(), pupils=problem().pupils[1:])
    assert "P1" not in {fee.pupil for fee in prune(gone, plan()).fees} | {s.pupil for s in prune(gone, plan()).seats}


def test_grades_keep_a_dismissal_that_their_window_offers() -> None:
    window = replace(problem().windows[0], dismissals=(1040, 1060))
    kept = prune(windowed(problem(), window), plan())
    assert {d.minute for d in kept.dismissals} == {1040}
    assert not [a for a in kept.assignments if a.post.kind == "gate"]


def test_a_replan_remembers_the_plan_and_drops_locks_on_what_is_gone() -> None:
    left = replace(problem(), staff=tuple(p for p in problem().staff if p.id != "T1"), lessons=())
    again = go_on(left, plan(), read_locks({"people": ["T1", "T2"], "sections": ["chess#1"]}, plan()))
    assert again.problem.replan is not None
    assert {a[5] for a in again.problem.replan.locked.adults} == {"T2"}
    assert {a[5] for a in again.lost.adults} == {"T1"}
    assert again.lost.meetings == ()
    assert again.problem.replan.before == decisions_of(plan())
    assert ("care", 1, "1A", 0, 1, "T1") in again.lost.adults
    assert dump(again.problem) == dump(left)  # it belongs to one solve and is never stored
    assert not [v for v in check(again.problem, policy(), again.start).violations if v.rule == "K07"]


def test_single_locks_are_added_and_taken_away() -> None:
    held = read_locks({"grades": "all", "sections": ["chess#1"]}, plan())
    found = change_locks(held, {"pupils": ["P5"]}, {"grades": [1]}, plan())
    assert found == Decisions(dismissals=((2, 1050, "G1"),), meetings=held.meetings, seats=(("P5", "chess", 1),))
    assert change_locks(found, {}, dict.fromkeys(KEYS, "all"), plan()) == NOTHING


def test_a_lock_on_what_the_plan_lost_can_be_taken_away() -> None:
    held = read_locks({"sections": ["chess#1"], "people": ["O1"]}, plan())
    without = replace(plan(), sections=(), assignments=())
    assert change_locks(held, {}, {"sections": ["chess#1"], "people": ["O1"]}, without) == NOTHING


def test_faults_of_both_sides_are_named() -> None:
    cases: tuple[tuple[object, object, str], ...] = (
        ({"grades": [9]}, {}, "lock.grades[0]"), ({}, {"grades": [1]}, "unlock.grades[0]"), ({}, {"x": []}, "unlock.x"), ({}, 3, "unlock"),
    )  # fmt: skip
    for lock, unlock, path in cases:
        with pytest.raises(PlanError) as caught:
            change_locks(NOTHING, lock, unlock, plan())
        assert [format_path(fault.path) for fault in caught.value.faults] == [path]
