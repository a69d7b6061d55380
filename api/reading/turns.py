"""Whose body is received and read next: a few of one school at a time, so that nobody's uploads keep others from theirs."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.access.principal import Principal
from api.errors import NOT_READY, TOO_MANY, ApiError

EACH = 2
"""Bodies of one school, or of one district or bureau, that are under way at a time."""
TOGETHER = 16
"""Bodies of all. They are held in memory, up to 10 MB each: raising it lets more schools upload at once, and takes that much."""
WAITING = 20
"""Requests of one school that wait beside those; more are refused at once."""
PATIENCE = 20.0
"""Seconds that a request waits for its turn before it is told to come again."""


class Turns:
    """Turns by tenant, first come first served; of the event loop that it is first used on."""

    def __init__(self, each: int = EACH, together: int = TOGETHER, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._each, self._most, self._patience = each, each + waiting, patience
        self._all = asyncio.Semaphore(together)
        self._own: dict[str, asyncio.Semaphore] = {}
        self._there: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, tenant: str) -> AsyncIterator[None]:
        """Wait for a turn and have it for the block. Raises 429 where the tenant has too many, 503 where all have."""
        if self._there[tenant] >= self._most:
            raise _too_many()
        self._there[tenant] += 1
        own = self._own.setdefault(tenant, asyncio.Semaphore(self._each))
        try:
            await self._acquired(own, _too_many())
            try:
                busy = ApiError(NOT_READY, "同时上传的学校过多，请稍后再试 / too many schools upload at once; ask again",
                                headers={"Retry-After": "5"})  # fmt: skip
                await self._acquired(self._all, busy)
                try:
                    yield
                finally:
                    self._all.release()
            finally:
                own.release()
        finally:
            self._there[tenant] -= 1
            if not self._there[tenant]:
                del self._there[tenant], self._own[tenant]

    async def _acquired(self, places: asyncio.Semaphore, refusal: ApiError) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await places.acquire()
        except TimeoutError:
            raise refusal from None


def tenant_of(principal: Principal) -> str:
    """Group of principals that share turns: all keys and members of a school, else of a district, else one principal alone."""
    return principal.school_id or principal.district_id or principal.who


def _too_many() -> ApiError:
    return ApiError(TOO_MANY, "本校同时上传的文件过多，请稍后再试 / too many uploads of this school are under way; ask again",
                    headers={"Retry-After": "5"})  # fmt: skip
