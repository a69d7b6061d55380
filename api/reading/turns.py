"""Fair admission of uploads: few of one school at a time, so that one school's uploads do not block the others'."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.access.principal import Principal
from api.errors import NOT_READY, TOO_MANY, ApiError

EACH = 2
"""Concurrent uploads of one school, district or bureau. Raising it speeds up one school's uploads, at the others' expense."""
TOGETHER = 16
"""Concurrent uploads in all. They are held in memory, up to 10 MB each: raising it lets more schools upload at once, and takes
that much."""
WAITING = 20
"""Waiting uploads of one school; further ones are refused at once. Raising it accepts larger bursts."""
PATIENCE = 20.0
"""Seconds that an upload waits before it is refused. Raising it serves more under load, and lets callers wait longer."""


class Turns:
    """Admission by tenant, first come first served; bound to the event loop of its first use."""

    def __init__(self, each: int = EACH, together: int = TOGETHER, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._each, self._most, self._patience = each, each + waiting, patience
        self._all = asyncio.Semaphore(together)
        self._own: dict[str, asyncio.Semaphore] = {}
        self._there: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, tenant: str) -> AsyncIterator[None]:
        """Context of one admitted upload; waits for admission. Raises 429 where the tenant has too many, 503 where all tenants
        have."""
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
    """Group of principals that is admitted together: all keys and members of a school, else of a district, else one principal
    alone."""
    return principal.school_id or principal.district_id or principal.who


def _too_many() -> ApiError:
    return ApiError(TOO_MANY, "本校同时上传的文件过多，请稍后再试 / too many uploads of this school are under way; ask again",
                    headers={"Retry-After": "5"})  # fmt: skip
