"""Intervals that are on at one moment: the cliques by which clashes are stated, fewer than pairs and tighter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from solver.units import Minute

Item = TypeVar("Item")
Span = tuple[Minute, Minute, Item]
"""(start, end, whatever is on from start to just before end)."""


def cliques(spans: Sequence[Span[Item]]) -> Iterator[list[Item]]:
    """What is on at each moment at which something starts, without moments that say less than the next one.

    Two intervals overlap exactly when some list holds both; empty intervals are in none.
    """
    moments = sorted({start for start, end, _ in spans if start < end})
    for moment, following in zip_longest(moments, moments[1:]):
        on = [(end, item) for start, end, item in spans if start <= moment < end]
        if following is None or any(end <= following for end, _ in on):
            yield [item for _, item in on]
