"""Destroy around empty posts: one day of one week with people who could fill them, for re-plans after somebody left."""

from __future__ import annotations

from collections import Counter, defaultdict
from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.plan import Post
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood
from solver.units import EVERY_WEEK, Week, Weekday

OTHERS_DIVISOR = 3
"""One more person on duty that day is freed for so many candidates, so that candidates can hand their own posts on. Lowering it frees
more people and makes steps slower."""


class Gaps(Neighbourhood):
    """Empty weekly posts of a day, with ``size`` people who may stand there, those on duty that day first.

    whole: their posts on the other days of that week are free too, so that who has no day left hands one of them on.
    """

    name = "gaps"
    moves = frozenset({"coverage", "stability"})
    effort = 0.3

    def __init__(self, size: int, whole: bool = False) -> None:
        self.size, self.whole = size, whole

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        timed = instance.under(current.plan)
        empty = _empty(timed, current)
        if not empty:
            return None
        week, day = rng.choice(sorted(empty))
        posts = empty[week, day]
        rng.shuffle(posts)
        there = {a.person for a in current.plan.assignments if (a.week, a.post.weekday) == (week, day)}
        chosen: dict[str, None] = {}
        share = max(2, self.size // len(posts))
        for post in posts:
            able = [person for person in timed.allowed(post, week) if person not in chosen]
            rng.shuffle(able)
            able.sort(key=lambda person: person not in there)
            half = share // 2
            for person in (*able[:half], *rng.sample(able, min(len(able), share - half))):
                chosen[person] = None
            if len(chosen) >= self.size:
                break
        others = sorted(there - set(chosen))
        for person in rng.sample(others, min(len(others), self.size // OTHERS_DIVISOR)):
            chosen[person] = None
        days = instance.post_days if self.whole else (day,)
        return Scope(people=frozenset(chosen), duty_days=frozenset((week, each) for each in days), runs=self.whole)


def _empty(instance: Instance, current: EvaluatedPlan) -> dict[tuple[Week, Weekday], list[Post]]:
    """Weekly posts that lack somebody, by week and day."""
    plan = current.plan
    filled = Counter((a.post, a.week) for a in plan.assignments if a.week != EVERY_WEEK)
    posts = [Post("care", g.weekday, g.host, g.period) for g in plan.care_groups]
    waves = sorted({(item.gate, item.minute) for item in plan.dismissals})
    posts += [Post("gate", day, gate, minute) for day in instance.days for gate, minute in waves]
    posts += [post for day in instance.post_days for post in instance.standing(day)]
    found: dict[tuple[Week, Weekday], list[Post]] = defaultdict(list)
    for post in posts:
        heads = instance.shift(post).headcount
        for week in instance.weeks:
            if filled[post, week] < heads:
                found[week, post.weekday].append(post)
    return found
