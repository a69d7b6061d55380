"""Naming: who of the people that have a block of a kind has which, by a linear assignment for each kind.

Preferred, the first most: a person stays with a group through the afternoon (D08H), with a class that sees the person anyway, and with
what the person has now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from solver.plan import Assignment, CareGroup, Plan
from solver.search.engines.matching import assign_at_least_cost
from solver.search.staffing.kinds import DutyKind
from solver.search.workload.state import DutyBlock
from solver.units import EVERY_WEEK, Week, Weekday

STAYS, SEEN, HELD = 8, 3, 2
"""Gains of a pair of person and block: a period beside it is with the same group, a class of it sees the person at another time, and it
is what the person has now. Raising one prefers it to the others."""
FORBIDDEN = 10**9
Cell = tuple[Week, Weekday, str, int]
"""Week, weekday, host and period of a care group."""


class Naming:
    """Gives people their blocks, kind by kind; remembers who stands where, so that what is near is told from what is far."""

    def __init__(self, plan: Plan, kept: Iterable[Assignment]) -> None:
        """kept: posts of the plan whose people stay."""
        self._classes: dict[tuple[Weekday, str, int], CareGroup] = {(g.weekday, g.host, g.period): g for g in plan.care_groups}
        self._there: dict[Cell, set[str]] = defaultdict(set)
        self._seen: dict[str, set[str]] = defaultdict(set)
        for a in kept:
            if a.week != EVERY_WEEK and a.post.kind == "care":
                self._meet((a.week, a.post.weekday, a.post.subject, a.post.detail), a.person)

    def name(self, kind: DutyKind, people: Sequence[str]) -> list[tuple[str, DutyBlock]]:
        """People, as many as the kind has blocks -> who has which block."""
        blocks = [block for _, block in kind.holders]
        costs = np.full((len(people), len(blocks)), self._most(blocks), dtype=np.int64)
        row = {person: place for place, person in enumerate(people)}
        for column, (holder, block) in enumerate(kind.holders):
            for person, gain in self._gains(holder, block).items():
                if person in row:
                    costs[row[person], column] -= gain
        places = assign_at_least_cost(costs, FORBIDDEN) or range(len(people))
        named = [(person, blocks[place]) for person, place in zip(people, places, strict=True)]
        for person, block in named:
            for cell in _cells(block):
                self._meet(cell, person)
        return named

    def _gains(self, holder: str, block: DutyBlock) -> Mapping[str, int]:
        gains: dict[str, int] = defaultdict(int)
        gains[holder] += HELD
        for week, day, host, period in _cells(block):
            for beside in (period - 1, period + 1):
                for person in self._there.get((week, day, host, beside), ()):
                    gains[person] += STAYS
            group = self._classes.get((day, host, period))
            for home in group.classes if group else ():
                for person in self._seen.get(home, ()):
                    gains[person] += SEEN
        return gains

    def _most(self, blocks: Sequence[DutyBlock]) -> int:
        """More than the gains of a pair."""
        posts = max((len(block.posts) for block in blocks), default=0)
        return HELD + posts * (2 * STAYS + SEEN * max((len(g.classes) for g in self._classes.values()), default=0)) + 1

    def _meet(self, cell: Cell, person: str) -> None:
        self._there[cell].add(person)
        _, day, host, period = cell
        group = self._classes.get((day, host, period))
        for home in group.classes if group else ():
            self._seen[home].add(person)


def _cells(block: DutyBlock) -> list[Cell]:
    return [(block.week, post.weekday, post.subject, post.detail) for post in block.posts if post.kind == "care"]
