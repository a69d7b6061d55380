"""The kind `solve`, run here and now."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from api.jobs.execution import Execution
from api.jobs.kinds import solve as solve_kind
from api.jobs.kinds.solve import SOLVE, solve
from api.jobs.task import JobTask
from api.mapping.request import request_from_doc
from api.services.loading import choose_policy
from api.services.plan_store import plan_of_term
from api.services.solving import Outcome, SolveRequest
from api.storage.jobs import CANCELLED, DONE, FAILED, REFUSED, Job
from api.storage.packed import pack, unpack
from api.storage.tables import terms
from solver import check_plan, load_plan
from tests.service.office import Office

QUICK = {"seconds": 20.0, "effort": 0.5}
Change = Callable[[Any], None]


def carry_out(office: Office, params: Mapping[str, Any] = QUICK, before: Callable[[str], None] = lambda _: None) -> Job:
    """Submit and run a solve to its end."""
    job_id = office.submit("solve", params)
    before(job_id)
    office.execution(office.claim(job_id), solve, max_attempts=2).run()
    return office.job(job_id)


def resubmit(office: Office, change: Change) -> None:
    """Another request in the same term."""
    with office.database.write() as connection:
        body = connection.execute(terms.select().where(terms.c.id == office.term)).mappings().one()["body"]
        document = unpack(body)
        change(document)
        connection.execute(update(terms).where(terms.c.id == office.term).values(body=pack(document)))


def test_a_valid_plan_is_kept(office: Office, tiny: bytes) -> None:
    job = carry_out(office)
    assert (job.state, job.reason) == (DONE, None)
    assert job.result is not None
    assert (job.result["valid"], job.result["status"] in ("valid", "optimal")) == (True, True)
    [(plan_id, valid, body)] = office.plans(job.id)
    assert (plan_id, valid) == (job.result["plan"], True)
    request = request_from_doc(json.loads(tiny))
    assert not check_plan(request.problem, choose_policy(request), load_plan(unpack(body))).violations
    assert job.first_plan_at is not None
    assert {"start", "progress", "end"} == set(office.told(job.id))


def test_the_impossible_is_refused_with_reasons(office: Office) -> None:
    def nobody_works(document: Any) -> None:
        for person in document["problem"]["staff"]:
            person["takes_part"] = False

    resubmit(office, nobody_works)
    job = carry_out(office)
    assert (job.state, (job.reason or {})["code"]) == (REFUSED, "infeasible")
    assert (job.reason or {})["reasons"]
    assert office.plans(job.id) == []


def test_overrides_are_laid_over_the_requests_own(office: Office) -> None:
    job = carry_out(office, {**QUICK, "overrides": {"Z99": {"level": "off"}}})
    assert (job.state, (job.reason or {})["code"]) == (FAILED, "bad-input")
    assert (job.reason or {})["errors"]


def test_an_erased_term_is_a_reason(office: Office) -> None:
    def erase(_job_id: str) -> None:
        with office.database.write() as connection:
            connection.execute(update(terms).values(body=None))

    job = carry_out(office, before=erase)
    assert (job.state, (job.reason or {})["code"]) == (FAILED, "erased")


def test_a_search_begins_at_the_plan_it_is_given(office: Office) -> None:
    first = carry_out(office)
    plan_id = (first.result or {})["plan"]
    again = carry_out(office, {**QUICK, "effort": 0.01, "start": plan_id})
    assert again.state == DONE
    assert values(office, again)[0] <= values(office, first)[-1]
    missing = carry_out(office, {**QUICK, "start": "nowhere"})
    assert (missing.state, (missing.reason or {})["code"]) == (FAILED, "no-start")


def values(office: Office, job: Job) -> list[list[int]]:
    """What a job told of its plans, one after the other."""
    return [[tier["value"] for tier in event.data["tiers"]] for event in office.events(job.id) if event.kind == "progress"]


def best_of_a_dead_attempt(office: Office, params: Mapping[str, Any]) -> str:
    """A job whose worker died with a plan found."""
    job_id = office.submit("solve", params)

    def dies(task: JobTask) -> Any:
        solve(task)
        raise SystemExit

    with pytest.raises(SystemExit):
        office.execution(office.claim(job_id), dies).run()
    return job_id


def test_a_search_goes_on_from_the_best_plan_of_a_dead_attempt(office: Office) -> None:
    job_id = best_of_a_dead_attempt(office, QUICK)
    dead = values(office, office.job(job_id))
    office.execution(office.claim(job_id), solve).run()
    told = values(office, office.job(job_id))
    assert told[len(dead)] <= dead[-1]
    assert office.job(job_id).state == DONE
    start = [event for event in office.events(job_id) if event.kind == "start"][-1]
    assert [tier["value"] for tier in start.data["from"]["tiers"]] == dead[-1]


@pytest.mark.parametrize(
    ("change", "attempts", "state"),
    [({"cancel_at": 1}, 2, CANCELLED), ({"deadline_at": 1}, 2, DONE), ({}, 4, DONE)],
)
def test_the_best_plan_of_a_dead_attempt_is_kept_whatever_comes(
    office: Office, change: dict[str, Any], attempts: int, state: str
) -> None:
    job_id = best_of_a_dead_attempt(office, QUICK)
    if change:
        office.change(job_id, change)
    while office.job(job_id).attempt < attempts - 1:
        office.claim(job_id)
    execution: Execution = office.execution(office.claim(job_id), solve, max_attempts=3)
    execution.run()
    job = office.job(job_id)
    assert job.state == state
    [(plan_id, valid, _)] = office.plans(job_id)
    assert (plan_id, valid) == ((job.result or {})["plan"], True)


def test_without_a_valid_plan_in_time_the_best_incomplete_one_is_kept(office: Office, root: Path) -> None:
    village = json.loads((root / "instances/samples/village.json").read_bytes())
    village["policy"]["overrides"]["K03"]["numbers"]["pupils"] = 36
    resubmit(office, lambda document: (document.clear(), document.update(village)))
    job = carry_out(office, {"seconds": 20.0, "effort": 0.01})
    assert (job.state, (job.reason or {})["code"]) == (FAILED, "no-plan-in-time")
    [(plan_id, valid, _)] = office.plans(job.id)
    assert (plan_id, valid) == ((job.result or {})["plan"], False)


def test_a_plan_to_begin_from_is_one_of_the_term(office: Office) -> None:
    plan_id = (carry_out(office).result or {})["plan"]
    with office.database.read() as connection:
        assert plan_of_term(connection, plan_id, office.term) is not None
        assert plan_of_term(connection, plan_id, "another") is None


@pytest.mark.parametrize(("asked", "threads"), [({}, 2), ({"workers": 1}, 1), ({"workers": 64}, 2), ({"workers": 2, "effort": 0.5}, 1)])
def test_threads_are_those_of_the_service_at_most(
    office: Office, monkeypatch: pytest.MonkeyPatch, asked: dict[str, float], threads: int
) -> None:
    given: list[int] = []

    def searched(job: SolveRequest, *_: Any) -> Outcome:
        given.append(job.params.workers)
        return Outcome("stopped", job.params.seed)

    monkeypatch.setattr(solve_kind, "run", searched)
    carry_out(office, {"seconds": 5.0, **asked})
    assert given == [threads]


def test_what_a_caller_may_set_is_what_is_stored() -> None:
    params = SOLVE.params.model_validate({"seconds": 5, "seed": 3})
    assert params.model_dump(exclude_defaults=True) == {"seconds": 5.0, "seed": 3}
