"""``POST /v1/jobs``: one route for every kind of job, as the routes of single kinds do it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from sqlalchemy import select

from api.access.role import RIGHTS, Right, Role
from api.jobs.registry import KINDS
from api.main import create_app
from api.settings import Settings
from api.storage.jobs import known_job
from api.storage.tables import audit
from tests.http.conftest import assert_problem
from tests.service.asking import SPECS
from tests.service.rows import Rows, marked, plant
from tests.service.town import Town

SUBMITTED = {name: kind.submission for name, kind in KINDS.items() if kind.submission is not None}
ALONE = {
    "solve": lambda rows: f"/v1/terms/{rows.term}/jobs",
    "replan": lambda rows: f"/v1/plans/{rows.plan}/jobs",
    "batch": lambda _rows: "/v1/batches",
}
"""Kind -> the route that takes jobs of this kind alone, of those that have one."""
OF_ITS_PATH = {"solve": ("term",), "replan": ("plan",), "batch": ("kind",)}
"""Kind -> keys of its spec that a body of that route does not have."""


@pytest.fixture
def own(town: Town, tiny: bytes) -> Rows:
    """A school of the east, with a row of every kind."""
    return plant(town.database, marked(tiny), "east")


def ask(town: Town, who: str | None, body: Any, **more: str) -> Any:
    return town.ask(who, "POST", "/v1/jobs", body, **more)


def stored(town: Town, job_id: str) -> dict[str, Any]:
    """The job's row, without what every job has of its own."""
    with town.database.read() as connection:
        row = asdict(known_job(connection, job_id))
    return {key: value for key, value in row.items() if key not in ("id", "created_at", "deadline_at")}


def test_every_kind_has_a_submission_and_an_example() -> None:
    assert set(SUBMITTED) == set(SPECS)
    for name, submission in SUBMITTED.items():
        assert submission.spec.model_fields["kind"].annotation.__args__ == (name,)  # type: ignore[union-attr] # Literal[name]
        for role in Role:
            assert submission.right not in RIGHTS[role] or Right.PLAN in RIGHTS[role], "the route asks for PLAN of everybody"


@pytest.mark.parametrize("kind", list(ALONE))
def test_a_job_is_the_same_by_either_route(town: Town, own: Rows, kind: str) -> None:
    spec = SPECS[kind](own)
    answer = ask(town, "east", spec)
    assert answer.status_code == 202, answer.text
    assert answer.json()["kind"] == kind
    assert answer.headers["location"] == f"/v1/jobs/{answer.json()['id']}"
    alone = {key: value for key, value in spec.items() if key not in OF_ITS_PATH[kind]}
    before = town.ask("east", "POST", ALONE[kind](own), alone)
    assert before.status_code == 202, before.text
    assert stored(town, answer.json()["id"]) == stored(town, before.json()["id"])


@pytest.mark.parametrize("kind", list(SPECS))
def test_a_repeated_request_makes_one_job_and_one_audit_entry(town: Town, own: Rows, kind: str) -> None:
    first, again = (ask(town, "east", SPECS[kind](own), **{"idempotency-key": "k1"}).json()["id"] for _ in range(2))
    assert first == again
    with town.database.read() as connection:
        found = connection.execute(select(audit.c.who).where(audit.c.action == f"start-{kind}")).scalars().all()
    assert len(found) == 1


@pytest.mark.parametrize("kind", list(SPECS))
def test_foreign_ids_are_not_found_and_other_roles_refused(town: Town, own: Rows, tiny: bytes, kind: str) -> None:
    foreign = plant(town.database, marked(tiny))
    assert_problem(ask(town, "east", SPECS[kind](foreign)), 404, "not-found")
    assert_problem(ask(town, "reader", SPECS[kind](own)), 403, "forbidden")
    assert_problem(ask(town, None, SPECS[kind](own)), 401, "unauthenticated")
    assert ask(town, "planner", SPECS[kind](own)).status_code == (403 if kind == "batch" else 404)


@pytest.mark.parametrize("kind", list(SPECS))
def test_limits_hold_and_faults_name_the_place_in_the_body(town: Town, own: Rows, kind: str) -> None:
    for key, value, place in (("seconds", 1e6, "seconds"), ("seconds", -1, "body.seconds"), ("speed", 1, "body.speed")):
        (fault,) = assert_problem(ask(town, "east", {**SPECS[kind](own), key: value}), 422, "bad-input")["errors"]
        assert fault["where"].endswith(place)


def test_an_unknown_kind_is_told_the_known_ones(town: Town, own: Rows) -> None:
    (fault,) = ask(town, "east", {"kind": "slove", "term": own.term}).json()["errors"]
    assert (fault["where"], fault["value"]) == ("body.kind", "slove")
    assert all(kind in fault["zh"] for kind in SPECS)
    (fault,) = ask(town, "east", {"term": own.term}).json()["errors"]
    assert (fault["where"], fault["zh"]) == ("body.kind", "缺少必填项")


def test_the_description_discriminates_by_kind() -> None:
    content = create_app(Settings()).openapi()["paths"]["/v1/jobs"]["post"]["requestBody"]["content"]
    described = content["application/json"]["schema"]
    assert described["discriminator"]["propertyName"] == "kind"
    assert set(described["discriminator"]["mapping"]) == set(SPECS)
    assert len(described["oneOf"]) == len(SPECS)
