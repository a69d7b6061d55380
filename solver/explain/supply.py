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


def most_minutes(posts: Sequence[AdultNeed]) -> Minute:
    """How many minutes of a day the posts cover together."""
    total, free = 0, 0
    for post in sorted(posts, key=lambda post: post.start):
        total += max(0, post.end - max(post.start, free))
        free = max(free, post.end)
    return total


class Measure(NamedTuple):
    """A capped quantity of duties.

    amount: of one post. worth: posts of one day that a person may take -> the most that the person can do of them.
    given: that worth by days, and the caps -> the most of all days together.
    """

    amount: Callable[[AdultNeed], int]
    worth: Callable[[Sequence[AdultNeed]], int]
    given: Callable[[Sequence[int], Caps], int]


DUTIES = Measure(lambda _: 1, most_duties, lambda days, caps: min(sum(days), caps.late_per_week))
"""Late duties, with at most ``late_per_week``."""
MINUTES = Measure(
    lambda post: post.end - post.start, most_minutes, lambda days, caps: sum(min(day, caps.minutes_per_day) for day in days)
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
        self._values: dict[int, int] = {}
        self._patterns: Counter[_Pattern] = Counter()
        most = people.days_a_week(len(days))
        for adult in range(len(people.adults)):
            able = tuple(
                sum(1 << bit for bit, post in enumerate(self.posts) if here >> bit & 1 and adult in people.able(post, day))
                for day, here in zip(days, self.open, strict=True)
            )
            self._patterns[_Pattern(people.own(adult), most[adult], able)] += 1
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
        values = [self._value(able & mask) for able in pattern.able]
        if not pattern.own:
            return sum(values)
        best = sorted(values, reverse=True)[: min(pattern.days, caps.days_per_week)]
        return self.measure.given(best, caps)

    def _value(self, mask: int) -> int:
        if mask not in self._values:
            self._values[mask] = self.measure.worth([post for bit, post in enumerate(self.posts) if mask >> bit & 1])
        return self._values[mask]


def _mask(shortage: Shortage) -> int:
    return sum(1 << bit for bit in shortage.needs)
