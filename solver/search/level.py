"""Levelling: whole chains of weekly posts change hands until loads are as even as moves and swaps can make them.

A local search on the sum of squared normalised loads (D02), quick enough to run after every construction: it takes a
chain (one person's unbroken run of periods with a group, or a single post) from a more burdened person and gives it to
a less burdened one, or swaps two chains. Caps, clashes, lessons and roles hold throughout; posts stay filled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from statistics import median

from solver.model.frame import Frame, Shift
from solver.plan import Assignment, Plan, Post
from solver.search.agenda import Agenda
from solver.units import EVERY_WEEK, Minute, Week

HUNDRED = 100
TRIES = 12_000
"""Questions whether somebody may take something, until levelling gives up."""
PASSES = 60
"""Sweeps over all people at most."""


@dataclass(frozen=True)
class Chain:
    """Posts that one person holds and hands on together."""

    week: Week
    posts: tuple[Post, ...]
    shifts: tuple[Shift, ...]
    load: int
    late: Minute
    """When its last duty ends."""

    @staticmethod
    def of(week: Week, posts: tuple[Post, ...], shifts: tuple[Shift, ...]) -> Chain:
        return Chain(week, posts, shifts, sum(s.load for s in shifts), max(s.end for s in shifts))


class Level:
    """The loads of a plan, being evened out."""

    def __init__(self, frame: Frame, plan: Plan, rng: Random) -> None:
        self.frame = frame
        self.plan = plan
        self.rng = rng
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
        self._ends: tuple[int, int] | None = None
        self._tries = 0
        self.careful = True
        """Whether late duties are kept from people who deserve care (D05); given up when loads cannot be evened out so."""
        self._load_plan()

    def _load_plan(self) -> None:
        frame = self.frame
        sections = {(s.offering, s.number): s for s in self.plan.sections}
        held: dict[tuple[str, Week, int, str], list[Post]] = defaultdict(list)
        for a in self.plan.assignments:
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
        self._ends = None
        if person in self.weight:
            self.load[person] += self.weight[person] * shift.load

    def give(self, person: str, chain: Chain) -> None:
        self.chains[person].append(chain)
        for post, shift in zip(chain.posts, chain.shifts, strict=True):
            self._add(person, chain.week, post.weekday, shift)

    def take(self, person: str, chain: Chain) -> None:
        self.chains[person].remove(chain)
        self._ends = None
        for post, shift in zip(chain.posts, chain.shifts, strict=True):
            self.agenda.remove(person, chain.week, post.weekday, shift)
            self.load[person] -= self.weight[person] * shift.load

    def may(self, person: str, chain: Chain) -> bool:
        """Whether the person could take the chain now (roles, lessons, caps, clashes, and care for those who deserve it)."""
        self._tries += 1
        if self.careful and person in self.flagged and chain.late > self.late_after:
            return False
        if any(person not in self.frame.allowed(post) for post in chain.posts):
            return False
        mine = self.chains[person]
        if any(post in other.posts and other.week == chain.week for other in mine for post in chain.posts):
            return False
        added: list[tuple[Post, Shift]] = []
        for post, shift in zip(chain.posts, chain.shifts, strict=True):
            if not self.agenda.may(person, chain.week, post.weekday, shift):
                break
            self.agenda.add(person, chain.week, post.weekday, shift)
            added.append((post, shift))
        for post, shift in added:
            self.agenda.remove(person, chain.week, post.weekday, shift)
        return len(added) == len(chain.posts)

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
        return frozenset(far.intersection(a.person for a in self.plan.assignments if a.week == EVERY_WEEK))

    def uncared(self) -> int:
        """Late chains of people who deserve care."""
        return sum(chain.late > self.late_after for person in self.flagged for chain in self.chains.get(person, ()))

    def run(self) -> Plan:
        """Even out until the range is tolerated or nothing helps; the plan with its new assignments."""
        self.careful, self._tries = True, 0
        for _ in range(PASSES):
            if self.range() <= self.allowed or self._tries > TRIES:
                break
            if not self._sweep():
                if not self.careful:
                    break
                self.careful = False
        kept = [a for a in self.plan.assignments if a.week == EVERY_WEEK]
        moved = [
            Assignment(post, c.week, person) for person, own in self.chains.items() for c in own for post in c.posts
        ]
        return replace(self.plan, assignments=(*kept, *moved))

    def _sweep(self) -> bool:
        order = sorted(self.group, key=lambda p: (-self.load[p], p))
        improved = False
        for high in order if self._tries <= TRIES else ():
            for low in reversed(order):
                if self.load[high] - self.load[low] <= self.allowed // 2 or self._exchange(high, low):
                    improved = improved or self.load[high] - self.load[low] > self.allowed // 2
                    break
        ways = (self._exchange, self._trade_day, self._share)
        return improved or any(self._close_ends(order, way) for way in ways)

    def _close_ends(self, order: list[str], act: Callable[[str, str], bool]) -> bool:
        """Let the more burdened half deal with the less burdened half; the ends of the range first."""
        moved = False
        for high in sorted(order, key=lambda p: (-self.load[p], p))[: len(order) // 2]:
            for low in sorted(order, key=lambda p: (self.load[p], p))[: len(order) // 2]:
                if self.range() <= self.allowed or self._tries > TRIES:
                    return moved
                if act(high, low):
                    moved = True
                    break
        return moved

    def _trade_day(self, high: str, low: str) -> bool:
        """Two people change places for a whole day, if that lowers the sum of squares."""
        days = sorted({(c.week, c.posts[0].weekday) for c in self.chains[high]})
        for week, day in days:
            more = [c for c in self.chains[high] if (c.week, c.posts[0].weekday) == (week, day)]
            less = [c for c in self.chains[low] if (c.week, c.posts[0].weekday) == (week, day)]
            moved = sum(c.load for c in more) - sum(c.load for c in less)
            gain = (self.weight[high] + self.weight[low]) * moved // 2
            if 0 < gain < self.load[high] - self.load[low] and self._change_places(high, more, low, less):
                return True
        return False

    def _change_places(self, high: str, more: list[Chain], low: str, less: list[Chain]) -> bool:
        for chain in more:
            self.take(high, chain)
        for chain in less:
            self.take(low, chain)
        given: list[tuple[str, Chain]] = []
        for person, chains in ((low, more), (high, less)):
            for chain in chains:
                if not self.may(person, chain):
                    for other, back in given:
                        self.take(other, back)
                    for chain_ in more:
                        self.give(high, chain_)
                    for chain_ in less:
                        self.give(low, chain_)
                    return False
                self.give(person, chain)
                given.append((person, chain))
        return True

    def _share(self, high: str, low: str) -> bool:
        """Give the end or the beginning of a chain away: costs a hand-over, so it is the last resort."""
        least, most = self.ends()
        if self.load[low] > least + self.allowed // 4 and self.load[high] < most - self.allowed // 4:
            return False  # only the ends of the range are worth a hand-over
        for chain in sorted(self.chains[high], key=lambda c: (-c.load, c.week, c.posts)):
            for cut in range(1, len(chain.posts)):
                head = Chain.of(chain.week, chain.posts[:cut], chain.shifts[:cut])
                tail = Chain.of(chain.week, chain.posts[cut:], chain.shifts[cut:])
                for part, rest in ((tail, head), (head, tail)):
                    gain = (self.weight[high] + self.weight[low]) * part.load // 2
                    if gain < self.load[high] - self.load[low] and self.may(low, part):
                        self.take(high, chain)
                        self.give(high, rest)
                        self.give(low, part)
                        return True
        return False

    def _exchange(self, high: str, low: str) -> bool:
        """Move a chain from high to low, or swap two, if that lowers the sum of squares."""
        own = sorted(self.chains[high], key=lambda c: (-c.load, c.week, c.posts))
        for chain in own:
            gap = self.load[high] - self.load[low]
            gain = (self.weight[high] + self.weight[low]) * chain.load // 2
            if gain < gap and self.may(low, chain):
                self.take(high, chain)
                self.give(low, chain)
                return True
        for chain in own:
            for other in sorted(self.chains[low], key=lambda c: (c.load, c.week, c.posts)):
                if other.load >= chain.load:
                    break
                gap = self.load[high] - self.load[low]
                gain = (self.weight[high] + self.weight[low]) * (chain.load - other.load) // 2
                if gain < gap and self._swap(high, chain, low, other):
                    return True
        return False

    def _swap(self, high: str, chain: Chain, low: str, other: Chain) -> bool:
        self.take(high, chain)
        self.take(low, other)
        if self.may(low, chain) and self.may(high, other):
            self.give(low, chain)
            self.give(high, other)
            return True
        self.give(high, chain)
        self.give(low, other)
        return False
