"""Every command that joins a plan with a request refuses a plan of another school or term."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import solver
from api.files.plan.bundle import PlanBundle
from api.files.plan.writer import plan_bytes
from api.services.loading import choose_policy, load_request
from solver import Plan
from tests.cli.conftest import Run

COMMANDS: dict[str, Sequence[str]] = {
    "check": ("check", "PLAN", "--request", "REQUEST"),
    "check in any order": ("check", "REQUEST", "PLAN"),
    "diff before": ("diff", "PLAN", "OURS", "--request", "REQUEST"),
    "diff after": ("diff", "OURS", "PLAN", "--request", "REQUEST"),
    "export": ("export", "menu", "PLAN", "--request", "REQUEST", "-o", "FRESH"),
    "ledgers": ("ledgers", "PLAN", "--request", "REQUEST", "-o", "FRESH"),
    "replan": ("replan", "REQUEST", "PLAN", "-o", "FRESH"),
    "solve": ("solve", "REQUEST", "--from", "PLAN", "-o", "FRESH"),
}


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
@pytest.mark.parametrize(("school", "term"), [("榆树小学", None), (None, "2027年春季学期"), ("榆树小学", "2027年春季学期")])
def test_refused_by_both_names(
    run: Run, samples: Path, tmp_path: Path, suffix: str, school: str | None, term: str | None
) -> None:
    """The request is of another school, of another term, of both."""
    request = load_request(samples / "tiny.json")
    policy = choose_policy(request)
    report = solver.check_plan(request.problem, policy, Plan())
    plan, ours, other, fresh = tmp_path / f"plan{suffix}", tmp_path / "ours.json", tmp_path / "other.json", tmp_path / "fresh.json"
    plan.write_bytes(plan_bytes(PlanBundle(request.problem, policy, Plan(), report), suffix))
    document = json.loads((samples / "tiny.json").read_text(encoding="utf-8"))
    names = (request.problem.school, request.problem.term.name)
    document["problem"]["school"] = school or names[0]
    document["problem"]["term"]["name"] = term or names[1]
    other.write_text(json.dumps(document), encoding="utf-8")
    made = json.loads(plan_bytes(PlanBundle(request.problem, policy, Plan(), report), ".json"))
    ours.write_text(json.dumps(made | {"school": document["problem"]["school"], "term": document["problem"]["term"]["name"]}))
    places = {"PLAN": plan, "OURS": ours, "REQUEST": other, "FRESH": fresh}
    for words in COMMANDS.values():
        ran = run(*(places.get(word, word) for word in words))
        assert ran.exit_code == 2, ran.output
        for was, now in ((names[0], school), (names[1], term)):
            assert now is None or (was in ran.stderr and now in ran.stderr)
        assert str(plan) in ran.stderr
        assert not fresh.exists()
