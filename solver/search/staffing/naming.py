"""Naming: who of the people that have a block of a kind has which, by a linear assignment for each kind.

Preferred, the first most: what the model has settled, who teaches a class or its grade (D16), who has the group through the afternoon
(D08H), whom the class sees anyway (D16F), who has it in other weeks (D16W), and who has it now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from solver.model.instance import Instance
from solver.plan import Assignment, CareGroup, Plan
from solver.search.engines.matching import assign_at_least_cost
from solver.search.staffing.kinds import DutyKind
from solver.search.workload.state import DutyBlock
from solver.units import EVERY_WEEK, Week, Weekday

NAMED, OWN, NEAR, STAYS, SEEN, SAME, HELD = 10_000, 40, 15, 8, 3, 2, 2
"""Gains of a pair of person and block: the model has named it; for each period, the person teaches a class of the group, or its
grade, has the group in a period beside it, is seen by the class at another time, has it then in another week; and the person has the
block now. Raising one prefers it to the others."""
FORBIDDEN = 10**9
Cell = tuple[Week, Weekday, str, int]
"""Week, weekday, host and period of a care group."""


class Naming:
    """Gives people their blocks, kind by kind; remembers who stands where, so that what is near is told from what is far."""

    def __init__(self, instance: Instance, plan: Plan, kept: Iterable[Assignment]) -> None:
        """kept: posts of the plan whose people stay."""
        self._known, self._weeks = instance.problem.familiarity, instance.weeks
        self._prefers_known = instance.policy.soft("D16")
        self._classes: dict[tuple[Weekday, str, int], CareGroup] = {(g.weekday, g.host, g.period): g for g in plan.care_groups}
        self._there: dict[Cell, set[str]] = defaultdict(set)
        self._seen: dict[str, set[str]] = defaultdict(set)
        for a in kept:
            if a.week != EVERY_WEEK and a.post.kind == "care":
                self._meet((a.week, a.post.weekday, a.post.subject, a.post.detail), a.person)

    def name(self, kind: DutyKind, people: Sequence[str], settled: Collection[tuple[str, int]] = ()) -> list[tuple[str, DutyBlock]]:
        """People, as many as the kind has blocks -> who has which block. settled: pairs of a person and the place of a block."""
        blocks = [block for _, block in kind.holders]
        costs = np.zeros((len(people), len(blocks)), dtype=np.int64)
        row = {person: place for place, person in enumerate(people)}
        for column, (holder, block) in enumerate(kind.holders):
            for person, gain in self._gains(holder, block).items():
                if person in row:
                    costs[row[person], column] -= gain
        for person, column in settled:
            costs[row[person], column] -= NAMED
        costs -= costs.min(initial=0)
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
            for other in self._weeks:
                for person in self._there.get((other, day, host, period), ()):
                    gains[person] += SAME
            group = self._classes.get((day, host, period))
            for home in group.classes if group else ():
                self._gain_of_class(home, gains)
        return gains

    def _gain_of_class(self, home: str, gains: dict[str, int]) -> None:
        known = (self._known.teachers, OWN), (self._known.grade, NEAR)
        for people, gain in known if self._prefers_known else ():
            for person in people.get(home, ()):
                gains[person] += gain
        for person in self._seen.get(home, ()):
            gains[person] += SEEN

    def _meet(self, cell: Cell, person: str) -> None:
        self._there[cell].add(person)
        _, day, host, period = cell
        group = self._classes.get((day, host, period))
        for home in group.classes if group else ():
            self._seen[home].add(person)


def _cells(block: DutyBlock) -> list[Cell]:
    return [(block.week, post.weekday, post.subject, post.detail) for post in block.posts if post.kind == "care"]
