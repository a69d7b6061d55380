"""Local search with a tabu memory on the sum of squared normalised loads (D02).

Moves between a more and a less burdened person: hand over a duty block, swap two blocks, swap a whole day, split a block and
hand over a part. Caps, clashes, lessons and roles hold throughout; posts stay filled. Quick enough to run after every
construction.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from solver.search.search_params import WorkloadParams
from solver.search.workload.day_assignment import DEFAULTS
from solver.search.workload.state import DutyBlock, WorkloadState

TabuMemory = set[int]
"""Hashes of (move, protection of flagged people, giver, receiver, both duty sets) for which no improving move was found. Not
evaluated again until one of the two duty sets changes. Grows without limit; the caller clears it when sections change."""
Move = Callable[[str, str], bool]
"""(more burdened person, less burdened person) -> whether a move was made, which then lowers the sum of squares."""


def local_search(state: WorkloadState, evaluations: int, tabu: TabuMemory, params: WorkloadParams = DEFAULTS) -> None:
    """Improve a workload state in place until the range is tolerated, no move helps, or so many moves are evaluated.

    tabu: grows; may be handed in again while the sections and who leads them stay.
    """
    _LocalSearch(state, evaluations, tabu, params.max_sweeps).run()


class _LocalSearch:
    """One run: sweeps over pairs of people."""

    def __init__(self, state: WorkloadState, evaluations: int, tabu: TabuMemory, sweeps: int) -> None:
        self._sweeps = sweeps
        self.workload = state
        self.tabu = tabu
        self._protects_flagged = True
        """Whether late duties are kept from flagged people (D05); given up when loads cannot be evened out so."""
        self._end = state.evaluations + evaluations

    def run(self) -> None:
        """See :func:`local_search`."""
        for _ in range(self._sweeps):
            if not self.workload.excess() or self._exhausted():
                break
            if not self._sweep():
                if not self._protects_flagged:
                    break
                self._protects_flagged = False

    def _attempt(self, move: Move, high: str, low: str) -> bool:
        """Whether a move was made between the two; not evaluated while it is tabu."""
        state = self.workload.signature
        key = hash((move.__name__, self._protects_flagged, high, state[high], low, state[low]))
        if key in self.tabu:
            return False
        done = move(high, low)
        if not done:
            self.tabu.add(key)
        return done

    def _exhausted(self) -> bool:
        return self.workload.evaluations > self._end

    def _allows(self, person: str, block: DutyBlock, instead: DutyBlock | None = None) -> bool:
        """Whether the person may take the block, maybe instead of one that is held."""
        protected = self._protects_flagged and self.workload.is_late_for_flagged(person, block)
        return not protected and self.workload.may(person, block, instead)

    def _sweep(self) -> bool:
        """Moves between all pairs of people, the most and the least burdened first -> whether any was made."""
        state = self.workload
        order = sorted(state.group, key=lambda p: (-state.load[p], p))
        improved = False
        for high in order if not self._exhausted() else ():
            for low in reversed(order):
                if state.load[high] - state.load[low] <= state.allowed // 2 or self._attempt(self._move_or_swap, high, low):
                    improved = improved or state.load[high] - state.load[low] > state.allowed // 2
                    break
        moves: tuple[Move, ...] = (self._move_or_swap, self._swap_day, self._split)
        return improved or any(self._close_ends(order, move) for move in moves)

    def _close_ends(self, order: list[str], move: Move) -> bool:
        """A move between the more and the less burdened half, the ends of the range first -> whether any was made."""
        state = self.workload
        moved = False
        for high in sorted(order, key=lambda p: (-state.load[p], p))[: len(order) // 2]:
            for low in sorted(order, key=lambda p: (state.load[p], p))[: len(order) // 2]:
                if state.range() <= state.allowed or self._exhausted():
                    return moved
                if (move != self._split or self._at_ends(high, low)) and self._attempt(move, high, low):
                    moved = True
                    break
        return moved

    def _swap_day(self, high: str, low: str) -> bool:
        """Swap all blocks of a day, if that lowers the sum of squares."""
        state = self.workload
        mine, its = state.days(high), state.days(low)
        for key, more in sorted(mine.items()):
            less = its.get(key, [])
            moved = sum(c.load for c in more) - sum(c.load for c in less)
            gain = (state.weight[high] + state.weight[low]) * moved // 2
            if 0 < gain < state.load[high] - state.load[low] and self._swap_blocks(high, more, low, less):
                return True
        return False

    def _swap_blocks(self, high: str, more: list[DutyBlock], low: str, less: list[DutyBlock]) -> bool:
        """Swap two lists of blocks; all is as before where a cap or a clash forbids it."""
        state = self.workload
        for block in more:
            state.remove(high, block)
        for block in less:
            state.remove(low, block)
        given: list[tuple[str, DutyBlock]] = []
        for person, blocks in ((low, more), (high, less)):
            for block in blocks:
                if not self._allows(person, block):
                    for other, back in given:
                        state.remove(other, back)
                    for block_ in more:
                        state.assign(high, block_)
                    for block_ in less:
                        state.assign(low, block_)
                    return False
                state.assign(person, block)
                given.append((person, block))
        return True

    def _at_ends(self, high: str, low: str) -> bool:
        """Whether one of the two is near an end of the range: only there is a split worth its hand-over."""
        state = self.workload
        least, most = state.extremes()
        return state.load[low] <= least + state.allowed // 4 or state.load[high] >= most - state.allowed // 4

    def _split(self, high: str, low: str) -> bool:
        """Split a block and hand over its end or its beginning: costs a hand-over, so it is the last resort."""
        state = self.workload
        for block in state.by_load(high).heavy:
            for cut in range(1, len(block.posts)):
                head = DutyBlock.of(state.instance, block.week, block.posts[:cut])
                tail = DutyBlock.of(state.instance, block.week, block.posts[cut:])
                for part, rest in ((tail, head), (head, tail)):
                    gain = (state.weight[high] + state.weight[low]) * part.load // 2
                    if gain < state.load[high] - state.load[low] and self._allows(low, part):
                        state.remove(high, block)
                        state.assign(high, rest)
                        state.assign(low, part)
                        return True
        return False

    def _move_or_swap(self, high: str, low: str) -> bool:
        """Hand over a block from high to low, or swap two, if that lowers the sum of squares."""
        state = self.workload
        gap, weight = state.load[high] - state.load[low], state.weight[high] + state.weight[low]
        own = state.by_load(high).heavy
        for block in own:
            if weight * block.load // 2 < gap and self._allows(low, block):
                state.remove(high, block)
                state.assign(low, block)
                return True
        its = state.by_load(low)
        for block in own:
            first = bisect_left(its.loads, block.load - 2 * gap // weight)
            for other in its.light[first : bisect_left(its.loads, block.load)]:
                if weight * (block.load - other.load) // 2 < gap and self._swap(high, block, low, other):
                    return True
        return False

    def _swap(self, high: str, block: DutyBlock, low: str, other: DutyBlock) -> bool:
        if not (self._allows(low, block, other) and self._allows(high, other, block)):
            return False
        state = self.workload
        state.remove(high, block)
        state.remove(low, other)
        state.assign(low, block)
        state.assign(high, other)
        return True
