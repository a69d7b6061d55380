"""Web process: uvicorn around the application, with graceful shutdown."""

from __future__ import annotations

import gc
import socket
import sys
import threading
from collections.abc import Callable, Iterator
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
"""Seconds for which a process that was told to end finishes requests under way; streams of events end by themselves before.
Raising it lets longer answers finish, and delays restarts."""
SWITCH_SECONDS = 0.0005
"""Python's thread switch interval in seconds (default 0.005): a thread that computes, as for the check of an edit, yields to others
after it. Raising it speeds computations up a little, and slows other answers, each of which switches threads several times."""
RENEW_SECONDS = 5.0
"""Seconds between two looks for terms that another process erased, so that they leave this process's memory even while nobody asks.
Raising it costs fewer reads, and keeps erased terms in memory for longer."""


class Web(uvicorn.Server):
    """uvicorn server whose shutdown first ends streams (server-sent events), then refuses new requests, and finishes those
    under way. ready: called once requests are taken."""

    def __init__(self, app: FastAPI, host: str, port: int, ready: Callable[[], object] = lambda: None) -> None:
        # Our own log has a line for every request, and the root logger's form: no configuration and no lines of uvicorn's.
        config = uvicorn.Config(
            app, host=host, port=port, access_log=False, log_config=None, timeout_graceful_shutdown=DRAIN_SECONDS,
            proxy_headers=True, forwarded_allow_ips=app.state.settings.trusted_proxies,
        )  # fmt: skip
        super().__init__(config)
        self._ready = ready
        self._ending: threading.Event = app.state.ending
        self._settings: Settings = app.state.settings
        self._term_cache: TermCache = app.state.term_cache

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Take requests, unless the port is taken or the application does not start."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to end. Thresholds of the garbage collector are set by the application (``main.GC_THRESHOLDS``)."""
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.freeze()  # what is loaded by now stays: looking for garbage among it takes time and finds none
        with self._beside():
            super().run(sockets)

    @contextmanager
    def _beside(self) -> Iterator[None]:
        """Context with the background work of the web process: end jobs without a live worker, drop erased terms from the cache."""
        database = Database(self._settings.database)

        def renew() -> None:
            with database.read() as connection:
                self._term_cache.renew(connection)

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
