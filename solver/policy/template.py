"""Length of a plan's template."""

from __future__ import annotations

from solver.policy.policy import Policy
from solver.problem.problem import Problem


def template_weeks(problem: Problem, policy: Policy) -> int:
    """W, the weeks of a template, which take turns over the term: the term's own number, or else the number ``weeks`` of the policy's
    rule D02, where it stood until terms had one.
    """
    return problem.term.template_weeks or policy.number_or("D02", "weeks", 2) or 1
