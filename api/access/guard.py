"""Whether a route is for whoever asks. Every route but those that watch over the service declares the right that it needs."""

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
    """Whoever asks; nobody in particular where no key is given. Raises as :func:`identify`."""
    return identify(request)


PrincipalDep = Annotated[Principal, Depends(principal_of)]


def admit(request: Request, rights: Iterable[Right]) -> Principal:
    """The principal of a request, who has all these rights. Reads the database: not for the event loop.

    Raises as :func:`identify` does, 401 for nobody, 403 for somebody else.
    """
    principal = identify(request)
    for right in rights:
        check(principal, right)
    return principal


def check(principal: Principal, right: Right) -> None:
    """Raises 401 for nobody, 403 for somebody else, where the right is wanting."""
    if not principal.may(right):
        if principal.role is Role.PUBLIC:
            raise unauthenticated()
        raise ApiError(FORBIDDEN, f"需要权限 {right.value} / needs the right {right.value}")


def needs(right: Right) -> Callable[[Principal], Principal]:
    """A dependency that lets only those pass who have the right: 401 for nobody, 403 for somebody else."""

    def guard(principal: PrincipalDep) -> Principal:
        check(principal, right)
        return principal

    guard.right = right  # type: ignore[attr-defined] # read by the OpenAPI document and by the test that holds every route
    return guard
