"""``/page/plans/{plan}``: class grid of a plan, edited by planners."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api.access.principal import Principal
from api.access.rights import PublishedReader
from api.access.role import Right
from api.app_state import get_settings
from api.files.language import Language
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import Pages, PagesDep, WebPage, language_of, when
from api.page.plan_tabs import plan_tabs
from api.page.trails import plan_link, read_term_trail
from api.page.views.board import board_view
from api.page.views.board_data import board_data
from api.services.history import author, history
from api.services.seen_plan import SeenPlan, seen_plan
from api.state import DatabaseDep, TermCacheDep
from api.storage.database import Database
from api.storage.plans import Origin, list_origins

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/plans/{plan}")
def board(
    plan: str, request: Request, principal: PublishedReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep
) -> Response:
    """Class grid of the newest revision, or of the one in force for roles without drafts. The grid is drawn once for all who see the same
    of a revision."""
    seen = seen_plan(database, cache, principal, plan)
    language = language_of(request)
    grid = cache.file(f"{seen.eyes} board {language}", lambda: _grid(pages, seen, principal, language))
    steps = _steps(database, principal, seen) if principal.may(Right.PLAN) else {}
    view = {
        "grid": grid.decode(), "steps": steps, "plan_id": plan, "revision": seen.revision.number, "tag": seen.tag,
        "valid": seen.bundle.report.valid, "violations": seen.bundle.report.violations, "term_id": seen.row.term_id,
        "longest": get_settings(request).max_seconds,
    }  # fmt: skip
    title = plan_link(seen.row).text
    page = WebPage(
        "board.html", title, view, read_term_trail(database, principal, seen.row.term_id), plan_tabs(plan, "board", principal),
        scripts=("board.js", "why.js"), styles=("board.css", "why.css"),
    )  # fmt: skip
    return pages.answer(request, principal, page)


def _grid(pages: Pages, seen: SeenPlan, principal: Principal, language: Language) -> bytes:
    """Class grid with its data, as HTML."""
    bundle, planner = seen.bundle, principal.may(Right.PLAN)
    problem, policy, plan = bundle.problem, bundle.policy, bundle.plan
    pupils = principal.may(Right.PUPILS)
    locks: Any = seen.revision.locks if planner else ()
    wrong = {subject for each in bundle.report.violations for subject in each.subjects}
    view = board_view(problem, policy, plan, seats=pupils, own=principal.person, wrong=wrong, locks=locks)
    stands = bundle.view.stands.values() if planner else ()
    data = board_data(problem, policy, plan, bundle.report, locks, language, pupils=pupils, stands=stands)
    return pages.part("parts/board_grid.html", language, {"view": view, "data_of_grid": data})


def _steps(database: Database, principal: Principal, seen: SeenPlan) -> dict[str, Any]:
    """Newest revision, and the edits that may be undone and redone, with their authors."""
    with database.read() as connection:
        origins = {origin.number: origin for origin in list_origins(connection, seen.row.id)}
        found = history(origins.values())
        names = {who: author(connection, who) for who in {origin.created_by for origin in origins.values()}}

    def told(origin: Origin, *, edits: bool = False) -> dict[str, Any]:
        return {
            "revision": origin.number, "kind": origin.why.get("kind", ""), "by": names[origin.created_by], "at": when(origin.created_at),
            "mine": origin.created_by == principal.who, "edits": origin.why.get("edits", []) if edits else [],
        }  # fmt: skip

    undo, redo = found.step("undo"), found.step("redo")
    return {
        "newest": told(origins[seen.revision.number], edits=True), "undo": None if undo is None else told(origins[undo[0]]),
        "redo": None if redo is None else told(origins[redo[0]]),
    }  # fmt: skip
