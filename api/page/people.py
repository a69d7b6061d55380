"""``/page/people``: keys and members of the visitor's scope, with a search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import Granter
from api.guarded_route import GuardedRoute
from api.page.admin_tabs import admin_tabs
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.trails import HOME
from api.page.views.people_view import key_rows, member_rows, people_list
from api.pagination import CursorDep
from api.state import DatabaseDep, SettingsDep
from api.storage.keys import Key
from api.storage.members import Member
from api.storage.people_search import PeopleSearch, place_names, search_keys, search_members

router = APIRouter(prefix=f"{PREFIX}/people", route_class=GuardedRoute, include_in_schema=False)
Text = Annotated[str, Query(alias="q", max_length=100)]
Gone = Annotated[bool, Query()]


@router.get("")
def keys_page(
    request: Request, principal: Granter, pages: PagesDep, database: DatabaseDep, cursor: CursorDep, text: Text = "", gone: Gone = False
) -> Response:
    """Keys."""
    wanted = PeopleSearch(text.strip(), gone)
    now = database.now()
    with database.read() as connection:
        found = search_keys(connection, cursor, principal.district_id, wanted)
        names = place_names(connection, *_places(found.items))
    view = people_list(f"{PREFIX}/people", key_rows(found.items, names, now, principal.who), wanted, found.next)
    page = WebPage(
        "people_keys.html", ("密钥", "Keys"), {"view": view}, (HOME,), admin_tabs("people", principal), ("people.js",), ("people.css",)
    )
    return pages.answer(request, principal, page)


@router.get("/members")
def members_page(
    request: Request, principal: Granter, pages: PagesDep, database: DatabaseDep, settings: SettingsDep, cursor: CursorDep,
    text: Text = "", gone: Gone = False,
) -> Response:  # fmt: skip
    """Members."""
    wanted = PeopleSearch(text.strip(), gone)
    with database.read() as connection:
        found = search_members(connection, cursor, principal.district_id, wanted)
        names = place_names(connection, *_places(found.items))
    view = people_list(f"{PREFIX}/people/members", member_rows(found.items, names, principal.who), wanted, found.next)
    page = WebPage(
        "people_members.html", ("成员", "Members"), {"view": view, "provider": bool(settings.oidc_issuer)}, (HOME,),
        admin_tabs("people/members", principal), ("people.js",), ("people.css",),
    )  # fmt: skip
    return pages.answer(request, principal, page)


def _places(found: tuple[Key, ...] | tuple[Member, ...]) -> tuple[set[str], set[str]]:
    """Ids of the schools and of the districts of keys or members."""
    return {each.school_id for each in found if each.school_id}, {each.district_id for each in found if each.district_id}
