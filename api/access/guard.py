"""Authorization of routes: every route below ``/v1`` declares the right that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from api.access.authenticator import identify, unauthenticated
from api.access.cookies import SESSION
from api.access.principal import Principal
from api.access.role import Right, Role
from api.errors import FORBIDDEN, ApiError

bearer = HTTPBearer(auto_error=False, description="API 密钥，或登录服务的令牌 API key, or a token of the identity provider")
cookie = APIKeyCookie(name=f"__Host-{SESSION}", auto_error=False, description="登录后的 Cookie the cookie of a sign-in")


def principal_of(
    request: Request,
    _credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],  # for the OpenAPI document
    _cookie: Annotated[str | None, Depends(cookie)],
) -> Principal:
    """Principal of a request; ANONYMOUS without credentials. Raises as :func:`identify`."""
    return identify(request)


PrincipalDep = Annotated[Principal, Depends(principal_of)]


def admit(request: Request, rights: Iterable[Right]) -> Principal:
    """Authenticate a request, and require all of these rights -> principal. Reads the database: not for the event loop.

    Raises as :func:`identify`, 401 for anonymous requests, 403 for other principals.
    """
    principal = identify(request)
    for right in rights:
        check(principal, right)
    return principal


def check(principal: Principal, right: Right) -> None:
    """Require a right. Raises 401 for anonymous requests, 403 for other principals, where it is missing."""
    if not principal.may(right):
        if principal.role is Role.PUBLIC:
            raise unauthenticated()
        raise ApiError(FORBIDDEN, f"需要权限 {right.value} / needs the right {right.value}")


def needs(right: Right) -> Callable[[Principal], Principal]:
    """Dependency that requires a right: 401 for anonymous requests, 403 for other principals."""

    def guard(principal: PrincipalDep) -> Principal:
        check(principal, right)
        return principal

    guard.right = right  # type: ignore[attr-defined] # read by the OpenAPI document and by the test that holds every route
    return guard
