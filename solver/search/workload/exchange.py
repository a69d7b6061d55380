"""Exchange of duty blocks among all people: local search on the costs of strangers and of uneven loads together (D16, D02).

Moves: hand a block over, swap two blocks of any days. The costs of every block with every person are a matrix, so that all moves of
a block are valued at once, and caps, clashes, lessons and roles are asked for the best of them alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.model.families.workload import ROTATING
from solver.plan import Post
from solver.search.search_params import WorkloadParams
from solver.search.workload.day_assignment import DEFAULTS, adults_who_move
from solver.search.workload.familiar_costs import FamiliarCosts
from solver.search.workload.state import HUNDREDTHS, DutyBlock, WorkloadState
from solver.units import Weekday

IMPOSSIBLE = 1e9
"""Cost of a block with somebody whose roles or lessons forbid it."""
WINDOW = 0.45
"""Share of the tolerated range on either side of the mean load within which loads hardly count. Half of it would be all; raising it
leaves more to familiarity and more to round off."""
SHIFTS = np.array([0.0, *(sign * step / 40 for step in range(1, 17) for sign in (1, -1))])
"""Distances of the middle of the window from the mean load that are tried, in shares of the tolerated range, the nearest first."""
LEVELLING = 0.05
"""Cost of a squared minute from the middle of the window. Raising it levels loads that are even enough."""
FAR_ENOUGH = 1_000.0
"""Costs of a block above its least that make it worth moving. Raising it makes sweeps shorter and poorer."""
MAX_TRIES = 12
"""Best moves of a block that are tried. Raising it finds moves that fit more often, and takes longer."""


class Move(NamedTuple):
    """A block to hand over to a person, or to swap for another person's block, and the change of costs."""

    change: float
    block: int
    receiver: int
    instead: int | None


def exchange(state: WorkloadState, steepness: float, sweeps: int, params: WorkloadParams = DEFAULTS) -> None:
    """Improve a state in place until no move of a badly placed block helps, or for so many sweeps.

    steepness: cost of a squared minute of load beyond the window; raising it evens loads out, at the price of strangers.
    """
    _Exchange(state, steepness, params).run(sweeps)


class _Exchange:
    """Blocks in a fixed order, with their holders and the costs of every block with every person."""

    def __init__(self, state: WorkloadState, steepness: float, params: WorkloadParams) -> None:
        self._state, self._steepness, self._params = state, steepness, params
        self._people = adults_who_move(state.instance)
        self._familiar = FamiliarCosts(state, self._people, params)
        group = set(state.group)
        self._inside = np.array([person in group for person in self._people], dtype=np.bool_)
        self._weights = np.array([state.weight[person] for person in self._people]) / HUNDREDTHS
        held = [(block, place) for place, person in enumerate(self._people) for block in state.blocks[person]]
        self._blocks = [block for block, _ in held]
        self._holder = np.array([place for _, place in held], dtype=np.int64)
        self._all = np.arange(len(held))
        self._minutes = np.array([block.load for block in self._blocks], dtype=float)
        self._loads = np.array([state.load[person] for person in self._people]) / HUNDREDTHS
        self._tolerated = state.allowed / HUNDREDTHS
        self._middle = self._centred()
        self._settled = self._settled_costs()
        self._beside = self._neighbours()
        self._costs = np.array([self._row(index) for index in range(len(held))])
        self._tabu: set[int] = set()
        """Moves that did not fit, with what both people held."""

    def _settled_costs(self) -> NDArray[np.float64]:
        """Costs that do not hang on who holds what else: late duties of flagged people, and who may not hold a block at all."""
        state, sets = self._state, dict[int, NDArray[np.bool_]]()
        flagged = np.array([person in state.flagged for person in self._people])
        found = np.zeros((len(self._blocks), len(self._people)))
        for index, block in enumerate(self._blocks):
            found[index] += self._params.flagged_late_cost * block.late * flagged
            for post in block.posts:
                allowed = state.instance.allowed(post, block.week)
                if id(allowed) not in sets:
                    sets[id(allowed)] = np.array([person not in allowed for person in self._people])
                found[index] += IMPOSSIBLE * sets[id(allowed)]
            found[index, self._holder[index]] %= IMPOSSIBLE  # what was, may be again
        return found

    def _neighbours(self) -> list[list[int]]:
        """By block: the blocks whose costs hang on who holds it, itself among them."""
        by_class: dict[int, list[int]] = defaultdict(list)
        by_post: dict[Post, list[int]] = defaultdict(list)
        self._alike: dict[tuple[Weekday, str], list[int]] = defaultdict(list)
        for index, block in enumerate(self._blocks):
            for row in self._familiar.care(block).periods:
                by_class[row].append(index)
            for post in block.posts:
                by_post[post].append(index)
            if block.posts[0].kind in ROTATING:
                self._alike[_kind(block)].append(index)
        return [
            sorted({
                index,
                *(other for row in self._familiar.care(block).periods for other in by_class[row]),
                *(other for post in block.posts for other in by_post[post]),
                *self._alike.get(_kind(block), ()),
            })
            for index, block in enumerate(self._blocks)
        ]  # fmt: skip

    def _row(self, index: int) -> NDArray[np.float64]:
        """Costs of a block by person."""
        block = self._blocks[index]
        found: NDArray[np.float64] = self._settled[index] + self._familiar.of_held(block, int(self._holder[index]))
        for other in self._alike.get(_kind(block), ()):
            if self._blocks[other].week != block.week:
                found[self._holder[other]] += self._params.repeated_post_cost
        return found

    # search -----------------------------------------------------------------------------------------------------------

    def run(self, sweeps: int) -> None:
        """See :func:`exchange`."""
        if not self._blocks:
            return
        for _ in range(sweeps):
            self._middle = self._centred()
            made = sum([self._make_best(self._moves(int(index))) for index in self._badly_placed()])
            made += sum([self._make_best(self._offers(int(place))) for place in self._underloaded()])
            if not made:
                return

    def _underloaded(self) -> NDArray[np.int64]:
        """People whose loads are below the window."""
        return np.flatnonzero(self._inside & (self._middle - self._loads > WINDOW * self._tolerated))

    def _badly_placed(self) -> NDArray[np.int64]:
        """Blocks that cost much more than they need to, the worst first, and those of people whose loads are out of the window."""
        above = self._costs[self._all, self._holder] - self._costs.min(axis=1)
        far = self._inside & (np.abs(self._loads - self._middle) > WINDOW * self._tolerated)
        bad = np.flatnonzero((above > FAR_ENOUGH) | far[self._holder])
        found: NDArray[np.int64] = bad[np.argsort(-above[bad], kind="stable")]
        return found

    def _centred(self) -> float:
        """Middle of the window: the mean load, or so far from it that those who cannot be brought nearer cost least."""
        loads = self._loads[self._inside]
        if not len(loads):
            return 0.0
        middles = loads.mean() + SHIFTS * self._tolerated
        over = np.maximum(0.0, np.abs(loads[None, :] - middles[:, None]) - WINDOW * self._tolerated)
        return float(middles[int((over * over).sum(axis=1).argmin())])

    def _penalty(self, loads: NDArray[np.float64], middle: float, inside: NDArray[np.bool_]) -> NDArray[np.float64]:
        far = np.abs(loads - middle)
        over = np.maximum(0.0, far - WINDOW * self._tolerated)
        found: NDArray[np.float64] = (self._steepness * over * over + LEVELLING * far * far) * inside
        return found

    def _make_best(self, moves: list[Move]) -> bool:
        """Make the first of the moves that fits -> whether there is one."""
        for move in moves:
            giver = int(self._holder[move.block])
            key = hash((*move[1:], self._signature(giver), self._signature(move.receiver)))
            if key in self._tabu:
                continue
            if self._fits(giver, move):
                self._make(giver, move)
                return True
            self._tabu.add(key)
        return False

    def _signature(self, place: int) -> int:
        return self._state.signature[self._people[place]]

    def _offers(self, receiver: int) -> list[Move]:
        """Blocks of others that lower the costs when they are handed to the person, the best first."""
        loads, inside, holder, weight = self._loads, self._inside, self._holder, self._weights
        now = self._penalty(loads, self._middle, inside)
        lost = self._penalty(loads[holder] - weight[holder] * self._minutes, self._middle, inside[holder]) - now[holder]
        after = loads[receiver] + weight[receiver] * self._minutes
        got = self._penalty(after, self._middle, np.broadcast_to(inside[receiver], after.shape)) - now[receiver]
        handed = self._costs[:, receiver] - self._costs[self._all, holder] + lost + got
        handed[holder == receiver] = IMPOSSIBLE
        return sorted(Move(float(handed[index]), int(index), receiver, None) for index in _least(handed))

    def _moves(self, index: int) -> list[Move]:
        """Moves of the block that lower the costs, the best first."""
        giver = int(self._holder[index])
        costs, loads, inside, holder = self._costs, self._loads, self._inside, self._holder
        middle, minutes, weight = self._middle, self._minutes[index], self._weights
        now = self._penalty(loads, middle, inside)
        lost = self._penalty(loads[giver : giver + 1] - weight[giver] * minutes, middle, inside[giver : giver + 1])[0] - now[giver]
        handed = costs[index] - costs[index, giver] + self._penalty(loads + weight * minutes, middle, inside) - now + lost
        handed[giver] = IMPOSSIBLE
        more = minutes - self._minutes
        kept = self._penalty(loads[giver] - weight[giver] * more, middle, np.broadcast_to(inside[giver], more.shape)) - now[giver]
        given = self._penalty(loads[holder] + weight[holder] * more, middle, inside[holder]) - now[holder]
        swapped = costs[index, holder] - costs[index, giver] + costs[:, giver] - costs[self._all, holder] + kept + given
        swapped[holder == giver] = IMPOSSIBLE
        found = [Move(float(handed[place]), index, int(place), None) for place in _least(handed)]
        found += [Move(float(swapped[other]), index, int(holder[other]), int(other)) for other in _least(swapped)]
        return sorted(found, key=lambda move: move.change)[:MAX_TRIES]

    def _fits(self, giver: int, move: Move) -> bool:
        block, receiver = self._blocks[move.block], self._people[move.receiver]
        if move.instead is None:
            return self._state.may(receiver, block)
        other = self._blocks[move.instead]
        return self._state.may(receiver, block, other) and self._state.may(self._people[giver], other, block)

    def _make(self, giver: int, move: Move) -> None:
        changes = [(move.block, giver, move.receiver)]
        if move.instead is not None:
            changes.append((move.instead, move.receiver, giver))
        for changed, before, _ in changes:
            self._state.remove(self._people[before], self._blocks[changed])
            self._familiar.remove(self._people[before], self._blocks[changed])
        for changed, _, after in changes:
            self._state.assign(self._people[after], self._blocks[changed])
            self._familiar.add(self._people[after], self._blocks[changed])
            self._holder[changed] = after
        for place in (giver, move.receiver):
            self._loads[place] = self._state.load[self._people[place]] / HUNDREDTHS
        for other in {each for changed, _, _ in changes for each in self._beside[changed]}:
            if other in (move.block, move.instead) or self._blocks[other].posts[0].kind in ROTATING:
                self._costs[other] = self._row(other)
            else:
                for place in (giver, move.receiver):
                    self._costs[other, place] = self._settled[other, place] + self._familiar.of_person(
                        self._blocks[other], int(self._holder[other]), place
                    )


def _kind(block: DutyBlock) -> tuple[Weekday, str]:
    """Weekday and kind of the block's posts."""
    return block.posts[0].weekday, block.posts[0].kind


def _least(costs: NDArray[np.float64]) -> NDArray[np.int64]:
    """Places of the least costs below 0, at most MAX_TRIES."""
    found: NDArray[np.int64] = np.flatnonzero(costs < -1e-6)
    if len(found) > MAX_TRIES:
        found = found[np.argpartition(costs[found], MAX_TRIES)[:MAX_TRIES]]
    return found
