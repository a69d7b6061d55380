"""Reading processes and who reads: a few processes for all, each taken by one reading at a time."""

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
    """Something that reads."""

    async def read(self, name: str, *given: object) -> Any:
        """Run the kind of reading of this name (:data:`api.reading.work.WORK`) on data -> its result. Raises its errors."""

    def close(self) -> None:
        """No more is read."""


class Readers:
    """At most ``count`` processes, each started when it is first needed; one that is ended for an overrun is replaced at once."""

    def __init__(self, count: int, limits: Limits) -> None:
        self._limits = limits
        self._threads = ThreadPoolExecutor(count, "reading")
        self._idle: SimpleQueue[ReadingProcess] = SimpleQueue()
        self._busy: set[ReadingProcess] = set()
        self._closed = False

    async def read(self, name: str, *given: object) -> Any:
        """As :class:`BodyReader`; also raises 422 for what takes more time or memory than a reading may."""
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
        """End every process; a reading under way is ended with it."""
        self._closed = True
        for process in tuple(self._busy):
            process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        while not self._idle.empty():
            self._idle.get().close()


class ReadingHere:
    """Reads in a thread of this process, without limits of its own: for programs that read their own files."""

    async def read(self, name: str, *given: object) -> Any:
        return await run_in_threadpool(WORK[name], *given)

    def close(self) -> None:
        """Nothing was started."""
