"""Edits by hand: read strictly, applied one by one, and what follows of itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import Editor
from solver.check.report import check
from solver.errors import PlanError, format_path
from solver.plan.apply import apply_edits
from solver.plan.codec import dump
from solver.plan.edit import KINDS, MOST, MoveSession, ReplaceAdult, read_edits
from solver.plan.plan import Assignment, CareGroup, Dismissal, Plan, Post, Seat, Session
from tests.check.builders import ASSIST_BALL, LEAD_CHESS, care, gate, patrol, plan, policy, problem

Json = dict[str, Any]


def post(kind: str, weekday: int, subject: str, detail: int) -> Json:
    return {"kind": kind, "weekday": weekday, "subject": subject, "detail": detail}


def edited(*edits: Json, of: Plan | None = None) -> Plan:
    return apply_edits(problem(), 2, of or plan(), read_edits(list(edits)))


def faults(*edits: object) -> list[str]:
    """Paths of the faults, of reading or of applying; each has its sentences and hints in both languages."""
    with pytest.raises(PlanError) as caught:
        apply_edits(problem(), 2, plan(), read_edits(list(edits)))
    assert all(fault.zh and fault.en for fault in caught.value.faults)
    return [format_path(fault.path) for fault in caught.value.faults]


def stands(found: Plan, where: Post, person: str) -> list[int]:
    return sorted(a.week for a in found.assignments if (a.post, a.person) == (where, person))


def gone_and_new(found: Plan) -> tuple[set[Assignment], set[Assignment]]:
    old, new = set(plan().assignments), set(found.assignments)
    return old - new, new - old


def test_reading_gives_typed_edits() -> None:
    read = read_edits([
        {"edit": "move_session", "section": "chess#1", "weekday": 4, "to_start": "16:50"},
        {"edit": "replace_adult", "post": post("care", 1, "1A", 0), "week": 2, "old": "T1", "new": "T3"},
    ])  # fmt: skip
    assert read == (MoveSession("chess#1", 4, to_start=1010), ReplaceAdult(Post("care", 1, "1A", 0), 2, "T1", "T3"))


def test_every_fault_of_reading_at_once() -> None:
    with pytest.raises(PlanError) as caught:
        read_edits([
            7, {}, {"edit": "move"}, {"edit": "move_session", "weekday": "4", "to_start": 970, "rom": "lab"},
            {"edit": "replace_adult", "post": {"kind": "care", "weekday": 9}, "week": True},
            {"edit": "swap_adults", "post": 3, "person": None},
        ])  # fmt: skip
    assert [format_path(fault.path) for fault in caught.value.faults] == [
        "edits[0]", "edits[1].edit", "edits[2].edit", "edits[3].rom", "edits[3].section", "edits[3].weekday", "edits[3].to_start",
        "edits[4].post.weekday", "edits[4].post.subject", "edits[4].post.detail", "edits[4].week",
        "edits[5].post", "edits[5].person", "edits[5].other_post", "edits[5].other_person",
    ]  # fmt: skip


@pytest.mark.parametrize("document", [None, {}, "x", [], [{"edit": "close_care"}] * (MOST + 1)])
def test_anything_else_is_a_fault(document: object) -> None:
    with pytest.raises(PlanError):
        read_edits(document)


def test_a_session_moves_and_the_rest_stays() -> None:
    found = edited({"edit": "move_session", "section": "chess#1", "weekday": 4, "to_weekday": 3, "to_room": "R2"})
    assert [s.sessions for s in found.sections] == [(Session(2, 970, "field"),), (Session(3, 970, "R2"),)]
    assert (found.seats, found.assignments, found.fees) == (
        plan().canonical().seats, plan().canonical().assignments, plan().canonical().fees)  # fmt: skip
    assert faults(
        {"edit": "move_session", "section": "chess#2", "weekday": 4},
        {"edit": "move_session", "section": "chess#1", "weekday": 3},
        {"edit": "move_session", "section": "chess#1", "weekday": 4, "to_room": "moon"},
    ) == ["edits[0].section", "edits[1].weekday", "edits[2].to_room"]  # fmt: skip


def test_an_adult_is_replaced_in_one_week_or_in_all() -> None:
    one = edited({"edit": "replace_adult", "post": post("fixed", 1, "patrol", 0), "week": 2, "old": "T4", "new": "T3"})
    assert (stands(one, patrol(1), "T4"), stands(one, patrol(1), "T3")) == ([1], [2])
    both = edited({"edit": "replace_adult", "post": post("fixed", 1, "patrol", 0), "old": "T4", "new": "T3"})
    assert (stands(both, patrol(1), "T4"), stands(both, patrol(1), "T3")) == ([], [1, 2])
    lead = edited({"edit": "replace_adult", "post": post("lead", 0, "chess", 1), "old": "T3", "new": "T4"})
    assert (stands(lead, LEAD_CHESS, "T3"), stands(lead, LEAD_CHESS, "T4")) == ([], [0])


def test_an_adult_leaves_or_comes() -> None:
    empty = edited({"edit": "replace_adult", "post": post("care", 1, "1A", 0), "old": "T1"})
    assert stands(empty, care(1, "1A", 0), "T1") == []
    again = edited({"edit": "replace_adult", "post": post("care", 1, "1A", 0), "new": "T1"}, of=empty)
    assert again.assignments == plan().canonical().assignments
    assert faults(
        {"edit": "replace_adult", "post": post("care", 1, "1A", 0)},
        {"edit": "replace_adult", "post": post("care", 1, "1A", 0), "old": "T2"},
        {"edit": "replace_adult", "post": post("care", 1, "1A", 0), "new": "T1"},
        {"edit": "replace_adult", "post": post("care", 1, "9Z", 0), "old": "T1", "new": "T77"},
        {"edit": "replace_adult", "post": post("lead", 0, "chess", 1), "week": 1, "old": "T3"},
        {"edit": "replace_adult", "post": post("guard", 1, "1A", 0), "week": 3, "old": "T1"},
        {"edit": "replace_adult", "post": post("care", 1, "1A", 0), "week": 3, "old": "T1"},
    ) == ["edits[0].new", "edits[1].old", "edits[2].new", "edits[3].post.subject", "edits[3].new", "edits[4].week",
          "edits[5].post.kind", "edits[6].week"]  # fmt: skip


def test_two_adults_change_places() -> None:
    swap = {"edit": "swap_adults", "post": post("care", 1, "2A", 0), "person": "T2", "other_post": post("fixed", 1, "patrol", 0),
            "other_person": "T4", "week": 1}  # fmt: skip
    found = edited(swap)
    assert (stands(found, care(1, "2A", 0), "T4"), stands(found, patrol(1), "T2")) == ([1], [1])
    assert edited({**swap, "person": "T4", "other_person": "T2"}, of=found).assignments == plan().canonical().assignments
    assert faults({**swap, "person": "T3"}, {**swap, "other_person": "T3"}) == ["edits[0].person", "edits[1].other_person"]


def test_seats_move_and_change_hands() -> None:
    moved = edited({"edit": "move_seat", "pupil": "P5", "old": "chess#1", "new": "ball#1"})
    assert Seat("P5", "ball", 1) in moved.seats
    assert Seat("P5", "chess", 1) not in moved.seats
    assert moved.fees == plan().canonical().fees
    swapped = edited({"edit": "swap_seats", "pupil": "P4", "section": "ball#1", "other_pupil": "P5", "other_section": "chess#1"})
    assert {Seat("P5", "ball", 1), Seat("P4", "chess", 1)} <= set(swapped.seats)
    assert len(swapped.seats) == len(plan().seats)
    assert faults(
        {"edit": "move_seat", "pupil": "P9", "new": "ball#1"},
        {"edit": "move_seat", "pupil": "P5", "old": "ball#1"},
        {"edit": "move_seat", "pupil": "P5"},
        {"edit": "move_seat", "pupil": "P5", "new": "chess#1"},
        {"edit": "swap_seats", "pupil": "P4", "section": "ball#1", "other_pupil": "P4", "other_section": "ball#1"},
    ) == ["edits[0].pupil", "edits[1].old", "edits[2].new", "edits[3].new", "edits[4].other_pupil"]  # fmt: skip


def test_a_dismissal_takes_its_gate_posts_along_when_the_wave_is_gone() -> None:
    one = edited({"edit": "move_dismissal", "grade": 2, "minute": "17:40"})
    assert one.dismissals == (Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1"))
    assert one.assignments == plan().canonical().assignments  # grade 1 leaves at 17:30 still; nobody stands at 17:40 yet
    two = edited({"edit": "move_dismissal", "grade": 1, "minute": "17:40"}, of=one)
    assert not [a for a in two.assignments if a.post.kind == "gate" and a.post.detail == 1050]
    both = edited({"edit": "move_dismissal", "grade": 2, "minute": "17:40"}, {"edit": "move_dismissal", "grade": 1, "minute": "17:40"})
    assert both == two
    alone = edited({"edit": "move_dismissal", "grade": 2, "minute": "17:30"}, of=one)
    assert alone == plan().canonical()
    assert faults({"edit": "move_dismissal", "grade": 3, "minute": "17:40"},
                  {"edit": "move_dismissal", "grade": 2, "minute": "17:40", "gate": "moon"}) == [
        "edits[0].grade", "edits[1].gate"]  # fmt: skip


def test_who_stood_at_a_wave_that_is_gone_stands_at_the_new_one() -> None:
    grades = {"edit": "move_dismissal", "minute": "17:40"}
    apart = edited({**grades, "grade": 2}, {"edit": "replace_adult", "post": post("gate", 1, "G1", 1060), "new": "T3"})
    back = edited({"edit": "move_dismissal", "grade": 2, "minute": "17:50"}, of=apart)
    assert stands(back, gate(1, 1070), "T3") == [1, 2]
    assert stands(back, gate(1, 1060), "T3") == []


def test_care_groups_merge_open_and_close() -> None:
    merged = edited({"edit": "merge_care", "weekday": 1, "period": 0, "host": "1A", "guest": "2A"})
    assert CareGroup(1, 0, "1A", ("1A", "2A")) in merged.care_groups
    assert gone_and_new(merged) == ({Assignment(care(1, "2A", 0), week, "T2") for week in (1, 2)}, set())
    opened = edited({"edit": "open_care", "weekday": 1, "period": 0, "home": "2A"}, of=merged)
    assert opened.care_groups == plan().canonical().care_groups
    closed = edited({"edit": "close_care", "weekday": 1, "period": 0, "host": "2A"})
    assert not [g for g in closed.care_groups if (g.weekday, g.period, g.host) == (1, 0, "2A")]
    assert {v.rule for v in check(problem(), policy(), closed).violations} == {"A04"}
    assert faults(
        {"edit": "merge_care", "weekday": 1, "period": 0, "host": "1A", "guest": "1A"},
        {"edit": "merge_care", "weekday": 1, "period": 1, "host": "2A", "guest": "9Z"},
        {"edit": "open_care", "weekday": 1, "period": 0, "home": "1A"},
        {"edit": "close_care", "weekday": 1, "period": 1, "host": "2A"},
    ) == ["edits[0].guest", "edits[1].host", "edits[1].guest", "edits[2].home", "edits[3].host"]  # fmt: skip


def test_flex_grants_follow_the_duties_of_whom_they_change() -> None:
    editor = Editor(problem(), policy())
    assert check(problem(), policy(), plan()).valid
    without = ReplaceAdult(LEAD_CHESS, 0, "T3", None), ReplaceAdult(ASSIST_BALL, 0, "T3", None)
    found = editor.apply(plan(), without)
    assert [f for f in found.flex if f.person == "T3"] == []  # no duty day, no grant
    assert [f for f in found.flex if f.person == "T1"] == [f for f in plan().flex if f.person == "T1"]
    assert not [v for v in check(problem(), policy(), found).violations if v.rule == "D03"]


POSTS = st.sampled_from([post("care", 1, "1A", 0), post("care", 2, "1A", 1), post("fixed", 3, "patrol", 0), post("gate", 1, "G1", 1050),
                         post("lead", 0, "chess", 1), post("late", 1, "", 0), post("assist", 0, "ball", 1),
                         post("care", 7, "2A", 9), post("evening", 1, "x", 0)])  # fmt: skip
FIELDS: dict[str, st.SearchStrategy[object]] = {
    "section": st.sampled_from(["chess#1", "ball#1", "ball#2", "", "#"]), "weekday": st.integers(0, 7), "to_weekday": st.integers(0, 7),
    "to_start": st.sampled_from(["16:10", "15:30", "24:00"]), "to_room": st.sampled_from(["lab", "R1", "?"]), "post": POSTS,
    "week": st.integers(0, 3), "old": st.sampled_from(["T1", "T2", "T3", "O1", "chess#1", "ball#1", None]),
    "new": st.sampled_from(["T1", "T4", "T5", "O1", "chess#1", "ball#1", None]), "person": st.sampled_from(["T1", "T2", "T3", "T4"]),
    "other_post": POSTS, "other_person": st.sampled_from(["T1", "T2", "T4", "T5"]), "pupil": st.sampled_from(["P1", "P4", "P5", "P6"]),
    "other_pupil": st.sampled_from(["P1", "P2", "P5"]), "other_section": st.sampled_from(["chess#1", "ball#1"]),
    "grade": st.integers(0, 3), "minute": st.sampled_from(["17:30", "17:40", "18:00"]), "gate": st.sampled_from(["G1", "G2", None]),
    "period": st.integers(0, 4), "host": st.sampled_from(["1A", "2A"]), "guest": st.sampled_from(["1A", "2A"]),
    "home": st.sampled_from(["1A", "2A", "3A"]),
}  # fmt: skip
EDITS = st.one_of([
    st.fixed_dictionaries({"edit": st.just(kind), **{name: FIELDS[name] for name in KINDS[kind].__dataclass_fields__}})
    for kind in KINDS
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=5))
def test_whatever_is_asked_ends_in_a_plan_that_can_be_checked_or_in_faults(asked: Sequence[Json]) -> None:
    editor = Editor(problem(), policy())
    try:
        found = editor.apply(plan(), read_edits(asked))
    except PlanError as error:
        refused = error.faults
    else:
        refused = ()
    if refused:
        assert {fault.path[0] for fault in refused} == {"edits"}
        return
    assert found == found.canonical()
    assert found.fees == plan().canonical().fees
    assert check(problem(), policy(), found).tiers
    assert dump(found)
