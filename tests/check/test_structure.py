"""K00: every fault of structure is named, and nothing else breaks the checker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from solver.plan.plan import (
    Assignment,
    CareGroup,
    Dismissal,
    Fee,
    Flex,
    LateCare,
    Plan,
    Post,
    Seat,
    Section,
    Session,
    Tutoring,
)
from tests.check.builders import LATE, LEAD_CHESS, broken, care, gate, patrol, plan, verdict

Edit = Callable[[Plan], Plan]
Found = tuple[tuple[str, ...], int | None, str, str]


def add(part: str, item: object) -> Edit:
    return lambda base: replace(base, **{part: (*getattr(base, part), item)})


def put(part: str, index: int, item: object) -> Edit:
    def edit(base: Plan) -> Plan:
        items = list(getattr(base, part))
        items[index] = item
        return replace(base, **{part: tuple(items)})

    return edit


def test_K00_valid_plan_has_no_violation_at_all() -> None:
    assert verdict().violations == ()
    assert verdict(of=plan().canonical()).violations == ()


def test_K00_empty_plan_names_missing_dismissals_only() -> None:
    assert broken("K00", of=Plan()) == [(("G1",), None, "0", "1"), (("G2",), None, "0", "1")]


CASES: dict[str, tuple[Edit, Found]] = {
    "dismissal_of_unknown_grade": (add("dismissals", Dismissal(9, 1050, "G1")), (("G9",), None, "9", "window")),
    "dismissal_twice": (add("dismissals", Dismissal(2, 1060, "G1")), (("G2",), None, "2", "1")),
    "dismissal_minute": (put("dismissals", 0, Dismissal(1, 1051, "G1")), (("G1",), None, "17:31", "17:30, 17:40")),
    "tutoring_of_unknown_grade": (add("tutoring", Tutoring(9, 1, 0, "qa")), (("G9",), 1, "9", "window")),
    "tutoring_on_saturday": (add("tutoring", Tutoring(1, 6, 0, "qa")), (("G1",), 6, "6", "1, 2, 3, 4, 5")),
    "tutoring_period_3": (put("tutoring", 0, Tutoring(1, 1, 3, "qa")), (("G1",), 1, "3", "0..2")),
    "tutoring_period_negative": (put("tutoring", 0, Tutoring(1, 1, -1, "qa")), (("G1",), 1, "-1", "0..2")),
    "tutoring_twice": (add("tutoring", Tutoring(1, 1, 1, "qa")), (("G1",), 1, "2", "1")),
    "tutoring_kind": (put("tutoring", 0, Tutoring(1, 1, 0, "nap")), (("G1",), 1, "nap", "homework, reading, qa")),
    "section_of_unknown_offering": (add("sections", Section("go", 1, ())), (("go#1",), None, "go", "offering")),
    "section_number_2": (add("sections", Section("ball", 2, ())), (("ball#2",), None, "2", "1..1")),
    "section_number_0": (add("sections", Section("ball", 0, ())), (("ball#0",), None, "0", "1..1")),
    "section_twice": (add("sections", Section("ball", 1, ())), (("ball#1",), None, "2", "1")),
    "session_room": (
        put("sections", 0, Section("ball", 1, (Session(2, 970, "moon"),))), (("ball#1",), 2, "moon", "room")),
    "session_weekday": (
        put("sections", 0, Section("ball", 1, (Session(6, 970, "field"),))), (("ball#1",), 6, "6", "1, 2, 3, 4, 5")),
    "group_of_unknown_host": (add("care_groups", CareGroup(1, 0, "9Z", ())), (("9Z",), 1, "9Z", "class")),
    "group_on_sunday": (add("care_groups", CareGroup(7, 0, "1A", ("1A",))), (("1A",), 7, "7", "1, 2, 3, 4, 5")),
    "group_period_3": (add("care_groups", CareGroup(1, 3, "1A", ("1A",))), (("1A",), 1, "3", "0..2")),
    "group_twice": (add("care_groups", CareGroup(1, 0, "1A", ("1A",))), (("1A",), 1, "2", "1")),
    "group_without_host": (put("care_groups", 1, CareGroup(1, 0, "2A", ())), (("2A",), 1, "2A", "host")),
    "group_with_unknown_class": (
        put("care_groups", 0, CareGroup(1, 0, "1A", ("1A", "9Z"))), (("1A", "9Z"), 1, "9Z", "class")),
    "class_in_two_groups": (put("care_groups", 1, CareGroup(1, 0, "2A", ("1A", "2A"))), (("2A", "1A"), 1, "2", "1")),
    "seat_of_unknown_pupil": (add("seats", Seat("P9", "ball", 1)), (("P9", "ball#1"), None, "P9", "pupil")),
    "seat_in_closed_section": (add("seats", Seat("P4", "chess", 2)), (("P4", "chess#2"), None, "chess#2", "section")),
    "seat_twice": (add("seats", Seat("P4", "ball", 1)), (("P4", "ball#1"), None, "2", "1")),
    "post_of_no_group": (add("assignments", Assignment(care(1, "2A", 1), 1, "T2")), (("T2",), 1, "none", "post")),
    "post_of_unknown_kind": (add("assignments", Assignment(Post("nap", 1, "1A", 0), 1, "T2")), (("T2",), 1, "none", "post")),
    "lead_with_weekday": (
        add("assignments", Assignment(Post("lead", 4, "chess", 1), 0, "T3")), (("T3",), 4, "none", "post")),
    "assist_that_is_not_needed": (
        add("assignments", Assignment(Post("assist", 0, "chess", 1), 0, "T3")), (("T3",), None, "none", "post")),
    "gate_without_wave": (add("assignments", Assignment(gate(1, 1060), 1, "T5")), (("T5",), 1, "none", "post")),
    "patrol_with_detail": (
        add("assignments", Assignment(Post("fixed", 1, "patrol", 1), 1, "T4")), (("T4",), 1, "none", "post")),
    "late_without_pupils": (add("assignments", Assignment(Post("late", 2, "", 0), 1, "T4")), (("T4",), 2, "none", "post")),
    "week_3": (add("assignments", Assignment(gate(1), 3, "T5")), (("T5",), 1, "3", "1..2")),
    "week_0_of_a_gate": (add("assignments", Assignment(gate(1), 0, "T5")), (("T5",), 1, "0", "1..2")),
    "week_1_of_a_lead": (add("assignments", Assignment(LEAD_CHESS, 1, "T3")), (("T3",), None, "1", "0")),
    "unknown_person": (add("assignments", Assignment(gate(1), 1, "X1")), (("X1",), 1, "X1", "person")),
    "assigned_twice": (add("assignments", Assignment(gate(1), 1, "T5")), (("T5",), 1, "2", "1")),
    "third_adult_of_two": (add("assignments", Assignment(LATE, 1, "T1")), (("T2", "T4", "T1"), 1, "3", "2")),
    "second_on_patrol": (add("assignments", Assignment(patrol(3), 2, "T3")), (("T4", "T3"), 3, "2", "1")),
    "late_care_nobody_wants": (add("late_care", LateCare(2, ("late",))), ((), 2, "0", "1")),
    "late_care_twice": (add("late_care", LateCare(1, ())), ((), 1, "2", "1")),
    "late_room_unknown": (put("late_care", 0, LateCare(1, ("late", "moon"))), (("moon",), 1, "moon", "room")),
    "late_room_twice": (put("late_care", 0, LateCare(1, ("late", "late"))), (("late",), 1, "2", "1")),
    "flex_of_outside": (add("flex", Flex("O1", 1, 1, "late_start")), (("O1",), 1, "O1", "staff")),
    "flex_in_week_3": (add("flex", Flex("T1", 3, 4, "late_start")), (("T1",), 4, "3", "1..2")),
    "flex_on_saturday": (add("flex", Flex("T1", 1, 6, "late_start")), (("T1",), 6, "6", "1, 2, 3, 4, 5")),
    "flex_kind": (add("flex", Flex("T1", 1, 4, "nap")), (("T1",), 4, "nap", "late_start, early_leave")),
    "flex_twice": (add("flex", Flex("T1", 1, 3, "early_leave")), (("T1",), 3, "2", "1")),
    "fee_of_unknown_pupil": (add("fees", Fee("P9", 1)), (("P9",), None, "P9", "pupil")),
    "fee_twice": (add("fees", Fee("P1", 3000)), (("P1",), None, "2", "1")),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_K00_fault_is_named(case: str) -> None:
    edit, expected = CASES[case]
    found = broken("K00", of=edit(plan()))
    assert expected in found
    assert len(found) == 1


def test_K00_unknown_gate_leaves_posts_without_a_wave() -> None:
    damaged = put("dismissals", 0, Dismissal(1, 1050, "moon"))(plan())
    assert broken("K00", of=damaged) == [(("G1",), None, "moon", "G1")]
    assert broken("A02", of=damaged) == []


def test_K00_last_period_and_second_slot_are_accepted() -> None:
    moved = put("dismissals", 0, Dismissal(1, 1060, "G1"))(plan())
    moved = put("tutoring", 0, Tutoring(1, 1, 2, "qa"))(moved)
    moved = add("assignments", Assignment(gate(1, 1060), 2, "T4"))(moved)
    assert broken("K00", of=moved) == []


def test_K00_broken_items_do_not_hide_the_others() -> None:
    damaged = replace(plan(), sections=(Section("go", 1, (Session(9, -5, "moon"),)), plan().sections[1]))
    rules = {item.rule for item in verdict(of=damaged).violations}
    assert rules == {"K00", "D03"}  # with ball T3 loses two duty days, and so the ground of the grant
