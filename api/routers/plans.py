"""``POST /v1/solve``, ``/v1/check`` and ``/v1/precheck``."""

from __future__ import annotations

import time
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

import solver
from api.deps import HTML_TYPE, JSON_TYPE, XLSX_TYPE, BodyDep, PoolDep, SettingsDep, accepted, media_type
from api.errors import INFEASIBLE, NO_PLAN, SATURATED, ApiError
from api.files.bundle import PlanBundle
from api.files.plan import plan_bytes
from api.services.loading import choose_policy, load_check, load_request
from api.services.pool import SaturatedError
from api.services.reporting import as_json, check_document, precheck_document, reason_document, report_document
from api.services.solving import Job, Outcome, prechecked
from api.services.writing import plan_bundle, solved_document

router = APIRouter(prefix="/v1", tags=["plans"])
SUFFIX_OF = {JSON_TYPE: ".json", XLSX_TYPE: ".xlsx", HTML_TYPE: ".html"}
STATUS_HEADER = "Afterbell-Status"
MAX_SEED = 2**31 - 1


@router.post("/solve", summary="求解 Draw up a plan", response_class=Response)
async def solve(
    request: Request,
    body: BodyDep,
    settings: SettingsDep,
    pool: PoolDep,
    seconds: Annotated[float | None, Query(gt=0, description="时限 time limit, capped by the server's")] = None,
    effort: Annotated[
        float | None,
        Query(
            gt=0,
            allow_inf_nan=False,
            description="确定性工作量上限；一个线程，同样的请求得到同样的方案 "
            "limit of deterministic effort; one thread, and the same request gets the same plan",
        ),
    ] = None,
    seed: Annotated[int, Query(ge=0, le=MAX_SEED, description="随机种子 seed of every random choice")] = 1,
) -> Response:
    """Solve a request and answer with a plan that the independent checker has gone over.

    Body: the request document, or the workbook. Answer: by ``Accept`` the plan document with its report (JSON), the
    workbook, or the page to print. With ``effort`` the search ends on work done and not on time, unless ``seconds`` are
    over first: the same request, effort and seed give the same plan. The header ``Afterbell-Status`` repeats the report's ``status``.
    """
    answer_type = accepted(request, SUFFIX_OF)
    suffix = SUFFIX_OF[media_type(request, JSON_TYPE, XLSX_TYPE)]
    began = time.perf_counter()
    loaded = await run_in_threadpool(load_request, body, suffix)
    policy = await run_in_threadpool(choose_policy, loaded)
    limit = min(seconds if seconds is not None else settings.default_seconds, settings.max_seconds)
    # Threads that race one another would find another plan each time, whatever the effort.
    workers = settings.solve_workers if effort is None else 1
    params = solver.Params(seconds=limit, effort=effort, seed=seed, workers=workers)
    job = Job(loaded.problem, policy, params, None, time.perf_counter() - began)
    try:
        outcome = await pool.run(job, request.is_disconnected)
    except SaturatedError:
        raise ApiError(SATURATED, headers={"Retry-After": str(settings.retry_after_seconds)}) from None
    bundle = plan_bundle(job, outcome)
    if bundle is None:
        raise _no_plan(outcome)
    content = await run_in_threadpool(_content, answer_type, bundle, outcome)
    headers = {STATUS_HEADER: outcome.status}
    if answer_type == XLSX_TYPE:
        headers["Content-Disposition"] = 'attachment; filename="plan.xlsx"'
    return Response(content, media_type=answer_type, headers=headers)


@router.post("/check", summary="核验 Check a plan")
async def check(request: Request, body: BodyDep) -> dict[str, Any]:
    """Check a plan against its request: ``{"request": …, "plan": …}`` → every violation, and the value of every goal."""
    media_type(request, JSON_TYPE)
    return await run_in_threadpool(_check, body)


@router.post("/precheck", summary="预检 What cannot work")
async def precheck(request: Request, body: BodyDep) -> dict[str, Any]:
    """Tell, without a search, what cannot work in a request (document or workbook)."""
    suffix = SUFFIX_OF[media_type(request, JSON_TYPE, XLSX_TYPE)]
    return await run_in_threadpool(_precheck, body, suffix)


def _check(body: bytes) -> dict[str, Any]:
    loaded, plan = load_check(body)
    return check_document(solver.check_plan(loaded.problem, choose_policy(loaded), plan))


def _precheck(body: bytes, suffix: str) -> dict[str, Any]:
    loaded = load_request(body, suffix)
    return precheck_document(*prechecked(loaded.problem, choose_policy(loaded)))


def _content(answer_type: str, bundle: PlanBundle, outcome: Outcome) -> bytes:
    if answer_type != JSON_TYPE:
        return plan_bytes(bundle, SUFFIX_OF[answer_type])
    return as_json(solved_document(bundle, outcome))


def _no_plan(outcome: Outcome) -> ApiError:
    members = {"reasons": [reason_document(reason) for reason in outcome.reasons], "report": report_document(outcome)}
    if outcome.status == "infeasible":
        return ApiError(INFEASIBLE, f"{len(outcome.reasons)} 条原因 / reason(s)", members)
    return ApiError(NO_PLAN, "可能要给更多时间 / Maybe allow more seconds", members)
