"""Access log and request metrics: one log line and one count of ``/metrics`` for each request.

Of the address only the route's template is recorded, as path and query may contain names.
"""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, clear_contextvars

from api.metrics.requests import UNKNOWN, RequestMeter, known_method

LOG = logging.getLogger(__name__)
QUIET = ("/healthz", "/readyz", "/readyz/reading", "/readyz/solving", "/metrics")
"""Paths that machines poll; their lines are logged at level debug."""
BROKEN_OFF = 499
"""Status code in log and metrics for requests whose caller disconnected before the response."""


class AccessLog:
    """Middleware inside of :class:`api.middleware.request_id.RequestId`, around all else."""

    def __init__(self, app: ASGIApp, meter: RequestMeter) -> None:
        self._app = app
        self._meter = meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        clear_contextvars()
        bind_contextvars(request=scope["state"]["request_id"])
        began = time.perf_counter()
        status = 0
        waited = 0.0

        async def noting(message: Message) -> None:
            nonlocal status, waited
            if message["type"] == "http.response.start":
                status, waited = message["status"], time.perf_counter() - began
            await send(message)

        failed = False
        try:
            await self._app(scope, receive, noting)
        except Exception:
            failed = True
            raise
        finally:
            if not status:
                status, waited = 500 if failed else BROKEN_OFF, time.perf_counter() - began
            self._write(scope, status, waited, time.perf_counter() - began)

    def _write(self, scope: Scope, status: int, waited: float, seconds: float) -> None:
        route = str(getattr(scope.get("route"), "path", UNKNOWN))
        method = known_method(scope["method"])
        self._meter.count(method, route, status, waited)
        principal = scope["state"].get("principal")
        level = logging.ERROR if status >= 500 else logging.INFO
        if route in QUIET:
            level = logging.WARNING if status >= 500 else logging.DEBUG  # not ready is an answer, no mistake
        LOG.log(
            level,
            "answered",
            extra={
                "method": method,
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 1),
                "who": principal.who if principal is not None else "",
            },
        )
