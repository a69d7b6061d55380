"""``GET /healthz``: whether the service answers."""

from __future__ import annotations

from fastapi import APIRouter

import solver

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="服务是否正常 Whether the service answers")
async def healthz() -> dict[str, str]:
    """Answer as long as the event loop is free."""
    return {"status": "ok", "version": solver.__version__}
