"""``/page/plans/{plan}/publish`` and ``…/poster``: publication of a plan with a check list, and its QR code for families."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import Planner
from api.access.scope import reachable_school, reachable_term
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.plan_tabs import plan_tabs
from api.page.qr_code import public_address, qr_svg, reaches_others
from api.page.trails import read_plan_trail
from api.page.views.publication import PublishedFacts, publication_view
from api.services.authors import author_labels
from api.services.plans import etag, reachable_plan, visible_revision
from api.state import DatabaseDep, SettingsDep, TermCacheDep
from api.storage.database import Database
from api.storage.jobs import OPEN, list_jobs
from api.storage.page import Cursor
from api.storage.plans import PlanRow, Revision, get_plan
from api.storage.publications import in_force, list_publications
from solver import Plan

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
SHOWN = 50
"""Publications in the history. Raising it makes the page longer."""


@router.get("/plans/{plan}/publish")
def publish(
    plan: str, request: Request, principal: Planner, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep, settings: SettingsDep
) -> Response:
    """Publication of a plan."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan)
        head = visible_revision(connection, principal, row)
        made = cache.plan(connection, head)
    address = public_address(request, settings, row.school_id)
    view = {
        "view": publication_view(_facts(database, row, head, made)), "tag": etag(row.id, row.head), "school": row.school_id,
        "address": address, "code": qr_svg(address), "reaches": reaches_others(address),
    }  # fmt: skip
    page = WebPage(
        "publish.html", ("发布", "Publish"), view, read_plan_trail(database, principal, row), plan_tabs(row.id, "publish", principal),
        ("publish.js",), ("publish.css",),
    )  # fmt: skip
    return pages.answer(request, principal, page)


@router.get("/plans/{plan}/poster")
def poster(plan: str, request: Request, principal: Planner, pages: PagesDep, database: DatabaseDep, settings: SettingsDep) -> Response:
    """Poster of a sheet A4 with the QR code of the school's public page."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan)
        school, term = reachable_school(connection, principal, row.school_id), reachable_term(connection, principal, row.term_id)
        published = in_force(connection, row.school_id)
    address = public_address(request, settings, row.school_id)
    view = {
        "plan": row.id, "school": school.name, "term": term.name, "address": address, "code": qr_svg(address),
        "reaches": reaches_others(address), "published": published is not None,
    }  # fmt: skip
    page = WebPage(
        "poster.html", ("海报", "Poster"), view, read_plan_trail(database, principal, row), plan_tabs(row.id, "publish", principal),
        ("print.js",), ("publish.css", "poster.css"),
    )  # fmt: skip
    return pages.answer(request, principal, page)


def _facts(database: Database, row: PlanRow, head: Revision, plan: Plan) -> PublishedFacts:
    with database.read() as connection:
        history = list_publications(connection, Cursor(limit=SHOWN), row.school_id).items
        named = {each: get_plan(connection, each) for each in {each.plan_id for each in history}}
        made = {ident: found.created_at for ident, found in named.items() if found is not None}
        authors = author_labels(connection, (each.by for each in history))
        jobs = sum(len(list_jobs(connection, Cursor(), state=state, term_id=row.term_id).items) for state in OPEN)
    return PublishedFacts(row, head, plan, history, made, authors, jobs)
