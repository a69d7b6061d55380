"""Row ids: 32 hexadecimal digits that sort by creation time.

12 digits of milliseconds since 1970, the rest random: ids cannot be guessed, and keyset pagination continues after the last id
of a page.
"""

from __future__ import annotations

import hashlib
import secrets
import time


def new_id() -> str:
    """New id."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"


def derived_id(made_at: int, seed: str) -> str:
    """Deterministic id of the same form, from a time (milliseconds since 1970) and a text."""
    return f"{made_at:012x}{hashlib.sha256(seed.encode()).hexdigest()[:20]}"
