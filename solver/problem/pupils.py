"""Home classes and pupils (pseudonymous)."""

from __future__ import annotations

from dataclasses import dataclass

from solver.units import Minute, Weekday


@dataclass(frozen=True, slots=True)
class HomeClass:
    """A home class 行政班 with its own room."""

    id: str
    grade: int
    room: str


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil by pseudonymous id, with the application.

    weekdays: days applied for (empty = no applicant).
    choices: offering ids, best first.
    clubs: how many clubs a week the family would like, 0..len(choices).
    late_until: extended care asked for until this minute, or None (A08).
    exempt: percent of the fee waived, 0..100 (G02).
    """

    id: str
    class_id: str
    weekdays: tuple[Weekday, ...] = ()
    choices: tuple[str, ...] = ()
    clubs: int = 0
    late_until: Minute | None = None
    exempt: int = 0
