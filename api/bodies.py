"""Request bodies: received within limits of size and time, then read outside of the event loop."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from api.errors import SLOW, TOO_LARGE, ApiError


async def receive_body(request: Request, most: int, seconds: float) -> bytes:
    """Receive the whole body, of at most ``most`` bytes, within ``seconds`` seconds.

    Raises 413 as soon as it is known to be larger (by its header, or by the bytes received), 408, ClientDisconnect.
    """
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and (len(announced) > 18 or int(announced) > most):
        raise _too_large(most)
    found = bytearray()
    try:
        async with asyncio.timeout(seconds):
            while True:
                message = await request.receive()
                if message["type"] == "http.disconnect":
                    raise ClientDisconnect
                found += message.get("body", b"")
                if len(found) > most:
                    raise _too_large(most)
                if not message.get("more_body", False):
                    return bytes(found)
    except TimeoutError:
        raise ApiError(SLOW, f"{seconds:g} 秒内没有传完 / it had not arrived after {seconds:g} seconds") from None


class ReceivedRequest(Request):
    """Request whose body has been received. document: its JSON, where the route takes JSON."""

    def __init__(self, scope: Scope, receive: Receive, content: bytes, document: object = None) -> None:
        super().__init__(scope, receive)
        self._content = content
        self._document = document

    async def body(self) -> bytes:
        return self._content

    async def json(self) -> Any:
        return self._document


def _too_large(most: int) -> ApiError:
    return ApiError(TOO_LARGE, f"上限 {most} 字节 / at most {most} bytes")
