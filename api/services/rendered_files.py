"""Cache of public files, each rendered once however many ask at the same time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from anyio import to_thread

KEPT_BYTES = 64_000_000
"""Size of the cache in bytes; a school's timetable is some 20 kB as a page and 100 kB as PDF. Raising it holds those of more
schools."""


class RenderedFiles:
    """LRU cache of rendered files by key, on the event loop of a web process.

    One file is rendered at a time, in one thread; concurrent requests for the same file await it without a thread each, so that
    a crowd at one school's timetable does not exhaust the threads of other requests.
    """

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._kept_bytes = kept_bytes
        self._files: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._drawing: dict[str, asyncio.Task[bytes]] = {}
        self._turn = asyncio.Semaphore(1)

    async def file(self, key: str, draw: Callable[[], bytes]) -> bytes:
        """File of this key, rendered where it is not cached. Raises what ``draw`` raises, in all requests that await it."""
        found = self._files.get(key)
        if found is not None:
            self._files.move_to_end(key)
            return found
        task = self._drawing.get(key)
        if task is None:
            task = self._drawing[key] = asyncio.create_task(self._draw(key, draw))
        return await asyncio.shield(task)  # who leaves takes it from nobody

    async def _draw(self, key: str, draw: Callable[[], bytes]) -> bytes:
        try:
            async with self._turn:
                content = await to_thread.run_sync(draw)
            self._keep(key, content)
            return content
        finally:
            del self._drawing[key]

    def _keep(self, key: str, content: bytes) -> None:
        self._files[key] = content
        self._bytes += len(content)
        while self._bytes > self._kept_bytes and self._files:
            _, gone = self._files.popitem(last=False)
            self._bytes -= len(gone)
