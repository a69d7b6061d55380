"""Linear assignment of a day's duty bundles to people (linear sum assignment), one day after the other.

Bundles stay whole, so that no hand-over arises. Costs: squared distances of loads from their mean (D02), late duties of flagged
people (D05), posts of a kind that a person has on the same weekday of another week (D02R). Sections, and who leads them, stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.model.families.workload import ROTATING
from solver.model.instance import Instance, Shift
from solver.model.shift import Zones
from solver.plan import Post
from solver.search.engines.matching import assign_at_least_cost
from solver.search.search_params import WorkloadParams
from solver.search.workload.state import DutyBlock, WorkloadState
from solver.units import Minute, Week, Weekday

DEFAULTS = WorkloadParams()
FORBIDDEN = 10**12
"""Cost from which an assignment is not allowed."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """All blocks that one person holds on a day of a week.

    needs: what they take of each cap. able: by person, whether roles and lessons allow all of it.
    """

    blocks: tuple[DutyBlock, ...]
    shifts: tuple[Shift, ...]
    load: int
    needs: tuple[int, ...]
    late_for_care: int
    able: NDArray[np.bool_]


def reassign_days(state: WorkloadState, params: WorkloadParams = DEFAULTS) -> None:
    """Reassign every day of every week until no pass lowers the total cost."""
    for _ in reassignments(state, params):
        pass


def reassignments(state: WorkloadState, params: WorkloadParams = DEFAULTS) -> Iterator[None]:
    """As :func:`reassign_days`; yields after each pass over all days."""
    instance = state.instance
    best = _squares(state, params)
    assigner = _DayAssigner(state, params)
    for _ in range(params.max_passes):
        if not state.excess() and not state.late_for_flagged():
            return
        for week in instance.weeks:
            for day in instance.post_days:
                assigner.reassign(week, day)
        yield
        now = _squares(state, params)
        if now >= best:
            return
        best = now


def _squares(state: WorkloadState, params: WorkloadParams) -> float:
    now = np.array([state.load[p] for p in state.group], dtype=float) / params.load_unit
    if not len(now):
        return 0.0
    far = np.abs(now - now.mean())
    over = np.maximum(0.0, far - params.cheap_share * state.allowed / params.load_unit)
    return float((far**2 + params.steepness * over**2).sum()) + params.flagged_late_cost * state.late_for_flagged()


class _DayAssigner:
    """Assigns days; whether people may hold a bundle is looked up once, since bundles stay whole throughout."""

    def __init__(self, state: WorkloadState, params: WorkloadParams) -> None:
        self.workload, self._params = state, params
        # What helpers do stays with them, so that somebody else is always there too (D13).
        staff = [s.id for s in state.instance.problem.staff if s.takes_part and s.id not in state.instance.helpers]
        self.people = staff
        self._weights = np.array([state.weight[p] for p in staff], dtype=float)
        group = set(state.group)
        self._inside = np.array([p in group for p in staff])
        self._flagged = np.array([p in state.flagged for p in staff])
        self._able: dict[int, NDArray[np.bool_]] = {}
        """By sets of people who may hold a post (the instance keeps them): who of the people is among them."""
        self._bundles: dict[tuple[int, ...], Bundle] = {}

    def reassign(self, week: Week, day: Weekday) -> None:
        state, people = self.workload, self.people
        held = {p: [c for c in state.blocks[p] if c.week == week and c.posts[0].weekday == day] for p in people}
        bundles = [self._bundle(held[p]) for p in people]
        for person in people:
            for block in held[person]:
                state.remove(person, block)
        costs = self._costs(bundles, week, day)
        for place in range(len(people)):
            costs[place, place] = min(costs[place, place], FORBIDDEN - 1)  # what was, may be again
        assigned = assign_at_least_cost(costs, FORBIDDEN) or range(len(people))
        for person, place in zip(people, assigned, strict=True):
            for block in bundles[place].blocks:
                state.assign(person, block)

    def _bundle(self, blocks: list[DutyBlock]) -> Bundle:
        key = tuple(map(id, blocks))  # bundles keep their blocks, so no other one comes to have this name
        if key not in self._bundles:
            shifts = [shift for block in blocks for shift in block.shifts]
            self._bundles[key] = Bundle(
                tuple(blocks),
                tuple(shifts),
                sum(shift.load for shift in shifts),
                self.workload.duty_table.caps.needs(shifts),
                sum(block.late for block in blocks),
                self._able_of(blocks),
            )
        return self._bundles[key]

    def _able_of(self, blocks: list[DutyBlock]) -> NDArray[np.bool_]:
        able = np.ones(len(self.people), dtype=np.bool_)
        for block in blocks:
            for post in block.posts:
                allowed = self.workload.instance.allowed(post, block.week)
                if id(allowed) not in self._able:
                    self._able[id(allowed)] = np.array([person in allowed for person in self.people], dtype=np.bool_)
                able &= self._able[id(allowed)]
        return able

    def _costs(self, bundles: list[Bundle], week: Week, day: Weekday) -> NDArray[np.int64]:
        """Cost of each person (row) holding each bundle (column), with nobody holding any of that day."""
        state, people, params = self.workload, self.people, self._params
        now = np.array([state.load[p] for p in people], dtype=float)
        load = np.array([b.load for b in bundles], dtype=float)
        rest = sum(float(state.load[p]) for p in state.group)
        target = (rest + float((load * np.median(self._weights)).sum())) / max(1, len(state.group))
        after = now[:, None] + self._weights[:, None] * load[None, :]
        far = np.abs(after - target) / params.load_unit
        over = np.maximum(0.0, far - params.cheap_share * state.allowed / params.load_unit)
        squares = np.where(self._inside[:, None], far**2 + params.steepness * over**2, 0.0)
        squares += params.flagged_late_cost * self._flagged[:, None] * np.array([b.late_for_care for b in bundles])[None, :]
        costs = np.minimum(squares, FORBIDDEN / 10).astype(np.int64)
        filled = np.flatnonzero([bool(b.blocks) for b in bundles])
        if len(filled):
            assigned = [bundles[place] for place in filled]
            costs[:, filled] = np.where(self._fitting(assigned, week, day), costs[:, filled], FORBIDDEN)
            kinds = sorted({c.posts[0].kind for b in assigned for c in b.blocks})
            counts = np.array([[sum(c.posts[0].kind == kind for c in b.blocks) for b in assigned] for kind in kinds])
            for row, person in enumerate(people):
                seen = _kinds(state, person, week, day)
                again = [place for place, kind in enumerate(kinds) if kind in seen]
                if again:
                    costs[row, filled] = np.minimum(FORBIDDEN, costs[row, filled] + params.repeated_post_cost * counts[again].sum(axis=0))
        return costs

    def _fitting(self, assigned: list[Bundle], week: Week, day: Weekday) -> NDArray[np.bool_]:
        """People (rows) by bundles (columns): whether roles, lessons, caps and the sections of the day allow it."""
        duty_table = self.workload.duty_table
        needs = np.array([b.needs for b in assigned]).T
        slacks = np.array([duty_table.caps.slacks(person, week, day) for person in self.people]).T
        fits = np.array([b.able for b in assigned]).T
        for need, slack in zip(needs, slacks, strict=True):
            fits &= (need[None, :] <= slack[:, None]) | (need == 0)[None, :]
        clashes = _Clashes(self.workload.instance, assigned)
        for row, person in enumerate(self.people):
            for shift in duty_table.shifts(person, week, day):
                fits[row] &= ~clashes.with_shift(shift)
        found: NDArray[np.bool_] = fits
        return found


class _Clashes:
    """Which bundles a shift cannot be held together with (K02, D08)."""

    def __init__(self, instance: Instance, assigned: list[Bundle]) -> None:
        shifts = [shift for bundle in assigned for shift in bundle.shifts]
        self._instance = instance
        self._count = len(assigned)
        self._bundle = np.repeat(np.arange(len(assigned)), [len(bundle.shifts) for bundle in assigned])
        self._start = np.array([shift.start for shift in shifts])
        self._end = np.array([shift.end for shift in shifts])
        self._enters = _Places([shift.zones for shift in shifts])
        self._leaves = _Places([shift.leaves for shift in shifts])
        self._walks = instance.policy.on("D08")

    def with_shift(self, shift: Shift) -> NDArray[np.bool_]:
        before, after = self._start - shift.end, shift.start - self._end  # the gap, whichever of the two comes first
        to_it = from_it = np.zeros(len(before), dtype=np.int64)
        if self._walks:
            to_it = self._enters.each(lambda zones: self._instance.walk(shift.leaves, zones))
            from_it = self._leaves.each(lambda zones: self._instance.walk(zones, shift.zones))
        clashes: NDArray[np.bool_] = np.bincount(self._bundle[(before < to_it) & (after < from_it)], minlength=self._count) > 0
        return clashes


class _Places:
    """Zones of many shifts, each set of zones once."""

    def __init__(self, zones: list[Zones]) -> None:
        self._sets = sorted(set(zones))
        self._index = np.array([self._sets.index(each) for each in zones], dtype=np.int64)

    def each(self, minutes: Callable[[Zones], Minute]) -> NDArray[np.int64]:
        """A number of minutes for each shift."""
        return np.array([minutes(zones) for zones in self._sets], dtype=np.int64)[self._index]


def _kinds(state: WorkloadState, person: str, week: Week, day: Weekday) -> set[str]:
    """Kinds of posts that rotate (D02R) and that the person holds on the weekday in other weeks."""
    posts: list[Post] = [c.posts[0] for c in state.blocks[person] if c.week != week and c.posts[0].weekday == day]
    return {post.kind for post in posts if post.kind in ROTATING}
