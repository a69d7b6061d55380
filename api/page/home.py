"""``/page``: home page by role: a school's work, a district's schools, the bureau's districts, or a teacher's own week."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.principal import Principal
from api.access.rights import PublishedReader
from api.access.role import Right, Role
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.schools import read_school
from api.page.views.home_view import BureauHome, DistrictHome, bureau_home, district_home
from api.pagination import CursorDep
from api.services.first_start import first_key_file
from api.settings import Settings
from api.state import DatabaseDep, SettingsDep
from api.storage.database import Database
from api.storage.keys import count_offices
from api.storage.page import Cursor
from api.storage.school_states import district_figures, school_states
from api.storage.schools import get_district, get_school, list_districts, list_schools, newest_school

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
HOME_TITLE = ("首页", "Home")


@router.get("")
def home(
    request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, settings: SettingsDep, cursor: CursorDep
) -> Response:
    """Home page."""
    if principal.role is Role.BUREAU:
        page = WebPage(
            "home_bureau.html", HOME_TITLE, {"view": _bureau(database, settings, cursor)}, scripts=("home.js",), styles=("people.css",)
        )
    elif principal.role is Role.DISTRICT:
        page = WebPage("home_district.html", HOME_TITLE, {"view": _district(database, principal, cursor)}, styles=("people.css",))
    elif principal.school_id is not None and principal.may(Right.DRAFTS):
        view = read_school(database, settings, principal, principal.school_id, cursor)
        page = WebPage("school.html", HOME_TITLE, {"view": view}, scripts=("school.js",), styles=("people.css",))
    else:
        with database.read() as connection:
            school = get_school(connection, principal.school_id or "")
        page = WebPage("home.html", HOME_TITLE, {"school": school})
    return pages.answer(request, principal, page)


def _bureau(database: Database, settings: Settings, cursor: Cursor) -> BureauHome:
    with database.read() as connection:
        found = list_districts(connection, cursor)
        figures = district_figures(connection, [each.id for each in found.items])
        newest = newest_school(connection)
        offices = count_offices(connection)
    file = first_key_file(settings.data_dir)
    return bureau_home(
        found.items, figures, found.next, offices, None if newest is None else newest.id, "" if file is None else str(file)
    )


def _district(database: Database, principal: Principal, cursor: Cursor) -> DistrictHome:
    with database.read() as connection:
        district = get_district(connection, principal.district_id or "")
        found = list_schools(connection, cursor, principal.district_id)
        states = school_states(connection, found.items)
    return district_home(district, states, found.next, cursor.after is None, principal.may(Right.PLAN))
