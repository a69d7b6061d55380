"""Idempotency keys: a POST that is repeated after a broken connection is executed once.

A key belongs to its sender. A repeated request gets the stored response; another request with the same key is refused with 422,
one under way with 409. Created objects get an id derived from the key (:func:`creation_id`): if the service dies between
creation and response, the repeated request finds the object.
"""

from __future__ import annotations

import hashlib
import re
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access.authenticator import identify
from api.access.role import Role
from api.app_state import get_database
from api.errors import CONFLICT, ApiError, bad_input
from api.guarded_route import GuardedRoute, Handler
from api.storage import idempotency_store
from api.storage.database import Database
from api.storage.ids import derived_id, new_id
from solver import Fault

HEADER = "Idempotency-Key"
_GOOD = re.compile(r"[\x21-\x7e]{1,200}")
UNREADABLE = Fault(("header", HEADER), "", "应为 1 到 200 个可见的 ASCII 字符。", "1 to 200 visible ASCII characters.",
                   "可能要用 UUID。", "Maybe use a UUID.")  # fmt: skip
KEPT_HEADERS = ("content-type", "location", "etag")


class IdempotentRoute(GuardedRoute):
    """Route that honours Idempotency-Key where it is a POST."""

    def carried_out(self) -> Handler:
        carry_out = super().carried_out()
        if "POST" not in (self.methods or ()):
            return carry_out

        async def once(request: Request) -> Response:
            key = request.headers.get(HEADER)
            if key is None:
                return await carry_out(request)
            if not _GOOD.fullmatch(key):
                raise bad_input([UNREADABLE])
            principal = await run_in_threadpool(identify, request)
            if principal.role is Role.PUBLIC:
                return await carry_out(request)  # to be refused, without a row in our tables
            who = principal.who
            asked = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode() + await request.body()).hexdigest()
            database = get_database(request)
            stored = await run_in_threadpool(_begin, database, who, key, asked)
            if stored is not None:
                return stored
            request.state.idempotent = (who, key)
            try:
                response = await carry_out(request)
            except BaseException:
                await run_in_threadpool(_forget, database, who, key)
                raise
            await run_in_threadpool(_finish, database, who, key, response)
            return response

        return once


def creation_id(request: Request) -> str:
    """Id for a created object: the same when the request is repeated with its Idempotency-Key."""
    mine = getattr(request.state, "idempotent", None)
    if mine is None:
        return new_id()
    who, key = mine
    with get_database(request).read() as connection:
        return derived_id(idempotency_store.begun_at(connection, who, key), f"{who}\n{key}")


CreationId = Annotated[str, Depends(creation_id)]


def _begin(database: Database, who: str, key: str, asked: str) -> Response | None:
    with database.write() as connection:
        stored = idempotency_store.begin(connection, who, key, asked)
    if stored is None or (stored.abandoned and stored.asked == asked):
        return None
    if stored.asked != asked:
        raise bad_input([Fault(("header", HEADER), key[:40], "这个键已用于另一个请求。", "This key was used for another request.",
                               "可能要换一个新的键。", "Maybe take a fresh key.")])  # fmt: skip
    if stored.status is None:
        raise ApiError(CONFLICT, "同一请求正在处理 / the same request is being carried out", headers={"Retry-After": "1"})
    return Response(stored.content, stored.status, headers=stored.headers)


def _finish(database: Database, who: str, key: str, response: Response) -> None:
    headers = {name: value for name, value in response.headers.items() if name in KEPT_HEADERS}
    with database.write() as connection:
        idempotency_store.finish(connection, who, key, response.status_code, headers, bytes(response.body))


def _forget(database: Database, who: str, key: str) -> None:
    with database.write() as connection:
        idempotency_store.forget(connection, who, key)
