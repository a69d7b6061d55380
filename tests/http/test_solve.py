"""``POST /v1/solve`` with real solving processes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.deps import HTML_TYPE, XLSX_TYPE
from api.files.example import example_problem
from api.main import create_app
from api.services.pool import SaturatedError, SolveDiedError, SolvePool
from api.services.solving import Job
from api.settings import Settings
from solver import Params, load_policy
from tests.http.conftest import JSON, assert_problem


@pytest.fixture(scope="module")
def service() -> Iterator[TestClient]:
    """One service for the module: its solving process takes a second to start."""
    with TestClient(create_app(Settings(max_seconds=1.5, solve_workers=1))) as found:
        yield found


def test_solved_plan_passes_the_check(service: TestClient, tiny: bytes) -> None:
    answer = service.post("/v1/solve?seconds=600&seed=3", content=tiny, headers=JSON)
    assert answer.status_code == 200, answer.text
    document = answer.json()
    report = document.pop("report")
    assert report["status"] in ("optimal", "valid")
    assert answer.headers["afterbell-status"] == report["status"]
    assert report["seed"] == 3
    assert report["seconds"]["total"] < 60
    checked = service.post("/v1/check", json={"request": json.loads(tiny), "plan": document}).json()
    assert checked["valid"]
    assert checked["tiers"] == [{key: tier[key] for key in ("name", "value", "scale")} for tier in report["tiers"]]


def test_effort_makes_an_answer_repeatable(tiny: bytes) -> None:
    with TestClient(create_app(Settings(max_seconds=120.0, solve_workers=2))) as patient:
        answers = [
            patient.post("/v1/solve?effort=0.3&seconds=120&seed=7", content=tiny, headers=JSON).json() for _ in range(2)
        ]
    assert answers[0]["plan"] == answers[1]["plan"]
    assert answers[0]["report"]["seed"] == 7


@pytest.mark.parametrize(("accept", "beginning"), [(XLSX_TYPE, b"PK"), (HTML_TYPE, b"<!")])
def test_other_formats(service: TestClient, tiny: bytes, accept: str, beginning: bytes) -> None:
    answer = service.post("/v1/solve?seconds=1", content=tiny, headers={**JSON, "accept": f"{accept}, text/csv;q=0.5"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(accept)
    assert answer.content.startswith(beginning)


def test_infeasible_has_reasons(service: TestClient, samples: Path) -> None:
    body = (samples / "village-unmerged.json").read_bytes()
    document = assert_problem(service.post("/v1/solve", content=body, headers=JSON), 422, "infeasible")
    assert document["reasons"]
    assert document["report"]["status"] == "infeasible"


def job() -> Job:
    return Job(example_problem(), load_policy("national"), Params(seconds=30.0, workers=1))


async def _stays() -> bool:
    return False


async def _left() -> bool:
    return True


def test_full_pool_refuses_and_a_caller_who_leaves_frees_it() -> None:
    async def play() -> str:
        pool = SolvePool(1)
        try:
            first = asyncio.create_task(pool.run(job(), _left))
            await asyncio.sleep(0)
            with pytest.raises(SaturatedError):
                await pool.run(job(), _stays)
            return (await first).status
        finally:
            pool.close()

    assert asyncio.run(asyncio.wait_for(play(), 60)) in ("optimal", "valid", "stopped")


def test_saturated_service_says_when_to_come_again(
    monkeypatch: pytest.MonkeyPatch, client: TestClient, tiny: bytes
) -> None:
    async def full(*_: object) -> None:
        raise SaturatedError

    monkeypatch.setattr(SolvePool, "run", full)
    answer = client.post("/v1/solve", content=tiny, headers=JSON)
    assert_problem(answer, 503, "saturated")
    assert int(answer.headers["retry-after"]) > 0


def test_killed_process_is_replaced() -> None:
    async def play() -> str:
        pool = SolvePool(1)
        try:
            await pool.run(job(), _left)
            victim = next(iter(pool._executor._processes))
            task = asyncio.create_task(pool.run(job(), _stays))
            await asyncio.sleep(0.05)
            os.kill(victim, signal.SIGKILL)
            with pytest.raises(SolveDiedError):
                await task
            return (await pool.run(job(), _left)).status
        finally:
            pool.close()

    assert asyncio.run(asyncio.wait_for(play(), 60)) in ("optimal", "valid", "stopped")


def test_unforeseen_errors_tell_nothing_but_that(
    monkeypatch: pytest.MonkeyPatch, client: TestClient, tiny: bytes
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(SolvePool, "run", broken)
    answer = client.post("/v1/solve", content=tiny, headers=JSON)
    assert_problem(answer, 500, "internal")
    assert "secret" not in answer.text
