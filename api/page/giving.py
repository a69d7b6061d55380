"""``/page/people/new`` and ``/page/people/members/{member}``: forms that give a key, add a member, change a member's role."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.access.principal import Principal
from api.access.rights import Granter
from api.access.role import Role
from api.access.scope import reachable_school
from api.errors import NOT_FOUND, ApiError
from api.guarded_route import GuardedRoute
from api.page.admin_tabs import admin_tabs
from api.page.error_page import PREFIX
from api.page.frame import Link, PagesDep, WebPage
from api.page.trails import HOME
from api.page.views.give_view import GiveView, give_view
from api.services.term_cache import TermCache
from api.state import DatabaseDep, SettingsDep, TermCacheDep
from api.storage.database import Database
from api.storage.members import Member, get_member
from api.storage.page import LARGEST_PAGE, Cursor
from api.storage.people_search import school_choices
from api.storage.school_states import school_states
from api.storage.schools import list_districts
from solver import Problem

router = APIRouter(prefix=f"{PREFIX}/people", route_class=GuardedRoute, include_in_schema=False)
GivenRole = Annotated[Literal["bureau", "district", "planner", "class_teacher", "teacher", "reader"] | None, Query(alias="role")]
ChosenSchool = Annotated[str | None, Query(alias="school", max_length=80)]


@router.get("/new")
def give_page(
    request: Request, principal: Granter, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep, settings: SettingsDep,
    role: GivenRole = None, school: ChosenSchool = None, kind: Annotated[Literal["key", "member"], Query(alias="as")] = "key",
) -> Response:  # fmt: skip
    """Form of a new key or member."""
    view = _view(database, cache, principal, Role(role or "planner"), school, None, provider=bool(settings.oidc_issuer))
    title = ("发一把密钥", "Give a key") if kind == "key" else ("添加成员", "Add a member")
    tab = "people" if kind == "key" else "people/members"
    page = WebPage(
        "people_give.html", title, {"view": view, "kind": kind}, (HOME, Link(f"{PREFIX}/{tab}", ("人员与密钥", "People"))),
        admin_tabs(tab, principal), ("give.js",), ("people.css",),
    )  # fmt: skip
    return pages.answer(request, principal, page)


@router.get("/members/{member}")
def role_page(
    member: str, request: Request, principal: Granter, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep, settings: SettingsDep,
    role: GivenRole = None, school: ChosenSchool = None,
) -> Response:  # fmt: skip
    """Form of another role of a member."""
    with database.read() as connection:
        found = get_member(connection, member)
    if found is None or found.revoked_at is not None or not principal.reaches(found.school_id, found.district_id):
        raise ApiError(NOT_FOUND, member)
    chosen = Role(role or found.role)
    view = _view(database, cache, principal, chosen, school or found.school_id, found, provider=bool(settings.oidc_issuer))
    page = WebPage(
        "people_give.html", ("改角色", "Change a role"), {"view": view, "kind": "role"},
        (HOME, Link(f"{PREFIX}/people/members", ("成员", "Members"))), admin_tabs("people/members", principal), ("give.js",),
        ("people.css",),
    )  # fmt: skip
    return pages.answer(request, principal, page)


def _view(
    database: Database, cache: TermCache, principal: Principal, role: Role, school: str | None, member: Member | None, *, provider: bool
) -> GiveView:
    """View of a form. Raises 404 for a school out of scope."""
    with database.read() as connection:
        schools = school_choices(connection, principal.district_id)
        districts = list_districts(connection, Cursor(limit=LARGEST_PAGE), principal.district_id).items
        problem: Problem | None = None
        if school is not None and role in (Role.CLASS_TEACHER, Role.TEACHER):
            state = school_states(connection, [reachable_school(connection, principal, school)])[0]
            problem = None if state.term is None else cache.request(connection, state.term.term.id).problem
    return give_view(role, principal.role is Role.BUREAU, schools, districts, school, problem, member, provider)
