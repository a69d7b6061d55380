"""Words that the explanations share: kinds of posts as they are counted, and lists of ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from solver.words import POST_KINDS

KINDS_EN = {"care": "care groups", "gate": "gates", "fixed": "fixed posts", "qa": "posts of questions",
            "late": "extended care", "standby": "stand-by", "block": "meals and naps", "evening": "evening study",
            "weekend": "weekend classes"}  # fmt: skip
KINDS_ZH = {kind: POST_KINDS[kind] for kind in KINDS_EN} | {"care": "托管", "gate": "校门", "fixed": "固定岗"}
"""In the order in which they are told; the commonest in short."""


def names(ids: Iterable[str], most: int = 8) -> str:
    """A list of ids, cut after ``most``."""
    found = list(ids)
    return "、".join(found[:most]) + (f"…（{len(found)}）" if len(found) > most else "")


def itemised(posts: Iterable[tuple[str, int]]) -> tuple[str, str]:
    """``托管 6、固定岗 1`` of kinds of posts with counts, and in English."""
    by_kind: Counter[str] = Counter()
    for kind, n in posts:
        by_kind[kind] += n
    zh = "、".join(f"{KINDS_ZH[kind]} {by_kind[kind]}" for kind in KINDS_ZH if by_kind[kind])
    en = ", ".join(f"{KINDS_EN[kind]} {by_kind[kind]}" for kind in KINDS_EN if by_kind[kind])
    return zh, en
