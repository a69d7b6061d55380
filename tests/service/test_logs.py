"""The log says what happened, and nothing about whom."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from api.logs import formatter
from tests.service.town import Town

TERMS = "/v1/schools/elm/terms"
MARK = "kid7q"
"""Begins every pupil's id here; nothing else in the program says it."""


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture) -> Iterator[io.StringIO]:
    """Everything that is logged at any level, as JSON lines."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(plain=False))
    handler.addFilter(lambda record: not record.name.startswith("httpx2"))  # of the test's own client, as it asks
    root = logging.getLogger()
    root.addHandler(handler)
    with caplog.at_level(logging.DEBUG):
        yield stream
    root.removeHandler(handler)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def marked(tiny: bytes) -> dict[str, Any]:
    """The tiny school, its pupils' ids recognisable."""
    document: dict[str, Any] = json.loads(tiny)
    for number, pupil in enumerate(document["problem"]["pupils"]):
        pupil["id"] = f"{MARK}{number}"
    document["problem"].pop("siblings", None)
    return document


def test_a_line_a_request_with_route_and_status_and_who(town: Town, written: io.StringIO) -> None:
    asked = town.ask("planner", "GET", "/v1/schools/elm?colour=green", **{"x-request-id": "proxy-1234"})
    assert asked.status_code == 200
    (line,) = [entry for entry in lines(written) if entry["event"] == "answered"]
    me = town.ask("planner", "GET", "/v1/me").json()["who"]
    assert {"request": "proxy-1234", "method": "GET", "route": "/v1/schools/{school}", "status": 200, "who": me}.items() <= line.items()
    assert line["ms"] > 0
    assert "elm" not in json.dumps(line)
    assert "green" not in json.dumps(line)


def test_no_pupil_and_no_secret_is_ever_logged(town: Town, tiny: bytes, written: io.StringIO) -> None:
    document = marked(tiny)
    kept = town.ask("planner", "POST", TERMS, document)
    assert kept.status_code == 201, kept.text
    at = kept.headers["location"]
    assert MARK in town.ask("planner", "GET", f"{at}/request").text
    bad = json.loads(json.dumps(document))
    bad["problem"]["pupils"][0]["home_class"] = f"{MARK}-nowhere"
    refused = town.ask("planner", "POST", TERMS, bad)
    assert refused.status_code == 422
    assert MARK in refused.text
    town.ask("planner", "GET", f"/v1/terms/{MARK}0?{MARK}=1")
    town.ask("planner", "GET", f"/{MARK}", **{"user-agent": MARK, "referer": f"http://x/{MARK}"})
    town.client.request("GET", "/v1/me", headers={"authorization": f"Bearer abk_{MARK}"})
    town.client.request("GET", "/v1/me", headers={"authorization": f"Bearer {MARK}"})
    town.ask("planner", "POST", TERMS, content=f'{{"{MARK}'.encode())
    told = [entry for entry in lines(written) if entry["event"] == "answered"]
    assert [entry["status"] for entry in told] == [201, 200, 422, 404, 404, 401, 401, 422]
    assert MARK not in written.getvalue()
    assert not [secret for secret in town.keys.values() if secret in written.getvalue()]


def test_an_error_is_told_by_kind_and_place_and_not_in_its_words(
    town: Town, tiny: bytes, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        try:
            raise KeyError(f"{MARK}5")
        except KeyError as error:
            raise ValueError(f"{MARK}6") from error

    monkeypatch.setattr("api.routers.terms.keep_term", stumble)
    assert town.ask("planner", "POST", TERMS, content=tiny).status_code == 500
    try:
        stumble()
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    answered, error = lines(written)[-2:]
    assert (answered["status"], answered["level"]) == (500, "error")
    assert error["error"] == "ValueError < KeyError"
    assert any("test_logs.py" in place and place.endswith("stumble") for place in error["places"])
    assert MARK not in written.getvalue()


def test_statements_are_told_without_what_they_were_given(town: Town, written: io.StringIO) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    from api.storage.terms import add_term

    with pytest.raises(SQLAlchemyError) as caught, town.database.write() as connection:
        add_term(connection, "t", f"{MARK}-school", f"{MARK}-name", "0", b"", 1, 1, "nobody")
    assert f"{MARK}-name" not in str(caught.value)


def test_lines_for_a_terminal_are_words() -> None:
    record = logging.LogRecord("api", logging.INFO, __file__, 1, "%s is up", ("it",), None)
    text = formatter(plain=True).format(record)
    assert "it is up" in text
    assert not text.startswith("{")


def test_machines_that_ask_again_and_again_are_not_in_the_way(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        town.client.get("/healthz")
        town.client.get("/readyz/solving")
        town.client.get("/v1/policies")
    told = [record for record in caplog.records if record.getMessage() == "answered"]
    assert [(record.route, record.status) for record in told] == [("/readyz/solving", 503), ("/v1/policies", 200)]  # type: ignore[attr-defined]
