"""Stretches of a day: one pupil, or one adult, at one place, doing one thing."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from solver.units import Minute

NOBODY, BREAK, WAIT, LEAVE, LESSON = "nobody", "break", "wait", "leave", "lesson"
"""Kinds of stretches besides those of posts: being there while the service has begun and nobody
looks after the class, a break between two activities, waiting for the dismissal, leaving by a gate, a regular lesson."""


class PupilGroup(NamedTuple):
    """Pupils who are together: kind and subject as in a Post, detail the period of care, the section's number and start of a
    session."""

    kind: str
    subject: str
    number: int = 0
    start: Minute = 0


class Stretch(NamedTuple):
    """A half-open stretch ``start <= t < end``, in clock minutes.

    doing: kind of a post, or one of the words above. group: with whom, None for nobody's group. place: id of a room, a gate or a
    zone; empty where the plan does not say.
    """

    start: Minute
    end: Minute
    doing: str
    place: str
    group: PupilGroup | None = None


class Departure(NamedTuple):
    """When a pupil leaves the last group of the day, and by which gate; an empty gate is the way to extended care."""

    minute: Minute
    gate: str


BY_TIME = attrgetter("start", "end")
"""The order of stretches within a day."""
