"""When causes are looked for: before a search where something hints at them, beside it once, after it when it found nothing."""

from __future__ import annotations

import pytest

import solver
from api.files.request.example import example_problem
from api.services.refusing import RefusalBesideSearch, refused_before
from api.services.solving import SolveRequest, run
from solver import Conflict, Fact, Infeasibility, Params, Plan, Progress, Reason, Result, load_policy

CAUSE = Conflict((Fact("D10", "不够", "not enough"),), "lp", irreducible=True, zh="不够", en="not enough")
PROVEN = Infeasibility((CAUSE,), complete=True)
SILENT = Infeasibility((), complete=True)


@pytest.fixture
def job() -> SolveRequest:
    return SolveRequest(example_problem(), load_policy("national"), Params(seconds=None, effort=1.0, seed=7))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each time that causes were asked for, whether clubs were looked at; a conflict is proven only with them."""
    found: list[bool] = []

    def causes(_problem: object, _policy: object, seconds: float | None = None, *, clubs: bool = True) -> Infeasibility:
        assert seconds is None  # effort limits the search, so that the answer must be repeatable
        found.append(clubs)
        return PROVEN if clubs else SILENT

    monkeypatch.setitem(solver.__dict__, "causes", causes)
    return found


def test_nothing_but_counting_before_a_search_that_nothing_speaks_against(job: SolveRequest, asked: list[bool]) -> None:
    assert refused_before(job.problem, job.policy) == ()
    assert asked == []


def test_causes_end_a_search_that_begins_with_an_incomplete_plan(job: SolveRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(solver.__dict__, "causes", lambda *_, clubs: PROVEN)
    told: list[Progress] = []
    beside = RefusalBesideSearch(job.problem, job.policy, job.params, told.append, None)
    assert not beside.over()
    for event in (Progress("bounds", 0.1), Progress("construct", 0.2, plan=Plan())):
        beside.progress(event)
    assert beside.over()
    assert beside.reasons == PROVEN.reasons
    assert [event.stage for event in told] == ["bounds", "construct"]


def test_a_complete_first_plan_is_not_doubted(job: SolveRequest, asked: list[bool]) -> None:
    beside = RefusalBesideSearch(job.problem, job.policy, job.params, None, None)
    beside.progress(Progress("construct", 0.2, note="first complete valid plan after 0.20 s", plan=Plan()))
    beside.progress(Progress("lns", 0.3, plan=Plan()))
    assert asked == []
    assert not beside.over()


@pytest.mark.parametrize("status", ["stopped", "infeasible"])
def test_causes_are_told_instead_of_symptoms_after_a_search_in_vain(
    job: SolveRequest, asked: list[bool], monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    symptom = Reason("B11", "没有座位", "no seat")
    monkeypatch.setitem(solver.__dict__, "solve", lambda *_: Result(status, None, (), (symptom,)))
    outcome = run(job)
    assert asked == [True]
    assert (outcome.status, outcome.plan, outcome.reasons) == ("infeasible", None, PROVEN.reasons)
    assert outcome.result is not None
    assert (outcome.result.status, outcome.result.ended) == ("infeasible", "infeasible")


def test_what_is_not_proven_stays_stopped(job: SolveRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(solver.__dict__, "causes", lambda *_, **__: SILENT)
    symptom = Reason("B11", "没有座位", "no seat")
    monkeypatch.setitem(solver.__dict__, "solve", lambda *_: Result("stopped", None, (), (symptom,)))
    outcome = run(job)
    assert (outcome.status, outcome.reasons) == ("stopped", (symptom,))


def test_a_cancelled_search_proves_nothing_more(job: SolveRequest, asked: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(solver.__dict__, "solve", lambda *_: Result("stopped", None, ()))
    assert run(job, cancelled=lambda: True).status == "stopped"
    assert asked == []
