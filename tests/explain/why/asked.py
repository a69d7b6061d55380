"""Plans that the tests ask about, each read once, and limits that no busy machine changes.

The plan of ``mid`` is kept here: what the tests say of it is not true of a better one.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from benchmarks.instance import unpacked
from solver import load_plan
from solver.explain.why.context import WhyLimits
from solver.explain.why.why import Explainer
from tests.papers.stored import desk

LIMITS = WhyLimits(effort=0.4, seconds=None)
KEPT = {"mid": Path(__file__).with_name("mid.plan.json.gz")}


@cache
def explainer(name: str) -> Explainer:
    """Explainer of the plan kept for a stored school, or of its best plan."""
    found = desk(name)
    if name not in KEPT:
        return Explainer(found.problem, found.policy, found.bundle.plan, found.bundle.report)
    return Explainer(found.problem, found.policy, load_plan(json.loads(unpacked(KEPT[name].read_bytes()))).canonical())
