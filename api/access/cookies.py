"""Cookies of OIDC sign-in, and the origin check of requests that carry them (CSRF)."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request, Response

LOOPBACK = ("localhost", "127.0.0.1", "::1")
SESSION = "afterbell"
LOGIN = "afterbell-login"
READING = ("GET", "HEAD", "OPTIONS")


def base_url(request: Request, public_url: str) -> str:
    """Public URL of the service without a trailing slash: as set, else from this request."""
    return (public_url or str(request.base_url)).rstrip("/")


def read_cookie(request: Request, public_url: str, name: str) -> str | None:
    """Value of a cookie of ours, or None."""
    return request.cookies.get(_full_name(request, public_url, name))


def set_cookie(request: Request, response: Response, public_url: str, name: str, value: str, seconds: int) -> None:
    """Set a cookie with ``HttpOnly`` and ``SameSite``; for 0 seconds, delete it."""
    response.set_cookie(
        _full_name(request, public_url, name), value, max_age=seconds, path="/", httponly=True, samesite="lax",
        secure=_secure(request, public_url),
    )  # fmt: skip


def from_our_pages(request: Request, public_url: str) -> bool:
    """Whether a request comes from a page of ours, by ``Sec-Fetch-Site`` or ``Origin``.

    Browsers send at least one of both headers; a request without either is refused.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin", "")
    return bool(origin) and origin == base_url(request, public_url)


def _secure(request: Request, public_url: str) -> bool:
    """``Secure`` flag: not on loopback, where browsers may use plain HTTP."""
    parts = urlsplit(base_url(request, public_url))
    return parts.scheme == "https" or parts.hostname not in LOOPBACK


def _full_name(request: Request, public_url: str, name: str) -> str:
    """Name with the prefix ``__Host-``, which browsers accept from this very host alone, not from another host of the same domain."""
    return f"__Host-{name}" if _secure(request, public_url) else name
