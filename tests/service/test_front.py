"""The bare address, and HEAD wherever GET is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import Settings
from tests.http.conftest import assert_problem
from tests.service.asking import CONDITION, QUERIES, filled
from tests.service.routes import every_route
from tests.service.rows import marked, plant
from tests.service.town import Town

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
OF_ITS_MOMENT = ("x-request-id", "content-length", "set-cookie", "location")
"""Headers that differ from one answer to the next."""


@pytest.fixture
def client(tmp_path: Path) -> Any:
    with TestClient(create_app(Settings(data_dir=tmp_path, contact="<b>教育局</b>"))) as found:
        yield found


def test_a_browser_is_sent_to_the_pages_and_a_program_gets_a_document(client: TestClient) -> None:
    sent = client.get("/", headers={"accept": BROWSER}, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, "/page")
    page = client.get("/", headers={"accept": BROWSER})
    assert (page.status_code, page.url.path) == (200, "/page/sign-in")
    assert "&lt;b&gt;教育局" in page.text
    for accept in ("*/*", "application/json"):
        document = client.get("/", headers={"accept": accept}).json()
        assert client.get(document["openapi"]).status_code == 200
        assert document["contact"] == "<b>教育局</b>"
    assert_problem(client.get("/", headers={"accept": "image/png"}), 406, "not-acceptable")


def test_head_is_where_get_is_with_its_headers_and_without_a_body(town: Town, tiny: bytes) -> None:
    """Of every route, also of events that go on: they end at once."""
    rows = plant(town.database, marked(tiny))
    for route in every_route():
        if route.method != "GET":
            continue
        query = QUERIES.get(route.name, lambda _rows: {})(rows)
        path = filled(route, rows) + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")
        got, headed = (town.ask("bureau", method, path, **CONDITION) for method in ("GET", "HEAD"))
        assert headed.status_code == got.status_code, path
        assert headed.content == b"", path
        assert _steady(headed) == _steady(got), path
    going_on = town.ask("bureau", "HEAD", f"/v1/jobs/{rows.running}/events")
    assert (going_on.status_code, going_on.content) == (200, b"")
    assert going_on.headers["content-type"].startswith("text/event-stream")


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/v1/logout", 405), ("/v1/keys", 401)])
def test_head_is_refused_where_get_is(client: TestClient, path: str, status: int) -> None:
    answer = client.head(path)
    assert (answer.status_code, answer.content) == (status, b"")


def _steady(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in OF_ITS_MOMENT}
