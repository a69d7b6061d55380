"""Solves of the HTTP service: a bounded number at a time, each in a process of its own.

Processes, not threads: OR-Tools lets go of the interpreter's lock while it computes, but building models and choosing
neighbourhoods is Python, and with threads every other request would wait for it; a solver that crashes or is killed
for memory takes its process with it and not the service; and memory of one school's solve is not counted to another's.
They are spawned, because forking a process that has threads (the server's) may copy a locked lock.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.synchronize import Event

from api.services.solving import Job, Outcome, run

POLL_SECONDS = 0.25
_stops: list[Event] = []
"""In a worker process only: one stop signal a slot, handed over when the process starts."""


class SaturatedError(Exception):
    """All slots are taken."""


class SolveDiedError(Exception):
    """The solving process died; the pool has been renewed."""


class SolvePool:
    """``slots`` processes that solve. Belongs to one event loop; processes start when first used."""

    def __init__(self, slots: int) -> None:
        self._slots = slots
        self._context = multiprocessing.get_context("spawn")
        self._stops = [self._context.Event() for _ in range(slots)]
        self._free = list(range(slots))
        self._executor = self._start()

    async def run(self, job: Job, is_gone: Callable[[], Awaitable[bool]]) -> Outcome:
        """Solve a job; when ``is_gone`` says that the caller left, the search is told to stop.

        Raises SaturatedError at once when no slot is free, SolveDiedError when the process died.
        """
        if not self._free:
            raise SaturatedError
        slot = self._free.pop()
        stop = self._stops[slot]
        stop.clear()
        executor = self._executor
        try:
            future = asyncio.wrap_future(executor.submit(_solve_in_slot, job, slot))
            try:
                while True:
                    done, _ = await asyncio.wait((future,), timeout=POLL_SECONDS)
                    if done:
                        return future.result()
                    if await is_gone():
                        stop.set()
            except asyncio.CancelledError:
                # The slot may be given to another only when its search has ended.
                stop.set()
                with suppress(Exception):
                    await asyncio.shield(future)
                raise
        except BrokenProcessPool as error:
            if self._executor is executor:
                executor.shutdown(wait=False)
                self._executor = self._start()
            raise SolveDiedError from error
        finally:
            self._free.append(slot)

    def close(self) -> None:
        """Stop every search and let the processes end."""
        for stop in self._stops:
            stop.set()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._slots, self._context, initializer=_adopt, initargs=(self._stops,))


def _adopt(stops: list[Event]) -> None:
    # Ctrl-C in the server's terminal reaches every process; the server alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _stops[:] = stops


def _solve_in_slot(job: Job, slot: int) -> Outcome:
    return run(job, None, _stops[slot].is_set)
