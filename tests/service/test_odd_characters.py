"""Characters that PostgreSQL, files or logs cannot hold: each route refuses them, wherever they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.service.asking import BODIES, CONDITION, QUERIES, filled
from tests.service.routes import guarded_routes
from tests.service.rows import marked, plant
from tests.service.town import Town

ODD = ("a%00b", "%ED%A0%80", "..%2F..", "x" * 3_000, "%0D%0A'")
ODD_TEXTS = ("a\x00b", "\x01", "\ud800", "x" * 100_000)


def with_odd_texts(document: Any) -> Iterator[Any]:
    """The document with each of its texts, in turn, replaced by odd ones; small parts of large documents alone."""
    if isinstance(document, str):
        yield from ODD_TEXTS
    elif isinstance(document, dict):
        for key, part in list(document.items())[:12]:
            yield from (document | {key: odd} for odd in with_odd_texts(part))
    elif isinstance(document, list) and document:
        yield from ([odd, *document[1:]] for odd in with_odd_texts(document[0]))


def test_in_addresses(town: Town, tiny: bytes) -> None:
    rows = plant(town.database, marked(tiny), "east")
    for route in guarded_routes():
        for odd in ODD:
            paths = [route.path.replace(f"{{{name}}}", odd).format(**dict.fromkeys(route.parameters, "x")) for name in route.parameters]
            names = ("after", "term", "parent", "state", "next", "on", "code", *QUERIES.get(route.name, lambda _rows: {})(rows))
            paths += [f"{filled(route, rows)}?{name}={odd}" for name in names] if route.method == "GET" else []
            for path in paths:
                if path.split("?")[0].endswith("/events") and route.path.endswith("/events") and "?" in path:
                    continue  # a stream without end; its query is nobody's
                answer = town.ask("bureau", route.method, path, {} if route.method != "GET" else None, **CONDITION)
                assert answer.status_code < 500 or answer.status_code == 503, f"{route.method} {path[:200]}: {answer.text[:300]}"


def test_in_bodies(town: Town, tiny: bytes) -> None:
    rows = plant(town.database, marked(tiny), "east")
    for route in guarded_routes():
        if route.name not in BODIES:
            continue
        for body in with_odd_texts(BODIES[route.name](rows, tiny)):
            # As escapes: half a character has no bytes of its own.
            content = json.dumps(body).encode()
            answer = town.ask("bureau", route.method, filled(route, rows), content=content, **CONDITION)
            assert answer.status_code < 500, f"{route.name} {content[:300]!r}: {answer.text[:300]}"


def test_in_headers(town: Town) -> None:
    for name in ("if-match", "if-none-match", "idempotency-key", "last-event-id", "accept", "x-request-id", "cookie", "origin"):
        for value in (b"", b"\x01", b"\xff\xfe", b"x" * 5_000, b'"', b"*", b'W/"1"', b"a=b; c", b"__Host-afterbell=\xff"):
            headers: Any = {**town.headers("bureau"), name: value}
            for method, path in (("GET", "/v1/schools"), ("POST", "/v1/districts"), ("POST", "/v1/logout")):
                assert town.client.request(method, path, headers=headers).status_code < 500, (name, value)
