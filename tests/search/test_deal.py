"""Who goes at which time: every club stays as it is, everybody can come, and classes merge (A04, K03)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from instances.generators import generate, presets
from solver.model.frame import Frame
from solver.policy.load import load_policy
from solver.search.construct.complete import construct
from solver.search.construct.groups import care_groups
from solver.search.outline.deal import deal
from solver.search.outline.outline import Outline, outline_of
from solver.search.relax import relaxed
from solver.search.standing import judge
from solver.units import Minute, Weekday


@cache
def _school(name: str) -> tuple[Frame, Outline, Outline]:
    """The school, the outline of its first plan, and the same dealt."""
    preset = presets()[name]
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    frame = Frame(generate(preset, 1), relaxed(policy))
    outline = outline_of(construct(frame, 1))
    return frame, outline, deal(frame, outline)


def _groups(frame: Frame, outline: Outline) -> int:
    """Care groups of a week, when pupils of the clubs are away and no club takes a room."""
    away: Counter[tuple[str, Weekday, int]] = Counter()
    for club in outline.clubs:
        for pupil in club.pupils:
            away.update(frame.missed(pupil, club.offering, club.times))

    def staying(home: str, day: Weekday, period: int) -> int:
        return len(frame.attending.get((home, day), ())) - away[home, day, period]

    return len(care_groups(frame, staying, lambda *_: False))


@pytest.mark.parametrize("name", ["mid", "fengjin"])
def test_clubs_stay_as_they_are_and_everybody_keeps_the_offering(name: str) -> None:
    _, outline, dealt = _school(name)
    assert dealt.tutoring == outline.tutoring
    assert [replace(c, pupils=()) for c in dealt.clubs] == [replace(c, pupils=()) for c in outline.clubs]
    assert [len(c.pupils) for c in dealt.clubs] == [len(c.pupils) for c in outline.clubs]
    assert _offerings(dealt) == _offerings(outline)
    assert dealt.clubs != outline.clubs


def _offerings(outline: Outline) -> dict[str, list[str]]:
    found = defaultdict(list)
    for club in outline.clubs:
        for pupil in club.pupils:
            found[pupil].append(club.offering)
    return {pupil: sorted(names) for pupil, names in found.items()}


@pytest.mark.parametrize("name", ["mid", "fengjin"])
def test_everybody_can_come_when_dealt(name: str) -> None:
    frame, _, dealt = _school(name)
    problem = frame.problem
    busy: dict[tuple[str, Weekday], list[tuple[Minute, Minute]]] = defaultdict(list)
    for club in dealt.clubs:
        length = problem.offering_of[club.offering].minutes
        for pupil in club.pupils:
            grade = problem.grade_of_pupil[pupil]
            for day, start in club.times:
                assert day in problem.pupil_of[pupil].weekdays
                period = frame.window(grade).periods[dealt.tutoring[grade, day]]
                assert start + length <= period.start or period.end <= start
                busy[pupil, day].append((start, start + length))
    for spans in busy.values():
        ordered = sorted(spans)
        assert all(end <= begin for (_, end), (begin, _) in pairwise(ordered))


def test_classes_need_fewer_groups_and_the_plan_made_of_it_costs_less() -> None:
    frame, outline, dealt = _school("mid")
    assert _groups(frame, dealt) < _groups(frame, outline)
    before, after = judge(frame, construct(frame, 1, outline)), judge(frame, construct(frame, 1, dealt))
    assert not after.report.violations
    assert after.values["choice"] <= before.values["choice"]
    assert after.values["cost"] < before.values["cost"]


def test_dealing_is_repeatable_and_leaves_alone_what_nobody_can_change() -> None:
    frame, outline, dealt = _school("mid")
    assert deal(frame, outline) == dealt
    alone = replace(outline, clubs=tuple({c.offering: c for c in outline.clubs}.values()))
    assert deal(frame, alone) == alone
