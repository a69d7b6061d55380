"""Going on from an earlier plan: the problem that remembers it, and the part of the plan that still means something."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from solver.plan.decisions import decisions_of
from solver.plan.plan import Plan
from solver.plan.prune import prune
from solver.problem.problem import Problem
from solver.problem.replan import Decisions, Replan


@dataclass(frozen=True)
class Again:
    """problem: with locks (K07) and the plan before (B14). start: what is left of that plan. lost: locks on what is gone."""

    problem: Problem
    start: Plan
    lost: Decisions


def go_on(problem: Problem, plan: Plan, locked: Decisions) -> Again:
    """What a re-plan of ``plan`` begins with. Locks on people, rooms, pupils and such that are gone are dropped and named."""
    start = prune(problem, plan)
    there = decisions_of(start)
    kept = _sift(locked, there, inside=True)
    return Again(
        problem=replace(problem, replan=Replan(kept, decisions_of(plan))),
        start=start,
        lost=_sift(locked, there, inside=False),
    )


def _sift(decisions: Decisions, known: Decisions, *, inside: bool) -> Decisions:
    parts = {}
    for field in fields(Decisions):
        there = set(getattr(known, field.name))
        parts[field.name] = tuple(item for item in getattr(decisions, field.name) if (item in there) is inside)
    return Decisions(**parts)
