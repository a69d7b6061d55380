"""``/page/batches/{batch}``: progress and results of many schools' jobs."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.principal import Principal
from api.access.rights import Batcher
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import Link, PagesDep, WebPage
from api.page.trails import HOME
from api.page.views.batch_view import batch_view
from api.schemas.batch import BatchParams
from api.services.batches import batch_document, district_file, reachable_batch
from api.state import DatabaseDep, SettingsDep
from api.storage.database import Database
from api.storage.jobs import Job
from api.storage.schools import get_district

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/batches/{batch}")
def batch_page(
    batch: str, request: Request, principal: Batcher, pages: PagesDep, database: DatabaseDep, settings: SettingsDep
) -> Response:
    """Batch."""
    with database.read() as connection:
        job = reachable_batch(connection, principal, batch)
        document = batch_document(connection, job)
        asked = None if document["question"] is None else district_file(connection, job)
    view = batch_view(document, asked)
    shown = {"view": view, "most_seconds": settings.max_seconds}
    page = WebPage(
        "batch.html", view.name, shown, _trail(database, principal, job), scripts=("batch.js", "sortable.js", "paper_file.js"),
        styles=("district.css",),
    )  # fmt: skip
    return pages.answer(request, principal, page)


def _trail(database: Database, principal: Principal, job: Job) -> tuple[Link, ...]:
    """Home, and the district whose schools the batch is of."""
    districts = {entry.district_id for entry in BatchParams.model_validate(job.params).entries}
    if len(districts) != 1:
        return (HOME,)
    (one,) = districts
    with database.read() as connection:
        district = get_district(connection, one)
    return (HOME,) if district is None or not principal.reaches(None, one) else (HOME, Link(f"{PREFIX}/districts/{one}", district.name))
