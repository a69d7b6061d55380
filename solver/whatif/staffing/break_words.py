"""Words for posts that stay empty: kinds of posts with their time, counted over days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from solver.check.names import Names
from solver.problem import Problem
from solver.units import Minute, clock
from solver.whatif.staffing.day_cover import Cover
from solver.whatif.staffing.day_posts import PlaceKind
from solver.whatif.staffing.survival import Break

Key = tuple[str, str, Minute]
"""Kind of post, subject, start."""
PATROL = "patrol"
WORDS = {
    "care": ("托管看护", "care"), "gate": ("校门护送", "gate"), "late": ("延时托管", "late care"), "standby": ("延时备勤", "stand-by"),
    PATROL: ("行政巡察", "patrol"),
}  # fmt: skip
"""Kinds of posts that one word names with the time."""


class Breaks:
    """Counts, for days that break, the kinds of posts that stay empty."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._days: Counter[Key] = Counter()
        self._adults: dict[Key, int] = defaultdict(int)

    def add(self, cover: Cover) -> None:
        """Count one day."""
        for key in {self._key(kind) for kind, _ in cover.empty}:
            self._days[key] += 1
        for kind, missing in cover.empty:
            self._adults[self._key(kind)] += missing

    def found(self) -> tuple[Break, ...]:
        """Most frequent first; of those alike, that with most adults missing, and the earliest."""
        order = sorted(self._days, key=lambda key: (-self._days[key], -self._adults[key], key[2], key))
        return tuple(Break(*key, *self._words(key), self._days[key]) for key in order)

    def _key(self, kind: PlaceKind) -> Key:
        post, start = kind.places[0].post, kind.shift.start
        if post.kind == "fixed" and self._problem.post_of[post.subject].kind == PATROL:
            return PATROL, "", start
        return post.kind, "" if post.kind in WORDS else post.subject, start

    def _words(self, key: Key) -> tuple[str, str]:
        kind, subject, start = key
        zh, en = WORDS[kind] if kind in WORDS else self._named(kind, subject)
        return f"{clock(start)} {zh}", f"{en} at {clock(start)}"

    def _named(self, kind: str, subject: str) -> tuple[str, str]:
        names = Names(self._problem)
        if kind == "lead":
            return f"{names.offering(subject)}主讲", f"leading {names.offering(subject)}"
        if kind == "assist":
            return f"{names.offering(subject)}助教", f"assisting {names.offering(subject)}"
        if kind in ("fixed", "qa"):
            return names.fixed_post(subject), names.fixed_post(subject)
        return names.block(subject), names.block(subject)


def listed(breaks: Iterable[Break], most: int = 3) -> tuple[str, str]:
    """The first few breaks with their days, in both languages."""
    found = list(breaks)[:most]
    return "、".join(f"{b.zh}（{b.days} 天）" for b in found), ", ".join(
        f"{b.en} ({b.days} day{'s' * (b.days > 1)})" for b in found
    )
