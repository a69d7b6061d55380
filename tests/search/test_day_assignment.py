"""Dealing out days keeps every post filled and every rule, and evens out the loads (D02)."""

from __future__ import annotations

from dataclasses import replace

from instances.generators import generate, presets
from solver.model.instance import Instance
from solver.policy.load import load_policy
from solver.search.construct.complete import construct, finish
from solver.search.evaluated import evaluate
from solver.search.master_solution import master_solution_of
from solver.search.soft_policy import softened
from solver.search.workload.day_assignment import reassign_days
from solver.search.workload.local_search import local_search
from solver.search.workload.state import WorkloadState


def test_who_leads_too_much_to_be_even_leads_nothing_when_relieved() -> None:
    preset = presets()["mid"]
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    problem = generate(preset, 1)
    plan = construct(Instance(problem, softened(policy)), 1)
    leading = {a.person for a in plan.assignments if a.post.kind == "lead"}
    busy = next(s for s in problem.staff if s.id in leading and s.role == "subject")
    part = replace(problem, staff=tuple(replace(s, share=10) if s.id == busy.id else s for s in problem.staff))
    instance = Instance(part, softened(policy))
    assert WorkloadState(instance, plan).outliers() >= {busy.id}  # two clubs are more than a tenth of a post
    relieved = construct(instance, 1, master_solution_of(plan), frozenset({busy.id}))
    assert busy.id not in {a.person for a in relieved.assignments if a.post.kind in ("lead", "assist")}
    assert evaluate(instance, relieved).report.violations == ()


def test_deals_keep_the_plan_good_and_even_out_loads() -> None:
    preset = presets()["mid"]
    apart = {"D16W": {"level": "off"}, "D16S": {"level": "off"}}  # of the tier, hand-overs between periods alone
    policy = load_policy(preset.policy["profile"], {**preset.policy["overrides"], **apart})
    instance = Instance(generate(preset, 1), softened(policy))
    plan = construct(instance, 1)
    before = evaluate(instance, plan)
    loads = WorkloadState(instance, plan)
    spread = loads.range()
    reassign_days(loads)
    local_search(loads, 12_000, set())
    after = evaluate(instance, finish(instance, loads.plan()))
    assert before.report.violations == after.report.violations == ()
    assert loads.range() < spread
    assert after.values["coverage"] == before.values["coverage"]
    assert after.values["handover"] <= before.values["handover"] + 4
    assert after.values["fairness"] <= before.values["fairness"]
    assert after.values["choice"] == before.values["choice"]
