"""D15, nobody has late duties on two days running: checker, score, model, reasons against any plan, construction and repair."""

from __future__ import annotations

from dataclasses import replace

import pytest

import solver.search.duty_caps
from instances.generators import generate, presets
from solver.check.report import check
from solver.explain.precheck import precheck
from solver.model.instance import Instance
from solver.plan import Progress
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Problem
from solver.search.bounds.combinatorial import combinatorial_bounds
from solver.search.bounds.worker import BoundWorker
from solver.search.construct.complete import construct
from solver.search.duty_caps import CAPS, LateDaysRunning
from solver.search.evaluated import evaluate
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.search.soft_policy import softened
from tests.check.builders import broken, policy, tier

HARD = {"D15": "hard"}


def test_two_days_running() -> None:
    assert broken("D15", by=policy(levels=HARD)) == [], "nothing but extended care on Monday goes on after the last dismissal"
    found = broken("D15", by=policy({"D05": {"late_after": 1050}}, HARD))
    assert {(item[0][0], item[1]) for item in found} >= {("T1", day) for day in (2, 3, 4, 5)}
    assert {item[2:] for item in found} == {("2", "1")}


def test_late_begins_after_the_minute_of_D05() -> None:
    # T1's last period and T5's gate end at 17:40 = 1060; nothing later but on Monday
    assert broken("D15", by=policy({"D05": {"late_after": 1060}}, HARD)) == []
    assert {item[0][0] for item in broken("D15", by=policy({"D05": {"late_after": 1059}}, HARD))} == {"T1", "T5"}


def test_soft_counts_pairs_of_days() -> None:
    late = {"D05": {"late_after": 1059}}
    without = tier("care", by=policy(late, {"D15": "off"}))
    value, scale = tier("care", by=policy(late, {"D15": "soft"}))
    assert value == without[0] + 2 * 2 * 4  # T1 and T5 in two weeks
    assert scale >= without[1] + 2 * 2 * 5


def _school(name: str, level: str) -> tuple[Problem, Policy]:
    preset = presets()[name]
    return generate(preset, 1), load_policy(preset.policy["profile"], {**preset.policy["overrides"], "D15": {"level": level}})


def test_too_few_people_for_two_days_running() -> None:
    problem, by = _school("fengjin", "hard")
    assert "D15" not in {reason.rule for reason in precheck(problem, by)}
    few = replace(problem, staff=problem.staff[: len(problem.staff) // 3])
    (reason,) = [reason for reason in precheck(few, by) if reason.rule == "D15"]
    assert int(reason.measured.split()[0]) > int(reason.limit.split()[1])
    assert "D15" not in {reason.rule for reason in precheck(few, _school("fengjin", "soft")[1])}


@pytest.mark.parametrize("level", ["hard", "soft"])
def test_construction_keeps_it_and_bounds_hold(level: str) -> None:
    problem, by = _school("mid", level)
    instance = Instance(problem, softened(by))
    found = evaluate(instance, construct(instance, 1))
    assert found.report.violations == ()
    assert found.values["coverage"] == 0
    assert all(bound <= found.values[name] for name, bound in combinatorial_bounds(instance).items())


def test_a_greedy_that_does_not_know_it_still_gives_a_complete_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    problem, by = _school("mid", "hard")
    monkeypatch.setattr(solver.search.duty_caps, "CAPS", tuple(cap for cap in CAPS if cap is not LateDaysRunning))
    monkeypatch.setattr(BoundWorker, "tighten_all", lambda *_: None)  # bounds are not the point
    assert {v.rule for v in check(problem, softened(by), construct(Instance(problem, softened(by)), 1)).violations} == {"D15"}
    told: list[Progress] = []
    params = Params(seconds=None, effort=4.0, seed=1, workers=1)
    result = solve(problem, by, params, on_progress=told.append, cancelled=lambda: bool(told and told[-1].note))
    assert result.status == "valid"
    assert result.plan is not None
    assert check(problem, by, result.plan).violations == ()
