"""``/healthz``, ``/readyz`` (reading and solving apart) and ``/metrics``: health checks and metrics."""

from __future__ import annotations

import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

import solver
from api.error_responses import problems
from api.errors import FORBIDDEN, NOT_READY, UNAUTHENTICATED, ApiError
from api.services.readiness import READING, SOLVING, WRITING, ReadinessState
from api.state import DatabaseDep, ReadinessDep, SettingsDep

router = APIRouter(tags=["health"])
LOOPBACK = ("127.0.0.1", "::1")
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Headers that a proxy on this machine adds: then the caller is on another machine."""


@router.get("/healthz", summary="服务是否存活 Whether the service lives")
async def healthz() -> dict[str, str]:
    """Liveness: answers as long as the event loop is free."""
    return {"status": "ok", "version": solver.__version__}


@router.get("/readyz", summary="服务是否就绪 Whether the service is ready", responses=problems(503))
def readyz(database: DatabaseDep, readiness: ReadinessDep) -> dict[str, Any]:
    """Readiness to answer and to take changes: database, migrations, a write, free space. 503 with all missing parts in
    ``errors``. ``solving`` says whether a worker lives too; without one, jobs wait and all else goes on."""
    return _ready(readiness.look(database), WRITING)


@router.get("/readyz/reading", summary="能否查阅 Whether it can be read", responses=problems(503))
def readyz_reading(database: DatabaseDep, readiness: ReadinessDep) -> dict[str, Any]:
    """Readiness to read: database and migrations, for load balancers. A full disk, or no worker, does not count."""
    return _ready(readiness.look(database), READING)


@router.get("/readyz/solving", summary="能否求解 Whether jobs are done", responses=problems(503))
def readyz_solving(database: DatabaseDep, readiness: ReadinessDep) -> dict[str, Any]:
    """Readiness to solve: all of ``/readyz``, and a live worker."""
    return _ready(readiness.look(database), SOLVING)


def _ready(state: ReadinessState, purpose: str) -> dict[str, Any]:
    missing = state.missing_for(purpose)
    if missing:
        detail = "；".join(part.zh for part in missing) + " / " + "; ".join(part.en for part in missing)
        members = {**state.document(), "errors": [part.document() for part in missing]}
        raise ApiError(NOT_READY, detail, members, {"Retry-After": "5"})
    return {"status": "ready", **state.document(), "version": solver.__version__}


def watcher(request: Request, settings: SettingsDep) -> None:
    """Require the bearer token of the settings; without one, a caller on this machine."""
    token = settings.metrics_token.get_secret_value()
    if not token:
        host = request.client.host if request.client else ""
        if host not in LOOPBACK or any(name in request.headers for name in FORWARDED):
            raise ApiError(FORBIDDEN, "只供本机读取，或设置 AFTERBELL_METRICS_TOKEN / this machine only, or set AFTERBELL_METRICS_TOKEN")
        return
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise ApiError(UNAUTHENTICATED, headers={"WWW-Authenticate": "Bearer"})


@router.get(
    "/metrics", summary="运行指标 Figures for Prometheus", response_class=Response,
    responses=problems(401, 403) | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)  # fmt: skip
def metrics(request: Request, _watcher: Annotated[None, Depends(watcher)]) -> Response:
    """Metrics of requests, jobs, workers and database. With ``AFTERBELL_METRICS_TOKEN`` as bearer token, or from this machine
    alone."""
    registry: CollectorRegistry = request.app.state.registry
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
