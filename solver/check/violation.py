"""One broken rule, told so that a school's office can act on it."""

from __future__ import annotations

from dataclasses import dataclass

from solver.units import Weekday


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that the plan (or the submitted data) breaks.

    rule: rule id. subjects: ids of the people, classes, pupils, sections (``offering#number``), grades (``"G3"``).
    place: id of the room or gate, or "". weekday: 1..7 (whatever the plan says in K00), or None.
    measured, limit: what was found and what is asked, as text (plain numbers, ``HH:MM`` or ids).
    zh, en: one sentence each.
    """

    rule: str
    subjects: tuple[str, ...]
    place: str
    weekday: Weekday | None
    measured: str
    limit: str
    zh: str
    en: str
