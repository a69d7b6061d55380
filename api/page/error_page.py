"""Errors of pages: a page in words for people, and a redirect to signing in where nobody is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response

from api.access.principal import ANONYMOUS, Principal
from api.errors import PAGES, ApiError
from api.page.frame import Link, Pages, WebPage

PREFIX = PAGES
SIGN_IN = PREFIX + "/sign-in"


def draw_error(request: Request, error: ApiError) -> Response:
    """Response of an error of a page: 303 to the sign-in page for 401, else the error in words with its status."""
    if error.kind.status == 401:
        there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return Response(status_code=303, headers={"Location": f"{SIGN_IN}?next={quote(there, safe='/')}", "Cache-Control": "no-store"})
    pages: Pages = request.app.state.pages
    known = getattr(request.state, "principal", None)
    principal = known if isinstance(known, Principal) else ANONYMOUS
    faults: Sequence[Any] = error.members.get("errors", ())
    zh, _, en = error.detail.partition(" / ")
    page = WebPage(
        "error.html", (error.kind.zh, error.kind.en), {"status": error.kind.status, "detail": (zh, en or zh), "faults": faults},
        trail=(Link(PREFIX, ("首页", "Home")),), status=error.kind.status,
    )  # fmt: skip
    answer = pages.answer(request, principal, page)
    answer.headers.update(error.headers)
    return answer
