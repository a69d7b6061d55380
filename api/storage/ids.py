"""Ids of rows that the service makes: 32 hexadecimal digits that sort by the time they were made.

The first 12 digits are milliseconds since 1970, the rest is random: nobody can guess another's, and a list can go on
after the last id of a page (keyset pages).
"""

from __future__ import annotations

import hashlib
import secrets
import time


def new_id() -> str:
    """A fresh id."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"


def derived_id(made_at: int, seed: str) -> str:
    """An id like those of :func:`new_id` that follows from a time (milliseconds since 1970) and a text."""
    return f"{made_at:012x}{hashlib.sha256(seed.encode()).hexdigest()[:20]}"
