"""A day's duties dealt out anew: who had which bundle of weekly posts is decided by one linear assignment a day.

Bundles stay whole, so that no hand-over arises; the sum of squared distances of loads from their mean falls with every
deal (D02), late duties go to people without reasons (D05), posts of a kind to people who had none of it that weekday
(D02R). Sections, and who leads them, stay.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    able: NDArray[np.bool_]
    """Which of the people may hold all of it."""


def permute(loads: Loads) -> None:
    """Deal out every day of every week until no deal lowers the sum of squares."""
    for _ in deals(loads):
        pass


def deals(loads: Loads) -> Iterator[None]:
    """As :func:`permute`, with a pause whenever every day has been dealt out once."""
    frame = loads.frame
    best = _squares(loads)
    dealer = _Dealer(loads)
    for _ in range(PASSES):
        if not loads.excess() and not loads.uncared():
            return
        for week in frame.weeks:
            for day in frame.post_days:
                dealer.deal(week, day)
        yield
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


class _Dealer:
    """Deals days; what people may hold is looked up once for each bundle, which stays whole while days are dealt."""

    def __init__(self, loads: Loads) -> None:
        self.loads = loads
        # What helpers do stays with them, so that somebody else is always there too (D13).
        staff = [s.id for s in loads.frame.problem.staff if s.takes_part and s.id not in loads.frame.helpers]
        self.people = staff
        self._weights = np.array([loads.weight[p] for p in staff], dtype=float)
        group = set(loads.group)
        self._inside = np.array([p in group for p in staff])
        self._flagged = np.array([p in loads.flagged for p in staff])
        self._able: dict[int, NDArray[np.bool_]] = {}
        """By sets of people who may hold a post (the frame keeps them): who of the people is among them."""
        self._bundles: dict[tuple[int, ...], Bundle] = {}

    def deal(self, week: Week, day: Weekday) -> None:
        loads, people = self.loads, self.people
        held = {p: [c for c in loads.chains[p] if c.week == week and c.posts[0].weekday == day] for p in people}
        bundles = [self._bundle(held[p]) for p in people]
        for person in people:
            for chain in held[person]:
                loads.take(person, chain)
        costs = self._costs(bundles, week, day)
        for place in range(len(people)):
            costs[place, place] = min(costs[place, place], FORBIDDEN - 1)  # what was, may be again
        dealt = match(costs, FORBIDDEN) or range(len(people))
        for person, place in zip(people, dealt, strict=True):
            for chain in bundles[place].chains:
                loads.give(person, chain)

    def _bundle(self, chains: list[Chain]) -> Bundle:
        key = tuple(map(id, chains))  # bundles keep their chains, so no other one comes to have this name
        if key not in self._bundles:
            shifts = [shift for chain in chains for shift in chain.shifts]
            self._bundles[key] = Bundle(
                tuple(chains),
                tuple(shifts),
                sum(shift.load for shift in shifts),
                sum(shift.credit for shift in shifts),
                sum(shift.end > self.loads.agenda.late_after for shift in shifts),
                sum(shift.evening for shift in shifts),
                sum(shift.end > self.loads.late_after for shift in shifts),
                self._able_of(chains),
            )
        return self._bundles[key]

    def _able_of(self, chains: list[Chain]) -> NDArray[np.bool_]:
        able = np.ones(len(self.people), dtype=np.bool_)
        for chain in chains:
            for post in chain.posts:
                allowed = self.loads.frame.allowed(post)
                if id(allowed) not in self._able:
                    self._able[id(allowed)] = np.array([person in allowed for person in self.people], dtype=np.bool_)
                able &= self._able[id(allowed)]
        return able

    def _costs(self, bundles: list[Bundle], week: Week, day: Weekday) -> NDArray[np.int64]:
        """Cost of each person (row) holding each bundle (column), with nobody holding any of that day."""
        loads, people = self.loads, self.people
        now = np.array([loads.load[p] for p in people], dtype=float)
        load = np.array([b.load for b in bundles], dtype=float)
        rest = sum(float(loads.load[p]) for p in loads.group)
        target = (rest + float((load * np.median(self._weights)).sum())) / max(1, len(loads.group))
        after = now[:, None] + self._weights[:, None] * load[None, :]
        far = np.abs(after - target) / UNIT
        over = np.maximum(0.0, far - EASY * loads.allowed / UNIT)
        squares = np.where(self._inside[:, None], far**2 + STEEP * over**2, 0.0)
        squares += CARE * self._flagged[:, None] * np.array([b.late_for_care for b in bundles])[None, :]
        costs = np.minimum(squares, FORBIDDEN / 10).astype(np.int64)
        filled = np.flatnonzero([bool(b.chains) for b in bundles])
        if len(filled):
            dealt = [bundles[place] for place in filled]
            costs[:, filled] = np.where(self._fitting(dealt, week, day), costs[:, filled], FORBIDDEN)
            kinds = sorted({c.posts[0].kind for b in dealt for c in b.chains})
            counts = np.array([[sum(c.posts[0].kind == kind for c in b.chains) for b in dealt] for kind in kinds])
            for row, person in enumerate(people):
                seen = _kinds(loads, person, week, day)
                again = [place for place, kind in enumerate(kinds) if kind in seen]
                if again:
                    costs[row, filled] = np.minimum(FORBIDDEN, costs[row, filled] + REPEAT * counts[again].sum(axis=0))
        return costs

    def _fitting(self, dealt: list[Bundle], week: Week, day: Weekday) -> NDArray[np.bool_]:
        """Who (row) may hold which bundle (column): roles and lessons, caps, and no clash with the sections of the day."""
        agenda = self.loads.agenda
        rooms = [agenda.room(person, week, day) for person in self.people]
        fits = np.array([room.day for room in rooms])[:, None] & np.array([b.able for b in dealt]).T
        fits &= np.array([b.minutes for b in dealt])[None, :] <= np.array([room.minutes for room in rooms])[:, None]
        spare = np.array([max(0, room.evenings) for room in rooms])
        fits &= np.array([b.evenings for b in dealt])[None, :] <= spare[:, None]
        fits &= np.array([b.late for b in dealt])[None, :] <= np.array([room.late for room in rooms])[:, None]
        clashes = _Clashes(self.loads.frame, dealt)
        for row, person in enumerate(self.people):
            for shift in agenda.shifts(person, week, day):
                fits[row] &= ~clashes.with_shift(shift)
        found: NDArray[np.bool_] = fits
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
