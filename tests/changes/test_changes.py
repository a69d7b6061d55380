"""Every kind of change: read and written, applied without touching the base, and of the effect that it says."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings

from solver.changes.amount import Amount, parse_amount, parse_fen
from solver.changes.apply import Applied, apply_changes
from solver.changes.change import Change
from solver.changes.codec import dump, read_changes
from solver.changes.courses import Maximum
from solver.changes.demand import Applicants
from solver.changes.people import Absent, Leave
from solver.changes.phrase import parse_phrase
from solver.changes.registry import KINDS
from solver.check.report import check
from solver.errors import ProblemError
from solver.plan.prune import prune
from solver.policy.load import load_policy, profile_names
from solver.policy.overrides import overrides_of
from solver.problem.codec import dump as dump_problem
from solver.problem.validate import faults
from tests.changes import drawn
from tests.check import builders

PROBLEM, POLICY, PLAN = builders.problem(), builders.policy(), builders.plan()
DRAWN = drawn.changes(PROBLEM, POLICY)
BEFORE = dump_problem(PROBLEM)


def told_well(error: ProblemError) -> bool:
    return bool(error.faults) and all(f.zh and f.en and f.path[0] in ("changes", "problem") for f in error.faults)


def applied(*made: Change) -> Applied | None:
    """The school after changes, or None where they are refused, with faults that help."""
    try:
        return apply_changes(PROBLEM, POLICY, made)
    except ProblemError as error:
        if not told_well(error):
            raise
        return None


@given(DRAWN)
@settings(max_examples=400)
def test_a_change_is_written_and_read_again(change: Change) -> None:
    assert read_changes([dump(change)]) == (change,)


@given(DRAWN)
@settings(max_examples=300)
def test_changes_are_pure_and_leave_sound_data(change: Change) -> None:
    after = applied(change)
    assert dump_problem(PROBLEM) == BEFORE
    assert after is None or faults(after.problem) == []
    assert after is None or all(after.sentences[0])


@given(DRAWN)
@settings(max_examples=300)
@example(read_changes([{"kind": "capacity", "rooms": ["R1"], "amount": "+1"}])[0])
def test_a_plan_stays_valid_where_a_change_only_adds(change: Change) -> None:
    after = applied(change)
    assume(after is not None and after.effect == "adds")
    assert after is not None
    assert check(after.problem, after.policy, PLAN).violations == ()


@given(drawn.money(PROBLEM, POLICY))
@settings(max_examples=60)
def test_money_touches_no_duty(change: Change) -> None:
    after = applied(change)
    assume(after is not None)
    assert after is not None
    assert after.effect == "money"
    assert {item.rule[0] for item in check(after.problem, after.policy, PLAN).violations} <= {"G"}
    assert prune(after.problem, PLAN) == prune(PROBLEM, PLAN)


@pytest.mark.parametrize("kind", KINDS)
def test_examples_of_document_and_short_form_agree(kind: str) -> None:
    (change,) = read_changes([KINDS[kind].example])
    assert parse_phrase(KINDS[kind].phrase) == change
    assert change.kind == kind
    assert all(change.told(PROBLEM))


@pytest.mark.parametrize("name", profile_names())
def test_a_policy_is_its_profile_with_overrides(name: str) -> None:
    policy = load_policy(name, {"D10": {"level": "off"}, "D16": {"level": "soft"}, "U6": "waiver"})
    assert load_policy(name, overrides_of(policy)) == policy


def test_pupils_added_are_copies_with_ids_of_their_own() -> None:
    after = apply_changes(PROBLEM, POLICY, [Applicants(Amount(50, "percent"))]).problem
    new = after.pupils[len(PROBLEM.pupils) :]
    assert len(new) == 3
    assert not {pupil.id for pupil in new} & set(PROBLEM.pupil_of)
    assert {(p.class_id, p.choices, p.weekdays) for p in new} <= {(p.class_id, p.choices, p.weekdays) for p in PROBLEM.pupils}
    assert apply_changes(PROBLEM, POLICY, [Applicants(Amount(50, "percent"))]).problem == after


def test_pupils_fewer_stay_in_their_class_and_apply_for_nothing() -> None:
    after = apply_changes(PROBLEM, POLICY, [Applicants(Amount(0), grades=(1,))]).problem
    assert [p.id for p in after.pupils] == [p.id for p in PROBLEM.pupils]
    assert not [p for p in after.pupils if p.weekdays and p.class_id == "1A"]


def test_who_leaves_keeps_his_lessons() -> None:
    after = apply_changes(PROBLEM, POLICY, [Leave(("T1", "O1"))]).problem
    assert after.lessons == PROBLEM.lessons
    assert not after.staff_of["T1"].takes_part
    assert "O1" not in after.outside_of


def test_a_sentence_names_people_and_days() -> None:
    assert Absent(("T1",), (1, 3)).told(PROBLEM) == ("李老师(T1)周一、周三不能到岗", "李老师(T1) cannot come on Mon, Wed")


def test_unknown_names_and_amounts_beyond_limits_are_told_with_their_place() -> None:
    with pytest.raises(ProblemError) as told:
        apply_changes(PROBLEM, POLICY, [Maximum(Amount(5)), Leave(("T9",))])
    fault = told.value.faults[0]
    assert fault.path == ("changes", 1, "people", 0)
    assert fault.hint_zh.startswith("可能")
    with pytest.raises(ProblemError) as told:
        apply_changes(PROBLEM, POLICY, [Maximum(Amount(1), ("ball",))])
    assert "可能要先降低开班人数" in told.value.faults[0].hint_zh


def test_all_faults_of_a_document_come_at_once() -> None:
    with pytest.raises(ProblemError) as told:
        read_changes(
            [{"kind": "leavee", "people": ["T1"]}, {"kind": "lanes", "gates": "G1", "amount": "many"}, {"kind": "fee", "amount": "3"}]
        )
    assert [fault.path for fault in told.value.faults] == [("changes", 0, "kind"), ("changes", 1, "amount"), ("changes", 2, "amount")]
    assert "leave" in told.value.faults[0].hint_en


@pytest.mark.parametrize(
    ("text", "fault"),
    [("leave", "缺少字段 people。"), ("leave T1 2026-09-01 x", "多写了 1 项。"), ("fly T1", "没有这个变动"), ('leave "T1', "引号不成对。")],
)
def test_phrases_that_cannot_be_read_say_why(text: str, fault: str) -> None:
    with pytest.raises(ProblemError) as told:
        parse_phrase(text)
    assert told.value.faults[0].zh.startswith(fault)


def test_amounts() -> None:
    assert [parse_amount(text) for text in ("25", "+1", "－10％", "<=25", "≥12", "17:40", 3)] == [
        Amount(25), Amount(1, "by"), Amount(-10, "percent"), Amount(25, "most"), Amount(12, "least"), Amount(1060), Amount(3),
    ]  # fmt: skip
    assert [parse_amount(text) for text in ("", "10%", "x", True, 1.5, "1.5")] == [None] * 6
    assert [parse_fen(text) for text in ("3元", "+0.5元", "300分", "-10%", "3", 3)] == [
        Amount(300), Amount(50, "by"), Amount(300), Amount(-10, "percent"), None, None,
    ]  # fmt: skip
    assert Amount(10, "percent").of(125) == 138
    assert Amount(-10, "percent").of(125) == 112
