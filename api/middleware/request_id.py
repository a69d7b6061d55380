"""Request ids: in the response header, in the logs, and in the audit log."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.storage.ids import new_id

HEADER = "X-Request-Id"
_GOOD = re.compile(rb"[A-Za-z0-9._-]{8,64}")


class RequestId:
    """Take over the id that a proxy set, if it is well-formed, or create one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == HEADER.lower().encode()), b"")
        request_id = given.decode() if _GOOD.fullmatch(given) else new_id()
        scope.setdefault("state", {})["request_id"] = request_id

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        await self._app(scope, receive, named)
