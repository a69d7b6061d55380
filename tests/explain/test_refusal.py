"""Causes of refusals: every one that was planted is told, by its root, in few facts; and a school with a plan is never refused."""

from __future__ import annotations

from functools import cache

import pytest

from api.services.loading import choose_policy, load_request
from benchmarks.instance import find
from solver.explain.precheck import precheck
from solver.explain.refusal.causes import causes
from solver.explain.refusal.fact import TOLD, Infeasibility
from solver.problem.validate import faults
from tests.explain.plants import MID, Plant, School

BY_NAME = {plant.name: plant for plant in MID}
IMPOSSIBLE = [plant.name for plant in MID if plant.causes]
POSSIBLE = [plant.name for plant in MID if not plant.causes]
STORED = ("tiny", "village", "nine", "fengjin")
"""Schools of which a plan is known."""


@cache
def _stored(name: str) -> School:
    request = load_request(find(name).document(), ".json")
    return request.problem, choose_policy(request)


@cache
def _refusal(name: str) -> Infeasibility:
    plant: Plant = BY_NAME[name]
    return causes(*plant.edit(*_stored("mid")), clubs=not plant.causes)


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_was_planted_is_told(name: str) -> None:
    told = _refusal(name).causes
    planted = BY_NAME[name].causes
    for rule, words in planted:
        assert [c for c in told if words in c.zh and rule in {fact.rule for fact in c.facts}], (rule, words, [c.zh for c in told])
    assert len(told) == len(planted), [c.zh for c in told]


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_few_facts_are_told_and_each_is_needed(name: str) -> None:
    _, policy = _stored("mid")
    for cause in _refusal(name).causes:
        assert 1 <= len(cause.facts) <= TOLD
        assert cause.irreducible
        assert all(fact.zh and fact.en for fact in cause.facts)
        assert all(fact.source is None or policy.cites(fact.source) for fact in cause.facts)
        assert cause.reason.zh == cause.zh


@pytest.mark.parametrize("name", POSSIBLE)
def test_look_alikes_are_not_refused(name: str) -> None:
    found = _refusal(name)
    assert found == Infeasibility((), complete=True)
    assert precheck(*BY_NAME[name].edit(*_stored("mid"))) == ()


@pytest.mark.parametrize("name", STORED)
def test_schools_with_plans_are_not_refused(name: str) -> None:
    assert causes(*_stored(name)) == Infeasibility((), complete=True)


def test_who_is_away_is_the_cause_and_not_the_posts_alone() -> None:
    (cause,) = _refusal("T1").causes
    away = [fact for fact in cause.facts if fact.rule == "K01"]
    assert [len(fact.subjects) for fact in away] == [32]
    assert (away[0].weekday, away[0].start, away[0].end) == (2, 970, 1060)


def test_a_paper_that_ends_too_early_is_joined_to_the_squad_it_stops() -> None:
    (cause,) = _refusal("T3").causes
    assert [fact.rule for fact in cause.facts] == ["B11", "D07", "E06"]
    assert "2026-12-01" in cause.zh
    assert "2027-01-22" in cause.zh


@pytest.mark.parametrize("name", BY_NAME)
def test_what_is_planted_could_be_handed_in(name: str) -> None:
    problem, _ = BY_NAME[name].edit(*_stored("mid"))
    assert faults(problem) == []
