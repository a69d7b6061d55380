"""Service blocks outside the afternoon window: breakfast, lunch, nap (A06), evening study (A07), weekend classes (A14)."""

from __future__ import annotations

from dataclasses import dataclass

from solver.units import Minute, Weekday

BLOCK_KINDS = ("breakfast", "lunch", "nap", "evening", "weekend")
"""早餐, 午餐, 午休 (A06), 晚自习 (A07), 周末节假日特长班 (A14)."""
CONSENTS = ("evening", "weekend")
"""Kinds of blocks for which a person must have agreed (A07, A14)."""
WEEKEND = (6, 7)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of service on some weekdays, for the pupils who signed up for it (``Pupil.blocks``).

    weekdays: 1..5, for kind ``weekend`` 6 and 7. rooms: its venue, filled in this order up to their capacity; empty =
    the pupils stay in their own classrooms. pupils_per_adult: of one group, or None for the policy's number.
    roles: who may look after it.
    """

    id: str
    kind: str
    start: Minute
    end: Minute
    weekdays: tuple[Weekday, ...]
    rooms: tuple[str, ...] = ()
    pupils_per_adult: int | None = None
    roles: tuple[str, ...] = ("homeroom", "subject", "admin")
    name: str = ""
