"""Lingering close of connections whose response was sent before the request's body was received."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LINGER_SECONDS = 2.0
"""Seconds for which the rest of a body is received and discarded after an early answer: a caller that is cut off while it sends
never sees its answer. Raising it lets a slow caller hold its connection for longer."""
LINGER_BYTES = 32_000_000
"""Bytes that are discarded so, at most: three times the largest body that is accepted by default. Raising it costs the event loop about a
millisecond a megabyte."""


class UnreadBody:
    """After an early response (401, 404, 413, 429) receive and discard the rest of the body for a moment, then close; after 408
    at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not any(_announces(name, value) for name, value in scope["headers"]):
            await self._app(scope, receive, send)
            return
        read = late = False

        async def noted() -> Message:
            nonlocal read
            message = await receive()
            read = read or message["type"] != "http.request" or not message.get("more_body", False)
            return message

        async def closing(message: Message) -> None:
            nonlocal late
            if message["type"] == "http.response.start":
                late = message["status"] == HTTPStatus.REQUEST_TIMEOUT
            if read:
                await send(message)
            elif message["type"] == "http.response.start":
                await send({**message, "headers": [*message["headers"], (b"connection", b"close")]})
            elif late or message.get("more_body", False):
                await send(message)
            else:
                await send({**message, "more_body": True})
                await _thrown_away(noted)
                await send({"type": "http.response.body", "body": b""})

        await self._app(scope, noted, closing)


def _announces(name: bytes, value: bytes) -> bool:
    """Whether a header announces a body."""
    return name == b"transfer-encoding" or (name == b"content-length" and value != b"0")


async def _thrown_away(receive: Receive) -> None:
    left = LINGER_BYTES
    try:
        async with asyncio.timeout(LINGER_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
    except TimeoutError:
        return
