"""Schools to measure parts on, each with a complete plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from api.mapping.request import request_from_doc
from api.services.choosing import merge_overrides
from instances import catalogue
from instances.generators import generate, presets
from solver import Plan, load_policy
from solver.model.current import Current
from solver.model.instance import Instance
from solver.problem.codec import dump
from solver.search.construct.complete import construct

COVERAGE = ("A08", "D08", "H01", "H04")
"""Rules of empty posts, which a search lays down as soft: a plan with an empty post is still one to improve."""
NAMES = ("tiny", "fengjin", "large")
SEED = 1


@dataclass(frozen=True)
class School:
    """A frame over problem and policy, and the plan that the construction makes with seed 1."""

    instance: Instance
    plan: Plan

    @property
    def current(self) -> Current:
        return Current(self.plan)


@cache
def instance(name: str) -> Instance:
    """A stored problem, or one drawn anew from the preset of this name."""
    if name in catalogue.names():
        document = catalogue.load_document(name)
    else:
        parameters = presets()[name]
        document = {"version": 1, "policy": parameters.policy, "problem": dump(generate(parameters, SEED))}
    request = request_from_doc(document)
    overrides = merge_overrides(request.overrides, {rule: {"level": "soft"} for rule in COVERAGE})
    return Instance(request.problem, load_policy(request.policy_name, overrides))


@cache
def school(name: str) -> School:
    """Built once for all measurements."""
    found = instance(name)
    return School(found, construct(found, SEED).canonical())
