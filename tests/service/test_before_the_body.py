"""Who asks is looked at before a byte of what they send; bodies have limits of size and time by route."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.access.role import Right
from api.guarded_route import BROKEN_OFF, GuardedRoute
from api.main import create_app
from api.reading.readers import InProcessReader
from api.settings import Settings
from tests.service.asking import BODIES
from tests.service.routes import Found, guarded_routes
from tests.service.town import Town, settle

SENDING = [route for route in guarded_routes() if route.method not in ("GET", "DELETE")]
SMALL = 3_000
JSON_HEADERS = [(b"content-type", b"application/json"), (b"transfer-encoding", b"chunked")]
Message = dict[str, Any]


@pytest.fixture
def limited(tmp_path: Path, sqlite_template: Path) -> Iterator[Town]:
    """A service with a short patience and small limits."""
    url = f"sqlite:///{tmp_path / 'afterbell.db'}"
    (tmp_path / "afterbell.db").write_bytes(sqlite_template.read_bytes())
    settings = Settings(database_url=url, max_json_bytes=SMALL, max_body_bytes=10 * SMALL, body_seconds=0.05,
                        metrics_token=SecretStr("token"))  # fmt: skip
    app = create_app(settings, InProcessReader())
    with TestClient(app, raise_server_exceptions=False) as client:
        yield settle(client, app.state.database)


@dataclass
class Exchange:
    """One request by hand. ``pieces``: of its body, one for each time that the application asks; then ``after`` is awaited for
    the next message. ``early``: pieces that were asked for before the answer began."""

    pieces: list[bytes]
    after: Callable[[], Awaitable[Message]]
    early: int = 0
    sent: list[Message] = field(default_factory=list)

    async def receive(self) -> Message:
        self.early += not self.sent
        if self.pieces:
            return {"type": "http.request", "body": self.pieces.pop(0), "more_body": True}
        return await self.after()

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def document(self) -> Any:
        return json.loads(b"".join(message.get("body", b"") for message in self.sent))


async def gone() -> Message:
    return {"type": "http.disconnect"}


async def never() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


def exchange(
    town: Town,
    route: str,
    headers: list[tuple[bytes, bytes]],
    pieces: list[bytes],
    after: Callable[[], Awaitable[Message]] = gone,
) -> Exchange:
    """Ask a route, as ``POST /v1/keys``, with a body that comes in pieces."""
    method, path = route.split()
    path = path.replace("{", "").replace("}", "")
    made = Exchange(list(pieces), after)
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path, "query_string": b"",
        "raw_path": path.encode(), "root_path": "", "scheme": "http", "headers": headers, "client": ("127.0.0.1", 1),
        "server": ("testserver", 80), "state": {},
    }  # fmt: skip
    assert town.client.portal is not None
    town.client.portal.call(partial(town.client.app, scope, made.receive, made.send))  # type: ignore[call-arg] # of a partial
    return made


def key_of(town: Town, name: str) -> tuple[bytes, bytes]:
    return (b"authorization", f"Bearer {town.keys[name]}".encode())


def test_every_route_with_a_guard_looks_at_it_first() -> None:
    for context in iter_route_contexts(create_app(Settings()).routes):
        route = context.original_route
        if isinstance(route, APIRoute) and str(context.path).startswith("/v1"):
            assert isinstance(route, GuardedRoute), (
                f"{context.path}: give its router route_class=GuardedRoute or IdempotentRoute"
            )


@pytest.mark.parametrize("headers", [[], [(b"authorization", b"Bearer abk_none")]], ids=["nobody", "unknown key"])
def test_nobody_is_refused_before_a_byte_is_read(limited: Town, headers: list[tuple[bytes, bytes]]) -> None:
    asked = [route for route in SENDING if headers or route.right is not Right.OPEN]
    assert len(asked) >= len(BODIES)
    for route in asked:
        for body in (b"{", b"x" * 100_000):
            answer = exchange(limited, route.name, JSON_HEADERS + headers, [body] * 5)
            assert (route.name, answer.status, answer.early) == (route.name, 401, 0)
            assert (b"connection", b"close") in answer.sent[0]["headers"]


def test_a_caller_who_sends_more_than_is_accepted_still_sees_the_answer(limited: Town) -> None:
    """What it sends meanwhile is discarded: a connection that is closed before is reset, and the answer lost."""
    piece = b"x" * 1_000_000
    taken = 2 * Settings().max_body_bytes // len(piece)
    answer = exchange(limited, "POST /v1/keys", JSON_HEADERS, [piece] * taken)
    assert (answer.status, answer.early, answer.pieces) == (401, 0, [])
    endless = exchange(limited, "POST /v1/keys", JSON_HEADERS, [piece] * 100)
    assert endless.status == 401
    assert len(endless.pieces) > 50


def test_who_may_not_is_refused_before_a_byte_is_read(limited: Town) -> None:
    for route in SENDING:
        if route.right in (Right.OPEN, Right.TOOLS):
            continue
        answer = exchange(limited, route.name, [*JSON_HEADERS, key_of(limited, "reader")], [b"x" * 100_000] * 5)
        assert (route.name, answer.status, answer.early) == (route.name, 403, 0)


def test_who_asks_too_often_is_refused_before_a_byte_is_read(tmp_path: Path, sqlite_template: Path) -> None:
    (tmp_path / "afterbell.db").write_bytes(sqlite_template.read_bytes())
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path / 'afterbell.db'}", anonymous_per_minute=1))
    with TestClient(app, raise_server_exceptions=False) as client:
        town = Town(client, app.state.database, {})
        answers = [exchange(town, "POST /v1/check", JSON_HEADERS, [b"x"] * 5) for _ in range(2)]
    assert [(answer.status, answer.early) for answer in answers] == [(401, 0), (429, 0)]


def test_bodies_are_limited_by_route(limited: Town) -> None:
    """Announced or not; what takes whole schools takes more."""
    for route in SENDING:
        if route.name not in BODIES:
            continue
        large = _takes_schools(route)
        for pieces, headers in (
            ([b" " * 100] * 1_000, JSON_HEADERS),
            ([], [JSON_HEADERS[0], (b"content-length", b"9" * 12)]),
        ):
            answer = exchange(limited, route.name, [*headers, key_of(limited, "bureau")], pieces)
            assert (route.name, answer.status) == (route.name, 413)
            assert str(SMALL * (10 if large else 1)) in answer.document["detail"]
            assert answer.early <= (10 if large else 1) * SMALL // 100 + 1


def _takes_schools(route: Found) -> bool:
    tools = ("/v1/check", "/v1/precheck", "/v1/faults", "/v1/complete", "/v1/import", "/v1/export")
    return route.path.endswith(("/terms", "/names")) or route.path.startswith(tools)


@pytest.mark.parametrize("route", ["POST /v1/keys", "POST /v1/check"])
def test_a_body_that_does_not_come_is_given_up(limited: Town, route: str) -> None:
    answer = exchange(limited, route, [*JSON_HEADERS, key_of(limited, "bureau")], [b"{"], never)
    assert answer.status == 408
    assert answer.document["type"].endswith("request-timeout")
    assert (b"connection", b"close") in answer.sent[0]["headers"]


@pytest.mark.parametrize("route", ["POST /v1/keys", "POST /v1/check", "POST /v1/schools/elm/terms"])
def test_an_upload_that_breaks_off_is_no_mistake_of_the_program(
    limited: Town, route: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        exchange(limited, route, [*JSON_HEADERS, key_of(limited, "bureau")], [b"{"], gone)
    lines = [record for record in caplog.records if record.message == "answered"]
    assert [(record.status, record.levelno) for record in lines[-1:]] == [(BROKEN_OFF, logging.INFO)]  # type: ignore[attr-defined]
    assert not [record for record in caplog.records if record.exc_info]
    assert 'status="499"' in limited.client.get("/metrics", headers={"authorization": "Bearer token"}).text


def test_small_json_is_read_as_strictly_as_requests_are(limited: Town) -> None:
    for body in (b'{"id":"n","id":"m","name":"N"}', b'{"id":NaN}', b"[" * 2_000, b'{"id":"a\\u0000"}', b"{", b"\xff"):
        answer = limited.ask("bureau", "POST", "/v1/districts", content=body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["zh"]
