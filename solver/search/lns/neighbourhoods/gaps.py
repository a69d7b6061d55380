"""Destroy around empty posts: one day of one week with people who could fill them, for re-plans after somebody left."""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.search.empty_posts import empty_posts
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood

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
        empty = empty_posts(timed, current.plan)
        if not empty:
            return None
        week, day = rng.choice(sorted(empty))
        posts = [post for post, _ in empty[week, day]]
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
