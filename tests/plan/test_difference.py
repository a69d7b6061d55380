"""Differences between two plans, as data and in sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.explain.changes import changes
from solver.plan.apply import apply_edits
from solver.plan.difference import ChangedAdults, Difference, difference
from solver.plan.edit import read_edits
from solver.plan.plan import Plan, Tutoring
from tests.check.builders import LEAD_CHESS, care, plan, problem

ALIKE = {"weekday": 1, "subject": "2A", "detail": 0, "kind": "care"}


def after(*edits: dict[str, object]) -> Plan:
    return apply_edits(problem(), 2, plan(), read_edits(list(edits)))


def told(found: Difference) -> list[str]:
    """Sentences; each is there in both languages."""
    sentences = changes(problem(), found)
    assert len(sentences) == found.count
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in item.zh) and item.en for item in sentences)
    return [item.en for item in sentences]


def test_a_plan_does_not_differ_from_itself() -> None:
    found = difference(plan(), plan().canonical())
    assert found.count == 0
    assert told(found) == []


def test_every_kind_of_change_is_told() -> None:
    chess_away = replace(
        plan(),
        sections=plan().sections[:1],
        seats=tuple(s for s in plan().seats if s.offering != "chess"),
        assignments=tuple(a for a in plan().assignments if a.post != LEAD_CHESS),
    )
    assert told(difference(plan(), chess_away)) == [
        "Section 象棋(chess#1) is closed (it was Thu 16:10 lab).",
        "every week, leading 象棋(chess#1): 张老师(T3) → nobody.",
        "Pupil P1: 象棋(chess#1) → care.", "Pupil P2: 象棋(chess#1) → care.", "Pupil P5: 象棋(chess#1) → care.",
    ]  # fmt: skip
    assert told(difference(chess_away, plan()))[0] == "Section 象棋(chess#1) is new: Thu 16:10 lab."
    assert told(difference(plan(), after({"edit": "move_session", "section": "ball#1", "weekday": 2, "to_weekday": 3}))) == [
        "Section 足球(ball#1) moves from Tue 16:10 操场(field) to Wed 16:10 操场(field)."]  # fmt: skip
    assert told(difference(plan(), after({"edit": "move_dismissal", "grade": 2, "minute": "17:40"}))) == [
        "Dismissal of grade 2: 17:30 北门(G1) → 17:40 北门(G1)."]  # fmt: skip
    reading = replace(plan(), tutoring=(*plan().tutoring[1:], Tutoring(1, 1, 1, "qa")))
    assert told(difference(plan(), reading)) == ["Tutoring of grade 1, Mon: period 1 reading → period 2 qa."]
    merged = after({"edit": "merge_care", "weekday": 1, "period": 0, "host": "1A", "guest": "2A"})
    assert told(difference(plan(), merged)) == [
        "week 1 Mon, week 2 Mon period 1, care of 2A: 王老师(T2) → nobody.",
        "Care group on Mon period 1: 1A, 2A.",
        "No care group of 2A any more on Mon period 1.",
    ]  # fmt: skip


@pytest.mark.parametrize(("week", "weeks"), [(1, (1,)), (0, (1, 2))])
def test_the_same_change_in_several_weeks_is_one(week: int, weeks: tuple[int, ...]) -> None:
    found = difference(plan(), after({"edit": "replace_adult", "post": ALIKE, "week": week, "old": "T2", "new": "T3"}))
    assert found.adults == (ChangedAdults(care(1, "2A", 0), weeks, ("T2",), ("T3",)),)
    assert found.count == 1
