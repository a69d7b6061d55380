"""Fact that elastic rows of a joint relaxation stand for."""

from __future__ import annotations

from typing import NamedTuple

from solver.units import Minute, Weekday


class RowFact(NamedTuple):
    """One thing that a school asks for, or that keeps people from it, by rule and kind.

    Demands, by kind of post: ``care`` (subject: band), ``gate`` (gate), ``fixed``, ``qa`` (fixed post), ``late``, ``standby``,
    ``block``, ``evening``, ``weekend`` (block). Rights to seats: ``squad`` and ``dream`` (subject: offering, or none for all dream
    classes). Lanes: ``wave`` (gate). Caps of own staff: ``days``, ``own_days`` (by the person), ``minutes``, ``late_duties``,
    ``evenings``, ``running``. What keeps
    people away: ``absent`` (K01, a time of a weekday), ``dated`` (K01, dates of the term), ``lesson`` (I04). weekday: None where
    it holds for the whole week. start, end: clock minutes, 0 where it has no time.
    """

    rule: str
    kind: str
    weekday: Weekday | None = None
    subject: str = ""
    start: Minute = 0
    end: Minute = 0


DEMANDS = ("care", "gate", "fixed", "qa", "late", "standby", "block", "evening", "weekend", "squad", "dream")
"""Kinds of facts that ask for something; the others limit what can be had."""
ABSENCES = ("absent", "dated", "lesson")
"""Kinds of facts that keep named people away."""
