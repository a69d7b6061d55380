"""``/v1/login``, ``/v1/sign-in`` and ``/v1/logout``: sign-in of browsers by OIDC, where it is set up, or by an API key."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.access.authenticator import address_of, authenticator_of, provider_silent
from api.access.cookies import LOGIN, SESSION, base_url, from_our_pages, read_cookie, set_cookie
from api.access.oidc import Provider, ProviderError, SignInError
from api.access.rights import Anybody
from api.error_responses import problems
from api.errors import FORBIDDEN, NO_PROVIDER, SIGN_IN_FAILED, ApiError
from api.guarded_route import GuardedRoute
from api.schemas.service.key import NewSignIn
from api.services.signing_in import (
    LONGEST_PATH,
    PATH,
    PendingLogin,
    complete_sign_in,
    sign_in,
    sign_in_by_key,
    sign_out,
)
from api.settings import Settings
from api.state import DatabaseDep, SettingsDep

router = APIRouter(prefix="/v1", tags=["access"], route_class=GuardedRoute)
AWAY = 600
"""Lifetime in seconds of a login at the identity provider. Raising it tolerates slower visitors, and keeps unfinished logins
valid for longer."""
REDIRECT: dict[int | str, dict[str, Any]] = {
    303: {"description": "redirect", "headers": {"Location": {"schema": {"type": "string"}}}},
}
Then = Annotated[
    str,
    Query(
        alias="next", max_length=LONGEST_PATH, pattern=PATH,
        description="登录后去的本站路径 path of ours to go to then",
    ),
]  # fmt: skip
Returned = Annotated[str | None, Query(max_length=4_000)]


@router.get("/login", summary="登录 Sign in", status_code=303, response_class=Response, responses=problems(404, 422, 503) | REDIRECT)
def login(request: Request, _right: Anybody, settings: SettingsDep, then: Then = "/v1/me") -> Response:
    """Redirect to the identity provider, which redirects back to ``/v1/login/callback``."""
    _counted(request)
    departure = PendingLogin.now(then)
    try:
        url = _provider(request).authorization_url(_callback(request, settings), departure.state, departure.nonce, departure.verifier)
    except ProviderError as error:
        raise provider_silent(error) from None
    response = Response(status_code=303, headers={"Location": url, "Cache-Control": "no-store"})
    set_cookie(request, response, settings.public_url, LOGIN, departure.packed(), AWAY)
    return response


@router.get(
    "/login/callback", summary="登录返回 Back from the identity provider", status_code=303, response_class=Response,
    responses=problems(404, 422, 503) | REDIRECT,
)  # fmt: skip
def callback(
    request: Request, asker: Anybody, settings: SettingsDep, database: DatabaseDep,
    state: Returned = None, code: Returned = None, error: Returned = None,
) -> Response:  # fmt: skip
    """Complete a sign-in: a session cookie for members; 403, and whom to ask, for others."""
    _counted(request)
    departure = PendingLogin.unpacked(read_cookie(request, settings.public_url, LOGIN))
    provider = _provider(request)
    try:
        if error is not None:
            raise SignInError(error[:80])
        subject, then = complete_sign_in(provider, departure, state, code, _callback(request, settings))
    except SignInError as failed:
        raise ApiError(SIGN_IN_FAILED, f"请重新登录 / sign in again: {str(failed)[:200]}") from None
    except ProviderError as silent:
        raise provider_silent(silent) from None
    seconds = settings.session_hours * 3600
    secret = sign_in(database, asker, subject, seconds, settings.contact)
    response = Response(status_code=303, headers={"Location": then, "Cache-Control": "no-store"})
    set_cookie(request, response, settings.public_url, SESSION, secret, seconds)
    set_cookie(request, response, settings.public_url, LOGIN, "", 0)
    return response


@router.post("/sign-in", summary="用密钥登录 Sign in by a key", status_code=204, responses=problems(401, 403, 422))
def sign_in_with_key(request: Request, asker: Anybody, settings: SettingsDep, database: DatabaseDep, new: NewSignIn) -> Response:
    """Sign this browser in by an API key: a session cookie, as of OIDC, with the rights of the key. The key itself is not stored in the
    browser. Taken from pages of this site alone."""
    _counted(request)
    if not from_our_pages(request, settings.public_url):
        raise ApiError(FORBIDDEN, "登录须来自本站页面 / signing in is taken from pages of this site alone")
    secret, seconds = sign_in_by_key(database, asker, new.key, settings.session_hours * 3600)
    response = Response(status_code=204)
    set_cookie(request, response, settings.public_url, SESSION, secret, seconds)
    return response


@router.post("/logout", summary="退出登录 Sign out", status_code=204)
def logout(request: Request, principal: Anybody, settings: SettingsDep, database: DatabaseDep) -> Response:
    """Sign out this browser; no effect where nobody is signed in."""
    response = Response(status_code=204, headers={"Clear-Site-Data": '"cache"'})
    secret = read_cookie(request, settings.public_url, SESSION)
    if secret is not None:
        sign_out(database, principal, secret)
        set_cookie(request, response, settings.public_url, SESSION, "", 0)
    return response


def _counted(request: Request) -> None:
    """Raises 429 where one address signs in too often: each sign-in calls the identity provider."""
    authenticator_of(request).sign_ins.note(address_of(request), signed_in=False)


def _provider(request: Request) -> Provider:
    provider = authenticator_of(request).provider
    if provider is None:
        raise ApiError(NO_PROVIDER)
    return provider


def _callback(request: Request, settings: Settings) -> str:
    return base_url(request, settings.public_url) + "/v1/login/callback"
