"""HTTP application: routes, middleware and shared state."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from prometheus_client import CollectorRegistry

import solver
from api import errors
from api.access.authenticator import Authenticator
from api.jobs.kind import SOLVES
from api.jobs.registry import queues
from api.metrics.requests import RequestMeter
from api.metrics.stored import StoredMeter
from api.middleware.access_log import AccessLog
from api.middleware.head import HeadRequests
from api.middleware.nul_rejection import NulRejection
from api.middleware.request_id import RequestId
from api.middleware.secure_headers import SecureHeaders
from api.middleware.unread_body import UnreadBody
from api.page.assets import Assets
from api.page.error_page import draw_error
from api.page.frame import Pages
from api.page.registry import ROUTERS as PAGE_ROUTERS
from api.reading.limits import Limits
from api.reading.readers import BodyReader, Readers
from api.reading.turns import Turns
from api.routers import openapi
from api.routers.job_events import look
from api.routers.registry import ROUTERS
from api.services.feeds import Feeds
from api.services.queueing import Queue
from api.services.readiness import Readiness
from api.services.rendered_files import RenderedFiles
from api.services.term_cache import TermCache
from api.settings import Settings
from api.storage.database import Database
from api.storage.figures import Figures, figures
from api.storage.migrate import migrate, newest
from api.storage.workers import SILENT_MS

GC_THRESHOLDS = (100_000, 50, 100)
"""Thresholds of Python's garbage collector (allocations of the youngest generation, then collections of the next ones; default 700,
10, 10). Cached terms are millions of live objects, and a full collection of them delays every answer by 0.1 s. Raising them makes
collections rarer, and lets reference cycles hold memory for longer; most garbage has no cycles and is freed without them."""

TITLE = "Afterbell"
"""Title of the OpenAPI document, in Latin letters: generators of clients name modules and packages by it."""
SUMMARY = "课后铃：中小学课后服务排班排课 A planner of schools' after-school service"
DESCRIPTION = """\
课后铃：课后服务排班排课。提交一个学期的数据，得到核验过的方案、每层目标的值与下界，或排不出的原因。

Afterbell plans a school's after-school service: submit a term, get a checked plan with value and bound of every goal,
or the reasons why there is none. Errors are problem documents (RFC 9457) that list every fault at once.
"""


def create_app(settings: Settings, reading: BodyReader | None = None, session: str = "") -> FastAPI:
    """Application with its routes; its database is migrated at its start. reading: parser of uploads; default: a pool of
    processes that is started lazily. session: ``application_name`` of its PostgreSQL sessions."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.database = Database(settings.database, session=session)
        app.state.turns = Turns()
        app.state.reading = reading or Readers(settings.readers, Limits(settings.read_seconds, settings.read_megabytes))
        app.state.feeds = Feeds(partial(look, app.state.database, app.state.queue), app.state.ending)
        await run_in_threadpool(migrate, app.state.database)
        usual = gc.get_threshold()
        gc.set_threshold(*GC_THRESHOLDS)
        try:
            yield
        finally:
            gc.set_threshold(*usual)
            app.state.reading.close()
            await app.state.feeds.close()
            app.state.database.close()

    app = FastAPI(
        title=TITLE, summary=SUMMARY, version=solver.__version__, description=DESCRIPTION, lifespan=lifespan,
        generate_unique_id_function=openapi.operation_id,
        docs_url=None, redoc_url=None,  # both take their scripts from elsewhere, which a school's network may not reach
    )  # fmt: skip

    def read_figures() -> Figures:
        with app.state.database.read() as connection:
            return figures(connection, SILENT_MS)

    app.state.settings = settings
    app.state.authenticator = Authenticator.of(settings)
    app.state.term_cache = TermCache()
    app.state.queue = Queue(settings, queues()[SOLVES])
    app.state.rendered_files = RenderedFiles()
    app.state.readiness = Readiness(newest())
    app.state.ending = threading.Event()
    app.state.registry = CollectorRegistry()
    StoredMeter(app.state.registry, read_figures)
    app.state.assets = Assets.load()
    app.state.pages = Pages(app.state.assets)
    app.state.error_page = draw_error
    errors.install(app)
    app.add_middleware(NulRejection)
    app.add_middleware(HeadRequests)
    app.add_middleware(UnreadBody)
    app.add_middleware(AccessLog, meter=RequestMeter(app.state.registry))
    app.add_middleware(RequestId)
    app.add_middleware(SecureHeaders, public_url=settings.public_url)
    for router in (*ROUTERS, *PAGE_ROUTERS):
        app.include_router(router)
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign] # FastAPI's own way of extending it
    return app
