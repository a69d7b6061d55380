"""Cookies of sign-in by OIDC, and where a request that carries them comes from."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request, Response

LOOPBACK = ("localhost", "127.0.0.1", "::1")
SESSION = "afterbell"
LOGIN = "afterbell-login"
READING = ("GET", "HEAD", "OPTIONS")


def base_url(request: Request, public_url: str) -> str:
    """Where browsers reach the service, without a slash at its end: as set, else as this request says."""
    return (public_url or str(request.base_url)).rstrip("/")


def read_cookie(request: Request, public_url: str, name: str) -> str | None:
    """A cookie of ours."""
    return request.cookies.get(_full_name(request, public_url, name))


def set_cookie(request: Request, response: Response, public_url: str, name: str, value: str, seconds: int) -> None:
    """Set a cookie that scripts cannot read and that other sites' forms do not send; gone at once for 0 seconds."""
    response.set_cookie(
        _full_name(request, public_url, name), value, max_age=seconds, path="/", httponly=True, samesite="lax",
        secure=_secure(request, public_url),
    )  # fmt: skip


def from_our_pages(request: Request, public_url: str) -> bool:
    """Whether a browser sent this from a page of ours: it says so itself, or the page's origin is ours.

    Without either header it is no browser of these years, and has no business with cookies.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin", "")
    return bool(origin) and origin == base_url(request, public_url)


def _secure(request: Request, public_url: str) -> bool:
    """On loopback a browser may send it unencrypted, elsewhere never."""
    parts = urlsplit(base_url(request, public_url))
    return parts.scheme == "https" or parts.hostname not in LOOPBACK


def _full_name(request: Request, public_url: str, name: str) -> str:
    """``__Host-``: a browser then takes it from this very host alone, not from a neighbour of the same domain."""
    return f"__Host-{name}" if _secure(request, public_url) else name
