"""Large neighbourhood search on the master problem: free some offerings and all who want them; repair by an LP and diving; accept gains.

The objective is a weighted sum of the tiers (D02, C04, B07, D05, E01, G10), choices by far the heaviest; from time to time a later
tier is minimised alone while the earlier ones are held by rows. A limited tier weighs next to nothing below its limit, and more than
all others above it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from solver.model.instance import Instance
from solver.model.linear_model import NO_UPPER, TRUE
from solver.search.aggregate.estimates import duty_days
from solver.search.aggregate.model import AggregateModel
from solver.search.construct.fair_share import fair_shares
from solver.search.engines.highs import Flags, Floats, Matrix, RestrictedLp
from solver.search.master.diving import dive
from solver.search.master.encoding import decoded, encoded
from solver.search.master_solution import MasterSolution, SectionPlan

TIER_WEIGHTS = {"D02": 20.0, "C04": 1.0, "B07": 60.0, "D05": 1.0, "E01": 0.003, "G10": 4e-6}
"""Points per unit of each tier: a minute a week of leading beyond a fair share 20, a point of choice 1, a strand missing 60, a late
duty of a flagged person 1, a minute of an outside instructor 0.003, a fen 4e-6. Raising one trades the others for it."""
EXCESS_WEIGHTS = {"D02": 200.0, "C04": 100.0, "B07": 600.0, "D05": 100.0, "E01": 1.0, "G10": 0.04}
"""Points per unit by which a tier exceeds its limit, above what any other tier can win by it. Raising one keeps the limit more strictly
and makes the linear programs worse to solve."""
LIMITED_SHARE = 1e-4
"""Share of its weight that a limited tier keeps below its limit. Raising it lowers the tier further, at the price of the others."""
PEAK_WEIGHT = 0.02
"""Points per adult at the busiest moment of a day. Raising it leaves more adults free for posts that the master problem does not know."""
FOCUS_FACTOR = 1000.0
"""Factor of a tier's weight when it is in focus. Raising it makes the focus more lexicographic."""
LATER_FOCUS_CHANCE = 0.3
"""Probability that a step's focus is a tier after choice. Raising it takes steps from choice."""
SIZES = (4, 7, 11, 16)
"""Offerings that a step frees; the size is drawn by its success."""
TUTORING_CHANCE = 0.25
"""Probability that a step also frees the tutoring periods of a grade."""
MIN_GAIN = 0.005
"""Points by which a step must improve to be accepted. Raising it cuts dives off earlier and misses small gains."""
SUCCESS_DECAY, LEAST_WEIGHT = 0.8, 0.2
"""Share of a size's success that a further step leaves, and the selection weight that every size keeps."""


@dataclass(frozen=True, slots=True)
class Step:
    """Result of a step: work in simplex iterations, gain in points."""

    work: float
    gain: float


class MasterLns:
    """Large neighbourhood search on one master solution. Deterministic for a seed as long as no limit of seconds is met."""

    def __init__(self, model: AggregateModel, seed: int) -> None:
        self.model = model
        self.rng = Random(seed)
        limited = [rule for rule in TIER_WEIGHTS if _tier(model, rule) in model.instance.limits.most]
        self._beyond = {rule: model.rows.integer(0, NO_UPPER, 0) for rule in limited}
        """Limited rule -> column of what its tier exceeds the limit by."""
        size = model.rows.size
        self.matrix = Matrix(model.rows)
        self.objectives = {rule: self._vector(rule) for rule in TIER_WEIGHTS}
        self.costs: Floats = np.zeros(size)
        for rule, vector in self.objectives.items():
            self.costs += TIER_WEIGHTS[rule] * (LIMITED_SHARE if rule in self._beyond else 1.0) * vector
        peaks = [column for column in model.peaks.values() if column > TRUE]
        self.costs[peaks] += PEAK_WEIGHT
        self._peaks = np.array(peaks, dtype=np.int64)
        self._duty_days = self.matrix.add(self._peaks, np.ones(len(peaks)), -np.inf, np.inf)
        self.held = {rule: self._hold(vector) for rule, vector in self.objectives.items()}
        self._limits = {rule: self._limit(rule, column) for rule, column in self._beyond.items()}
        self.ranks = np.zeros(size, dtype=np.int64)
        decided = (list(model.tutor.values()), list(model.count.values()), list(model.lead.values()))
        for rank, columns in enumerate(decided, start=1):
            self.ranks[columns] = rank
        self.point: Floats | None = None
        self._success = dict.fromkeys(SIZES, 1.0)
        self._offerings = sorted({name for name, _ in model.count})
        self._columns_of_pupil: dict[str, list[int]] = defaultdict(list)
        self._wanting: dict[str, set[str]] = defaultdict(set)
        for (pupil, name), column in model.enrolled.items():
            self._columns_of_pupil[pupil].append(column)
            self._wanting[name].add(pupil)
        for (pupil, name, _), column in model.seat.items():
            self._columns_of_pupil[pupil].append(column)
            self._wanting[name].add(pupil)

    def _vector(self, rule: str) -> Floats:
        vector = np.zeros(self.model.rows.size)
        for coefficient, column in self.model.objectives[rule].terms:
            vector[column] += coefficient
        return vector

    def _hold(self, vector: Floats) -> int:
        used = np.flatnonzero(vector)
        return self.matrix.add(used, vector[used], -np.inf, np.inf)

    def _limit(self, rule: str, column: int) -> int:
        """The row of a limit, open until it is known where the limit lies; its excess counts in the objective."""
        self.costs[column] = EXCESS_WEIGHTS[rule]
        used = np.flatnonzero(self.objectives[rule])
        terms = np.append(self.objectives[rule][used], -1.0)
        return self.matrix.add(np.append(used, column), terms, -np.inf, np.inf)

    @property
    def score(self) -> float:
        return float("inf") if self.point is None else float(self.costs @ self.point)

    def solution(self) -> MasterSolution | None:
        return None if self.point is None else decoded(self.model, self.point, self.score)

    # where to begin ---------------------------------------------------------------------------------------------------

    def begin(self, solution: MasterSolution, seconds: float, values: Mapping[str, int]) -> None:
        """Begin from a solution without the sections that its leaders lead beyond a fair share, or, if the rows do not allow it,
        from one with its tutoring periods and no sections. values: of the tiers in the plan that the solution is of."""
        self.matrix.high[[self._duty_days, *self._limits.values()]] = np.inf
        whole = self._feasible_point(encoded(self.model, solution), seconds) if self._limits else None
        for sections in (_within_shares(self.model.instance, solution.sections), []):
            chosen = encoded(self.model, MasterSolution(solution.tutoring, tuple(sections), 0.0))
            self.point = self._feasible_point(chosen, seconds)
            if self.point is not None:
                # what a complete plan needs is there, whatever the estimate of the caps says
                needed = float(self.point[self._peaks].sum())
                self.matrix.high[self._duty_days] = max(needed, float(duty_days(self.model)))
                self._set_limits(self.point, self.point if whole is None else whole, values)
                return

    def _set_limits(self, point: Floats, of_plan: Floats, values: Mapping[str, int]) -> None:
        """Limits as far from the estimates for a plan as they are from its values. point: gets the excesses."""
        policy = self.model.instance.policy
        for rule, row in self._limits.items():
            tier, objective = _tier(self.model, rule), self.model.objectives[rule]
            room = (self.model.instance.limits.most[tier] - values[tier]) * objective.divisor / policy.rules[rule].weight
            self.matrix.high[row] = float(self.objectives[rule] @ of_plan) + room
            point[self._beyond[rule]] = np.ceil(max(0.0, float(self.objectives[rule] @ point) - self.matrix.high[row]))

    def _feasible_point(self, values: Floats, seconds: float) -> Floats | None:
        model = self.model
        given = [*model.tutor.values(), *model.count.values(), *model.lead.values()]
        given += [*model.enrolled.values(), *model.kind_count.values(), *model.seat.values()]
        lower, upper = self.matrix.lower.copy(), self.matrix.upper.copy()
        lower[given] = upper[given] = values[given]
        part = RestrictedLp(self.matrix, lower, upper, self.costs, 1)
        found = part.whole(seconds, 1000)
        return np.round(part.full(found.point)) if found.feasible else None

    # steps ------------------------------------------------------------------------------------------------------------

    def step(self, seconds: float) -> Step:
        """Destroy, repair, accept. seconds: wall-clock limit of the step."""
        if self.point is None or not self._offerings:
            return Step(1.0, 0.0)
        size = self.rng.choices(SIZES, [LEAST_WEIGHT + self._success[s] for s in SIZES])[0]
        before = self.score
        free = self._columns_freed(self.point, *self._choose(size))
        costs = self._focus(self.point)
        lower = np.where(free, self.matrix.lower, self.point)
        upper = np.where(free, self.matrix.upper, self.point)
        part = RestrictedLp(self.matrix, lower, upper, costs, self.rng.randint(1, 10**6))
        cutoff = float(costs @ self.point) - MIN_GAIN
        found, work = dive(part, self.ranks[part.free], cutoff, seconds)
        self._release()
        if found is not None:
            self.point = np.round(part.full(found))
        gain = before - self.score
        rate = gain / (1.0 + work)  # below nothing where a cap or a limit was bought with points
        self._success[size] = SUCCESS_DECAY * self._success[size] + (1 - SUCCESS_DECAY) * max(0.0, min(10.0, 100 * rate))
        return Step(work + 0.01 * len(part.free), gain)

    def _choose(self, size: int) -> tuple[set[str], set[int]]:
        """Offerings to free, and grades whose tutoring is free as well."""
        grades = sorted({grade for grade, _, _ in self.model.tutor})
        names = self._offerings
        moved: set[int] = set()
        if grades and self.rng.random() < TUTORING_CHANCE:
            grade = self.rng.choice(grades)
            moved = {grade}
            names = [n for n in names if grade in self.model.problem.offering_of[n].grades] or names
        elif self.rng.random() < 0.5:
            first = self.rng.choice(names)
            names = self._related(first)[: 2 * size]
        return set(self.rng.sample(names, min(size, len(names)))), moved

    def _related(self, first: str) -> list[str]:
        """Offerings by relatedness to one: shared applicants and room type, the most related first."""
        kind = self.model.problem.offering_of[first].room_type
        crowd = self._wanting[first]

        def closeness(name: str) -> tuple[int, str]:
            shared = len(crowd & self._wanting[name])
            return -shared - 20 * (self.model.problem.offering_of[name].room_type == kind), name

        return sorted(self._offerings, key=closeness)

    def _columns_freed(self, point: Floats, names: set[str], grades: set[int]) -> Flags:
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
            for (name, times, _), column in model.kind_count.items()
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
        """Objective of a step; when a later tier is in focus, those before it are held by rows."""
        if self.rng.random() >= LATER_FOCUS_CHANCE:
            return self.costs
        rules = list(TIER_WEIGHTS)
        place = self.rng.randrange(2, len(rules))
        for rule in rules[:place]:
            self.matrix.high[self.held[rule]] = float(self.objectives[rule] @ point) + 1e-6
        focus = rules[place]
        return self.costs + (FOCUS_FACTOR - 1) * TIER_WEIGHTS[focus] * self.objectives[focus]

    def _release(self) -> None:
        self.matrix.high[list(self.held.values())] = np.inf


def _tier(model: AggregateModel, rule: str) -> str:
    """Tier of a soft rule; "" of one that is not."""
    return model.instance.policy.tier_of(rule) or ""


def _within_shares(instance: Instance, sections: Sequence[SectionPlan]) -> list[SectionPlan]:
    """The sections but for the smallest ones of leaders who lead more than a fair share (D02)."""
    left = fair_shares(instance)
    kept = []
    for section in sorted(sections, key=lambda s: -len(s.pupils)):
        offering = instance.problem.offering_of[section.offering]
        minutes = sum(instance.session_shift(offering, start).credit for _, start in section.times)
        if left.get(section.leader, minutes) >= minutes:
            left[section.leader] = left.get(section.leader, minutes) - minutes
            kept.append(section)
    return kept
