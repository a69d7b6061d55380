"""MasterRunner: searched in a process of their own, repeatable, and good plans once rooms and adults are added."""

from __future__ import annotations

import logging
import os
import signal
from functools import cache

import pytest

from instances.generators import generate, presets
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy.load import load_policy
from solver.search.construct.complete import construct
from solver.search.evaluated import evaluate
from solver.search.master.client import MasterClient
from solver.search.master_solution import MasterSolution, master_solution_of
from solver.search.soft_policy import softened
from solver.search.workload.balance import balanced, reached
from solver.search.workload.state import WorkloadState

pytestmark = pytest.mark.slow

WORK = 30_000.0
KINDS = ("mid", "fengjin")


@cache
def _school(kind: str) -> tuple[Instance, Plan]:
    preset = presets()[kind]
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    instance = Instance(generate(preset, 1), softened(policy))
    return instance, construct(instance, 1)


@cache
def _searched(kind: str, seed: int) -> MasterSolution:
    instance, plan = _school(kind)
    client = MasterClient(instance, seed)
    try:
        found = client.advance(master_solution_of(plan), WORK).solution
    finally:
        client.close()
    assert found is not None
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_made_of_it_keeps_all_rules_and_gives_more_choice(kind: str) -> None:
    instance, plan = _school(kind)
    made = construct(instance, 1, _searched(kind, 1))
    assert check(instance.problem, instance.policy, made).violations == ()
    assert evaluate(instance, made).values["choice"] < evaluate(instance, plan).values["choice"]


def test_every_plan_on_the_way_to_even_loads_keeps_all_rules_and_is_more_even_or_familiar_or_spares_more() -> None:
    instance, plan = _school("fengjin")
    found = []
    for made in balanced(instance, plan):
        assert check(instance.problem, instance.policy, made).violations == ()
        found.append(reached(WorkloadState(instance, made)))
    assert found
    assert found == sorted(set(found), reverse=True)


def test_hardly_a_club_is_lost_for_want_of_rooms_or_adults() -> None:
    instance, _ = _school("fengjin")
    solution = _searched("fengjin", 1)
    planned = {(section.offering, section.times) for section in solution.sections}
    made = master_solution_of(construct(instance, 1, solution))
    assert len(planned - {(section.offering, section.times) for section in made.sections}) <= 2


def test_the_same_work_gives_the_same_solution() -> None:
    instance, plan = _school("mid")
    client = MasterClient(instance, 1)
    try:
        again = client.advance(master_solution_of(plan), WORK).solution
    finally:
        client.close()
    assert again == _searched("mid", 1)


def test_more_work_goes_on_from_where_it_was() -> None:
    instance, plan = _school("mid")
    client = MasterClient(instance, 1)
    try:
        first = client.advance(master_solution_of(plan), WORK / 10).solution
        second = client.advance(None, WORK).solution
    finally:
        client.close()
    assert first is not None
    assert second is not None
    assert second.score <= first.score


def test_a_search_survives_the_end_of_its_process(caplog: pytest.LogCaptureFixture) -> None:
    instance, plan = _school("mid")
    client = MasterClient(instance, 1)
    with caplog.at_level(logging.WARNING):
        client.go(master_solution_of(plan), None)
        os.kill(client.pid, signal.SIGKILL)
        client.wait_for_the_end()
        client.go(master_solution_of(plan), None)
    assert client.advance(None, 1.0).solution is None
    assert "ended early" in caplog.text
    client.close()
