"""HEAD for every GET route: same status and headers, no body (RFC 9110, 9.3.2)."""

from __future__ import annotations

from anyio import CancelScope
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadRequests:
    """Execute a HEAD as a GET and drop its body. An endless stream (without ``Content-Length``) is aborted at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        inner = {**scope, "method": "GET"}  # a copy: the server looks at its own to know that no body follows

        with CancelScope() as carrying_out:

            async def bodiless(message: Message) -> None:
                if message["type"] != "http.response.start":
                    return
                await send(message)
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                if not any(name.lower() == b"content-length" for name, _value in message["headers"]):
                    carrying_out.cancel()

            await self._app(inner, receive, bodiless)
        if "route" in inner:
            scope["route"] = inner["route"]  # for the log
