"""Simulated annealing of pupils over the sections of their offerings, to minimise care groups (A04, K03).

Pupils of one offering swap places between its sections, which is all the same to their choices, by the Metropolis criterion at a
temperature that falls linearly (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983). Classes whose pupils are away together merge.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import exp
from random import Random

from solver.model.instance import Instance
from solver.search.construct.groups import GroupLimits
from solver.search.master_solution import MasterSolution, Times
from solver.search.search_params import MasterParams
from solver.units import Minute, Weekday

DEFAULTS = MasterParams()
Cell = tuple[Weekday, str, int]
"""(weekday, band, period)."""


def anneal_section_assignment(
    instance: Instance, solution: MasterSolution, params: MasterParams = DEFAULTS
) -> MasterSolution:
    """Master solution -> one with the same sections, each as full as before, and every pupil in the same offerings.

    Pupils with companions stay where they are (C10, C10W).
    """
    rng = Random(0)
    state = _State(instance, solution, params)
    by_offering: dict[str, list[int]] = defaultdict(list)
    for index, section in enumerate(solution.sections):
        by_offering[section.offering].append(index)
    ways = {
        index: [other for other in by_offering[section.offering] if solution.sections[other].times != section.times]
        for index, section in enumerate(solution.sections)
        if section.pupils
    }
    paired = {pupil for pair in instance.problem.companion_pairs for pupil in pair.pupils}
    movable = [
        (index, place)
        for index, others in ways.items()
        if others
        for place, pupil in enumerate(state.pupils[index])
        if pupil not in paired
    ]
    tries = min(params.max_swaps, params.swaps_per_pupil * len(movable))
    for done in range(tries):
        heat = 1 - done / tries
        here, mine = rng.choice(movable)
        there = rng.choice(ways[here])
        if state.pupils[there]:
            theirs = rng.randrange(len(state.pupils[there]))
            if state.pupils[there][theirs] not in paired:
                state.swap(here, mine, there, theirs, heat, rng)
    sections = (replace(c, pupils=tuple(there)) for c, there in zip(solution.sections, state.pupils, strict=True))
    return replace(solution, sections=tuple(sections))


class _Count:
    """Pupils of a cell who stay and who are away, by class in the order of its band."""

    def __init__(self, attending: list[int]) -> None:
        self.staying = attending
        self.away = [0] * len(attending)
        self.squares = 0
        """Sum of the squares of ``away``."""

    def leave(self, place: int, step: int) -> None:
        """One more (step 1) or one fewer (-1) pupil of a class is away."""
        self.squares += 2 * step * self.away[place] + 1
        self.away[place] += step
        self.staying[place] -= step


class _State:
    """Annealing state: pupils by section, and pupils away by class in every cell."""

    def __init__(self, instance: Instance, solution: MasterSolution, params: MasterParams) -> None:
        self._temperature, self._bonus = params.initial_temperature, params.cluster_bonus
        self.instance, self.problem = instance, instance.problem
        self.sections, self.tutoring = solution.sections, solution.tutoring
        self.pupils = [list(section.pupils) for section in self.sections]
        self._limits = GroupLimits.of(instance)
        self._place = {
            home: place
            for band in self.problem.bands
            for place, home in enumerate(instance.classes_of_band[band.id])
        }
        self._sections_of: dict[str, list[int]] = defaultdict(list)
        self._counts: dict[Cell, _Count] = {}
        self._costs: dict[Cell, tuple[int, int]] = {}
        self._cells: dict[tuple[int, int], list[Cell] | None] = {}
        for index, there in enumerate(self.pupils):
            for pupil in there:
                self._sections_of[pupil].append(index)
                self._leave(pupil, index, 1)

    def swap(self, here: int, mine: int, there: int, theirs: int, heat: float, rng: Random) -> None:
        """Let a pupil of one section and one of another change places, if they can and the rule of annealing takes it."""
        first, second = self.pupils[here][mine], self.pupils[there][theirs]
        homes = self.problem.pupil_of
        if homes[first].class_id == homes[second].class_id or not (
            self._can(first, here, there) and self._can(second, there, here)
            and self._keeps_bells(here, first, second) and self._keeps_bells(there, second, first)
        ):  # fmt: skip
            return
        # not a set: sums of fractions depend on their order, and that of a set changes from process to process
        cells = dict.fromkeys((*self._touched(first, here, there), *self._touched(second, here, there)))
        bonus = self._bonus * heat
        before = sum(self._cost(cell, bonus) for cell in cells)
        known = {cell: self._costs.pop(cell) for cell in cells}
        self._change(first, here, there)
        self._change(second, there, here)
        worse = sum(self._cost(cell, bonus) for cell in cells) - before
        if worse <= 0 or rng.random() < exp(-worse / max(1e-9, self._temperature * heat)):
            self.pupils[here][mine], self.pupils[there][theirs] = second, first
        else:
            self._change(first, there, here)
            self._change(second, here, there)
            self._costs.update(known)

    def _can(self, pupil: str, here: int, there: int) -> bool:
        """Whether the pupil of one section may go to the other instead (C01, K02, K04, B01)."""
        section, attends = self.sections[there], self.problem.pupil_of[pupil].weekdays
        if self._covered(self.problem.grade_of_pupil[pupil], there) is None:
            return False
        others = [other for other in self._sections_of[pupil] if other != here]
        length = self.problem.offering_of[section.offering].minutes
        free = there not in others and not any(self._clash(section.times, length, other) for other in others)
        return free and all(day in attends for day, _ in section.times)

    def _keeps_bells(self, section: int, leaving: str, coming: str) -> bool:
        """Whether the section could still meet when it does, with a bell of somebody who sits there (K04)."""
        grade_of = self.problem.grade_of_pupil
        if grade_of[leaving] == grade_of[coming]:
            return True
        plan = self.sections[section]
        there = (coming, *(pupil for pupil in self.pupils[section] if pupil != leaving))
        return self.instance.starts_with_bells(self.problem.offering_of[plan.offering], plan.times, there)

    def _clash(self, times: Times, length: int, other: int) -> bool:
        its = self.problem.offering_of[self.sections[other].offering].minutes
        return any(
            day == on and start < begin + its and begin < start + length
            for day, start in times
            for on, begin in self.sections[other].times
        )

    def _covered(self, grade: int, section: int) -> list[Cell] | None:
        """Cells whose whole period somebody of the grade misses in the section; None when the grade is tutored or gone then."""
        key = (grade, section)
        if key not in self._cells:
            offering = self.problem.offering_of[self.sections[section].offering]
            band = self.problem.band_of_grade[grade].id
            cells: list[Cell] | None = []
            for day, start in self.sections[section].times:
                if cells is not None and self._fits(grade, day, start, offering.minutes):
                    cells += [(day, band, i) for i in self.instance.covers(offering, start, grade)]
                else:
                    cells = None
            self._cells[key] = cells
        return self._cells[key]

    def _fits(self, grade: int, day: Weekday, start: Minute, length: int) -> bool:
        index = self.tutoring.get((grade, day))
        if not self.instance.within(grade, start, length):
            return False
        period = None if index is None else self.instance.window(grade).periods[index]
        return period is None or start + length <= period.start or period.end <= start

    def _touched(self, pupil: str, here: int, there: int) -> list[Cell]:
        grade = self.problem.grade_of_pupil[pupil]
        return [*(self._covered(grade, here) or ()), *(self._covered(grade, there) or ())]

    def _change(self, pupil: str, here: int, there: int) -> None:
        self._sections_of[pupil].remove(here)
        self._sections_of[pupil].append(there)
        self._leave(pupil, here, -1)
        self._leave(pupil, there, 1)

    def _leave(self, pupil: str, section: int, step: int) -> None:
        place = self._place[self.problem.pupil_of[pupil].class_id]
        for cell in self._covered(self.problem.grade_of_pupil[pupil], section) or ():
            self._count(cell).leave(place, step)

    def _count(self, cell: Cell) -> _Count:
        if cell not in self._counts:
            day, band, _ = cell
            homes = self.instance.classes_of_band[band]
            self._counts[cell] = _Count([len(self.instance.attending.get((home, day), ())) for home in homes])
        return self._counts[cell]

    def _cost(self, cell: Cell, bonus: float) -> float:
        """Groups, first fit decreasing, less a little for each class of which many are away."""
        if cell not in self._costs:
            count = self._count(cell)
            self._costs[cell] = _groups(count.staying, self._limits), count.squares
        groups, squares = self._costs[cell]
        return groups - bonus * squares


def _groups(sizes: list[int], limits: GroupLimits) -> int:
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
