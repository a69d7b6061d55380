"""Linear assignment of a day's duty bundles to people (linear sum assignment), one day after the other.

Bundles stay whole, so that no hand-over arises. Costs: squared distances of loads from their mean (D02), late duties of flagged
people (D05), posts of a kind that a person has on the same weekday of another week (D02R), care by strangers (D16). Sections, and who
leads them, stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from solver.model.families.workload import ROTATING
from solver.model.instance import Instance, Shift
from solver.model.shift import Zones
from solver.plan import Plan, Post
from solver.search.engines.matching import assign_at_least_cost
from solver.search.search_params import WorkloadParams
from solver.search.workload.bundles import Bundle, cut_by_class
from solver.search.workload.familiar_costs import FamiliarCosts
from solver.search.workload.state import DutyBlock, WorkloadState
from solver.units import Minute, Week, Weekday

DEFAULTS = WorkloadParams()
FORBIDDEN = 10**12
"""Cost from which an assignment is not allowed."""


def reassign_days(state: WorkloadState, params: WorkloadParams = DEFAULTS) -> None:
    """Reassign every day of every week until no pass lowers the total cost."""
    for _ in reassignments(state, params):
        pass


def reassignments(state: WorkloadState, params: WorkloadParams = DEFAULTS) -> Iterator[None]:
    """As :func:`reassign_days`; yields after each pass over all days."""
    instance = state.instance
    best = _squares(state, params)
    assigner = _DayAssigner(state, adults_who_move(instance), params)
    for _ in range(params.max_passes):
        if not state.excess() and not state.late_for_flagged():
            return
        for week, day in every_day(instance):
            assigner.reassign(week, day)
        yield
        now = _squares(state, params)
        if now >= best:
            return
        best = now


def assign_by_class(
    state: WorkloadState,
    days: Sequence[tuple[Week, Weekday]],
    share: float,
    params: WorkloadParams = DEFAULTS,
    like: Plan | None = None,
) -> None:
    """Assign each of the days once, the care of a class on a day to one person, with the costs of strangers (D16).

    share: of the costs of uneven loads, late duties and repeated posts that counts; below 1 they may become more. like: a plan whose
    adults are preferred, or None.
    """
    people = adults_who_move(state.instance)
    assigner = _DayAssigner(state, people, params, FamiliarCosts(state, people, params, like), share)
    for week, day in days:
        assigner.reassign(week, day)


def every_day(instance: Instance) -> list[tuple[Week, Weekday]]:
    """Days with posts, week by week."""
    return [(week, day) for week in instance.weeks for day in instance.post_days]


def adults_who_move(instance: Instance) -> list[str]:
    """People whose posts may change hands. What helpers do stays with them, so that somebody else is always there too (D13)."""
    return [s.id for s in instance.problem.staff if s.takes_part and s.id not in instance.helpers]


def _squares(state: WorkloadState, params: WorkloadParams) -> float:
    now = np.array([state.load[p] for p in state.group], dtype=float) / params.load_unit
    if not len(now):
        return 0.0
    far = np.abs(now - now.mean())
    over = np.maximum(0.0, far - params.cheap_share * state.allowed / params.load_unit)
    return float((far**2 + params.steepness * over**2).sum()) + params.flagged_late_cost * state.late_for_flagged()


class _DayAssigner:
    """Assigns days; whether people may hold a bundle is looked up once, since bundles stay whole throughout."""

    def __init__(
        self,
        state: WorkloadState,
        people: Sequence[str],
        params: WorkloadParams,
        familiar: FamiliarCosts | None = None,
        share: float = 1.0,
    ) -> None:
        """familiar: costs of strangers, with which days are cut by class; without them bundles stay as they are. share: of all
        other costs that counts."""
        self.workload, self.people, self._params = state, people, params
        self._familiar, self._share = familiar, share
        self._weights = np.array([state.weight[p] for p in people], dtype=float)
        group = set(state.group)
        self._inside = np.array([p in group for p in people])
        self._flagged = np.array([p in state.flagged for p in people])
        self._able: dict[int, NDArray[np.bool_]] = {}
        """By sets of people who may hold a post (the instance keeps them): who of the people is among them."""
        self._bundles: dict[tuple[int, ...], Bundle] = {}

    def reassign(self, week: Week, day: Weekday) -> None:
        """Assign the bundles of a day anew; all stays as it is where nothing else is allowed."""
        people = self.people
        held = {p: [c for c in self.workload.blocks[p] if c.week == week and c.posts[0].weekday == day] for p in people}
        for person in people:
            for block in held[person]:
                self._take(person, block)
        assigned = self._by_class(held, week, day) or self._as_they_are(held, week, day)
        for person, bundle in zip(people, assigned, strict=True):
            for block in bundle.blocks:
                self._give(person, block)

    def _as_they_are(self, held: dict[str, list[DutyBlock]], week: Week, day: Weekday) -> list[Bundle]:
        """Bundles as people hold them, cheapest for each of the people in order."""
        bundles = [self._bundle(held[p]) for p in self.people]
        costs = self._costs(bundles, week, day)
        for place in range(len(bundles)):
            costs[place, place] = min(costs[place, place], FORBIDDEN - 1)  # what was, may be again
        return [bundles[place] for place in assign_at_least_cost(costs, FORBIDDEN) or range(len(bundles))]

    def _by_class(self, held: dict[str, list[DutyBlock]], week: Week, day: Weekday) -> list[Bundle] | None:
        """Bundles cut by class, cheapest for each of the people in order; None where they cannot all be held."""
        if self._familiar is None:
            return None
        cut = cut_by_class(held, self.workload.duty_table)
        if len(cut) > len(self.people):
            return None
        bundles = [self._bundle(sorted(blocks, key=lambda block: block.posts)) for blocks in cut]
        bundles += [self._bundle([])] * (len(self.people) - len(bundles))
        assigned = assign_at_least_cost(self._costs(bundles, week, day), FORBIDDEN)
        return None if assigned is None else [bundles[place] for place in assigned]

    def _take(self, person: str, block: DutyBlock) -> None:
        self.workload.remove(person, block)
        if self._familiar is not None:
            self._familiar.remove(person, block)

    def _give(self, person: str, block: DutyBlock) -> None:
        self.workload.assign(person, block)
        if self._familiar is not None:
            self._familiar.add(person, block)

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
        costs = np.minimum(squares, FORBIDDEN / 10)
        filled = np.flatnonzero([bool(b.blocks) for b in bundles])
        assigned = [bundles[place] for place in filled]
        kinds = sorted({c.posts[0].kind for b in assigned for c in b.blocks})
        counts = np.array([[sum(c.posts[0].kind == kind for c in b.blocks) for b in assigned] for kind in kinds])
        for row, person in enumerate(people):
            seen = _kinds(state, person, week, day)
            again = [place for place, kind in enumerate(kinds) if kind in seen]
            if again:
                costs[row, filled] += params.repeated_post_cost * counts[again].sum(axis=0)
        if self._familiar is not None:
            costs = self._share * costs + np.array([self._familiar.of_blocks(bundle.blocks) for bundle in bundles]).T
        found: NDArray[np.int64] = costs.astype(np.int64)
        if assigned:
            found[:, filled] = np.where(self._fitting(assigned, week, day), found[:, filled], FORBIDDEN)
        return found

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
