"""``/v1/public``: what everybody may read, without a key."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import Anybody
from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, accepted
from api.errors import NO_FONT, NOT_FOUND, ApiError
from api.files.papers.desk import Desk
from api.guarded_route import GuardedRoute
from api.problems import problems
from api.routers.bodies import BINARY
from api.services.exporting import MissingFontError, export
from api.state import DatabaseDep, ShelfDep
from api.storage.plans import get_revision
from api.storage.publications import in_force

router = APIRouter(prefix="/v1/public", tags=["public"], route_class=GuardedRoute)
SUFFIX_OF = {HTML_TYPE: ".html", JSON_TYPE: ".json", PDF_TYPE: ".pdf"}
CONTENT = {HTML_TYPE: {"schema": {"type": "string"}}, JSON_TYPE: {"schema": {"type": "object"}}, PDF_TYPE: BINARY}


@router.get(
    "/{school}/timetable", summary="晒课表 The public timetable", response_class=Response,
    responses=problems(404, 406, 410) | {200: {"content": CONTENT}},
)  # fmt: skip
def timetable(school: str, request: Request, _anybody: Anybody, database: DatabaseDep, shelf: ShelfDep) -> Response:
    """What is offered when and where, of the plan in force: no pupil, no name of an adult, no fee (I03)."""
    answer_type = accepted(request, SUFFIX_OF)
    with database.read() as connection:
        published = in_force(connection, school)
        revision = None if published is None else get_revision(connection, published.plan_id, published.revision)
        if published is None or revision is None:
            raise ApiError(NOT_FOUND, "学校没有已发布的方案 / the school has published no plan")
        bundle = shelf.bundle(connection, published.term_id, revision)
    try:
        content = export("public", Desk(bundle), SUFFIX_OF[answer_type])
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
    return Response(content, media_type=answer_type, headers={"Cache-Control": "public, max-age=60"})
