"""Posts that only some people may hold: why a role cannot be spared."""

from __future__ import annotations

from collections.abc import Collection

from solver.check.names import Names
from solver.model.instance import Instance
from solver.policy import Policy
from solver.problem import Problem


def only_theirs(problem: Problem, policy: Policy, people: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Posts that stand whatever the plan is, and that nobody else may hold on some day; in both languages, each once."""
    instance, names, mine = Instance(problem, policy), Names(problem), set(people)
    found: dict[tuple[str, str], None] = {}
    for day in instance.post_days:
        for post in instance.standing(day):
            able = instance.allowed(post, 1)
            if able and mine.issuperset(able):
                found[names.post(post)] = None
    return tuple(found)
