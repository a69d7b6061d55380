"""Duties of a week against the people who may take them, within D10's caps: a counting argument over sets of posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from solver.explain.demand import WeeklyNeed
from solver.explain.people import AdultIndex, AdultNeed, Shortage, worst_shortage
from solver.units import Minute, Weekday


class Caps(NamedTuple):
    """The numbers of D10, of own staff each."""

    days_per_week: int
    minutes_per_day: Minute
    late_per_week: int


def most_duties(posts: Sequence[AdultNeed]) -> int:
    """How many of the posts one person can take in a day: no two at once (K02)."""
    count, free = 0, 0
    for post in sorted(posts, key=lambda post: (post.end, post.start)):
        if post.start >= free:
            count, free = count + 1, post.end
    return count


def most_minutes(posts: Sequence[AdultNeed], cap: Minute) -> Minute:
    """The most minutes that one person can serve in a day: no two posts at once (K02), each of them whole, at most ``cap``."""
    sums: list[tuple[Minute, int]] = [(0, 1)]  # end of the last post, and the sums that can end so (bits)
    for post in sorted(posts, key=lambda post: post.end):
        before = 0
        for end, reached in sums:
            if end <= post.start:
                before |= reached
        sums.append((post.end, before << (post.end - post.start)))
    reached = 0
    for _, found in sums:
        reached |= found
    return (reached & ((1 << (cap + 1)) - 1)).bit_length() - 1


class Measure(NamedTuple):
    """A capped quantity of duties.

    amount: of one post. daily: posts of one day that one of the own staff may take, and the caps -> the most of it in a day.
    weekly: the caps -> the most of it in a week.
    """

    amount: Callable[[AdultNeed], int]
    daily: Callable[[Sequence[AdultNeed], Caps], int]
    weekly: Callable[[Caps], int]


MOST_MINUTES = 24 * 60
DUTIES = Measure(lambda _: 1, lambda posts, _: most_duties(posts), lambda caps: caps.late_per_week)
"""Late duties, with at most ``late_per_week``."""
MINUTES = Measure(
    lambda post: post.end - post.start,
    lambda posts, caps: most_minutes(posts, caps.minutes_per_day),
    lambda caps: MOST_MINUTES * caps.days_per_week,
)
"""Minutes of duty, with at most ``minutes_per_day``."""


class _Pattern(NamedTuple):
    """People who are alike: own staff or not, the own cap on days, and for each day the posts that they may take (bits)."""

    own: bool
    days: int
    able: tuple[int, ...]


class WeeklySupply:
    """The posts of a week and the people, by one measure.

    posts: those that are needed. open: for each day the posts that it may have (bits, by their numbers in ``posts``).
    """

    def __init__(self, people: AdultIndex, needs: Mapping[AdultNeed, WeeklyNeed], days: Sequence[Weekday], measure: Measure) -> None:
        self.measure = measure
        self.posts = [post for post, need in needs.items() if need.heads]
        self.amounts = [needs[post].heads * measure.amount(post) for post in self.posts]
        self.open = tuple(sum(1 << bit for bit, post in enumerate(self.posts) if day in needs[post].days) for day in days)
        self._values: dict[tuple[int, Minute], int] = {}
        self._patterns: Counter[_Pattern] = Counter()
        able = [[0] * len(days) for _ in people.adults]
        for bit, post in enumerate(self.posts):
            for index, day in enumerate(days):
                for adult in people.able(post, day) if self.open[index] >> bit & 1 else ():
                    able[adult][index] |= 1 << bit
        for adult, most in enumerate(people.days_a_week(len(days))):
            self._patterns[_Pattern(people.own(adult), most, tuple(able[adult]))] += 1
        # Posts that the same people may take are one need: that keeps the number of sets small.
        merged: dict[frozenset[int], list[int]] = {}
        for bit, post in enumerate(self.posts):
            merged.setdefault(people.able_ever(post, days), []).append(bit)
        self._groups = list(merged.values())

    def short(self, caps: Caps) -> Shortage | None:
        """The set of posts (numbers in ``posts``) whose amount exceeds most all that those who may take any of them can give.

        None when every set examined can be met.
        """

        def have(subset: Sequence[int]) -> int:
            mask = sum(1 << bit for group in subset for bit in self._groups[group])
            return sum(n * self._give(pattern, mask, caps) for pattern, n in self._patterns.items())

        found = worst_shortage([sum(self.amounts[bit] for bit in group) for group in self._groups], have)
        if found is None:
            return None
        return found._replace(needs=tuple(sorted(bit for group in found.needs for bit in self._groups[group])))

    def givers(self, shortage: Shortage) -> int:
        """Number of own staff who may take one of the posts on some day."""
        mask = _mask(shortage)
        return sum(n for pattern, n in self._patterns.items() if pattern.own and any(able & mask for able in pattern.able))

    def newcomer(self, shortage: Shortage, caps: Caps) -> int:
        """The most that one more of the own staff could give for these posts, free on all days."""
        return self._give(_Pattern(True, len(self.open), self.open), _mask(shortage), caps)

    def _give(self, pattern: _Pattern, mask: int, caps: Caps) -> int:
        """The most that one person does of the posts of a mask in a week."""
        if not pattern.own:
            caps = Caps(len(pattern.able), MOST_MINUTES, MOST_MINUTES)  # D10 protects own staff only
        values = sorted((self._value(able & mask, caps) for able in pattern.able), reverse=True)
        return min(sum(values[: min(pattern.days, caps.days_per_week)]), self.measure.weekly(caps))

    def _value(self, mask: int, caps: Caps) -> int:
        key = mask, caps.minutes_per_day
        if key not in self._values:
            posts = [post for bit, post in enumerate(self.posts) if mask >> bit & 1]
            self._values[key] = self.measure.daily(posts, caps)
        return self._values[key]


def _mask(shortage: Shortage) -> int:
    return sum(1 << bit for bit in shortage.needs)
