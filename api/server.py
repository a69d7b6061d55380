"""The web process: uvicorn around the application, and how it leaves."""

from __future__ import annotations

import gc
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from fastapi import FastAPI

from api.jobs.closing import LOOK_SECONDS, Closer
from api.jobs.repeating import Repeating
from api.services.term_cache import TermCache
from api.settings import Settings
from api.storage.database import Database

DRAIN_SECONDS = 20
"""What answers under way are given when the service is told to end; streams of events end by themselves before that."""


SWITCH_SECONDS = 0.0005
"""After so long a thread that computes (an edit is being checked) lets another answer; Python's own ten times that is felt by
whoever only reads, for an answer changes threads several times."""

THRESHOLDS = (20_000, 20, 100)
"""Of the garbage collector. Opened terms are a million objects in no circle: going through them halts every answer for a tenth
of a second and more, and with Python's own thresholds each few checks of a plan would."""


RENEW_SECONDS = 5.0
"""After so long, at most, a term that another process erased is out of memory here, also where nobody asks for anything."""


class Web(uvicorn.Server):
    """Told to end, it says so to streams that would otherwise go on and on, takes no more requests, and finishes those it has."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        # Our own log has a line for every request, and the root logger's form: no configuration and no lines of uvicorn's.
        config = uvicorn.Config(
            app, host=host, port=port, access_log=False, log_config=None, timeout_graceful_shutdown=DRAIN_SECONDS,
            proxy_headers=True, forwarded_allow_ips=app.state.settings.trusted_proxies,
        )  # fmt: skip
        super().__init__(config)
        self._ending: threading.Event = app.state.ending
        self._settings: Settings = app.state.settings
        self._shelf: TermCache = app.state.shelf

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer until told to end."""
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.freeze()  # what is loaded by now stays: looking for garbage among it takes time and finds none
        gc.set_threshold(*THRESHOLDS)
        with self._beside():
            super().run(sockets)

    @contextmanager
    def _beside(self) -> Iterator[None]:
        """Background work of the web process: end jobs that no worker ends, forget what was erased elsewhere."""
        database = Database(self._settings.database)

        def renew() -> None:
            with database.read() as connection:
                self._shelf.renew(connection)

        beside = (
            Repeating("closer", LOOK_SECONDS, Closer(database, self._settings, self._ending).look),
            Repeating("erasures", RENEW_SECONDS, renew),
        )
        for one in beside:
            one.start()
        try:
            yield
        finally:
            self._ending.set()
            for one in beside:
                one.end()
            database.close()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._ending.set()
        super().handle_exit(sig, frame)
