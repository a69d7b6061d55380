"""Levelling: whole chains of weekly posts change hands until loads are as even as moves and swaps can make them.

A local search on the sum of squared normalised loads (D02), quick enough to run after every construction: it takes a
chain from a more burdened person and gives it to a less burdened one, or swaps two chains. Caps, clashes, lessons and
roles hold throughout; posts stay filled.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from solver.model.frame import Frame
from solver.plan import Plan
from solver.search.construct.complete import finish
from solver.search.loads import Chain, Loads
from solver.search.permute import deals

TRIES = 12_000
"""Questions whether somebody may take something, until an exchange gives up."""
PASSES = 60
"""Sweeps over all people at most."""
ROUNDS = 2
"""Times that days are dealt out and chains exchanged in turn, at most."""
Vain = set[int]
"""What has led nowhere between two people, each entry by the way, their names and all that both hold."""
Act = Callable[[str, str], bool]
"""What the more burdened of two people may do with the other; whether it did any good."""


def levelled(frame: Frame, plan: Plan) -> Iterator[Plan]:
    """The plan with its loads evened out (D02) and its flex grants decided, better and better."""
    loads = Loads(frame, plan)
    least = (loads.excess(), loads.uncared() + 1)
    for _ in _stages(loads):
        reached = (loads.excess(), loads.uncared())
        if reached < least:
            least = reached
            yield finish(frame, loads.plan())
        if not any(reached):
            return


def _stages(loads: Loads) -> Iterator[None]:
    """Even the loads out; a pause wherever much may have been won: after the first deal of all days, and after each half round."""
    vain: Vain = set()
    for turn in range(ROUNDS):
        for passes, _ in enumerate(deals(loads)):
            if not turn and not passes:
                yield
        yield
        exchange(loads, TRIES, vain)
        yield


def exchange(loads: Loads, tries: int, vain: Vain) -> None:
    """Even out until the range is tolerated, nothing helps, or so many questions are asked.

    vain: what is not tried again; it grows, and may be handed in again while the sections and who leads them stay.
    """
    _Exchange(loads, tries, vain).run()


class _Exchange:
    """Moves and swaps of chains between two people."""

    def __init__(self, loads: Loads, tries: int, vain: Vain) -> None:
        self.loads = loads
        self.vain = vain
        self._careful = True
        """Whether late duties are kept from people who deserve care (D05); given up when loads cannot be evened out so."""
        self._end = loads.asked + tries

    def run(self) -> None:
        """See :func:`exchange`."""
        for _ in range(PASSES):
            if not self.loads.excess() or self._tired():
                break
            if not self._sweep():
                if not self._careful:
                    break
                self._careful = False

    def _try(self, act: Act, high: str, low: str) -> bool:
        """Whether it does any good between the two; not asked again while both do the same as when it did none."""
        state = self.loads.state
        key = hash((act.__name__, self._careful, high, state[high], low, state[low]))
        if key in self.vain:
            return False
        done = act(high, low)
        if not done:
            self.vain.add(key)
        return done

    def _tired(self) -> bool:
        return self.loads.asked > self._end

    def _may(self, person: str, chain: Chain, instead: Chain | None = None) -> bool:
        return not (self._careful and self.loads.unwelcome(person, chain)) and self.loads.may(person, chain, instead)

    def _sweep(self) -> bool:
        loads = self.loads
        order = sorted(loads.group, key=lambda p: (-loads.load[p], p))
        improved = False
        for high in order if not self._tired() else ():
            for low in reversed(order):
                if loads.load[high] - loads.load[low] <= loads.allowed // 2 or self._try(self._exchange, high, low):
                    improved = improved or loads.load[high] - loads.load[low] > loads.allowed // 2
                    break
        ways: tuple[Act, ...] = (self._exchange, self._trade_day, self._share)
        return improved or any(self._close_ends(order, way) for way in ways)

    def _close_ends(self, order: list[str], act: Act) -> bool:
        """Let the more burdened half deal with the less burdened half; the ends of the range first."""
        loads = self.loads
        moved = False
        for high in sorted(order, key=lambda p: (-loads.load[p], p))[: len(order) // 2]:
            for low in sorted(order, key=lambda p: (loads.load[p], p))[: len(order) // 2]:
                if loads.range() <= loads.allowed or self._tired():
                    return moved
                if (act != self._share or self._at_ends(high, low)) and self._try(act, high, low):
                    moved = True
                    break
        return moved

    def _trade_day(self, high: str, low: str) -> bool:
        """Two people change places for a whole day, if that lowers the sum of squares."""
        loads = self.loads
        mine, its = loads.days(high), loads.days(low)
        for key, more in sorted(mine.items()):
            less = its.get(key, [])
            moved = sum(c.load for c in more) - sum(c.load for c in less)
            gain = (loads.weight[high] + loads.weight[low]) * moved // 2
            if 0 < gain < loads.load[high] - loads.load[low] and self._change_places(high, more, low, less):
                return True
        return False

    def _change_places(self, high: str, more: list[Chain], low: str, less: list[Chain]) -> bool:
        loads = self.loads
        for chain in more:
            loads.take(high, chain)
        for chain in less:
            loads.take(low, chain)
        given: list[tuple[str, Chain]] = []
        for person, chains in ((low, more), (high, less)):
            for chain in chains:
                if not self._may(person, chain):
                    for other, back in given:
                        loads.take(other, back)
                    for chain_ in more:
                        loads.give(high, chain_)
                    for chain_ in less:
                        loads.give(low, chain_)
                    return False
                loads.give(person, chain)
                given.append((person, chain))
        return True

    def _at_ends(self, high: str, low: str) -> bool:
        """Whether one of the two is near an end of the range: only there a hand-over is worth it."""
        loads = self.loads
        least, most = loads.ends()
        return loads.load[low] <= least + loads.allowed // 4 or loads.load[high] >= most - loads.allowed // 4

    def _share(self, high: str, low: str) -> bool:
        """Give the end or the beginning of a chain away: costs a hand-over, so it is the last resort."""
        loads = self.loads
        for chain in loads.by_load(high).heavy:
            for cut in range(1, len(chain.posts)):
                head = Chain.of(chain.week, chain.posts[:cut], chain.shifts[:cut])
                tail = Chain.of(chain.week, chain.posts[cut:], chain.shifts[cut:])
                for part, rest in ((tail, head), (head, tail)):
                    gain = (loads.weight[high] + loads.weight[low]) * part.load // 2
                    if gain < loads.load[high] - loads.load[low] and self._may(low, part):
                        loads.take(high, chain)
                        loads.give(high, rest)
                        loads.give(low, part)
                        return True
        return False

    def _exchange(self, high: str, low: str) -> bool:
        """Move a chain from high to low, or swap two, if that lowers the sum of squares."""
        loads = self.loads
        gap, weight = loads.load[high] - loads.load[low], loads.weight[high] + loads.weight[low]
        own = loads.by_load(high).heavy
        for chain in own:
            if weight * chain.load // 2 < gap and self._may(low, chain):
                loads.take(high, chain)
                loads.give(low, chain)
                return True
        its = loads.by_load(low)
        for chain in own:
            first = bisect_left(its.loads, chain.load - 2 * gap // weight)
            for other in its.light[first : bisect_left(its.loads, chain.load)]:
                if weight * (chain.load - other.load) // 2 < gap and self._swap(high, chain, low, other):
                    return True
        return False

    def _swap(self, high: str, chain: Chain, low: str, other: Chain) -> bool:
        if not (self._may(low, chain, other) and self._may(high, other, chain)):
            return False
        loads = self.loads
        loads.take(high, chain)
        loads.take(low, other)
        loads.give(low, chain)
        loads.give(high, other)
        return True
