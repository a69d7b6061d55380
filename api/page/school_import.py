"""``/page/schools/{school}/import``: an office's files, or a filled workbook, become a term of the school."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.principal import Principal
from api.access.rights import Planner
from api.access.scope import reachable_school
from api.files.request.sheets import SHEETS
from api.files.sources.unpacked import MOST_FILES
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.trails import school_trail
from api.services.name_lists import host_keys
from api.services.policies import BASE, policy_summaries
from api.services.term_cache import TermCache
from api.state import DatabaseDep, SettingsDep, TermCacheDep
from api.storage.database import Database
from api.storage.page import Cursor
from api.storage.schools import School
from api.storage.terms import list_terms

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/schools/{school}/import")
def import_page(
    school: str, request: Request, principal: Planner, pages: PagesDep, database: DatabaseDep, settings: SettingsDep, cache: TermCacheDep
) -> Response:
    """Page on which files are chosen; everything after that is asked of ``/v1`` by its modules, which hold the files."""
    found, profile = _school(database, principal, cache, school)
    view = {
        "school": found, "profiles": policy_summaries(), "profile": profile,
        "data_of": {
            "school": found.id, "school_name": found.name, "most_files": MOST_FILES, "most_bytes": settings.max_body_bytes,
            "names": host_keys(settings) is not None, "sheets": {spec.key: [spec.zh, spec.en] for spec in SHEETS},
        },
    }  # fmt: skip
    page = WebPage(
        "school_import.html", ("导入", "Import"), view, school_trail(found), scripts=("import.js", "workbook.js"), styles=("intake.css",)
    )
    return pages.answer(request, principal, page)


def _school(database: Database, principal: Principal, cache: TermCache, school_id: str) -> tuple[School, str]:
    """School, and the policy profile of its newest term, or the usual one."""
    with database.read() as connection:
        school = reachable_school(connection, principal, school_id)
        newest = list_terms(connection, Cursor(limit=1), school.id).items
        known = newest and newest[0].erased_at is None
        return school, cache.request(connection, newest[0].id).policy_name if known else BASE
