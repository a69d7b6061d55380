"""What becomes of a search's word once the independent checker has spoken, with the search itself replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

import solver
from api.files.request.example import example_problem
from api.services.reporting import report_document
from api.services.solving import SECONDS_KEYS, STATUSES, SolveRequest, run
from solver import Params, Plan, Reason, Result, TierResult, load_policy

KEYS = [
    "status", "seconds", "first_plan_seconds", "tiers", "gap", "limits", "violations", "seated", "applicants", "posts",
    "posts_filled", "wishes", "care", "money", "peak_memory_mb", "seed", "workers", "effort_limit", "seconds_limit",
    "gap_limit", "effort", "ended", "from_plan", "version", "plan_sha256", "search_params", "repeatable", "reasons", "warnings",
]  # fmt: skip
Search = Callable[[Result], None]


@pytest.fixture
def job() -> SolveRequest:
    return SolveRequest(example_problem(), load_policy("national"), Params(seconds=5.0, seed=7), load_seconds=0.25)


@pytest.fixture
def search_says(monkeypatch: pytest.MonkeyPatch) -> Search:
    """Replace precheck and search: nothing is impossible, and the search answers as told."""

    def install(result: Result) -> None:
        monkeypatch.setitem(solver.__dict__, "precheck", lambda _problem, _policy: ())
        monkeypatch.setitem(solver.__dict__, "solve", lambda *_: result)

    return install


def test_broken_plan_is_never_called_valid(job: SolveRequest, search_says: Search) -> None:
    claimed = (TierResult("seated", 0, 0, 1), TierResult("coverage", 0, 0, 1))
    search_says(Result("optimal", Plan(), claimed, first_plan_seconds=0.5, seconds={"search": 1.0}, seed=7))
    outcome = run(job)
    assert outcome.status == "violations"
    assert not outcome.valid
    document = report_document(outcome)
    assert list(document) == KEYS
    assert document["violations"]
    assert {violation["rule"] for violation in document["violations"]} >= {"K00"}


def test_values_are_the_checkers_and_bounds_the_searchs(job: SolveRequest, search_says: Search) -> None:
    search_says(Result("stopped", Plan(), (TierResult("seated", 0, 0, 1),), seed=7))
    outcome = run(job)
    seated = outcome.tiers[0]
    assert (seated.name, seated.bound) == ("seated", 0)
    assert seated.value == seated.scale > 1
    assert outcome.result is not None
    assert outcome.result.tiers == outcome.tiers
    assert [tier.name for tier in outcome.tiers] == [tier.name for tier in job.policy.tiers]
    assert outcome.gap is None


def test_no_plan_gives_nulls_and_reasons(job: SolveRequest, search_says: Search) -> None:
    search_says(Result("infeasible", None, (), (Reason("D10", "不够", "not enough", "3", "2"),), seed=7))
    document = report_document(run(job))
    assert list(document) == KEYS
    assert document["status"] == "infeasible"
    assert document["reasons"] == [{"rule": "D10", "zh": "不够", "en": "not enough", "measured": "3", "limit": "2", "subjects": []}]
    for key in ("gap", "seated", "applicants", "posts", "posts_filled", "wishes", "care", "money", "first_plan_seconds"):
        assert document[key] is None
    assert document["tiers"] == document["violations"] == []
    assert list(document["seconds"]) == list(SECONDS_KEYS)
    assert document["seconds"]["load"] == pytest.approx(0.25)
    assert document["seed"] == 7
    assert document["status"] in STATUSES


def test_precheck_spares_the_search(job: SolveRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> Result:
        raise AssertionError("searched a problem that was refused")

    reason = Reason("K03", "不可能", "impossible")
    monkeypatch.setitem(solver.__dict__, "precheck", lambda _problem, _policy: (reason,))
    monkeypatch.setitem(solver.__dict__, "solve", never)
    outcome = run(job)
    assert (outcome.status, outcome.reasons, outcome.plan) == ("infeasible", (reason,), None)


def test_plan_missing_from_a_success_is_no_success(job: SolveRequest, search_says: Search) -> None:
    search_says(Result("valid", None, (), seed=7))
    assert run(job).status == "stopped"


def test_silent_checker_makes_a_stopped_plan_valid(
    job: SolveRequest, search_says: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = solver.check_plan(job.problem, job.policy, Plan())
    monkeypatch.setitem(solver.__dict__, "check_plan", lambda *_: replace(report, violations=()))
    search_says(Result("stopped", Plan(), (), seed=7))
    outcome = run(job)
    assert outcome.status == "valid"
    assert outcome.valid


def test_what_precheck_warns_of_is_told_of_every_outcome(job: SolveRequest, search_says: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    warning = Reason("B07", "课程开不了", "it cannot open", "3", "12")
    monkeypatch.setitem(solver.__dict__, "precheck_warnings", lambda _problem, _policy: (warning,))
    told = [{"rule": "B07", "zh": "课程开不了", "en": "it cannot open", "measured": "3", "limit": "12", "subjects": []}]
    for result in (Result("valid", Plan(), ()), Result("stopped", None, ()), Result("infeasible", None, ())):
        search_says(result)
        assert report_document(run(job))["warnings"] == told
    monkeypatch.setitem(solver.__dict__, "precheck", lambda _problem, _policy: (Reason("D10", "不够", "not enough"),))
    assert report_document(run(job))["warnings"] == told
