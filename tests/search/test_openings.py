"""Sections open for whoever can come, whatever else the menu of a school says."""

from __future__ import annotations

from dataclasses import replace

from instances.generators import generate, presets
from solver.model.instance import Instance
from solver.policy.load import load_policy
from solver.search.construct.complete import construct
from solver.search.soft_policy import softened


def test_an_offering_may_name_grades_that_the_school_does_not_serve() -> None:
    preset = presets()["mid"]
    problem = generate(preset, 1)
    other = next(grade for grade in range(1, 10) if grade not in problem.window_of)
    wider = replace(problem, offerings=tuple(replace(o, grades=(*o.grades, other)) for o in problem.offerings))
    policy = softened(load_policy(preset.policy["profile"], preset.policy["overrides"]))
    assert construct(Instance(wider, policy), 1).sections == construct(Instance(problem, policy), 1).sections
