"""Workload state: weekly posts by person as duty blocks that change hands whole, and the normalised loads that follow (D02).

Leading and assisting sections counts in the loads and stays with its person. :meth:`WorkloadState.may` answers for caps, clashes,
lessons and roles before a block is assigned.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from solver.model.instance import Instance, Shift
from solver.model.staff_groups import FULL
from solver.plan import Assignment, Plan, Post
from solver.search.duty_table import DutyTable
from solver.search.seated_grades import seated_grades
from solver.units import EVERY_WEEK, Week, Weekday

HUNDREDTHS = 100
"""Units of a load in a minute."""


@dataclass(frozen=True)
class DutyBlock:
    """Unbroken run of periods with one care group, or a single post of another kind.

    load: minutes times CENTI of all its shifts. late: number of its duties that end late (D05). fingerprint: hash of week and posts.
    """

    week: Week
    posts: tuple[Post, ...]
    shifts: tuple[Shift, ...]
    load: int
    late: int
    fingerprint: int

    @staticmethod
    def of(instance: Instance, week: Week, posts: tuple[Post, ...]) -> DutyBlock:
        shifts = tuple(instance.shift(post) for post in posts)
        load, late = sum(s.load for s in shifts), sum(instance.ends_late(s, "D05") for s in shifts)
        return DutyBlock(week, posts, shifts, load, late, hash((week, posts)))


class ByLoad(NamedTuple):
    """A person's blocks, heaviest first and lightest first, and the loads of the second order."""

    heavy: list[DutyBlock]
    light: list[DutyBlock]
    loads: list[int]


class WorkloadState:
    """Duty blocks by person, and normalised loads in hundredths of a minute over the weeks of the plan.

    weight: load that a minute adds for a person, from share and reduction (D05); rounded up, so that a move that seems to even
    loads out does. group: people among whom loads are balanced. origin: the plan that the state began from.
    flagged: people with reasons for care (D05). allowed: tolerated range of loads. evaluations: moves evaluated so far.
    """

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self.instance = instance = instance.under(plan)
        self.origin = plan
        self.duty_table = DutyTable(instance)
        policy = instance.policy
        repay = policy.number("D02", "repay_percent")
        self.weight = {s.id: -(-FULL // instance.load_share(s)) for s in instance.problem.staff}
        self._carried = {s.id: repay * s.balance for s in instance.problem.staff}
        self._minutes = dict.fromkeys(self._carried, 0)
        self.load = dict(self._carried)
        self.group = [s.id for s in instance.compared]
        self.flagged = {s.id for s in instance.problem.staff if s.reasons}
        self.allowed = HUNDREDTHS * len(instance.weeks) * policy.number("D02", "allowed_minutes_per_week")
        self.blocks: dict[str, list[DutyBlock]] = defaultdict(list)
        self.signature: dict[str, int] = defaultdict(int)
        """XOR of the fingerprints of a person's blocks: the same for the same duty set."""
        self._extremes: tuple[int, int] | None = None
        self._sorted: dict[str, ByLoad] = {}
        self.evaluations = 0
        self._able: dict[int, set[str]] = {}
        """By the fingerprint of a block: people whose roles and lessons let them take all of it."""
        self._load_plan()

    def _load_plan(self) -> None:
        instance = self.instance
        sections = {(s.offering, s.number): s for s in self.origin.sections}
        seated = seated_grades(instance.problem, self.origin)
        held: dict[tuple[str, Week, int, str], list[Post]] = defaultdict(list)
        for a in self.origin.assignments:
            if a.week == EVERY_WEEK:
                section = sections[a.post.subject, a.post.detail]
                for meeting in section.sessions:
                    offering, grades = instance.problem.offering_of[section.offering], seated[section.offering, section.number]
                    shift = instance.trip(offering, meeting.start, meeting.room, grades)
                    for week in instance.weeks:
                        self._add(a.person, week, meeting.weekday, shift)
            elif a.post.kind == "care":
                held[a.person, a.week, a.post.weekday, a.post.subject].append(a.post)
            else:
                self._hold(a.person, a.week, [a.post])
        for (person, week, _, _), posts in held.items():
            run: list[Post] = []
            for post in sorted(posts):
                if run and run[-1].detail != post.detail - 1:
                    self._hold(person, week, run)
                    run = []
                run.append(post)
            self._hold(person, week, run)

    def _hold(self, person: str, week: Week, posts: list[Post]) -> None:
        self.assign(person, DutyBlock.of(self.instance, week, tuple(posts)))

    def _add(self, person: str, week: Week, day: int, shift: Shift) -> None:
        self.duty_table.add(person, week, day, shift)
        if person in self.weight:
            self._burden(person, shift.load)

    def assign(self, person: str, block: DutyBlock) -> None:
        """Give a block to a person."""
        self.blocks[person].append(block)
        self._enter(person, block)
        self._change(person, block, 1)

    def remove(self, person: str, block: DutyBlock) -> None:
        """Take a block from a person."""
        self.blocks[person].remove(block)
        self._withdraw(person, block)
        self._change(person, block, -1)

    def _change(self, person: str, block: DutyBlock, step: int) -> None:
        if person in self.weight:
            self._burden(person, step * block.load)
        self.signature[person] ^= block.fingerprint
        self._sorted.pop(person, None)
        self._extremes = None

    def _burden(self, person: str, minutes: int) -> None:
        self._minutes[person] += minutes
        staff = self.instance.problem.staff_of[person]
        self.load[person] = self.instance.normalised(staff, self._minutes[person]) + self._carried[person]

    def may(self, person: str, block: DutyBlock, instead: DutyBlock | None = None) -> bool:
        """Whether the person could take the block now (roles, lessons, caps, clashes), maybe ``instead`` of one that is held."""
        self.evaluations += 1
        if not self._qualified(person, block):
            return False
        if any(
            post in other.posts and other.week == block.week and other is not instead
            for other in self.blocks[person]
            for post in block.posts
        ):
            return False
        if instead is not None:
            self._withdraw(person, instead)
        fits = self.duty_table.may_all(person, block.week, block.posts[0].weekday, block.shifts)
        if instead is not None:
            self._enter(person, instead)
        return fits

    def _enter(self, person: str, block: DutyBlock) -> None:
        for post, shift in zip(block.posts, block.shifts, strict=True):
            self.duty_table.add(person, block.week, post.weekday, shift)

    def _withdraw(self, person: str, block: DutyBlock) -> None:
        for post, shift in zip(block.posts, block.shifts, strict=True):
            self.duty_table.remove(person, block.week, post.weekday, shift)

    def _qualified(self, person: str, block: DutyBlock) -> bool:
        """Whether roles and the week's lessons let the person take the block (D11, I04)."""
        if block.fingerprint not in self._able:
            first, *others = (self.instance.allowed(post, block.week) for post in block.posts)
            self._able[block.fingerprint] = set(first).intersection(*others)
        return person in self._able[block.fingerprint]

    def is_late_for_flagged(self, person: str, block: DutyBlock) -> bool:
        """Whether the block ends late and the person is flagged (D05)."""
        return block.late > 0 and person in self.flagged

    def by_load(self, person: str) -> ByLoad:
        """The person's blocks, heaviest first and lightest first."""
        if person not in self._sorted:
            light = sorted(self.blocks[person], key=lambda c: (c.load, c.week, c.posts))
            heavy = sorted(light, key=lambda c: -c.load)
            self._sorted[person] = ByLoad(heavy, light, [c.load for c in light])
        return self._sorted[person]

    def days(self, person: str) -> dict[tuple[Week, Weekday], list[DutyBlock]]:
        """The person's blocks by week and weekday."""
        found: dict[tuple[Week, Weekday], list[DutyBlock]] = defaultdict(list)
        for block in self.blocks[person]:
            found[block.week, block.posts[0].weekday].append(block)
        return found

    def extremes(self) -> tuple[int, int]:
        """The least and the largest load."""
        if self._extremes is None:
            loads = [self.load[p] for p in self.group] or [0]
            self._extremes = min(loads), max(loads)
        return self._extremes

    def range(self) -> int:
        least, most = self.extremes()
        return most - least

    def excess(self) -> int:
        """Range of loads beyond the tolerated one: the value of the tier of D02."""
        return max(0, self.range() - self.allowed)

    def outliers(self) -> frozenset[str]:
        """People whose loads are too far from the middle, and who lead: their clubs leave them too much or too little."""
        if not self.excess():
            return frozenset()
        middle = median(self.load[p] for p in self.group)
        far = {p for p in self.group if abs(self.load[p] - middle) > self.allowed / 2}
        return frozenset(far.intersection(a.person for a in self.origin.assignments if a.week == EVERY_WEEK))

    def late_for_flagged(self) -> int:
        """Number of late blocks of flagged people (D05)."""
        return sum(self.is_late_for_flagged(person, block) for person in self.flagged for block in self.blocks.get(person, ()))

    def plan(self) -> Plan:
        """The plan with its weekly posts as the state has them."""
        kept = [a for a in self.origin.assignments if a.week == EVERY_WEEK]
        moved = [
            Assignment(post, c.week, person) for person, own in self.blocks.items() for c in own for post in c.posts
        ]
        return replace(self.origin, assignments=(*kept, *moved))
