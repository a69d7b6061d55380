"""Rejection of addresses with a NUL character, which PostgreSQL cannot store."""

from __future__ import annotations

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import NOT_JSON, ApiError, answer


class NulRejection:
    """Answer 400 to requests with a NUL in path or query, escaped or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and ("\x00" in scope["path"] or b"%00" in scope["query_string"] or b"\x00" in scope["query_string"]):
            refusal = answer(Request(scope), ApiError(NOT_JSON, "地址中有不可用的字符 / the address holds a character that cannot be"))
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)
