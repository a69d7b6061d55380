"""``/``: the way to the pages for browsers, and entry document for programs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

import solver
from api.deps import HTML_TYPE, JSON_TYPE, accepted
from api.error_responses import problems
from api.errors import PAGES
from api.state import SettingsDep

router = APIRouter(tags=["health"])
DOCUMENT = "/openapi.json"
@router.get(
    "/", summary="服务首页 The front page", response_class=Response,
    responses=problems(406) | {200: {"content": {JSON_TYPE: {"schema": {"type": "object"}}}}, 303: {"description": "to the pages"}},
)  # fmt: skip
def front(request: Request, settings: SettingsDep) -> Response:
    """By ``Accept``: browsers are sent to the pages, programs get a document. Needs no key and shows nothing of any school."""
    headers = {"Cache-Control": "public, max-age=60", "Vary": "Accept"}
    if accepted(request, (JSON_TYPE, HTML_TYPE)) == HTML_TYPE:
        return Response(status_code=303, headers=headers | {"Location": PAGES})
    document: dict[str, Any] = {
        "name": "Afterbell", "zh": "课后铃：课后服务排班排课", "en": "A planner of schools' after-school service",
        "version": solver.__version__, "pages": PAGES, "openapi": DOCUMENT, "policies": "/v1/policies", "health": "/healthz",
        "ready": "/readyz", "public_timetable": "/v1/public/{school}/timetable", "contact": settings.contact,
    }  # fmt: skip
    return JSONResponse(document, headers=headers)
