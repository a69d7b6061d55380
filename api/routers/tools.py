"""``POST /v1/check`` and ``/v1/precheck``: stateless tools for authenticated callers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from api.access.rights import ToolUser
from api.deps import JSON_TYPE, XLSX_TYPE, BodyDep, media_type
from api.error_responses import problems
from api.guarded_route import GuardedRoute
from api.routers.bodies import PAIR_BODY, REQUEST_BODY
from api.state import ReadingDep

router = APIRouter(prefix="/v1", tags=["tools"], route_class=GuardedRoute)
SUFFIX_OF = {JSON_TYPE: ".json", XLSX_TYPE: ".xlsx"}


@router.post("/check", summary="核验 Check a plan", responses=problems(415, 422), openapi_extra=PAIR_BODY)
async def check(request: Request, _user: ToolUser, reading: ReadingDep, body: BodyDep) -> dict[str, Any]:
    """Check a plan against its request: ``{"request": …, "plan": …}`` → every violation, and the value of every goal."""
    media_type(request, JSON_TYPE)
    found: dict[str, Any] = await reading.read("check_body", body)
    return found


@router.post("/precheck", summary="预检 What cannot work", responses=problems(415, 422), openapi_extra=REQUEST_BODY)
async def precheck(request: Request, _user: ToolUser, reading: ReadingDep, body: BodyDep) -> dict[str, Any]:
    """Precheck a request (document or workbook): reasons why it is infeasible, and warnings, without a search."""
    suffix = SUFFIX_OF[media_type(request, JSON_TYPE, XLSX_TYPE)]
    found: dict[str, Any] = await reading.read("precheck_body", body, suffix)
    return found
