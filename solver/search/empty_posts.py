"""Weekly posts of a plan that lack somebody."""

from __future__ import annotations

from collections import Counter, defaultdict

from solver.model.instance import Instance
from solver.plan import Plan, Post
from solver.units import EVERY_WEEK, Week, Weekday

Missing = dict[tuple[Week, Weekday], list[tuple[Post, int]]]
"""By week and day: posts, each with the number of people that it lacks."""


def empty_posts(instance: Instance, plan: Plan) -> Missing:
    """Instance under the plan, and the plan -> weekly posts that lack somebody; days without any are absent."""
    filled = Counter((a.post, a.week) for a in plan.assignments if a.week != EVERY_WEEK)
    posts = [Post("care", g.weekday, g.host, g.period) for g in plan.care_groups]
    waves = sorted({(item.gate, item.minute) for item in plan.dismissals})
    posts += [Post("gate", day, gate, minute) for day in instance.days for gate, minute in waves]
    posts += [post for day in instance.post_days for post in instance.standing(day)]
    found: Missing = defaultdict(list)
    for post in posts:
        heads = instance.shift(post).headcount
        for week in instance.weeks:
            if filled[post, week] < heads:
                found[week, post.weekday].append((post, heads - filled[post, week]))
    return found
