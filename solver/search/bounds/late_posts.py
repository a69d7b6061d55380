"""Bound of late duties of staff with reasons (D05) by flow: late posts that cannot all be held by others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from solver.model.instance import Instance
from solver.search.bounds.capacity import longest
from solver.search.engines.flow import Network, least_cost
from solver.units import Minute, Week, Weekday


class LatePost(NamedTuple):
    """Late posts of one kind in one week: adults needed, who without reasons may hold one, and whether D10 counts it as late too."""

    week: Week
    weekday: Weekday
    start: Minute
    end: Minute
    adults: int
    able: frozenset[str]
    capped: bool


class LateCaps(NamedTuple):
    """Days a week on which somebody may come, and late duties a week (D10)."""

    days: int
    duties: int


def least_left(posts: Sequence[LatePost], caps: Mapping[str, LateCaps]) -> int:
    """Late duties that the people with caps cannot hold: a minimum-cost flow from people by weeks and days to posts.

    No two at once, on no more days and no more often than their caps; the cap of late duties only where D10 counts all of the posts.
    """
    network, node = Network(), 2 + len(posts)
    held: dict[tuple[str, Week], dict[Weekday, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, post in enumerate(posts):
        network.arc(2 + number, 1, post.adults, 0)
        network.arc(0, 2 + number, post.adults, 1)
        for name in sorted(post.able & caps.keys()):
            held[name, post.week][post.weekday].append(number)
    capped = all(post.capped for post in posts)
    for (name, _), days in held.items():
        person = node
        at_once = [longest((posts[n].start, posts[n].end, 1) for n in numbers) for numbers in days.values()]
        most = sum(sorted(at_once, reverse=True)[: caps[name].days])
        network.arc(0, person, min(most, caps[name].duties) if capped else most, 0)
        for most, numbers in zip(at_once, days.values(), strict=True):
            node += 1
            network.arc(person, node, most, 0)
            for number in numbers:
                network.arc(node, 2 + number, 1, 0)
        node += 1
    return least_cost(network, 0, 1, sum(post.adults for post in posts))


def late_duties(instance: Instance) -> int:
    """Lower bound of D05 for plans without empty posts: of the posts that stand in every plan and surely end late."""
    policy, problem = instance.policy, instance.problem
    flagged = {person.id for person in problem.staff if person.reasons}
    posts = []
    for day in instance.post_days:
        for post in instance.standing(day):
            shift = instance.shift(post)
            if shift.headcount and instance.ends_late(shift, "D05"):
                for week in instance.weeks:
                    able = frozenset(instance.allowed(post, week)) - flagged
                    capped = policy.hard("D10") and instance.ends_late(shift, "D10")
                    posts.append(LatePost(week, day, shift.start, shift.end, shift.headcount, able, capped))
    hard, lates = policy.hard("D10"), policy.number("D10", "late_per_week")
    usual = policy.number("D10", "days_per_week") if hard else len(instance.post_days)
    days = {s.id: usual if s.max_days is None or not hard else min(usual, s.max_days) for s in problem.staff}
    caps = {name: LateCaps(each, lates) for name, each in days.items()}
    return least_left(posts, caps) if posts else 0
