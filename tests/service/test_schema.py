"""The service keeps to its OpenAPI document: requests made from it (and against it) by schemathesis, as bureau and planner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi import checks

from api.deps import XLSX_TYPE
from api.main import create_app
from api.settings import Settings
from api.storage.database import Database
from tests.service.asking import values
from tests.service.routes import Found, guarded_routes
from tests.service.rows import Rows, marked, plant
from tests.service.town import Town, settle

EXAMPLES = 5
"""Requests of each operation as the document allows, and as many as it does not."""
PEOPLE = ("bureau", "planner")
NOT_READY = 503
"""A route may say that it is not ready: no worker lives here."""
CHECKS: list[Any] = [
    checks.status_code_conformance, checks.content_type_conformance, checks.response_headers_conformance,
    checks.response_schema_conformance, checks.negative_data_rejection, checks.ignored_auth,
]  # fmt: skip


@schemathesis.serializer(XLSX_TYPE)
def _as_bytes(_context: Any, value: Any) -> Any:
    """Bodies of workbooks are bytes, whatever they say."""
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


def no_mistake_of_ours(_context: Any, response: Any, _case: Case) -> None:
    assert response.status_code < 500 or response.status_code == NOT_READY, response.text


@pytest.fixture
def patient(database: Database) -> Iterator[Town]:
    """The town, with patience for any number of requests."""
    url = database.url.render_as_string(hide_password=False)
    patience = Settings(database_url=url, requests_per_minute=0, anonymous_per_minute=0)
    with TestClient(create_app(patience), raise_server_exceptions=False) as client:
        yield settle(client, database)


@pytest.mark.slow
def test_the_service_is_what_its_document_says(patient: Town, tiny: bytes) -> None:
    load_all_checks()
    rows = plant(patient.database, marked(tiny), "east")
    schema = schemathesis.openapi.from_asgi("/openapi.json", _running(patient.client.app))
    routes = {route.name: route for route in guarded_routes()}
    found = []
    for result in schema.get_all_operations():
        operation = result.ok()
        route = routes.get(f"{operation.method.upper()} {operation.path}")
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                _ask_often(operation, mode, [patient.headers(who) for who in PEOPLE], route, rows)
            except Unsatisfiable:
                assert mode is GenerationMode.NEGATIVE, operation.path  # nothing about it can be wrong
            except Exception as error:  # noqa: BLE001 - every operation's failures in one report
                found.append(f"{operation.method} {operation.path} {mode}: {error}"[:2_000])
    assert not found, "\n\n".join(found)


def _running(app: Any) -> Any:
    """The application without its beginning and end: it runs already, on connections that would be lost."""

    async def asked(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        while True:
            kind = (await receive())["type"]
            await send({"type": f"{kind}.complete"})
            if kind == "lifespan.shutdown":
                return

    return asked


def _ask_often(operation: Any, mode: GenerationMode, people: list[dict[str, str]], route: Found | None, rows: Rows) -> None:
    """Each request by everybody in turn: to draw one takes longer than to answer it."""

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode), real=st.booleans())
    def ask(case: Case, real: bool) -> None:
        # Of a parameter that is given more than once the last counts: no mistake of the caller that HTTP would have us refuse.
        assume(mode is GenerationMode.POSITIVE or not any(isinstance(value, list) for value in (case.query or {}).values()))
        if real and route is not None and case.path_parameters:
            case.path_parameters = values(route, rows)
        for headers in people:
            response = case.call(headers=headers)
            case.validate_response(response, checks=[no_mistake_of_ours, *CHECKS], headers=headers)

    ask()
