"""Portfolio of neighbourhoods: wide ones for few adults, those around gaps for a re-plan."""

from __future__ import annotations

from dataclasses import replace

from solver.plan.decisions import decisions_of
from solver.problem.replan import Decisions, Replan
from solver.search.lns.neighbourhoods.portfolio import portfolio
from solver.search.lns.neighbourhoods.whole_days import EVERYONE, ONE_DAY
from tests.schools.tiny_by_hand import instance, plan, problem


def test_three_adults_may_all_be_freed_at_once() -> None:
    found = portfolio(instance("D02"))
    assert EVERYONE in found
    assert ONE_DAY in found
    assert [n.name for n in found].count("menu") == 2
    assert "gaps" not in {n.name for n in found}


def test_a_replan_looks_at_gaps_and_not_at_whole_days() -> None:
    school = replace(problem(), replan=Replan(Decisions(), decisions_of(plan())))
    found = portfolio(instance("D02", school=school))
    assert [n.name for n in found[:4]] == ["gaps"] * 4
    assert ONE_DAY not in found
