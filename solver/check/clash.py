"""Overlaps by sort and sweep, and hits gathered over the weeks of the template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from solver.units import Minute


class Timed(Protocol):
    """Anything with clock minutes."""

    @property
    def start(self) -> Minute: ...

    @property
    def end(self) -> Minute: ...


MOST = 20
"""An item is compared with so many of those under way, so that a plan that puts one person everywhere is still cheap."""

_BEGINNING = attrgetter("start", "end")
T = TypeVar("T", bound=Timed)


def overlap(one: Timed, other: Timed) -> bool:
    """Whether two half-open intervals share a minute."""
    return one.start < other.end and other.start < one.end


def near_pairs(items: Sequence[T], reach: Minute = 0) -> Iterator[tuple[T, T]]:
    """Pairs (earlier, later) of which the later starts less than ``reach`` after the earlier one's end.

    With reach 0 these are all pairs that overlap (and, of empty intervals, some that do not). Of more than ``MOST`` at
    one time only the last to start are given.
    """
    active: list[T] = []
    over: Minute | None = None  # when the last of those under way ends
    for item in sorted(items, key=_BEGINNING):
        if over is None or over + reach <= item.start:
            active, over = [item], item.end
            continue
        active = [earlier for earlier in active if earlier.end + reach > item.start]
        for earlier in active[-MOST:]:
            yield earlier, item
        active.append(item)
        over = max(over, item.end)
