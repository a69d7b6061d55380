"""A day's duties dealt out anew: who had which bundle of weekly posts is decided by one linear assignment a day.

Bundles stay whole, so that no hand-over arises; the sum of squared distances of loads from their mean falls with every
deal (D02), late duties go to people without reasons (D05), posts of a kind to people who had none of it that weekday
(D02R). Sections, and who leads them, stay.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.model.frame import Frame, Shift
from solver.plan import Post
from solver.search.engines.matching import match
from solver.search.loads import Chain, Loads
from solver.units import Week, Weekday

UNIT = 100
"""Normalised hundredths of a minute that count as one in the squares: costs stay small whole numbers."""
CARE, REPEAT = 40_000, 4_000
"""What a late duty of somebody with reasons, and a repeated post, cost in squares."""
EASY, STEEP = 0.4, 20.0
"""Part of the tolerated range on either side of the mean that is cheap, and how much dearer it is beyond."""
FORBIDDEN = 10**12
PASSES = 6


@dataclass(frozen=True, slots=True)
class Bundle:
    """All chains that one person holds on a day of a week."""

    chains: tuple[Chain, ...]
    shifts: tuple[Shift, ...]
    load: int
    minutes: int
    late: int
    evenings: int
    late_for_care: int
    allowed: frozenset[str] | None
    """Who may hold all of it; None for the empty bundle: everybody."""


def permute(loads: Loads) -> None:
    """Deal out every day of every week until no deal lowers the sum of squares."""
    frame = loads.frame
    best = _squares(loads)
    for _ in range(PASSES):
        if not loads.excess() and not loads.uncared():
            return
        for week in frame.weeks:
            for day in frame.post_days:
                _deal(loads, week, day)
        now = _squares(loads)
        if now >= best:
            return
        best = now


def _squares(loads: Loads) -> float:
    now = np.array([loads.load[p] for p in loads.group], dtype=float) / UNIT
    if not len(now):
        return 0.0
    far = np.abs(now - now.mean())
    over = np.maximum(0.0, far - EASY * loads.allowed / UNIT)
    return float((far**2 + STEEP * over**2).sum()) + CARE * loads.uncared()


def _deal(loads: Loads, week: Week, day: Weekday) -> None:
    # What helpers do stays with them, so that somebody else is always there too (D13).
    people = [s.id for s in loads.frame.problem.staff if s.takes_part and s.id not in loads.frame.helpers]
    held = {p: [c for c in loads.chains[p] if c.week == week and c.posts[0].weekday == day] for p in people}
    known: dict[int, frozenset[str]] = {}
    bundles = [_bundle(loads, held[p], known) for p in people]
    for person in people:
        for chain in held[person]:
            loads.take(person, chain)
    costs = _costs(loads, people, bundles, week, day)
    for place in range(len(people)):
        costs[place, place] = min(costs[place, place], FORBIDDEN - 1)  # what was, may be again
    dealt = match(costs, FORBIDDEN) or range(len(people))
    for person, place in zip(people, dealt, strict=True):
        for chain in bundles[place].chains:
            loads.give(person, chain)


def _bundle(loads: Loads, chains: list[Chain], known: dict[int, frozenset[str]]) -> Bundle:
    """``known``: sets of people met before, by the identity of what they were made from (the frame keeps it)."""
    allowed: frozenset[str] | None = None
    for chain in chains:
        for post in chain.posts:
            people = loads.frame.allowed(post)
            if id(people) not in known:
                known[id(people)] = frozenset(people)
            able = known[id(people)]
            allowed = able if allowed is None or allowed is able else allowed & able
    shifts = [shift for chain in chains for shift in chain.shifts]
    return Bundle(
        tuple(chains),
        tuple(shifts),
        sum(shift.load for shift in shifts),
        sum(shift.credit for shift in shifts),
        sum(shift.end > loads.agenda.late_after for shift in shifts),
        sum(shift.evening for shift in shifts),
        sum(shift.end > loads.late_after for shift in shifts),
        allowed,
    )


def _costs(loads: Loads, people: list[str], bundles: list[Bundle], week: Week, day: Weekday) -> NDArray[np.int64]:
    """Cost of each person (row) holding each bundle (column), with nobody holding any of that day."""
    group = set(loads.group)
    now = np.array([loads.load[p] for p in people], dtype=float)
    weights = np.array([loads.weight[p] for p in people], dtype=float)
    inside = np.array([p in group for p in people])
    load = np.array([b.load for b in bundles], dtype=float)
    rest = sum(float(loads.load[p]) for p in group)
    target = (rest + float((load * np.median(weights)).sum())) / max(1, len(group))
    after = now[:, None] + weights[:, None] * load[None, :]
    far = np.abs(after - target) / UNIT
    over = np.maximum(0.0, far - EASY * loads.allowed / UNIT)
    squares = np.where(inside[:, None], far**2 + STEEP * over**2, 0.0)
    flagged = np.array([p in loads.flagged for p in people])
    squares += CARE * flagged[:, None] * np.array([b.late_for_care for b in bundles])[None, :]
    costs = np.minimum(squares, FORBIDDEN / 10).astype(np.int64)
    filled = np.flatnonzero([bool(b.chains) for b in bundles])
    if len(filled):
        dealt = [bundles[place] for place in filled]
        costs[:, filled] = np.where(_fitting(loads, people, dealt, week, day), costs[:, filled], FORBIDDEN)
        for row, person in enumerate(people):
            seen = _kinds(loads, person, week, day)
            if seen:
                repeats = [sum(c.posts[0].kind in seen for c in b.chains) for b in dealt]
                costs[row, filled] = np.minimum(FORBIDDEN, costs[row, filled] + REPEAT * np.array(repeats))
    return costs


def _fitting(loads: Loads, people: list[str], dealt: list[Bundle], week: Week, day: Weekday) -> NDArray[np.bool_]:
    """Who (row) may hold which bundle (column): roles and lessons, caps, and no clash with the sections of the day."""
    agenda = loads.agenda
    row_of = {person: row for row, person in enumerate(people)}
    rooms = [agenda.room(person, week, day) for person in people]
    fits = np.array([room.day for room in rooms])[:, None].repeat(len(dealt), axis=1)
    fits &= np.array([b.minutes for b in dealt])[None, :] <= np.array([room.minutes for room in rooms])[:, None]
    spare = np.array([max(0, room.evenings) for room in rooms])
    fits &= np.array([b.evenings for b in dealt])[None, :] <= spare[:, None]
    fits &= np.array([b.late for b in dealt])[None, :] <= np.array([room.late for room in rooms])[:, None]
    able = np.zeros_like(fits)
    for column, bundle in enumerate(dealt):
        able[[row_of[person] for person in bundle.allowed or () if person in row_of], column] = True
    clashes = _Clashes(loads.frame, dealt)
    for row, person in enumerate(people):
        for shift in agenda.shifts(person, week, day):
            fits[row] &= ~clashes.with_shift(shift)
    found: NDArray[np.bool_] = fits & able
    return found


class _Clashes:
    """Which bundles a shift cannot be held together with (K02, D08)."""

    def __init__(self, frame: Frame, dealt: list[Bundle]) -> None:
        shifts = [shift for bundle in dealt for shift in bundle.shifts]
        self._frame = frame
        self._count = len(dealt)
        self._bundle = np.repeat(np.arange(len(dealt)), [len(bundle.shifts) for bundle in dealt])
        self._start = np.array([shift.start for shift in shifts])
        self._end = np.array([shift.end for shift in shifts])
        self._zones = sorted({shift.zone for shift in shifts}, key=str)
        self._zone = np.array([self._zones.index(shift.zone) for shift in shifts])
        self._walks = frame.policy.on("D08")

    def with_shift(self, shift: Shift) -> NDArray[np.bool_]:
        gap = np.maximum(self._start - shift.end, shift.start - self._end)
        needed: NDArray[np.int64] = np.zeros(len(gap), dtype=np.int64)
        if self._walks:
            needed = np.array([self._frame.walk(zone, shift.zone) for zone in self._zones])[self._zone]
        clashes: NDArray[np.bool_] = np.bincount(self._bundle[gap < needed], minlength=self._count) > 0
        return clashes


def _kinds(loads: Loads, person: str, week: Week, day: Weekday) -> set[str]:
    """Kinds of posts other than care that the person holds on the weekday in other weeks."""
    posts: list[Post] = [c.posts[0] for c in loads.chains[person] if c.week != week and c.posts[0].weekday == day]
    return {post.kind for post in posts if post.kind != "care"}
