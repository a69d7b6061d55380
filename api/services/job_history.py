"""History of a job from its kept events: figures of its goals over time, thinned, and the events of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from api.storage.events import Event, events_after

LONGEST = 300
"""Points of a history. Raising it shows more steps of a long search, and makes answers longer."""
PAGE = 500
"""Events read at a time. Raising it takes fewer queries and more memory."""
PROGRESS = "progress"
PARTS = frozenset({"start", "back", "scenario", "repair", "child"})
"""Kinds of events that tell of attempts and of parts of a job; the content of ``end`` stands in the job."""


@dataclass(frozen=True, slots=True)
class Point:
    """Figures at a time. seconds: of the search. values, bounds: of the goals in their order, None for an unknown bound."""

    seconds: float
    values: tuple[int, ...]
    bounds: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class JobHistory:
    """last: number of the newest event, 0 without any. goals: their names in order. scales: as of their results. points: in order of
    time, at most :data:`LONGEST`. newest: data of the newest progress, with ``at``. parts: kind and data, with ``at``."""

    last: int
    goals: tuple[str, ...]
    scales: tuple[int, ...]
    points: tuple[Point, ...]
    newest: Mapping[str, Any] | None
    parts: tuple[tuple[str, Mapping[str, Any]], ...]

    def document(self) -> dict[str, Any]:
        """JSON document; a point is ``[seconds, values, bounds]``."""
        return {
            "last": self.last, "goals": list(self.goals), "scales": list(self.scales),
            "points": [[point.seconds, list(point.values), list(point.bounds)] for point in self.points],
            "newest": None if self.newest is None else dict(self.newest),
            "parts": [[kind, dict(data)] for kind, data in self.parts],
        }  # fmt: skip


def job_history(connection: Connection, job_id: str) -> JobHistory:
    """History of a job, empty where its events were deleted."""
    return history_of(_all_events(connection, job_id))


def history_of(events: Iterable[Event]) -> JobHistory:
    """History from all events of a job in their order. Figures of other goals than the newest ones are left out: they are of another
    search."""
    last, goals, scales = 0, (), ()
    points: list[Point] = []
    newest: dict[str, Any] | None = None
    parts: list[tuple[str, Mapping[str, Any]]] = []
    for event in events:
        last = event.seq
        if event.kind in PARTS:
            parts.append((event.kind, {**event.data, "at": event.at}))
        if event.kind != PROGRESS:
            continue
        newest = {**event.data, "at": event.at}
        tiers = newest.pop("tiers", None) or ()
        if not tiers:
            continue
        names = tuple(tier["name"] for tier in tiers)
        if names != goals:
            points, goals = [], names
        scales = tuple(tier["scale"] for tier in tiers)
        point = Point(newest.get("seconds", 0.0), tuple(tier["value"] for tier in tiers), tuple(tier["bound"] for tier in tiers))
        if not points or (point.values, point.bounds) != (points[-1].values, points[-1].bounds):
            points.append(point)
    return JobHistory(last, goals, scales, thinned(points), newest, tuple(parts))


def thinned(points: list[Point], longest: int = LONGEST) -> tuple[Point, ...]:
    """At most so many points (2 at least), evenly chosen, with the first and the last one."""
    if len(points) <= longest:
        return tuple(points)
    step = (len(points) - 1) / (longest - 1)
    return tuple(points[round(place * step)] for place in range(longest))


def _all_events(connection: Connection, job_id: str) -> Iterator[Event]:
    number = 0
    while page := events_after(connection, job_id, number, PAGE):
        yield from page
        number = page[-1].seq
