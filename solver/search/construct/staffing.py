"""Adults on weekly posts, greedily: scarce posts first, whole chains of a group's periods to one person, then swaps.

Every choice takes the person with the least normalised load so far, so that loads stay level over the weeks (D02).
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop

from solver.model.frame import Frame, Shift
from solver.plan import Assignment, CareGroup, Dismissal, Post
from solver.problem import Staff
from solver.search.agenda import Agenda
from solver.units import Week, Weekday

STEP = 60
"""Normalised minutes within which loads count as equal, so that a class keeps its own teacher."""


class Staffing:
    """Assignments of weekly posts under construction."""

    def __init__(self, frame: Frame, agenda: Agenda, thrifty: bool) -> None:
        """``thrifty``: spare duty days first of all, for schools whose people have hardly any to spare."""
        self.frame = frame
        self.thrifty = thrifty
        self.agenda = agenda
        self.holders: dict[tuple[Post, Week], list[str]] = defaultdict(list)
        self.missing: list[tuple[Post, Week]] = []
        self._rotating: dict[tuple[str, Weekday, str], int] = defaultdict(int)
        reduction = frame.policy.number("D05", "reduction_percent") if frame.policy.on("D05") else 0
        repay = frame.policy.number("D02", "repay_percent")
        self._share = {
            s.id: max(10, s.share * (100 - (reduction if s.reasons else 0)) // 100) for s in frame.problem.staff
        }
        self._carried = {s.id: s.balance * repay // 100 for s in frame.problem.staff}
        self._late = frame.policy.number("D05", "late_after")
        self._known: dict[tuple[Post, ...], list[str]] = {}

    def assignments(self) -> list[Assignment]:
        return [Assignment(post, week, p) for (post, week), people in self.holders.items() for p in people]

    def fill_day(self, week: Week, day: Weekday, chains: list[list[Post]]) -> None:
        """Fill the posts of a day; each chain is one group's posts in order, or a single post (per head)."""
        for chain in sorted(chains, key=lambda c: (min(len(self.frame.allowed(post)) for post in c), c[0])):
            rest = chain
            while rest:
                rest = self._longest(week, day, rest)

    def _longest(self, week: Week, day: Weekday, chain: list[Post]) -> list[Post]:
        """Give the longest possible beginning of the chain to one person; return what remains."""
        for length in range(len(chain), 0, -1):
            posts = chain[:length]
            person = self._best(week, day, posts)
            if person is not None:
                for post in posts:
                    self._put(person, post, week)
                return chain[length:]
        self.missing.append((chain[0], week))
        return chain[1:]

    def _best(self, week: Week, day: Weekday, posts: list[Post]) -> str | None:
        """Who of those that may hold the posts should: asked in the order of preference, as most questions cost more."""
        shifts = [self.frame.shift(post) for post in posts]
        held = self.holders.get((posts[0], week), ())
        staff = self.frame.problem.staff_of
        order = [
            (self._key(staff[person], week, day, posts, shifts), person)
            for person in self._able(tuple(posts))
            if person not in held and self.agenda.has_day(person, week, day)
        ]
        heapify(order)
        while order:
            person = heappop(order)[1]
            if all(self._company(person, post, week) for post in posts) and self._may_all(person, week, day, shifts):
                return person
        return None

    def _company(self, person: str, post: Post, week: Week) -> bool:
        """Whether a helper would not be alone on the post (D13); true of everybody else."""
        frame = self.frame
        if person not in frame.helpers or not frame.policy.on("D13"):
            return True
        return not frame.regulars.isdisjoint(self.holders.get((post, week), ()))

    def _able(self, posts: tuple[Post, ...]) -> list[str]:
        """Who may hold all of the posts."""
        if posts not in self._known:
            first, *rest = (self.frame.allowed(post) for post in posts)
            self._known[posts] = [p for p in first if all(p in others for others in rest)]
        return self._known[posts]

    def _may_all(self, person: str, week: Week, day: Weekday, shifts: list[Shift]) -> bool:
        added = 0
        for shift in shifts:
            if not self.agenda.may(person, week, day, shift):
                break
            self.agenda.add(person, week, day, shift)
            added += 1
        for shift in shifts[:added]:
            self.agenda.remove(person, week, day, shift)
        return added == len(shifts)

    def _key(
        self, person: Staff, week: Week, day: Weekday, posts: list[Post], shifts: list[Shift]
    ) -> tuple[int, int, int, int, str]:
        agenda = self.agenda
        load = agenda.total[person.id] * 100 // self._share[person.id] + self._carried[person.id]
        if not agenda.on_duty(person.id, week, day):  # a new duty day is dear to whoever has few left
            load += STEP * (agenda.days(person.id, week) + 1) // max(1, agenda.day_cap(person.id))
        late = bool(person.reasons) and any(s.end > self._late for s in shifts)
        repeated = self._rotating[person.id, day, posts[0].kind]
        own = person.homeroom == posts[0].subject
        if self.thrifty:
            fresh = not agenda.on_duty(person.id, week, day)
            return int(fresh), agenda.days(person.id, week) if fresh else load // STEP, int(late), load, person.id
        return repeated + 2 * late, load // STEP, int(not own), load, person.id

    def _put(self, person: str, post: Post, week: Week) -> None:
        self.holders[post, week].append(person)
        self.agenda.add(person, week, post.weekday, self.frame.shift(post))
        if post.kind != "care":
            self._rotating[person, post.weekday, post.kind] += 1

    def _take(self, person: str, post: Post, week: Week) -> None:
        self.holders[post, week].remove(person)
        self.agenda.remove(person, week, post.weekday, self.frame.shift(post))
        if post.kind != "care":
            self._rotating[person, post.weekday, post.kind] -= 1

    def repair(self) -> None:
        """Fill missing posts by moving one other post of a suitable person to somebody else."""
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
            if p in self.frame.allowed(post) and p not in self.holders.get((post, week), ())
        ]
        for name, other in held:
            self._take(name, other, week)
            if self._company(name, post, week) and self.agenda.may(name, week, day, self.frame.shift(post)):
                self._put(name, post, week)
                instead = self._best(week, day, [other])
                if instead is not None:
                    self._put(instead, other, week)
                    return True
                self._take(name, post, week)
            self._put(name, other, week)
        return False


def chains(frame: Frame, day: Weekday, groups: list[CareGroup], dismissals: tuple[Dismissal, ...]) -> list[list[Post]]:
    """Posts of a weekday: each group's consecutive periods as one chain, every other head as a chain of one."""
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
    singles = (singles if day in frame.days else []) + frame.standing(day)
    for post in singles:
        found += [[post]] * frame.shift(post).headcount
    return found
