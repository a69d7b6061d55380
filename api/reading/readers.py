"""Pool of reading processes, each used by one call at a time."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from fastapi.concurrency import run_in_threadpool

from api.errors import ApiError, bad_input
from api.reading.limits import Limits
from api.reading.process import OverrunError, ReadingProcess
from api.reading.work import WORK
from solver import Fault


class BodyReader(Protocol):
    """Interface of parsers of uploads."""

    async def read(self, name: str, *given: object) -> Any:
        """Execute the kind of parsing of this name (:data:`api.reading.work.WORK`) -> its result. Raises its exceptions."""

    def close(self) -> None:
        """Release all processes; no further call is allowed."""


class Readers:
    """Pool of at most ``count`` processes, started lazily; one that was killed for an overrun is replaced at once."""

    def __init__(self, count: int, limits: Limits) -> None:
        self._limits = limits
        self._threads = ThreadPoolExecutor(count, "reading")
        self._idle: SimpleQueue[ReadingProcess] = SimpleQueue()
        self._busy: set[ReadingProcess] = set()
        self._closed = False

    async def read(self, name: str, *given: object) -> Any:
        """As :meth:`BodyReader.read`; also raises 422 for a call that exceeds its time or memory."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, name, given)

    def _read(self, name: str, given: tuple[object, ...]) -> Any:
        try:
            process = self._idle.get_nowait()
        except Empty:
            process = ReadingProcess(self._limits)
        self._busy.add(process)
        try:
            return process.read(name, given)
        except OverrunError:
            raise self._overrun() from None
        finally:
            self._busy.discard(process)
            if process.spent:
                process.close()
                process = process if self._closed else ReadingProcess(self._limits)
            self._idle.put(process)

    def _overrun(self) -> ApiError:
        seconds, megabytes = self._limits.seconds, self._limits.megabytes
        return bad_input([Fault((), f"> {seconds:g} s / {megabytes} MB", f"读取这份内容超过了 {seconds:g} 秒或 {megabytes} MB 内存的上限",
                                f"reading this took more than {seconds:g} seconds or {megabytes} MB of memory",
                                "可能文件已损坏，或被改动过；正常的大校只需约一秒。",
                                "Maybe the file is damaged, or was tampered with; a large school takes a second.")])  # fmt: skip

    def close(self) -> None:
        """End all processes, with calls under way."""
        self._closed = True
        for process in tuple(self._busy):
            process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        while not self._idle.empty():
            self._idle.get().close()


class InProcessReader:
    """Parser in a thread of this process, without limits: for programs that read their own files."""

    async def read(self, name: str, *given: object) -> Any:
        return await run_in_threadpool(WORK[name], *given)

    def close(self) -> None:
        """No-op."""
