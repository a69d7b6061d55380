"""Who holds which weekly posts, as chains that change hands whole, and the loads that follow (D02).

A chain is one person's unbroken run of periods with a group, or a single post. What leads and assists sections counts in the
loads and stays where it is. Caps, clashes, lessons and roles are asked about before a chain is given to anybody.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from solver.model.frame import Frame, Shift
from solver.plan import Assignment, Plan, Post
from solver.search.agenda import Agenda
from solver.units import EVERY_WEEK, Minute, Week, Weekday

HUNDRED = 100


@dataclass(frozen=True)
class Chain:
    """Posts that one person holds and hands on together."""

    week: Week
    posts: tuple[Post, ...]
    shifts: tuple[Shift, ...]
    load: int
    late: Minute
    """When its last duty ends."""
    mark: int
    """Tells it from other chains."""

    @staticmethod
    def of(week: Week, posts: tuple[Post, ...], shifts: tuple[Shift, ...]) -> Chain:
        load, late = sum(s.load for s in shifts), max(s.end for s in shifts)
        return Chain(week, posts, shifts, load, late, hash((week, posts)))


class ByLoad(NamedTuple):
    """A person's chains in two orders, and the loads of the second."""

    heavy: list[Chain]
    light: list[Chain]
    loads: list[int]


class Loads:
    """Chains by person, and normalised loads in hundredths of a minute over the weeks of the plan."""

    def __init__(self, frame: Frame, plan: Plan) -> None:
        self.frame = frame
        self._plan = plan
        self.agenda = Agenda(frame)
        policy = frame.policy
        reduction = policy.number("D05", "reduction_percent") if policy.on("D05") else 0
        repay = policy.number("D02", "repay_percent")
        self.weight = {
            s.id: 10_000 // max(10, s.share * (100 - (reduction if s.reasons else 0)) // 100)
            for s in frame.problem.staff
        }
        self.load = {s.id: repay * s.balance for s in frame.problem.staff}
        self.group = [s.id for s in frame.teachers]
        self.flagged = {s.id for s in frame.problem.staff if s.reasons}
        self.late_after = policy.number("D05", "late_after")
        self.allowed = HUNDRED * len(frame.weeks) * policy.number("D02", "allowed_minutes_per_week")
        self.chains: dict[str, list[Chain]] = defaultdict(list)
        self.state: dict[str, int] = defaultdict(int)
        """The marks of a person's chains together: the same for the same chains."""
        self._ends: tuple[int, int] | None = None
        self._sorted: dict[str, ByLoad] = {}
        self.asked = 0
        """Questions whether somebody may take something."""
        self._load_plan()

    def _load_plan(self) -> None:
        frame = self.frame
        sections = {(s.offering, s.number): s for s in self._plan.sections}
        held: dict[tuple[str, Week, int, str], list[Post]] = defaultdict(list)
        for a in self._plan.assignments:
            if a.week == EVERY_WEEK:
                section = sections[a.post.subject, a.post.detail]
                for meeting in section.sessions:
                    shift = frame.trip(frame.problem.offering_of[section.offering], meeting.start, meeting.room)
                    for week in frame.weeks:
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
        chain = Chain.of(week, tuple(posts), tuple(self.frame.shift(post) for post in posts))
        self.give(person, chain)

    def _add(self, person: str, week: Week, day: int, shift: Shift) -> None:
        self.agenda.add(person, week, day, shift)
        if person in self.weight:
            self.load[person] += self.weight[person] * shift.load

    def give(self, person: str, chain: Chain) -> None:
        """Let the person have the chain."""
        self.chains[person].append(chain)
        self._lay(person, chain)
        self._change(person, chain, 1)

    def take(self, person: str, chain: Chain) -> None:
        """Take the chain from the person."""
        self.chains[person].remove(chain)
        self._lift(person, chain)
        self._change(person, chain, -1)

    def _change(self, person: str, chain: Chain, step: int) -> None:
        if person in self.weight:
            self.load[person] += step * self.weight[person] * chain.load
        self.state[person] ^= chain.mark
        self._sorted.pop(person, None)
        self._ends = None

    def may(self, person: str, chain: Chain, instead: Chain | None = None) -> bool:
        """Whether the person could take the chain now (roles, lessons, caps, clashes), maybe ``instead`` of one that is held."""
        self.asked += 1
        if not self._suits(person, chain):
            return False
        if any(
            post in other.posts and other.week == chain.week and other is not instead
            for other in self.chains[person]
            for post in chain.posts
        ):
            return False
        if instead is not None:
            self._lift(person, instead)
        fits = self._fits(person, chain)
        if instead is not None:
            self._lay(person, instead)
        return fits

    def _fits(self, person: str, chain: Chain) -> bool:
        added = 0
        for post, shift in zip(chain.posts, chain.shifts, strict=True):
            if not self.agenda.may(person, chain.week, post.weekday, shift):
                break
            self.agenda.add(person, chain.week, post.weekday, shift)
            added += 1
        for post, shift in zip(chain.posts[:added], chain.shifts[:added], strict=True):
            self.agenda.remove(person, chain.week, post.weekday, shift)
        return added == len(chain.posts)

    def _lay(self, person: str, chain: Chain) -> None:
        for post, shift in zip(chain.posts, chain.shifts, strict=True):
            self.agenda.add(person, chain.week, post.weekday, shift)

    def _lift(self, person: str, chain: Chain) -> None:
        for post, shift in zip(chain.posts, chain.shifts, strict=True):
            self.agenda.remove(person, chain.week, post.weekday, shift)

    def _suits(self, person: str, chain: Chain) -> bool:
        """Whether the person could ever take the chain."""
        return all(person in self.frame.allowed(post) for post in chain.posts)

    def unwelcome(self, person: str, chain: Chain) -> bool:
        """Whether the chain ends late and the person deserves care (D05)."""
        return chain.late > self.late_after and person in self.flagged

    def by_load(self, person: str) -> ByLoad:
        """The person's chains, heaviest first and lightest first."""
        if person not in self._sorted:
            light = sorted(self.chains[person], key=lambda c: (c.load, c.week, c.posts))
            heavy = sorted(light, key=lambda c: -c.load)
            self._sorted[person] = ByLoad(heavy, light, [c.load for c in light])
        return self._sorted[person]

    def days(self, person: str) -> dict[tuple[Week, Weekday], list[Chain]]:
        """The person's chains by week and weekday."""
        found: dict[tuple[Week, Weekday], list[Chain]] = defaultdict(list)
        for chain in self.chains[person]:
            found[chain.week, chain.posts[0].weekday].append(chain)
        return found

    def ends(self) -> tuple[int, int]:
        """The least and the largest load."""
        if self._ends is None:
            loads = [self.load[p] for p in self.group] or [0]
            self._ends = min(loads), max(loads)
        return self._ends

    def range(self) -> int:
        least, most = self.ends()
        return most - least

    def excess(self) -> int:
        """What the range is beyond what is tolerated (the fairness tier)."""
        return max(0, self.range() - self.allowed)

    def outliers(self) -> frozenset[str]:
        """People whose loads are too far from the middle, and who lead: their clubs leave them too much or too little."""
        if not self.excess():
            return frozenset()
        middle = median(self.load[p] for p in self.group)
        far = {p for p in self.group if abs(self.load[p] - middle) > self.allowed / 2}
        return frozenset(far.intersection(a.person for a in self._plan.assignments if a.week == EVERY_WEEK))

    def uncared(self) -> int:
        """Late chains of people who deserve care."""
        return sum(self.unwelcome(person, chain) for person in self.flagged for chain in self.chains.get(person, ()))

    def plan(self) -> Plan:
        """The plan as chains have changed hands."""
        kept = [a for a in self._plan.assignments if a.week == EVERY_WEEK]
        moved = [
            Assignment(post, c.week, person) for person, own in self.chains.items() for c in own for post in c.posts
        ]
        return replace(self._plan, assignments=(*kept, *moved))
