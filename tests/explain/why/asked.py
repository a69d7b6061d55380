"""Stored plans that the tests ask about, each read once, and limits that no busy machine changes."""

from __future__ import annotations

from functools import cache

from solver.explain.why.context import WhyLimits
from solver.explain.why.why import Explainer
from tests.papers.stored import desk

LIMITS = WhyLimits(effort=0.4, seconds=None)


@cache
def explainer(name: str) -> Explainer:
    """Explainer of a stored school's best plan."""
    found = desk(name)
    return Explainer(found.problem, found.policy, found.bundle.plan, found.bundle.report)
