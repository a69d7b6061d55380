"""Dealing out days keeps every post filled and every rule, and evens out the loads (D02)."""

from __future__ import annotations

from dataclasses import replace

from instances.generators import generate, presets
from solver.model.frame import Frame
from solver.policy.load import load_policy
from solver.search.construct.complete import construct, finish
from solver.search.level import exchange
from solver.search.loads import Loads
from solver.search.outline.outline import outline_of
from solver.search.permute import permute
from solver.search.relax import relaxed
from solver.search.standing import judge


def test_who_leads_too_much_to_be_even_leads_nothing_when_relieved() -> None:
    preset = presets()["mid"]
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    problem = generate(preset, 1)
    plan = construct(Frame(problem, relaxed(policy)), 1)
    leading = {a.person for a in plan.assignments if a.post.kind == "lead"}
    busy = next(s for s in problem.staff if s.id in leading and s.role == "subject")
    part = replace(problem, staff=tuple(replace(s, share=10) if s.id == busy.id else s for s in problem.staff))
    frame = Frame(part, relaxed(policy))
    assert Loads(frame, plan).outliers() >= {busy.id}  # two clubs are more than a tenth of a post
    relieved = construct(frame, 1, outline_of(plan), frozenset({busy.id}))
    assert busy.id not in {a.person for a in relieved.assignments if a.post.kind in ("lead", "assist")}
    assert judge(frame, relieved).report.violations == ()


def test_deals_keep_the_plan_good_and_even_out_loads() -> None:
    preset = presets()["mid"]
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    frame = Frame(generate(preset, 1), relaxed(policy))
    plan = construct(frame, 1)
    before = judge(frame, plan)
    loads = Loads(frame, plan)
    spread = loads.range()
    permute(loads)
    exchange(loads, 12_000, set())
    after = judge(frame, finish(frame, loads.plan()))
    assert before.report.violations == after.report.violations == ()
    assert loads.range() < spread
    assert after.values["coverage"] == before.values["coverage"]
    assert after.values["handover"] <= before.values["handover"] + 4
    assert after.values["fairness"] <= before.values["fairness"]
    assert after.values["choice"] == before.values["choice"]
