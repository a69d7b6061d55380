"""The HTTP application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

import solver
from api import errors
from api.routers import exports, health, openapi, plans, policies
from api.services.pool import SolvePool
from api.settings import Settings

DESCRIPTION = """\
课后铃：课后服务排班排课。提交一个学期的数据，得到核验过的方案、每层目标的值与下界，或排不出的原因。

Afterbell plans a school's after-school service: submit a term, get a checked plan with value and bound of every goal,
or the reasons why there is none. Errors are problem documents (RFC 9457) that list every fault at once.
"""


def create_app(settings: Settings) -> FastAPI:
    """The application with its routes; solving processes live as long as it does."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.pool = SolvePool(settings.max_solves)
        try:
            yield
        finally:
            app.state.pool.close()

    app = FastAPI(title="课后铃 Afterbell", version=solver.__version__, description=DESCRIPTION, lifespan=lifespan)
    app.state.settings = settings
    errors.install(app)
    app.include_router(plans.router)
    app.include_router(exports.router)
    app.include_router(policies.router)
    app.include_router(health.router)
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign] # FastAPI's own way of extending it
    return app
