"""``/page/audit``: the audit log with filters."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BeforeValidator

from api.access.rights import Auditor
from api.guarded_route import GuardedRoute
from api.page.admin_tabs import admin_tabs
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.trails import HOME
from api.page.views.audit_view import AuditQuestion, audit_view
from api.pagination import CursorDep
from api.state import DatabaseDep
from api.storage.audit import list_entries
from api.storage.page import LARGEST_PAGE, Cursor
from api.storage.people_search import actor_labels, place_names, school_choices
from api.storage.schools import list_districts

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
Day = Annotated[date | None, BeforeValidator(lambda value: value or None), Query()]
Id = Annotated[str, Query(max_length=300)]


@router.get("/audit")
def audit_page(
    request: Request, principal: Auditor, pages: PagesDep, database: DatabaseDep, cursor: CursorDep,
    who: Id = "", action: Id = "", school: Id = "", district: Id = "", since: Day = None, until: Day = None,
    personal: Annotated[Literal["", "0", "1"], Query()] = "",
) -> Response:  # fmt: skip
    """Audit log, newest first."""
    question = AuditQuestion(who, action, school, district, since, until, personal)
    with database.read() as connection:
        found = list_entries(connection, cursor, question.wanted(), principal.district_id)
        labels = actor_labels(connection, [who, *(entry.who for entry in found.items)])
        places = [{place for place in ids if place} for ids in zip(*((e.school_id, e.district_id) for e in found.items), strict=True)]
        names = place_names(connection, *places) if places else {}
        schools = school_choices(connection, principal.district_id)
        districts = list_districts(connection, Cursor(limit=LARGEST_PAGE)).items if principal.district_id is None else ()
    view = audit_view(question, found.items, found.next, labels, names, schools, districts)
    page = WebPage(
        "audit.html", ("操作记录", "Audit log"), {"view": view}, (HOME,), admin_tabs("audit", principal), styles=("people.css",)
    )
    return pages.answer(request, principal, page)
