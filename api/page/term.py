"""``/page/terms/{term}``: overview of a term, its figures and the next step to a published plan."""

from __future__ import annotations

import json
from dataclasses import replace

from fastapi import APIRouter, Request, Response

import solver
from api.access.principal import Principal
from api.access.rights import DraftReader
from api.access.role import Right
from api.access.scope import reachable_school, reachable_term
from api.guarded_route import GuardedRoute
from api.mapping.request import Request as Loaded
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.term_frame import term_page
from api.page.term_tabs import TermTab
from api.page.views.term_overview import TermProgress, overview_of
from api.services.choosing import changes
from api.services.loading import choose_policy
from api.state import DatabaseDep, TermCacheDep
from api.storage.database import Database
from api.storage.jobs import OPEN, list_jobs
from api.storage.name_lists import get_name_list
from api.storage.page import Cursor
from api.storage.plans import list_plans
from api.storage.publications import in_force
from api.storage.terms import StoredTerm
from solver import Policy

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
COUNTED = 200
"""Plans of a term that are counted at most."""


@router.get("/terms/{term}")
def overview(term: str, request: Request, principal: DraftReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep) -> Response:
    """Overview of a term; of an erased one, that it was."""
    with database.read() as connection:
        found = reachable_term(connection, principal, term)
        school = reachable_school(connection, principal, found.school_id)
        loaded = None if found.erased_at is not None else cache.request(connection, found.id)
    view: dict[str, object] = {"view": None}
    if loaded is not None:
        policy = choose_policy(loaded)
        reasons, warnings = json.loads(cache.file(f"precheck of {found.id}", lambda: _counted(loaded, policy)))
        progress = _progress(database, principal, found, loaded, TermProgress(reasons, warnings, len(changes(policy))))
        view = {"view": overview_of(found.id, loaded, policy, progress, plans=principal.may(Right.PLAN)), "policy": policy}
    return pages.answer(
        request, principal, term_page(principal, school, found, TermTab.OVERVIEW, "term.html", view, ("term.js",), ("intake.css",))
    )


def _counted(loaded: Loaded, policy: Policy) -> bytes:
    """Numbers of reasons and warnings as JSON; a term never changes, so that they are counted once."""
    return json.dumps([len(solver.precheck(loaded.problem, policy)), len(solver.precheck_warnings(loaded.problem, policy))]).encode()


def _progress(database: Database, principal: Principal, term: StoredTerm, loaded: Loaded, counted: TermProgress) -> TermProgress:
    """State of a term: figures counted of its request, with its jobs, plans and names in the database."""
    with database.read() as connection:
        running = [
            job for state in OPEN for job in list_jobs(connection, Cursor(), state=state, term_id=term.id, kind="solve").items
        ]  # fmt: skip
        plans = list_plans(connection, Cursor(limit=COUNTED), term.id).items
        published = in_force(connection, term.school_id)
        names = get_name_list(connection, term.school_id, term.name) if principal.may(Right.PLAN) else None
    pupils = {pupil.id for pupil in loaded.problem.pupils}
    return replace(
        counted, names=None if names is None else len(pupils & names.sealed.keys()), job=running[0] if running else None,
        plan=plans[0] if plans else None, plans=len(plans),
        in_force=published if published is not None and published.term_id == term.id else None,
    )  # fmt: skip
