"""Who of those who want a club goes at which of its times: pupils of one class together, so that classes can merge (A04, K03).

Pupils of a kind are alike in an outline; naming them is free. A local search swaps two of them who go to the same offering
at different times, as long as the classes of their band need no more groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from random import Random

from solver.model.frame import Frame
from solver.search.construct.groups import Limits
from solver.search.outline.outline import Times
from solver.units import Weekday

SWAPS = 2500
"""Swaps tried."""
GATHERED = 1e-3
"""What a pupil away, squared by class, is worth in groups: where the most of a class are away, one more helps most."""
Cell = tuple[Weekday, str, int]
"""(weekday, band, period)."""
Kind = tuple[int, tuple[Weekday, ...]]
"""Pupils who can be counted together: (grade, days of clubs on which they are there)."""
Party = list[tuple[Times, list[str]]]
"""Pupils of one kind who go to one offering, by the times they go at."""


def deal(frame: Frame, parties: Mapping[tuple[str, Kind], Party], others: Iterable[tuple[str, Times, str]]) -> None:
    """Swap pupils within each party, in place. parties: by offering and kind. others: (offering, times, pupil) of everybody else."""
    cells = _Cells(frame)
    for name, times, pupil in others:
        cells.leave(pupil, cells.covered(name, frame.problem.grade_of_pupil[pupil], times), 1)
    open_: list[tuple[list[tuple[list[Cell], list[str]]], int]] = []
    for (name, (grade, _)), party in parties.items():
        places = [(cells.covered(name, grade, times), pupils) for times, pupils in party]
        for covered, pupils in places:
            for pupil in pupils:
                cells.leave(pupil, covered, 1)
        if len(places) > 1 and any(covered for covered, _ in places):
            open_.append((places, sum(len(pupils) for _, pupils in places)))
    if not open_:
        return
    rng = Random(0)
    chosen = rng.choices([places for places, _ in open_], [size for _, size in open_], k=SWAPS)
    for places in chosen:
        (here, mine), (there, theirs) = rng.sample(places, 2)
        i, j = rng.randrange(len(mine)), rng.randrange(len(theirs))
        if cells.swap(mine[i], here, theirs[j], there):
            mine[i], theirs[j] = theirs[j], mine[i]


class _Cells:
    """Pupils away by class in every cell, and what the cell then costs in groups."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._limits = Limits.of(frame)
        self._home = {p.id: p.class_id for p in frame.problem.pupils}
        self._away: dict[Cell, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._costs: dict[Cell, float] = {}
        self._attending = {key: len(pupils) for key, pupils in frame.attending.items()}

    def covered(self, name: str, grade: int, times: Times) -> list[Cell]:
        """Cells whose whole period somebody of the grade misses who goes there."""
        band, offering = self.frame.problem.band_of_grade[grade].id, self.frame.problem.offering_of[name]
        return [(day, band, i) for day, start in times for i in self.frame.covers(offering, start, grade)]

    def leave(self, pupil: str, cells: list[Cell], step: int) -> None:
        home = self._home[pupil]
        for cell in cells:
            self._away[cell][home] += step

    def swap(self, first: str, here: list[Cell], second: str, there: list[Cell]) -> bool:
        """Let two pupils change places if that costs nothing."""
        if self._home[first] == self._home[second]:
            return False
        cells = {*here, *there}
        before = sum(self._cost(cell) for cell in cells)
        self._move(first, here, there)
        self._move(second, there, here)
        after = {cell: self._counted(cell) for cell in cells}
        if sum(after.values()) <= before:
            self._costs.update(after)
            return True
        self._move(first, there, here)
        self._move(second, here, there)
        return False

    def _move(self, pupil: str, here: list[Cell], there: list[Cell]) -> None:
        self.leave(pupil, here, -1)
        self.leave(pupil, there, 1)

    def _cost(self, cell: Cell) -> float:
        if cell not in self._costs:
            self._costs[cell] = self._counted(cell)
        return self._costs[cell]

    def _counted(self, cell: Cell) -> float:
        """Groups, first fit decreasing, less a little for each class of which many are away."""
        day, band, _ = cell
        away = self._away[cell]
        return _groups(self._staying(day, band, away), self._limits) - GATHERED * sum(n * n for n in away.values())

    def _staying(self, day: Weekday, band: str, away: Mapping[str, int]) -> list[int]:
        homes = self.frame.classes_of_band[band]
        return [self._attending.get((home, day), 0) - away.get(home, 0) for home in homes]


def _groups(sizes: list[int], limits: Limits) -> int:
    """Groups that hold classes of these sizes, as far as heads and number of classes decide."""
    room: list[int] = []
    members: list[int] = []
    for size in sorted(sizes, reverse=True):
        if size <= 0:
            break
        for i, left in enumerate(room):
            if left >= size and members[i] < limits.classes:
                room[i] -= size
                members[i] += 1
                break
        else:
            room.append(limits.pupils - size)
            members.append(1)
    return len(room)
