"""What nobody expects in a cell or a field."""

from __future__ import annotations

import random
from typing import Any

TEXTS = (
    "", " ", "\t\n", "0", "-1", "1.5", "１２", "15:30", "25:61", "2026-02-30", "9999-12-31", "0000-00-00", "NaN", "Infinity", "null",
    "true", "=1+1", '=HYPERLINK("http://x")', "+cmd|' /C calc'!A0", "@SUM(1)", "'; DROP TABLE terms; --", "<script>alert(1)</script>",
    "../../etc/passwd", "%00", "\x00", "a\x00b", "\x1f", "\ud800", "\udfff\ud800", "\ufeff", "\u202eabc", "e\u0301" * 50, "😀" * 30,
    "\ufffe", "𝟙", "一" * 501, "x" * 40_000, "{{7*7}}", "${jndi:ldap://x}", "C1,C2;C3、C4", "a" * 500 + "!", "\\", '"', "]]>", "&amp;",
)  # fmt: skip
NUMBERS = (
    0, -1, 1, 2, 7, 8, 10**9, 10**9 + 1, -(10**9), 2**31, 2**63, 2**64, -(2**63) - 1, 10**30, 10**400, 1.5, -0.0, 1e308, 5e-324, 1e999,
)  # fmt: skip


def nasty(random_: random.Random, depth: int = 0) -> Any:
    """A value of any kind, mostly a wrong one."""
    kind = random_.randrange(9)
    if kind < 3:
        return random_.choice(TEXTS)
    if kind < 5:
        return random_.choice(NUMBERS)
    if kind == 5:
        return random_.choice((None, True, False))
    if depth > 3:
        return random_.choice(([], {}))
    if kind == 6:
        return [nasty(random_, depth + 1) for _ in range(random_.randrange(4))]
    if kind == 7:
        return {random_.choice(TEXTS): nasty(random_, depth + 1) for _ in range(random_.randrange(4))}
    return random_.randrange(-(10**6), 10**6)
