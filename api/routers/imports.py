"""``POST /v1/import``: an office's files to a request."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from api.access.rights import ToolUser
from api.deps import JSON_TYPE, ZIP_TYPE, BodyDep, accepted, media_type
from api.error_responses import problems
from api.guarded_route import GuardedRoute
from api.routers.bodies import IMPORT_BODY, IMPORT_CONTENT
from api.state import ReadingDep

router = APIRouter(prefix="/v1/import", tags=["tools"], route_class=GuardedRoute)


@router.post(
    "", summary="导入教务处的表格 Import an office's files", responses=problems(406, 415, 422) | {200: {"content": IMPORT_CONTENT}},
    response_class=Response, openapi_extra=IMPORT_BODY,
)  # fmt: skip
async def import_files(
    request: Request,
    _user: ToolUser,
    reading: ReadingDep,
    body: BodyDep,
    answer: Annotated[list[str], Query(description="回答 an answer, ID=TEXT", max_length=200)] = [],  # noqa: B006 - FastAPI copies it
    profile: Annotated[str, Query(description="规则集 policy profile", max_length=100)] = "national",
) -> Response:
    """Import rosters, staff lists, timetables, surveys and lists of agencies: a zip archive of the files (perhaps with the
    ``mapping.json`` of the last time), or a document with them in Base64. By ``Accept`` a document, or an archive of the request
    workbook, the report and the mapping. Nothing is stored; names of pupils are in this answer alone."""
    kind = media_type(request, ZIP_TYPE, JSON_TYPE)
    answer_type = accepted(request, (JSON_TYPE, ZIP_TYPE))
    today = datetime.now(UTC).astimezone().date()
    name = "import_archive" if kind == ZIP_TYPE else "import_document_body"
    content: dict[str, Any] | bytes = await reading.read(name, body, tuple(answer), profile, today, answer_type == ZIP_TYPE)
    if isinstance(content, bytes):
        return Response(content, media_type=ZIP_TYPE, headers={"Content-Disposition": 'attachment; filename="import.zip"'})
    return JSONResponse(content)
