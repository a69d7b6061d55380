"""Who asks, and whether a route is for them. Every route but the health checks declares the right that it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.access.principal import ANONYMOUS, Principal
from api.access.role import Right, Role
from api.access.secret import hashed
from api.errors import FORBIDDEN, UNAUTHENTICATED, ApiError
from api.state import DatabaseDep
from api.storage.database import Database
from api.storage.keys import Key, find_valid, note_use

bearer = HTTPBearer(auto_error=False, description="API 密钥 API key")


def of_key(key: Key) -> Principal:
    """The principal that a key stands for."""
    return Principal(
        f"key:{key.id}", Role(key.role), key.label, key.district_id, key.school_id, key.classes, key.person
    )


def sign_in(database: Database, secret: str) -> Principal | None:
    """The principal of an API key, or None where the key is unknown, revoked or expired."""
    with database.read() as connection:
        found = find_valid(connection, hashed(secret))
    if found is None:
        return None
    key, note = found
    if note:
        with database.write() as connection:
            note_use(connection, key.id)
    return of_key(key)


def principal_of(
    request: Request, database: DatabaseDep, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> Principal:
    """Whoever asks; nobody in particular where no key is given. Raises 401 for a key that is no good."""
    if credentials is None:
        found = ANONYMOUS
    else:
        signed_in = sign_in(database, credentials.credentials)
        if signed_in is None:
            raise _unauthenticated()
        found = signed_in
    found = replace(found, request_id=request.state.request_id)
    request.state.principal = found
    return found


PrincipalDep = Annotated[Principal, Depends(principal_of)]


def needs(right: Right) -> Callable[[Principal], Principal]:
    """A dependency that lets only those pass who have the right: 401 for nobody, 403 for somebody else."""

    def guard(principal: PrincipalDep) -> Principal:
        if not principal.may(right):
            if principal.role is Role.PUBLIC:
                raise _unauthenticated()
            raise ApiError(FORBIDDEN, f"需要权限 {right.value} / needs the right {right.value}")
        return principal

    guard.right = right  # type: ignore[attr-defined] # read by the test that holds every route against every role
    return guard


def _unauthenticated() -> ApiError:
    return ApiError(UNAUTHENTICATED, headers={"WWW-Authenticate": "Bearer"})
