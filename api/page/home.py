"""``/page``: home page by role."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import PublishedReader
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("")
def home(request: Request, principal: PublishedReader, pages: PagesDep) -> Response:
    """Home page."""
    return pages.answer(request, principal, WebPage("home.html", ("首页", "Home")))
