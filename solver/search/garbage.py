"""When Python looks for garbage in circles.

A school, its frame and its models are a million small objects that stay and are in no circle; with Python's own thresholds going
through them takes a tenth of the time to the first plan and finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (20_000, 20, 100)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector look seldom for as long as this lasts; in the whole process, whichever thread asks."""
    usual = gc.get_threshold()
    gc.set_threshold(*(max(pair) for pair in zip(usual, THRESHOLDS, strict=True)))
    try:
        yield
    finally:
        gc.set_threshold(*usual)
