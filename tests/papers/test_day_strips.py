"""Strips of the tiny school's days by hand: pupils, classes, adults, gates and rooms, and why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from api.files.papers.day_strips import DayStrip, replayed_on, strips
from api.files.papers.day_words import Strip
from api.files.plan.bundle import PlanBundle
from api.files.plan.plan_file import PlanFile
from api.services.exporting import context_of_plan
from solver.errors import Fault, ProblemError
from solver.plan.plan import Dismissal, Plan, Session
from solver.problem.blocks import Block
from solver.problem.calendar import MakeUpDay
from solver.problem.problem import Problem
from tests.check.builders import ASSIST_BALL, gate, plan, policy, problem, reassigned

MONDAY, TUESDAY, SATURDAY = date(2025, 9, 8), date(2025, 9, 9), date(2025, 9, 13)


def bundle(of: Plan | None = None, on: Problem | None = None) -> PlanBundle:
    return context_of_plan(on or problem(), policy(), PlanFile(of or plan())).bundle


def named(day: date, *idents: str, of: Plan | None = None) -> list[DayStrip]:
    everybody = {pupil.id for pupil in problem().pupils}, {"1A", "2A"}
    return strips(replayed_on(bundle(of), day, "--date"), idents, "--of", *everybody)


def lines(day: date, ident: str, of: Plan | None = None) -> list[Strip]:
    return [line for strip in named(day, ident, of=of) for line in strip.lines]


def ball_closes_in_parts() -> Plan:
    """On Tuesday ball is the last of P1, who leaves at 17:30, and of P4, who leaves ten minutes later; T5 is at the gate twice."""
    of = replace(
        plan(), dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1")),
        sections=(plan().sections[0]._replace(sessions=(Session(2, 1010, "field"),)), plan().sections[1]),
    )  # fmt: skip
    for minute in (1050, 1060):
        of = reassigned(of, gate(2, minute), "T5")
    return reassigned(of, ASSIST_BALL, None)


def test_a_care_group_is_taken_to_the_gate_by_its_adult() -> None:
    found = lines(TUESDAY, "P2")
    assert [line[2] for line in found] == ["托管 1A", "托管 1A、2A", "托管 1A、2A", "离校，看护人送到校门"]
    assert {line[4] for line in found} == {"李老师"}
    assert lines(MONDAY, "P6")[-1][:3] == (1050, 1110, "延时托管，家长来接")


def test_parts_of_a_section_go_to_the_adults_at_the_gate() -> None:
    of = ball_closes_in_parts()
    names = replayed_on(bundle(), TUESDAY, "--date").names
    at_gate, leader = names.person("T5"), names.person("O1")
    assert lines(TUESDAY, "P1", of)[-1][:5] == (1050, 1060, "离校，交校门护送", "北门", at_gate)
    assert lines(TUESDAY, "P4", of)[-2:] == [
        (1050, 1060, "候放学（足球）", "操场", leader, 0, "wait"), (1060, 1070, "离校，看护人送到校门", "北门", leader, 0, "leave"),
    ]  # fmt: skip
    assert [(line[0], line[2], line[4], line[5]) for line in lines(TUESDAY, "O1", of)] == [
        (1010, "足球", "", 2), (1050, "交校门护送", at_gate, 1), (1050, "足球（候放学）", "", 1), (1060, "护送离校", "", 1),
    ]  # fmt: skip


def test_an_adult_is_told_the_credited_minutes_and_a_class_its_numbers() -> None:
    (adult,) = named(TUESDAY, "T1")
    assert (adult.kind, adult.title, adult.minutes) == ("adult", "教职工 李老师（T1）", 130)
    assert [line.pupils for line in named(TUESDAY, "1A")[0].lines] == [2, 1, 1, 2, 2], "P1 is at ball"
    assert [(line.start, line.pupils) for line in named(TUESDAY, "北门")[0].lines] == [(1050, 4)]
    assert [line.doing for line in named(TUESDAY, "R1")[0].lines if line.pupils] == ["托管 1A", "托管 1A、2A", "托管 1A、2A"]


@pytest.mark.parametrize(
    ("ident", "zh", "hint"),
    [
        ("P6", "不参加", "参加的日子：周一"), ("O1", "没有岗位", "周二"), ("late", "没有人用到", "换一天"),
        ("P66", "没有这个", "P6"), ("李老帅", "没有这个", "李老师"), ("§", "没有这个", "请用编号"),
    ],
)  # fmt: skip
def test_who_is_not_there_is_told_from_who_is_unknown(ident: str, zh: str, hint: str) -> None:
    (fault,) = refused(lambda: named(date(2025, 9, 10), ident))
    assert fault.value == ident
    assert zh in fault.zh
    assert hint in fault.hint_zh


def test_nobody_is_told_of_pupils_out_of_sight() -> None:
    words = replayed_on(bundle(), TUESDAY, "--date")
    for ident in ("P1", "1A"):
        (fault,) = refused(lambda ident=ident: strips(words, [ident], "--of", {"P4"}, {"2A"}))
        assert "不在您的范围内" in fault.hint_zh
        assert ident not in fault.hint_zh
    assert strips(words, ["P4", "2A", "T1"], "--of", {"P4"}, {"2A"})


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 10, 1), "节假日"), (SATURDAY, "周六，不上课"), (date(2025, 9, 14), "调休日"), (date(2026, 8, 1), "不在学期内"),
        (date(2025, 11, 3), "本方案只管"),
    ],
)  # fmt: skip
def test_a_date_without_service_says_why(day: date, why: str) -> None:
    term = replace(
        problem().term, holidays=(date(2025, 10, 1),), make_up_days=(MakeUpDay(date(2025, 9, 14), 5, service=False),)
    )
    found = bundle(replace(plan(), until=date(2025, 10, 31)), replace(problem(), term=term))
    (fault,) = refused(lambda: replayed_on(found, day, "--date"))
    assert why in fault.zh


def test_a_make_up_day_runs_by_its_weekday() -> None:
    term = replace(problem().term, make_up_days=(MakeUpDay(SATURDAY, 2),))
    words = replayed_on(bundle(on=replace(problem(), term=term)), SATURDAY, "--date")
    assert (words.each.weekday, words.each.week) == (2, 2)


def test_a_weekend_block_is_a_day_too() -> None:
    team = Block("team", "weekend", 540, 660, (6,), ("field",), name="校队训练")
    pupils = tuple(replace(pupil, blocks=("team",)) if pupil.id == "P1" else pupil for pupil in problem().pupils)
    words = replayed_on(bundle(on=replace(problem(), blocks=(team,), pupils=pupils)), SATURDAY, "--date")
    (strip,) = strips(words, ["P1"], "--of", {"P1"}, ())
    assert [(line.when, line.doing, line.place) for line in strip.lines] == [("09:00–11:00", "校队训练", "操场")]


def test_a_zone_that_is_spelt_like_a_gate_is_a_zone() -> None:
    posts = tuple(replace(post, zone="G1") for post in problem().posts)
    words = replayed_on(bundle(on=replace(problem(), posts=posts)), TUESDAY, "--date")
    assert "G1区" in {line.place for line in words.adult_lines("T4")}


def refused(call: Callable[[], object]) -> tuple[Fault, ...]:
    with pytest.raises(ProblemError) as caught:
        call()
    return tuple(caught.value.faults)
