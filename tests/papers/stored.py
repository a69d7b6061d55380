"""Stored schools with the best plan known of each, read once a test run."""

from __future__ import annotations

import json
from functools import cache

from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.services.loading import choose_policy, load_request
from benchmarks.best.store import plan_path
from benchmarks.instance import find, unpacked
from solver import check_plan, load_plan

SCHOOLS = ("tiny", "village", "mid", "mid-tight-staff", "fengjin", "nine", "large")
"""Small to middling schools of which a plan is stored; fengjin and nine have bands with bells of their own."""


@cache
def desk(name: str) -> PaperContext:
    """The desk of a stored school and its best plan."""
    loaded = load_request(find(name).document(), ".json")
    plan = load_plan(json.loads(unpacked(plan_path(name).read_bytes()))).canonical()
    by = choose_policy(loaded)
    return PaperContext(PlanBundle(loaded.problem, by, plan, check_plan(loaded.problem, by, plan)))
