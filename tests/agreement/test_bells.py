"""K04: a session starts with a period of a grade of which somebody sits there, said alike by checker, model and construction."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan, Seat, Section, Session
from solver.problem import Interval, Problem
from tests.agreement.fixing import differences, hold
from tests.schools.tiny_by_hand import EARLY, LATE, LEAVE, MONDAY, opened, policy, problem, with_club

MIDDLE = EARLY + 20
"""A bell of grade 2 alone, whose second period lasts longer."""


def _school() -> Problem:
    """Grade 2 has its second bell at 15:20, where grade 1 is in its first period; everybody wants the club."""
    base = with_club(problem())
    periods = (Interval(EARLY, MIDDLE), Interval(MIDDLE, LEAVE))
    windows = tuple(replace(w, periods=periods) if w.grade == 2 else w for w in base.windows)
    return replace(base, windows=windows)


def _meeting(start: int, pupils: tuple[str, ...]) -> Plan:
    found = opened(*pupils)
    return replace(found, sections=(Section("club", 1, (Session(MONDAY, start, "H"),)),)).canonical()


@pytest.mark.parametrize("start", [EARLY, MIDDLE, LATE])
@pytest.mark.parametrize("on", [(), ("C06",)])
def test_a_start_is_a_bell_of_somebody_who_sits_there(start: int, on: tuple[str, ...]) -> None:
    school, by = _school(), policy(*on)
    held = hold(school, by)
    bells = {EARLY: {"1", "2"}, MIDDLE: {"2"}, LATE: {"1"}}[start]
    ids = [pupil.id for pupil in school.pupils]
    for count in range(3):
        for pupils in combinations(ids, count):
            plan = _meeting(start, pupils)
            report = check(school, by, plan)
            told = [v for v in report.violations if v.rule == "K04"]
            assert bool(told) == (bool(pupils) and bells.isdisjoint(name[0] for name in pupils)), (pupils, told)
            if not [v for v in report.violations if v.rule != "K04"]:
                assert differences(report, held.verdict(plan)) == []


def test_construction_asks_who_sits_there() -> None:
    school = _school()
    here, club = Instance(school, policy()), school.offerings[0]
    assert here.belled(club, EARLY) == (1, 2)
    assert here.belled(club, MIDDLE) == (2,)
    assert here.starts_with_bells(club, ((MONDAY, MIDDLE),), ("1A1", "2A1"))
    assert not here.starts_with_bells(club, ((MONDAY, MIDDLE),), ("1A1", "1A2"))
    assert not here.starts_with_bells(club, ((MONDAY, EARLY), (MONDAY, LATE)), ("2A1",))


def test_seats_of_a_grade_without_the_bell_need_one_with_it() -> None:
    """A pupil of grade 1 alone may not sit at 15:20; with one of grade 2 beside, both may."""
    school, by = _school(), policy()
    both = _meeting(MIDDLE, ("1A1", "2A1"))
    alone = replace(both, seats=(Seat("1A1", "club", 1),))
    assert [v.rule for v in check(school, by, both).violations] == []
    assert [v.rule for v in check(school, by, alone).violations] == ["K04"]
