"""Who of those who go to an offering goes at which of its times: pupils of one class together, so that classes can merge (A04, K03).

It is all the same to the pupils' choices. Two of them change places again and again, by simulated annealing (Kirkpatrick,
Gelatt and Vecchi, Science 220, 1983) on the care groups that the classes need.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import exp
from random import Random

from solver.model.frame import Frame
from solver.search.construct.groups import Limits
from solver.search.outline.outline import Outline, Times
from solver.units import Minute, Weekday

SWAPS, MOST = 40, 40_000
"""Swaps tried for each pupil who has somebody to change with, and in all."""
HEAT = 0.3
"""Groups more that are taken at the beginning about as often as one time in three; it falls evenly to nothing."""
GATHERED = 0.02
"""What a pupil away, squared by class, is worth in groups: where the most of a class are away, one more helps most. At the
end it is worth nothing, since groups alone count then."""
Cell = tuple[Weekday, str, int]
"""(weekday, band, period)."""


def deal(frame: Frame, outline: Outline) -> Outline:
    """The outline with the same clubs, each as full as before, and every pupil in the same offerings."""
    rng = Random(0)
    state = _State(frame, outline)
    by_offering: dict[str, list[int]] = defaultdict(list)
    for index, club in enumerate(outline.clubs):
        by_offering[club.offering].append(index)
    ways = {
        index: [other for other in by_offering[club.offering] if outline.clubs[other].times != club.times]
        for index, club in enumerate(outline.clubs)
        if club.pupils
    }
    movable = [(index, place) for index, others in ways.items() if others for place in range(len(state.pupils[index]))]
    tries = min(MOST, SWAPS * len(movable))
    for done in range(tries):
        heat = 1 - done / tries
        here, mine = rng.choice(movable)
        there = rng.choice(ways[here])
        if state.pupils[there]:
            theirs = rng.randrange(len(state.pupils[there]))
            state.swap(here, mine, there, theirs, heat, rng)
    clubs = (replace(c, pupils=tuple(there)) for c, there in zip(outline.clubs, state.pupils, strict=True))
    return replace(outline, clubs=tuple(clubs))


class _Count:
    """Pupils of a cell by class, in the order of the classes of its band."""

    def __init__(self, attending: list[int]) -> None:
        self.staying = attending
        self.away = [0] * len(attending)
        self.squares = 0
        """Sum of the squares of ``away``."""

    def leave(self, place: int, step: int) -> None:
        """So many more pupils of a class are away; 1 or -1."""
        self.squares += 2 * step * self.away[place] + 1
        self.away[place] += step
        self.staying[place] -= step


class _State:
    """Who sits in which club, and pupils away by class in every cell."""

    def __init__(self, frame: Frame, outline: Outline) -> None:
        self.frame, self.problem = frame, frame.problem
        self.clubs, self.tutoring = outline.clubs, outline.tutoring
        self.pupils = [list(club.pupils) for club in self.clubs]
        self._limits = Limits.of(frame)
        self._place = {
            home: place
            for band in self.problem.bands
            for place, home in enumerate(frame.classes_of_band[band.id])
        }
        self._clubs_of: dict[str, list[int]] = defaultdict(list)
        self._counts: dict[Cell, _Count] = {}
        self._costs: dict[Cell, tuple[int, int]] = {}
        self._cells: dict[tuple[int, int], list[Cell] | None] = {}
        for index, there in enumerate(self.pupils):
            for pupil in there:
                self._clubs_of[pupil].append(index)
                self._leave(pupil, index, 1)

    def swap(self, here: int, mine: int, there: int, theirs: int, heat: float, rng: Random) -> None:
        """Let a pupil of one club and one of another change places, if they can and the rule of annealing takes it."""
        first, second = self.pupils[here][mine], self.pupils[there][theirs]
        homes = self.problem.pupil_of
        if homes[first].class_id == homes[second].class_id or not (
            self._can(first, here, there) and self._can(second, there, here)
        ):
            return
        # not a set: sums of fractions depend on their order, and that of a set changes from process to process
        cells = dict.fromkeys((*self._touched(first, here, there), *self._touched(second, here, there)))
        gathered = GATHERED * heat
        before = sum(self._cost(cell, gathered) for cell in cells)
        known = {cell: self._costs.pop(cell) for cell in cells}
        self._change(first, here, there)
        self._change(second, there, here)
        worse = sum(self._cost(cell, gathered) for cell in cells) - before
        if worse <= 0 or rng.random() < exp(-worse / max(1e-9, HEAT * heat)):
            self.pupils[here][mine], self.pupils[there][theirs] = second, first
        else:
            self._change(first, there, here)
            self._change(second, here, there)
            self._costs.update(known)

    def _can(self, pupil: str, here: int, there: int) -> bool:
        """Whether the pupil of one club may go to the other instead (C01, K02, K04, B01)."""
        club, attends = self.clubs[there], self.problem.pupil_of[pupil].weekdays
        if self._covered(self.problem.grade_of_pupil[pupil], there) is None:
            return False
        others = [other for other in self._clubs_of[pupil] if other != here]
        length = self.problem.offering_of[club.offering].minutes
        free = there not in others and not any(self._clash(club.times, length, other) for other in others)
        return free and all(day in attends for day, _ in club.times)

    def _clash(self, times: Times, length: int, other: int) -> bool:
        its = self.problem.offering_of[self.clubs[other].offering].minutes
        return any(
            day == on and start < begin + its and begin < start + length
            for day, start in times
            for on, begin in self.clubs[other].times
        )

    def _covered(self, grade: int, club: int) -> list[Cell] | None:
        """Cells whose whole period somebody of the grade misses in the club; None when the grade is tutored or gone then."""
        key = (grade, club)
        if key not in self._cells:
            offering = self.problem.offering_of[self.clubs[club].offering]
            band = self.problem.band_of_grade[grade].id
            cells: list[Cell] | None = []
            for day, start in self.clubs[club].times:
                if cells is not None and self._fits(grade, day, start, offering.minutes):
                    cells += [(day, band, i) for i in self.frame.covers(offering, start, grade)]
                else:
                    cells = None
            self._cells[key] = cells
        return self._cells[key]

    def _fits(self, grade: int, day: Weekday, start: Minute, length: int) -> bool:
        index = self.tutoring.get((grade, day))
        if not self.frame.within(grade, start, length):
            return False
        period = None if index is None else self.frame.window(grade).periods[index]
        return period is None or start + length <= period.start or period.end <= start

    def _touched(self, pupil: str, here: int, there: int) -> list[Cell]:
        grade = self.problem.grade_of_pupil[pupil]
        return [*(self._covered(grade, here) or ()), *(self._covered(grade, there) or ())]

    def _change(self, pupil: str, here: int, there: int) -> None:
        self._clubs_of[pupil].remove(here)
        self._clubs_of[pupil].append(there)
        self._leave(pupil, here, -1)
        self._leave(pupil, there, 1)

    def _leave(self, pupil: str, club: int, step: int) -> None:
        place = self._place[self.problem.pupil_of[pupil].class_id]
        for cell in self._covered(self.problem.grade_of_pupil[pupil], club) or ():
            self._count(cell).leave(place, step)

    def _count(self, cell: Cell) -> _Count:
        if cell not in self._counts:
            day, band, _ = cell
            homes = self.frame.classes_of_band[band]
            self._counts[cell] = _Count([len(self.frame.attending.get((home, day), ())) for home in homes])
        return self._counts[cell]

    def _cost(self, cell: Cell, gathered: float) -> float:
        """Groups, first fit decreasing, less a little for each class of which many are away."""
        if cell not in self._costs:
            count = self._count(cell)
            self._costs[cell] = _groups(count.staying, self._limits), count.squares
        groups, squares = self._costs[cell]
        return groups - gathered * squares


def _groups(sizes: list[int], limits: Limits) -> int:
    """Groups that hold classes of these sizes, as far as heads and number of classes decide."""
    order = sorted(filter(None, sizes), reverse=True)
    if len(order) < 2 or order[-1] + order[-2] > limits.pupils or limits.classes < 2:
        return len(order)
    least, found = order[-1], 0
    room: list[int] = []  # of groups that somebody could still join
    members: list[int] = []
    for size in order:
        for i, left in enumerate(room):
            if left >= size:
                room[i] -= size
                members[i] += 1
                if room[i] < least or members[i] == limits.classes:
                    del room[i], members[i]
                break
        else:
            found += 1
            if limits.pupils - size >= least:
                room.append(limits.pupils - size)
                members.append(1)
    return found
