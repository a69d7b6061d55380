"""Home classes and pupils (pseudonymous)."""

from __future__ import annotations

from dataclasses import dataclass

from solver.problem.option import option
from solver.units import Minute, Percent, Weekday

EXEMPT_CATEGORIES = ("registered", "allowance", "hardship")
"""建档立卡, 低保, 其他困难: families whose fee the policy lowers (G02). Known to the office alone, never printed."""

CLUBS_UNSAID = 1
"""Clubs a week for a family that ranked choices and left their number empty; raising it seats such pupils more often."""


@dataclass(frozen=True, slots=True)
class HomeClass:
    """A home class 行政班 with its own room. name: as the school writes it, ``一(1)班``; "" = the id is what it writes."""

    id: str
    grade: int
    room: str
    name: str = option("")


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil by pseudonymous id, with the application.

    weekdays: days applied for (empty = no applicant).
    choices: offering ids, best first.
    clubs: how many clubs a week the family would like, 0..len(choices).
    clubs_assumed: whether the family left that number empty, so that ``clubs`` is :data:`CLUBS_UNSAID` (C04).
    late_until: extended care asked for until this minute, or None (A08).
    exempt: percent of the fee waived, 0..100 (G02). category: in its place, why the policy waives (a part of) it.
    signed: whether the family has signed the agreement (C05).
    priority: group whose choices count more, "" for none; the policy says by how much (C04).
    family: the family's code, the same for siblings (D18); "" = none is told. Known to the office alone, never printed.
    passed: courses passed before, in the words of ``Offering.requires`` (B16).
    blocks: ids of the service blocks signed up for, on all their weekdays (A06, A07, A14).
    """

    id: str
    class_id: str
    weekdays: tuple[Weekday, ...] = ()
    choices: tuple[str, ...] = ()
    clubs: int = 0
    late_until: Minute | None = None
    exempt: Percent = 0
    category: str | None = option(None)
    signed: bool = option(True)
    priority: str = option("")
    family: str = option("")
    passed: tuple[str, ...] = option(())
    blocks: tuple[str, ...] = option(())
    clubs_assumed: bool = option(False)


def clubs_wanted(choices: tuple[str, ...], clubs: int | None) -> tuple[int, bool]:
    """An application's number of clubs a week, and whether it was assumed; ``clubs`` None = the family left it empty.

    Ranked choices are alternatives, so a family that names some and no number asks for one club: nobody is seated, or
    charged, more often than the family said.
    """
    if clubs is not None:
        return clubs, False
    return (CLUBS_UNSAID, True) if choices else (0, False)
