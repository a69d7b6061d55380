"""Dealing out days keeps every post filled and every rule, and evens out the loads (D02)."""

from __future__ import annotations

from random import Random

from instances.generators import generate, presets
from solver.model.frame import Frame
from solver.policy.load import load_policy
from solver.search.construct.complete import construct, finish
from solver.search.level import Level
from solver.search.permute import permute
from solver.search.relax import relaxed
from solver.search.standing import judge


def test_deals_keep_the_plan_good_and_even_out_loads() -> None:
    preset = presets()["mid"]
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    frame = Frame(generate(preset, 1), relaxed(policy))
    plan = construct(frame, 1)
    before = judge(frame, plan)
    level = Level(frame, plan, Random(1))
    spread = level.range()
    permute(level)
    after = judge(frame, finish(frame, level.run()))
    assert before.report.violations == after.report.violations == ()
    assert level.range() < spread
    assert after.values["coverage"] == before.values["coverage"]
    assert after.values["handover"] <= before.values["handover"] + 4
    assert after.values["fairness"] <= before.values["fairness"]
    assert after.values["choice"] == before.values["choice"]
