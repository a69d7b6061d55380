"""Adults on weekly posts, greedily: scarce posts first, whole duty blocks of a group's periods to one person, then swaps.

Every choice takes the person with the least normalised load so far, so that loads stay level over the weeks (D02).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from solver.model.families.workload import ROTATING
from solver.model.instance import Instance, Shift
from solver.plan import Assignment, CareGroup, Dismissal, Post
from solver.search.construct.pool import Places, Pool
from solver.search.duty_table import DutyTable
from solver.units import Week, Weekday

STEP = 60
"""Normalised minutes within which loads count as equal, so that a class keeps its own teacher."""
HOPELESS = 20
"""Empty posts of which swaps would still leave many: clubs must close, or duty days be spared."""


class Staffing:
    """Assignments of weekly posts under construction."""

    def __init__(self, instance: Instance, duty_table: DutyTable, thrifty: bool) -> None:
        """``thrifty``: spare duty days first of all, for schools whose people have hardly any to spare."""
        self.instance = instance
        self.thrifty = thrifty
        self.duty_table = duty_table
        self.holders: dict[tuple[Post, Week], list[str]] = defaultdict(list)
        self.missing: list[tuple[Post, Week]] = []
        self.duty_blocks: dict[Weekday, list[list[Post]]] = {}
        """Duty blocks to fill, by weekday."""
        staff = sorted(instance.problem.staff, key=lambda person: person.id)
        self._people = [person.id for person in staff]
        self._place = {person: place for place, person in enumerate(self._people)}
        self._rotating: dict[tuple[Weekday, str], Places] = defaultdict(lambda: np.zeros(len(staff), dtype=np.int64))
        """Duties by weekday and kind of post, of the kinds that rotate (D02R)."""
        repay = instance.policy.number("D02", "repay_percent")
        self._share = np.array([instance.load_share(s) for s in staff])
        self._carried = np.array([s.balance * repay // 100 for s in staff])
        self._cared_for = np.array([bool(s.reasons) for s in staff])
        self._day_cap = np.array([max(1, duty_table.day_cap(s.id)) for s in staff])
        self._homeroom = np.array([s.homeroom for s in staff], dtype=object)
        self._known: dict[int, NDArray[np.bool_]] = {}
        """By sets of people who may hold a post: who is among them."""
        self._pool: Pool | None = None

    def assignments(self) -> list[Assignment]:
        return [Assignment(post, week, p) for (post, week), people in self.holders.items() for p in people]

    def take_over(self, other: Staffing, day: Weekday) -> None:
        """Staff a day as the other did, in all weeks."""
        self.duty_blocks[day] = other.duty_blocks[day]
        for (post, week), people in other.holders.items():
            if post.weekday == day:
                for person in people:
                    self._put(person, post, week)

    def fill_day(self, week: Week, day: Weekday, duty_blocks: list[list[Post]]) -> None:
        """Fill the posts of a day; each block is one group's posts in order, or a single post (per head)."""
        self.duty_blocks[day] = duty_blocks
        for block in sorted(duty_blocks, key=lambda c: (min(len(self.instance.allowed(post, week)) for post in c), c[0])):
            rest = block
            while rest:
                rest = self._longest(week, day, rest)

    def _longest(self, week: Week, day: Weekday, block: list[Post]) -> list[Post]:
        """Give the longest possible beginning of the block to one person; return what remains."""
        for length in range(len(block), 0, -1):
            posts = block[:length]
            person = self._best(week, day, posts)
            if person is not None:
                for post in posts:
                    self._put(person, post, week)
                return block[length:]
        self.missing.append((block[0], week))
        return block[1:]

    def _best(self, week: Week, day: Weekday, posts: list[Post]) -> str | None:
        """Person to take the posts: the first in the order of preference without a clash, or None."""
        shifts = [self.instance.shift(post) for post in posts]
        if not all(self.duty_table.apart(a, b) for a, b in combinations(shifts, 2)):
            return None
        pool = self._pool_of(week, day)
        held = self.holders.get((posts[0], week), ())
        able = pool.fitting(self._able(posts, week), shifts)
        for place in able[self._order(pool, able, posts, shifts)]:
            person = self._people[int(place)]
            there = self.duty_table.shifts(person, week, day)
            if (
                person not in held
                and all(self._company(person, post, week) for post in posts)
                and all(self.duty_table.apart(other, shift) for shift in shifts for other in there)
            ):
                return person
        return None

    def _pool_of(self, week: Week, day: Weekday) -> Pool:
        if self._pool is None or (self._pool.week, self._pool.day) != (week, day):
            self._pool = Pool(self.duty_table, self._people, week, day)
        return self._pool

    def _company(self, person: str, post: Post, week: Week) -> bool:
        """Whether a helper would not be alone on the post (D13); true of everybody else."""
        instance = self.instance
        if person not in instance.helpers or not instance.policy.on("D13"):
            return True
        return not instance.regulars.isdisjoint(self.holders.get((post, week), ()))

    def _able(self, posts: list[Post], week: Week) -> Places:
        """People who may hold all of the posts in the week."""
        able = np.ones(len(self._people), dtype=np.bool_)
        for post in posts:
            people = self.instance.allowed(post, week)  # the instance keeps it, and hands out the same for many posts
            if id(people) not in self._known:
                self._known[id(people)] = np.array([person in people for person in self._people], dtype=np.bool_)
            able &= self._known[id(people)]
        return np.flatnonzero(able)

    def _order(self, pool: Pool, able: Places, posts: list[Post], shifts: list[Shift]) -> Places:
        """The able in the order of preference; where nothing else decides, by id."""
        fresh, days = pool.fresh[able], pool.days[able]
        load = pool.total[able] * 100 // self._share[able] + self._carried[able]
        # a new duty day is dear to whoever has few left
        load += fresh * (STEP * (days + 1) // self._day_cap[able])
        late = self._cared_for[able] * any(self.instance.ends_late(shift, "D05") for shift in shifts)
        if self.thrifty:
            keys = load, late, np.where(fresh, days, load // STEP), fresh
        else:
            repeated = self._rotating[pool.day, posts[0].kind][able]
            keys = load, self._homeroom[able] != posts[0].subject, load // STEP, repeated + 2 * late
        return np.lexsort(keys)

    def _put(self, person: str, post: Post, week: Week) -> None:
        self.holders[post, week].append(person)
        self.duty_table.add(person, week, post.weekday, self.instance.shift(post))
        self._changed(person, post, 1)

    def _take(self, person: str, post: Post, week: Week) -> None:
        self.holders[post, week].remove(person)
        self.duty_table.remove(person, week, post.weekday, self.instance.shift(post))
        self._changed(person, post, -1)

    def _changed(self, person: str, post: Post, step: int) -> None:
        place = self._place[person]
        if self._pool is not None:
            self._pool.refresh(place)
        if post.kind in ROTATING:
            self._rotating[post.weekday, post.kind][place] += step

    def repair(self) -> None:
        """Fill missing posts, if they are few, by moving one other post of a suitable person to somebody else."""
        if len(self.missing) > HOPELESS:
            return
        self.missing = [(post, week) for post, week in self.missing if not self._swap(post, week)]

    def _swap(self, post: Post, week: Week) -> bool:
        day = post.weekday
        person = self._best(week, day, [post])
        if person is not None:
            self._put(person, post, week)
            return True
        held = [
            (p, other)
            for (other, w), people in self.holders.items()
            if w == week and other.weekday == day and other != post
            for p in people
            if p in self.instance.allowed(post, week) and p not in self.holders.get((post, week), ())
        ]
        shift = self.instance.shift(post)
        for name, other in held:
            if not (self._company(name, post, week) and self._may_instead(name, week, day, self.instance.shift(other), shift)):
                continue
            self._take(name, other, week)
            self._put(name, post, week)
            instead = self._best(week, day, [other])
            if instead is not None:
                self._put(instead, other, week)
                return True
            self._take(name, post, week)
            self._put(name, other, week)
        return False

    def _may_instead(self, person: str, week: Week, day: Weekday, old: Shift, new: Shift) -> bool:
        """Whether the person may do one shift in place of another."""
        self.duty_table.remove(person, week, day, old)
        may = self.duty_table.may(person, week, day, new)
        self.duty_table.add(person, week, day, old)
        return may


def duty_blocks(instance: Instance, day: Weekday, groups: list[CareGroup], dismissals: tuple[Dismissal, ...]) -> list[list[Post]]:
    """Posts of a weekday: each group's consecutive periods as one block, every other head as a block of one."""
    found: list[list[Post]] = []
    by_host: dict[str, list[int]] = defaultdict(list)
    for group in groups:
        if group.weekday == day:
            by_host[group.host].append(group.period)
    for host, periods in sorted(by_host.items()):
        run: list[Post] = []
        for period in sorted(periods):
            if run and run[-1].detail != period - 1:
                found.append(run)
                run = []
            run.append(Post("care", day, host, period))
        found.append(run)
    singles = [Post("gate", day, gate, minute) for minute, gate in sorted({(d.minute, d.gate) for d in dismissals})]
    singles = (singles if day in instance.days else []) + instance.standing(day)
    for post in singles:
        found += [[post]] * instance.shift(post).headcount
    return found
