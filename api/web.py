"""The web process: uvicorn around the application, and how it leaves."""

from __future__ import annotations

import threading
from types import FrameType

import uvicorn
from fastapi import FastAPI

DRAIN_SECONDS = 20
"""What answers under way are given when the service is told to end; streams of events end by themselves before that."""


class Web(uvicorn.Server):
    """Told to end, it says so to streams that would otherwise go on and on, takes no more requests, and finishes those it has."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        # Our own log has a line for every request, and the root logger's form: no configuration and no lines of uvicorn's.
        config = uvicorn.Config(
            app, host=host, port=port, access_log=False, log_config=None, timeout_graceful_shutdown=DRAIN_SECONDS
        )
        super().__init__(config)
        self._ending: threading.Event = app.state.ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._ending.set()
        super().handle_exit(sig, frame)
