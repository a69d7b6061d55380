"""Rate limits: fixed windows of a minute, counted in the memory of the web process.

Several web processes count independently, so that together they let pass as many times more.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from limits import RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from api.errors import TOO_MANY, ApiError

LARGEST = 20_000
"""Largest number of counters (some 5 MB). Raising it takes more memory; beyond, the least recently used are dropped (LRU)."""


class CountsInMemory(Storage):
    """Expiring counters with LRU eviction above ``largest``, so that any number of callers takes bounded memory."""

    STORAGE_SCHEME = None  # made here alone, never by an address

    def __init__(self, largest: int = LARGEST, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._largest = largest
        self._clock = clock
        self._lock = Lock()
        self._counts: OrderedDict[str, tuple[int, float]] = OrderedDict()

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        with self._lock:
            count, ends = self._counts.pop(key, (0, 0.0))
            now = self._clock()
            if ends <= now:
                count, ends = 0, now + expiry
            self._counts[key] = (count + amount, ends)
            if len(self._counts) > self._largest:
                self._counts.popitem(last=False)
            return count + amount

    def get(self, key: str) -> int:
        count, ends = self._counts.get(key, (0, 0.0))
        return count if ends > self._clock() else 0

    def get_expiry(self, key: str) -> float:
        return self._counts.get(key, (0, self._clock()))[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            held = len(self._counts)
            self._counts.clear()
            return held

    def clear(self, key: str) -> None:
        with self._lock:
            self._counts.pop(key, None)

    def __len__(self) -> int:
        return len(self._counts)


class Rates:
    """Limits per minute. signed_in: of one key or member. anonymous: of one address without credentials. 0: no limit."""

    def __init__(
        self, signed_in: int, anonymous: int, largest: int = LARGEST, clock: Callable[[], float] = time.time
    ) -> None:
        self._clock = clock
        self._limits = {True: signed_in, False: anonymous}
        self.counts = CountsInMemory(largest, clock)
        self._limiter = FixedWindowRateLimiter(self.counts)

    def note(self, who: str, *, signed_in: bool) -> None:
        """Count a request. Raises 429 with the seconds until the window ends."""
        most = self._limits[signed_in]
        if not most:
            return
        item = RateLimitItemPerMinute(most)
        if not self._limiter.hit(item, who):
            seconds = max(1, round(self._limiter.get_window_stats(item, who).reset_time - self._clock() + 0.5))
            detail = f"每分钟至多 {most} 次，请 {seconds} 秒后再试 / at most {most} a minute; ask again in {seconds} seconds"
            raise ApiError(TOO_MANY, detail, headers={"Retry-After": str(seconds)})
