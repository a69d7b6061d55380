"""The search for better outlines: free some offerings with everybody who wants them, linear program and dive, keep gains.

Goals are weighed as the tiers are ordered (D02, C04, B07, D05, E01, G10), choices by far the heaviest; from time to time a later goal
is minimised alone while the earlier ones are held.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random

import numpy as np

from solver.model.rows import TRUE
from solver.search.engines.highs import Flags, Floats, Matrix, Part
from solver.search.outline.adults import duty_days, within_shares
from solver.search.outline.dive import dive
from solver.search.outline.model import OutlineModel
from solver.search.outline.outline import Outline
from solver.search.outline.point import outline_at, point_of

WORTH = {"D02": 20.0, "C04": 1.0, "B07": 60.0, "D05": 1.0, "E01": 0.003, "G10": 4e-6}
"""Points that a unit of each goal is worth: a minute a week of leading beyond a fair share 20, a strand missing 60, a late
duty of somebody who deserves care 1, a minute of an outside instructor 0.003, a fen 4e-6."""
PEAK = 0.02
"""Points that an adult more at the busiest moment of a day costs."""
ALONE = 1000.0
"""How many times its worth a goal weighs when it is in focus."""
LATER = 0.3
"""Chance that a step is for a later goal than choice."""
SIZES = (4, 7, 11, 16)
"""Offerings that a step frees."""
TUTORING = 0.25
"""Chance that a step also moves the tutoring of a grade."""
LEAST_GAIN = 0.005
MEMORY, LEAST = 0.8, 0.2
"""Share of the old success that a step leaves, and the weight that every size keeps."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a step did: work in simplex iterations, and the gain in points."""

    work: float
    gain: float


class Hunt:
    """Improves one outline. Deterministic for a seed as long as no limit of seconds is met."""

    def __init__(self, model: OutlineModel, seed: int) -> None:
        self.model = model
        self.rng = Random(seed)
        size = model.rows.size
        self.matrix = Matrix(model.rows)
        self.goals = {rule: self._vector(rule) for rule in WORTH}
        self.costs: Floats = np.zeros(size)
        for rule, vector in self.goals.items():
            self.costs += WORTH[rule] * vector
        peaks = [column for column in model.peaks.values() if column > TRUE]
        self.costs[peaks] += PEAK
        self._peaks = np.array(peaks, dtype=np.int64)
        self._duty_days = self.matrix.add(self._peaks, np.ones(len(peaks)), -np.inf, np.inf)
        self.held = {rule: self._hold(vector) for rule, vector in self.goals.items()}
        self.ranks = np.zeros(size, dtype=np.int64)
        decided = (list(model.tutor.values()), list(model.count.values()), list(model.lead.values()))
        for rank, columns in enumerate(decided, start=1):
            self.ranks[columns] = rank
        self.point: Floats | None = None
        self._success = dict.fromkeys(SIZES, 1.0)
        self._offerings = sorted({name for name, _ in model.count})
        self._columns_of_pupil: dict[str, list[int]] = defaultdict(list)
        self._wanting: dict[str, set[str]] = defaultdict(set)
        for (pupil, name), column in model.want.items():
            self._columns_of_pupil[pupil].append(column)
            self._wanting[name].add(pupil)
        for (pupil, name, _), column in model.seat.items():
            self._columns_of_pupil[pupil].append(column)
            self._wanting[name].add(pupil)

    def _vector(self, rule: str) -> Floats:
        vector = np.zeros(self.model.rows.size)
        for coefficient, column in self.model.goals[rule]:
            vector[column] += coefficient
        return vector

    def _hold(self, vector: Floats) -> int:
        used = np.flatnonzero(vector)
        return self.matrix.add(used, vector[used], -np.inf, np.inf)

    @property
    def score(self) -> float:
        return float("inf") if self.point is None else float(self.costs @ self.point)

    def outline(self) -> Outline | None:
        return None if self.point is None else outline_at(self.model, self.point, self.score)

    # where to begin ---------------------------------------------------------------------------------------------------

    def begin(self, outline: Outline, seconds: float) -> None:
        """Begin from the outline without what its leaders lead beyond a fair share, or, if the rows do not allow it, from one
        with its tutoring and no clubs."""
        self.matrix.high[self._duty_days] = np.inf
        for clubs in (within_shares(self.model.frame, outline.clubs), []):
            values = point_of(self.model, Outline(outline.tutoring, tuple(clubs), 0.0))
            self.point = self._complete(values, seconds)
            if self.point is not None:
                # what a complete plan needs is there, whatever the estimate of the caps says
                needed = float(self.point[self._peaks].sum())
                self.matrix.high[self._duty_days] = max(needed, float(duty_days(self.model.frame, self.model.club_days)))
                return

    def _complete(self, values: Floats, seconds: float) -> Floats | None:
        model = self.model
        given = [*model.tutor.values(), *model.count.values(), *model.lead.values()]
        given += [*model.want.values(), *model.crowd.values(), *model.seat.values()]
        lower, upper = self.matrix.lower.copy(), self.matrix.upper.copy()
        lower[given] = upper[given] = values[given]
        part = Part(self.matrix, lower, upper, self.costs, 1)
        found = part.whole(seconds, 1000)
        return np.round(part.full(found.point)) if found.feasible else None

    # steps ------------------------------------------------------------------------------------------------------------

    def step(self, seconds: float) -> Step:
        """One step; the outline afterwards is the same or a better one. seconds: wall-clock limit of the step."""
        if self.point is None or not self._offerings:
            return Step(1.0, 0.0)
        size = self.rng.choices(SIZES, [LEAST + self._success[s] for s in SIZES])[0]
        before = self.score
        free = self._free(self.point, *self._choose(size))
        costs = self._focus(self.point)
        lower = np.where(free, self.matrix.lower, self.point)
        upper = np.where(free, self.matrix.upper, self.point)
        part = Part(self.matrix, lower, upper, costs, self.rng.randint(1, 10**6))
        cutoff = float(costs @ self.point) - LEAST_GAIN
        found, work = dive(part, self.ranks[part.free], cutoff, seconds)
        self._release()
        if found is not None:
            self.point = np.round(part.full(found))
        gain = before - self.score
        rate = gain / (1.0 + work)
        self._success[size] = MEMORY * self._success[size] + (1 - MEMORY) * min(10.0, 100 * rate)
        return Step(work + 0.01 * len(part.free), gain)

    def _choose(self, size: int) -> tuple[set[str], set[int]]:
        """Offerings to free, and grades whose tutoring is free as well."""
        grades = sorted({grade for grade, _, _ in self.model.tutor})
        names = self._offerings
        moved: set[int] = set()
        if grades and self.rng.random() < TUTORING:
            grade = self.rng.choice(grades)
            moved = {grade}
            names = [n for n in names if grade in self.model.problem.offering_of[n].grades] or names
        elif self.rng.random() < 0.5:
            first = self.rng.choice(names)
            names = self._near(first)[: 2 * size]
        return set(self.rng.sample(names, min(size, len(names)))), moved

    def _near(self, first: str) -> list[str]:
        """Offerings that compete with one for pupils or rooms, the closest first."""
        kind = self.model.problem.offering_of[first].room_type
        crowd = self._wanting[first]

        def closeness(name: str) -> tuple[int, str]:
            shared = len(crowd & self._wanting[name])
            return -shared - 20 * (self.model.problem.offering_of[name].room_type == kind), name

        return sorted(self._offerings, key=closeness)

    def _free(self, point: Floats, names: set[str], grades: set[int]) -> Flags:
        model = self.model
        free = np.ones(model.rows.size, dtype=bool)
        closed = [column for (grade, _, _), column in model.tutor.items() if grade not in grades]
        closed += [column for (name, _), column in model.count.items() if name not in names]
        closed += [column for (_, name, _), column in model.lead.items() if name not in names]
        touched = {pupil for name in names for pupil in self._wanting[name]}
        for pupil, columns in self._columns_of_pupil.items():
            if pupil not in touched and model.kinds[pupil][0] not in grades:
                closed += columns
        free[closed] = False
        idle = [
            column
            for (name, times, _), column in model.crowd.items()
            if name not in names and point[model.count[name, times]] == 0
        ]
        idle += [
            column
            for (_, name, times), column in model.seat.items()
            if name not in names and point[model.count[name, times]] == 0
        ]
        free[idle] = False
        return free

    def _focus(self, point: Floats) -> Floats:
        """The goals' weights for a step; when a later goal is in focus, those before it are held."""
        if self.rng.random() >= LATER:
            return self.costs
        rules = list(WORTH)
        place = self.rng.randrange(2, len(rules))
        for rule in rules[:place]:
            self.matrix.high[self.held[rule]] = float(self.goals[rule] @ point) + 1e-6
        focus = rules[place]
        return self.costs + (ALONE - 1) * WORTH[focus] * self.goals[focus]

    def _release(self) -> None:
        self.matrix.high[list(self.held.values())] = np.inf
