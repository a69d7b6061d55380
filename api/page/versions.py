"""``/page/plans/{plan}/versions``: revisions of a plan, and the difference between any two of them or between two plans."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import DraftReader
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.plan_tabs import plan_tabs
from api.page.trails import read_plan_trail
from api.page.views.revision_history import compared_plans, revision_difference, revision_lines
from api.services.authors import author_labels
from api.services.editing import Compared, differences
from api.services.plans import etag, reachable_plan
from api.state import DatabaseDep, TermCacheDep
from api.storage.page import LARGEST_PAGE, Cursor
from api.storage.plans import list_plans, list_revisions
from api.storage.publications import list_publications

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
From = Annotated[int | None, Query(alias="from", ge=1, le=10**9)]
To = Annotated[str | None, Query(max_length=100, pattern=r"^[\w-]+\.[1-9]\d{0,8}$")]


@router.get("/plans/{plan}/versions")
def versions(
    plan: str, request: Request, principal: DraftReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    before: From = None, to: To = None,
) -> Response:  # fmt: skip
    """Revisions of a plan. before, to: revision of this plan, and ``PLAN.REVISION``, that are compared; by default the last two of this
    plan, where it has two. The read of a difference is audited."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan)
        revisions = list_revisions(connection, row.id)
        listed = list_publications(connection, Cursor(limit=LARGEST_PAGE), row.school_id).items
        published = [each for each in listed if each.plan_id == row.id]
        authors = author_labels(connection, (each.created_by for each in revisions))
        plans = list_plans(connection, Cursor(), row.term_id).items
    found: Compared | None = None
    if before is not None or to is not None or row.head > 1:
        other, _, number = (to or f"{row.id}.{row.head}").rpartition(".")
        since = before if before is not None else (row.head if other != row.id else max(1, int(number) - 1))
        with database.write() as connection:
            found = differences(connection, cache, principal, row.id, since, int(number), other if other != row.id else None)
    made = {each.id: each.created_at for each in plans}
    view = {
        "plan": row.id, "tag": etag(row.id, row.head), "lines": revision_lines(revisions, published, authors),
        "others": compared_plans(plans, row.id),
        "found": None if found is None else revision_difference(found, made), "from": row.head if found is None else found.before.number,
        "to": f"{row.id}.{row.head}" if found is None else f"{found.after.plan_id}.{found.after.number}",
    }  # fmt: skip
    page = WebPage(
        "versions.html", ("版本", "Versions"), {"view": view}, read_plan_trail(database, principal, row),
        plan_tabs(row.id, "versions", principal), ("paper_file.js",), ("publish.css",),
    )  # fmt: skip
    return pages.answer(request, principal, page)
