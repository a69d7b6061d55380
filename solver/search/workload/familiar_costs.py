"""Costs of unfamiliar care: what it costs that a person holds a care block, by what its classes know (D16, D16F, D16W, D16S).

Costs are in the squared load units of :class:`solver.search.search_params.WorkloadParams`, so that they add to those of loads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.model.instance import Instance
from solver.plan import Plan, Post
from solver.search.search_params import WorkloadParams
from solver.search.workload.state import DutyBlock, WorkloadState
from solver.units import Week

Costs = NDArray[np.float64]
"""Costs by person, in the order of the people."""


@dataclass(frozen=True, slots=True)
class _Care:
    """Class periods of a block by row of the class, and its costs that do not hang on what else is held."""

    block: DutyBlock
    periods: Mapping[int, int]
    settled: Costs


class FamiliarCosts:
    """Costs by person of care blocks, with who sees which class; what is held is told by :meth:`add` and :meth:`remove`."""

    def __init__(self, state: WorkloadState, people: Sequence[str], params: WorkloadParams, like: Plan | None = None) -> None:
        """people: those among whom blocks change hands, in the order of all arrays. like: a plan from which each post held by
        somebody else costs extra, or None."""
        instance, plan = state.instance, state.origin
        policy, known = instance.policy, instance.problem.familiarity
        self._policy = policy
        self._weeks = len(instance.weeks)
        self.place = {person: place for place, person in enumerate(people)}
        self._row = {home: row for row, home in enumerate(sorted(known.teachers))}
        self._own, self._near, main = (self._among(each) for each in (known.teachers, known.grade, known.main))
        tutored = np.array([home in known.main for home in self._row], dtype=np.bool_)[:, None]
        self._strange = np.where(self._own, 0.0, np.where(self._near, params.near_cost, params.stranger_cost)) * policy.on("D16")
        self._other_subject = params.other_subject_cost * (tutored & ~main) * float(policy.on("D16S"))
        self._new_face = params.new_face_cost * policy.on("D16F")
        self._other_week = params.other_week_cost * policy.on("D16W")
        self._rows = {
            Post("care", g.weekday, g.host, g.period): tuple(self._row[home] for home in g.classes if home in self._row)
            for g in plan.care_groups
        }
        self._tutoring = _tutoring_rows(instance, plan, self._row)
        self._other_holder = params.other_holder_cost
        assignments = like.assignments if like is not None else ()
        self._before = {(a.post, a.week): self.place[a.person] for a in assignments if a.person in self.place}
        self._seen = np.zeros(self._own.shape, dtype=np.int64)
        """Class periods by class and person."""
        self._holders: dict[Post, dict[Week, int]] = defaultdict(dict)
        self._care: dict[int, _Care] = {}
        """By the identity of a block, which is kept alive by it."""
        for person in people:
            for block in state.blocks[person]:
                self.add(person, block)

    @staticmethod
    def wanted(instance: Instance) -> bool:
        """Whether the policy asks for familiar adults, and some class knows somebody."""
        return (instance.policy.on("D16") or instance.policy.on("D16F")) and bool(instance.problem.familiarity.teachers)

    def _among(self, known: Mapping[str, frozenset[str]]) -> NDArray[np.bool_]:
        """Classes (rows) by people (columns): who is among those whom the class knows."""
        found = np.zeros((len(self._row), len(self.place)), dtype=np.bool_)
        for home, people in known.items():
            found[self._row[home], [self.place[person] for person in people if person in self.place]] = True
        return found

    def add(self, person: str, block: DutyBlock) -> None:
        """Note that the person holds the block now."""
        self._see(person, block, 1)
        for post in self._posts(block):
            self._holders[post][block.week] = self.place[person]

    def remove(self, person: str, block: DutyBlock) -> None:
        """Note that the person no longer holds the block."""
        self._see(person, block, -1)
        for post in self._posts(block):
            self._holders[post].pop(block.week, None)

    def _see(self, person: str, block: DutyBlock, step: int) -> None:
        for row, periods in self.care(block).periods.items():
            self._seen[row, self.place[person]] += step * periods

    @staticmethod
    def _posts(block: DutyBlock) -> tuple[Post, ...]:
        return block.posts if block.posts[0].kind == "care" else ()

    def care(self, block: DutyBlock) -> _Care:
        """Class periods of a block and its settled costs, looked up once."""
        found = self._care.get(id(block))
        if found is None:
            periods: Counter[int] = Counter()
            settled = np.zeros(len(self.place))
            for post in self._posts(block):
                for row in self._rows.get(post, ()):
                    periods[row] += 1
                    settled += self._strange[row]
                    if (row, post.weekday, post.detail) in self._tutoring:
                        settled += self._other_subject[row]
            for before in (self._before.get((post, block.week)) for post in block.posts):
                if before is not None:
                    settled += self._other_holder
                    settled[before] -= self._other_holder
            found = self._care[id(block)] = _Care(block, periods, settled)
        return found

    def of_blocks(self, blocks: Sequence[DutyBlock]) -> Costs:
        """Costs by person of holding all of the blocks, which nobody holds."""
        cares = [self.care(block) for block in blocks]
        costs = np.sum([care.settled for care in cares], axis=0) if cares else np.zeros(len(self.place))
        for row in {row for care in cares for row in care.periods}:
            costs += self._new_face * (self._seen[row] == 0)
        for block in blocks:
            costs += self._against_other_weeks(block)
        return costs

    def of_held(self, block: DutyBlock, holder: int) -> Costs:
        """Costs by person of holding the block in place of its holder; for the holder, of keeping it."""
        care = self.care(block)
        costs = care.settled + self._against_other_weeks(block)
        for row, periods in care.periods.items():
            costs += self._new_face * (self._seen[row] == 0)
            costs[holder] += self._new_face * (self._seen[row, holder] == periods)
        return costs

    def of_person(self, block: DutyBlock, holder: int, place: int) -> float:
        """As :meth:`of_held`, of one person."""
        care = self.care(block)
        cost = float(care.settled[place])
        for row, periods in care.periods.items():
            seen = self._seen[row, place] - (periods if place == holder else 0)
            cost += self._new_face * (seen == 0)
        for post in self._posts(block):
            for week, other in self._holders[post].items():
                cost += self._other_week * (week != block.week and other != place)
        return cost

    def _against_other_weeks(self, block: DutyBlock) -> Costs:
        costs = np.zeros(len(self.place))
        for post in self._posts(block):
            for week, other in self._holders[post].items():
                if week != block.week:
                    costs += self._other_week
                    costs[other] -= self._other_week
        return costs

    def shortfall(self) -> int:
        """Value of the tier: class periods short of the targets (D16), and adults of a class beyond those allowed (D16F)."""
        policy, found = self._policy, 0
        if policy.on("D16"):
            periods = self._weeks * sum(len(rows) for rows in self._rows.values())
            for known, name in ((self._own, "own_percent"), (self._near, "near_percent")):
                cared = int((self._seen * known).sum())
                found += max(0, -(-policy.number("D16", name) * periods // 100) - cared)
        if policy.on("D16F"):
            adults = (self._seen > 0).sum(axis=1)
            found += int(np.maximum(0, adults - policy.number("D16F", "adults")).sum())
        return found


def _tutoring_rows(instance: Instance, plan: Plan, rows: Mapping[str, int]) -> set[tuple[int, int, int]]:
    """(row, weekday, period) in which each class has its tutoring."""
    of_grade: dict[int, list[int]] = defaultdict(list)
    for home, row in rows.items():
        of_grade[instance.grade_of_class[home]].append(row)
    return {(row, t.weekday, t.period) for t in plan.tutoring for row in of_grade[t.grade]}
