"""Least spread of loads (D02) by counting: who can carry how much at most, against the work that has to be carried.

Claim: let those who are compared carry at least ``work`` and at most ``whole`` load minutes together, each from ``least`` to ``most``.
Then the highest load is at least the level at which all of them, each filled up to it or to ``most``, carry the work; and the lowest
is at most the load of each at ``most``, and at most the level that all can reach with the whole. Proof: were all loads below the first
level, less than the work would be carried; were all above the second, more than the whole. Loads grow with minutes.

The first level grows with the work and falls with every ``most``: less work, more in ``whole``, larger ``most`` and smaller ``least``
keep the bounds valid.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from solver.model.instance import Instance
from solver.model.staff_groups import FULL
from solver.problem import Staff
from solver.units import Minute


@dataclass(frozen=True, slots=True)
class Carrier:
    """One of those whose loads are compared: carries ``least`` load minutes of a template in any case, ``most`` at most.

    share: per cent of a full load (D02, D05). carried: load from earlier terms, in 1/100 minute.
    """

    id: str
    most: Minute
    least: Minute = 0
    share: int = 100
    carried: int = 0

    def load(self, minutes: Minute) -> int:
        """Load (D02) in 1/100 minute of so many load minutes."""
        return FULL * minutes // self.share + self.carried

    @property
    def highest(self) -> int:
        """The largest load that the person can have."""
        return self.load(max(self.least, self.most))

    def room(self, level: int) -> Minute:
        """Most minutes with a load of at most ``level``; those of ``least`` in any case."""
        minutes = ((level - self.carried + 1) * self.share - 1) // FULL
        return max(self.least, min(self.most, minutes))

    def need(self, level: int) -> Minute:
        """Fewest minutes with a load of at least ``level``; those of ``least`` in any case."""
        return max(self.least, -(-(level - self.carried) * self.share // FULL))


@dataclass(frozen=True, slots=True)
class Spread:
    """Bounds of the loads of all plans, in 1/100 minute: the highest is at least ``highest``, the lowest at most ``lowest``."""

    highest: int
    lowest: int

    def excess(self, allowed: int) -> int:
        """Lower bound of D02: the spread beyond what is allowed."""
        return max(0, self.highest - self.lowest - allowed)


def carrier(instance: Instance, person: Staff, most: Minute, least: Minute = 0) -> Carrier:
    """A member of staff who is compared, with the share and the balance that D02 counts."""
    carried = instance.policy.number("D02", "repay_percent") * person.balance
    return Carrier(person.id, most, least, instance.load_share(person), carried)


def spread(carriers: Iterable[Carrier], work: Minute, whole: Minute) -> Spread | None:
    """Carriers, and the least and the most load minutes that they carry together -> bounds of their loads.

    None for fewer than two, and where the work cannot be carried at all.
    """
    compared = list(carriers)
    if len(compared) < 2 or sum(max(one.least, one.most) for one in compared) < work:
        return None
    forced, top = max(one.load(one.least) for one in compared), max(one.highest for one in compared)
    highest = _first(forced, top, lambda level: sum(one.room(level) for one in compared) >= work)
    floor, lowest = min(one.carried for one in compared), min(one.highest for one in compared)
    above = _first(floor, lowest + 1, lambda level: sum(one.need(level) for one in compared) > whole)
    return Spread(highest, max(floor, above - 1))


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first level from ``low`` on for which a condition holds that stays true; ``high`` where none below does."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def longest(intervals: Iterable[tuple[Minute, Minute, Minute]]) -> Minute:
    """(start, end, load minutes) of posts of a day -> most load minutes of posts that do not overlap (weighted intervals)."""
    ends: list[Minute] = [0]
    best: list[Minute] = [0]
    for start, end, load in sorted(set(intervals), key=lambda each: each[1]):
        before = max(0, bisect_right(ends, start) - 1)
        ends.append(end)
        best.append(max(best[-1], best[before] + load))
    return best[-1]
