"""Ids of rows that the service makes: 32 hexadecimal digits that sort by the time they were made.

The first 12 digits are milliseconds since 1970, the rest is random: nobody can guess another's, and a list can go on
after the last id of a page (keyset pages).
"""

from __future__ import annotations

import secrets
import time


def new_id() -> str:
    """A fresh id."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"
