"""``/page/plans/{plan}/papers``: papers of a plan by who reads them, and reading an edited workbook back."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.principal import Principal
from api.access.rights import PublishedReader
from api.access.role import Right
from api.access.scope import reachable_school, reachable_term
from api.errors import ApiError
from api.files.content.names import PageNames
from api.files.language import Said
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.plan_tabs import plan_tabs
from api.page.trails import read_plan_trail
from api.page.views.plan_papers import NamesState, names_state, paper_groups
from api.services.class_papers import require_paper
from api.services.exporting import KINDS
from api.services.name_lists import names_state as list_state
from api.services.plans import etag, reachable_plan, visible_revision
from api.settings import Settings
from api.state import DatabaseDep, SettingsDep, TermCacheDep
from api.storage.database import Database
from api.storage.name_lists import get_name_list
from api.storage.terms import StoredTerm
from solver import Problem

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
LANGUAGES: tuple[tuple[str, Said], ...] = (("zh", "中文"), ("en", "English"), ("both", ("中英对照", "Chinese and English")))


@router.get("/plans/{plan}/papers")
def papers(
    plan: str, request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    settings: SettingsDep,
) -> Response:  # fmt: skip
    """Papers that the principal may have of a plan."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan)
        found = visible_revision(connection, principal, row)
        school, stored = reachable_school(connection, principal, row.school_id), reachable_term(connection, principal, row.term_id)
        problem = cache.request(connection, row.term_id).problem
    names = _names(database, principal, settings, stored)
    groups = paper_groups([kind for kind in KINDS if _may(principal, kind)])
    view = {
        "plan": row.id, "term": stored.id, "school": school.name, "revision": found.number, "tag": etag(row.id, found.number),
        "groups": groups, "names": names, "languages": LANGUAGES, "first": problem.term.first.isoformat(),
        "last": problem.term.last.isoformat(), "valid": found.valid, "adults": _adults(problem), "own": principal.person,
    }  # fmt: skip
    scripts = ("papers.js", *(("read_back.js",) if principal.may(Right.PLAN) else ()))
    page = WebPage(
        "papers.html", ("材料", "Papers"), view, read_plan_trail(database, principal, row), plan_tabs(row.id, "papers", principal), scripts,
        ("publish.css", "papers.css"),
    )  # fmt: skip
    return pages.answer(request, principal, page)


def _adults(problem: Problem) -> tuple[tuple[str, str], ...]:
    """Id and name of everybody who may stand on a post."""
    names = PageNames(problem)
    people = [*(each.id for each in problem.staff if each.takes_part), *(each.id for each in problem.outside)]
    return tuple((each, names.person(each)) for each in people)


def _may(principal: Principal, kind: str) -> bool:
    try:
        require_paper(principal, kind)
    except ApiError:
        return False
    return True


def _names(database: Database, principal: Principal, settings: Settings, term: StoredTerm) -> NamesState:
    if not principal.may(Right.NAMES):
        return names_state(term.id, False, None, 0, False)
    with database.read() as connection:
        if get_name_list(connection, term.school_id, term.name) is None:
            return names_state(term.id, True, None, 0, False)
        state = list_state(connection, principal, settings, term.id)
    return names_state(term.id, True, state.named, state.pupils, state.opens)
