"""Route classes that authenticate and authorize before they read the body.

The framework reads and parses a body first and resolves dependencies, among them the guards, afterwards. Here the order is:
authentication (with the rate limit), authorization, the body within the route's limits, JSON parsing in a thread, and then the
framework's handler.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect

from api.access.guard import admit
from api.access.role import Right
from api.app_state import get_settings
from api.bodies import ReceivedRequest, receive_body
from api.deps import is_json, read_body
from api.errors import bad_input
from api.files.json_text import parse_json
from api.reading.turns import tenant_of
from api.state import get_turns

BROKEN_OFF = 499
"""Status code in log and metrics of requests whose caller disconnected before the body was received (499, as nginx has it)."""
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class GuardedRoute(APIRoute):
    """Class of every route with a guard. A route that takes bytes (``BodyDep``) takes documents and workbooks of whole schools,
    one with a declared model only small JSON."""

    def carried_out(self) -> Handler:
        """Handler of requests whose principal is known and whose body is received."""
        return super().get_route_handler()

    def get_route_handler(self) -> Handler:
        carry_out = self.carried_out()
        rights = tuple(rights_of(self.dependant))
        takes_bytes = _takes_bytes(self.dependant)
        takes_json = self.body_field is not None

        async def guarded(request: Request) -> Response:
            principal = await run_in_threadpool(admit, request, rights)
            if not takes_bytes and not takes_json:
                return await carry_out(request)
            settings = get_settings(request)
            try:
                if not takes_bytes:
                    content = await receive_body(request, min(settings.max_json_bytes, settings.max_body_bytes), settings.body_seconds)
                    document = await run_in_threadpool(_document, content) if content and is_json(request) else None
                    return await carry_out(ReceivedRequest(request.scope, request.receive, content, document))
                async with get_turns(request).turn(tenant_of(principal)):
                    content = await receive_body(request, settings.max_body_bytes, settings.body_seconds)
                    return await carry_out(ReceivedRequest(request.scope, request.receive, content))
            except ClientDisconnect:
                return Response(status_code=BROKEN_OFF)

        return guarded


def rights_of(dependant: Dependant) -> Iterator[Right]:
    """Rights that a route's guards require."""
    for below in dependant.dependencies:
        right = getattr(below.call, "right", None)
        if isinstance(right, Right):
            yield right
        yield from rights_of(below)


def _takes_bytes(dependant: Dependant) -> bool:
    return any(below.call is read_body or _takes_bytes(below) for below in dependant.dependencies)


def _document(content: bytes) -> object:
    """Parse a JSON body. Raises 422 with every fault."""
    document, faults = parse_json(content)
    if faults:
        raise bad_input(faults)
    return document
