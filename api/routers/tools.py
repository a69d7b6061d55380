"""``POST /v1/check`` and ``/v1/precheck``: for whoever is signed in; nothing is kept."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

import solver
from api.access.rights import ToolUser
from api.deps import JSON_TYPE, XLSX_TYPE, BodyDep, media_type
from api.files.bundle import PlanBundle
from api.problems import problems
from api.routers.bodies import PAIR_BODY, REQUEST_BODY
from api.services.loading import choose_policy, load_check, load_request
from api.services.reporting import checked_document, precheck_document
from api.services.solving import prechecked

router = APIRouter(prefix="/v1", tags=["tools"])
SUFFIX_OF = {JSON_TYPE: ".json", XLSX_TYPE: ".xlsx"}


@router.post("/check", summary="核验 Check a plan", responses=problems(415, 422), openapi_extra=PAIR_BODY)
async def check(request: Request, _user: ToolUser, body: BodyDep) -> dict[str, Any]:
    """Check a plan against its request: ``{"request": …, "plan": …}`` → every violation, and the value of every goal."""
    media_type(request, JSON_TYPE)
    return await run_in_threadpool(_check, body)


@router.post("/precheck", summary="预检 What cannot work", responses=problems(415, 422), openapi_extra=REQUEST_BODY)
async def precheck(request: Request, _user: ToolUser, body: BodyDep) -> dict[str, Any]:
    """Tell, without a search, what cannot work in a request (document or workbook)."""
    suffix = SUFFIX_OF[media_type(request, JSON_TYPE, XLSX_TYPE)]
    return await run_in_threadpool(_precheck, body, suffix)


def _check(body: bytes) -> dict[str, Any]:
    loaded, plan = load_check(body)
    policy = choose_policy(loaded)
    return checked_document(PlanBundle(loaded.problem, policy, plan, solver.check_plan(loaded.problem, policy, plan)))


def _precheck(body: bytes, suffix: str) -> dict[str, Any]:
    loaded = load_request(body, suffix)
    return precheck_document(*prechecked(loaded.problem, choose_policy(loaded)), loaded.notices)
