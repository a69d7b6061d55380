"""Authentication of requests: by API key, by an access token of the identity provider, by a session cookie, or anonymous."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from ipaddress import IPv6Address, ip_address, ip_network

from fastapi import Request

from api.access.cookies import READING, SESSION, from_our_pages, read_cookie
from api.access.oidc import Provider, ProviderError, SignInError
from api.access.principal import ANONYMOUS, Principal
from api.access.rates import Rates
from api.access.role import Role
from api.access.secret import PREFIX, hashed
from api.app_state import get_database, get_settings, held
from api.errors import FORBIDDEN, NOT_READY, UNAUTHENTICATED, ApiError
from api.settings import Settings
from api.storage.database import Database
from api.storage.failure import DATABASE_ERRORS, failure_of
from api.storage.keys import Key, find_valid, record_use
from api.storage.members import Member, find_member
from api.storage.sessions import find_session

LOG = logging.getLogger(__name__)
USE_LOCK_MS = 500
"""Lock timeout in ms of writing ``last_used_at`` of a key. Raising it records more uses on a busy database, and delays those
requests."""


@dataclass(frozen=True)
class Authenticator:
    """Authenticator of an application, with its rate limits and its identity provider. sign_ins: rate limit of sign-ins by
    address."""

    rates: Rates
    sign_ins: Rates
    provider: Provider | None

    @classmethod
    def of(cls, settings: Settings) -> Authenticator:
        provider = None
        if settings.oidc_issuer:
            provider = Provider(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret.get_secret_value())
        rates = Rates(settings.requests_per_minute, settings.anonymous_per_minute)
        return cls(rates, Rates(0, settings.sign_ins_per_minute), provider)


authenticator_of = held("authenticator", Authenticator)


def principal_of_key(key: Key) -> Principal:
    """Principal of a key."""
    return Principal(
        f"key:{key.id}", Role(key.role), key.label, key.district_id, key.school_id, key.classes, key.person
    )


def principal_of_member(member: Member) -> Principal:
    """Principal of a member."""
    return Principal(
        f"member:{member.id}", Role(member.role), member.label, member.district_id, member.school_id, member.classes,
        member.person,
    )  # fmt: skip


def identify(request: Request) -> Principal:
    """Authenticate a request -> principal, once a request, counted by the rate limiter. Reads the database: not for the event
    loop.

    Raises 401 for an invalid key or token, 403 for a change with our cookie from another site's page (CSRF), 429.
    """
    known = getattr(request.state, "principal", None)
    if isinstance(known, Principal):
        return known
    authenticator = authenticator_of(request)
    try:
        found = _credential(request) or _cookie(request)
    except ApiError:
        authenticator.rates.note(address_of(request), signed_in=False)
        raise
    authenticator.rates.note(found.who if found else address_of(request), signed_in=found is not None)
    found = replace(found or ANONYMOUS, request_id=request.state.request_id)
    request.state.principal = found
    return found


def credential_of(request: Request) -> str:
    """Digest of a request's key, token and cookie: equal for requests with the same credentials, and not reversible."""
    return hashed(f"{request.headers.get('authorization', '')}\n{request.headers.get('cookie', '')}")


def still_valid(request: Request, principal: Principal) -> bool:
    """Whether the credentials of a long-lived request (a stream) still authenticate the same principal: key not revoked nor
    expired, member not removed nor signed out, role and scope unchanged. Reads the database: not for the event loop."""
    try:
        found = _credential(request) or _cookie(request)
    except ApiError as error:
        return error.kind is not UNAUTHENTICATED
    return found is not None and replace(found, request_id=principal.request_id) == principal


def unauthenticated() -> ApiError:
    """Error 401."""
    return ApiError(UNAUTHENTICATED, headers={"WWW-Authenticate": "Bearer"})


def provider_silent(error: ProviderError) -> ApiError:
    """Error 503: the identity provider does not answer."""
    detail = f"登录服务没有响应 / the identity provider does not answer: {error}"
    return ApiError(NOT_READY, detail, headers={"Retry-After": "10"})


def address_of(request: Request) -> str:
    """Key of the rate limiter for an anonymous visitor: the IPv4 address, or the /64 network of an IPv6 address, which a
    household gets as a whole. Behind a trusted proxy, the address in its headers (which uvicorn has read)."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return f"address:{host}"
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return f"address:{ip_network((address, 64), strict=False)}"
    return f"address:{getattr(address, 'ipv4_mapped', None) or address}"


def _credential(request: Request) -> Principal | None:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    secret = secret.strip()
    database = get_database(request)
    found = _of_secret(database, secret) if secret.startswith(PREFIX) else _of_token(request, secret)
    if found is None:
        raise unauthenticated()
    return found


def _of_secret(database: Database, secret: str) -> Principal | None:
    with database.read() as connection:
        found = find_valid(connection, hashed(secret))
    if found is None:
        return None
    key, note = found
    if note:
        _note_use(database, key)
    return principal_of_key(key)


def _note_use(database: Database, key: Key) -> None:
    """Write ``last_used_at`` of a key; skipped where the database accepts no writes (full, locked), so that reading goes on."""
    try:
        with database.write_soon(USE_LOCK_MS) as connection:
            record_use(connection, key.id)
    except DATABASE_ERRORS as error:
        failure = failure_of(error)
        if failure is None:
            raise
        LOG.warning("the use of a key could not be noted", extra={"cause": failure.cause.value})


def _of_token(request: Request, token: str) -> Principal | None:
    provider, audience = authenticator_of(request).provider, get_settings(request).oidc_audience
    if provider is None or not audience or token.count(".") != 2:
        return None
    try:
        subject = provider.bearer(token, audience)
    except SignInError:
        return None
    except ProviderError as error:
        raise provider_silent(error) from None
    with get_database(request).read() as connection:
        member = find_member(connection, subject.issuer, subject.subject)
    return None if member is None else principal_of_member(member)


def _cookie(request: Request) -> Principal | None:
    token = read_cookie(request, get_settings(request).public_url, SESSION)
    if token is None:
        return None
    with get_database(request).read() as connection:
        owner = find_session(connection, hashed(token))
    if owner is None:
        return None
    if request.method not in READING and not from_our_pages(request, get_settings(request).public_url):
        raise ApiError(FORBIDDEN, "改动须来自本站页面 / with a cookie, changes are taken from pages of this site alone")
    return principal_of_member(owner) if isinstance(owner, Member) else principal_of_key(owner)
