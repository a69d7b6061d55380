"""Parts of a printed cell that show a decision of the plan, so that an edit of the cell can be read as an edit of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from solver.plan.plan import Post, Section
from solver.units import EVERY_WEEK, Week, Weekday

PEOPLE, ROOM, TIME, SEAT, GATE, MINUTE, FOLLOWS, FIXED = (
    "people", "room", "time", "seat", "gate", "minute", "follows", "fixed",
)  # fmt: skip
"""Kinds of parts: adults of a post, room or weekday and time of sessions, seat of a pupil, gate or minute of grades, what is derived
from a part beside it, and what no edit changes."""


class ShownPart(NamedTuple):
    """One part. text: as it stands in the cell, where parts follow one another. kind: one of those above. key: which decision.

    kind    key
    people  kind, weekday, subject and detail of the post, then the weeks (0 = every week)
    room    offering, number of the section, then weekdays
    time    offering, number of the section, weekday
    seat    offering, number of the section, pupil ("" for a free cell)
    gate    grades
    minute  grades
    follows nothing
    fixed   nothing
    """

    text: str
    kind: str
    key: tuple[str | int, ...] = ()


def people_part(text: str, post: Post, weeks: Sequence[Week] = (EVERY_WEEK,)) -> ShownPart:
    """Adults who stand on a post in these weeks."""
    return ShownPart(text, PEOPLE, (*post, *weeks))


def room_part(text: str, section: Section, weekdays: Sequence[Weekday]) -> ShownPart:
    """Room of a section's sessions on these weekdays."""
    return ShownPart(text, ROOM, (section.offering, section.number, *weekdays))


def time_part(text: str, section: Section, weekday: Weekday) -> ShownPart:
    """Weekday and time of a section's session."""
    return ShownPart(text, TIME, (section.offering, section.number, weekday))


def seat_part(text: str, section: Section, pupil: str = "") -> ShownPart:
    """Pupil who sits in a section, or a free cell of its list."""
    return ShownPart(text, SEAT, (section.offering, section.number, pupil))


def gate_part(text: str, grades: Sequence[int]) -> ShownPart:
    """Gate of grades."""
    return ShownPart(text, GATE, tuple(grades))


def minute_part(text: str, grades: Sequence[int]) -> ShownPart:
    """Minute at which grades leave."""
    return ShownPart(text, MINUTE, tuple(grades))


def follows_part(text: str) -> ShownPart:
    """Text that follows from the parts beside it, such as the class of a pupil in a list."""
    return ShownPart(text, FOLLOWS)


def fixed_part(text: str) -> ShownPart:
    """Text that no edit changes; it may hold the text of the part behind it."""
    return ShownPart(text, FIXED)
