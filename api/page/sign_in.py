"""``/page/sign-in``: signing in by key, or by the identity provider where one is set up."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import Anybody
from api.access.role import Role
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.services.first_start import first_start
from api.services.signing_in import LONGEST_PATH, PATH
from api.state import DatabaseDep, SettingsDep

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
Then = Annotated[str, Query(alias="next", max_length=LONGEST_PATH, pattern=PATH)]


@router.get("/sign-in")
def sign_in(
    request: Request, principal: Anybody, pages: PagesDep, settings: SettingsDep, database: DatabaseDep, then: Then = PREFIX
) -> Response:
    """Page to sign in; whoever is signed in already goes on at once."""
    if principal.role is not Role.PUBLIC:
        return Response(status_code=303, headers={"Location": then, "Cache-Control": "no-store"})
    first = first_start(database, settings.data_dir)
    view = {"first": first, "then": then, "provider": bool(settings.oidc_issuer), "hours": settings.session_hours}
    page = WebPage("sign_in.html", ("登录", "Sign in"), view, scripts=("sign_in.js",), styles=("people.css",))
    return pages.answer(request, principal, page)
