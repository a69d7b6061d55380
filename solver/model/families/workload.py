"""Caps and shares of work: D01, D02R, D10, D15.

D10: own staff serve at most N days a week, M minutes a day and L late duties a week. D01: own staff do at least P
percent of all credited minutes. D02R (soft): nobody keeps the same weekday's gate, fixed post, stand-by or extended care in
every week. Blocks do not rotate: pupils eat and rest with the same adult, and evenings and weekends are for who agreed.
"""

from __future__ import annotations

from collections.abc import Sequence

from solver.model.context import ModelContext
from solver.model.linear_model import FALSE, LinearModel, Term
from solver.problem import Staff
from solver.units import Weekday

ROTATING = ("gate", "fixed", "qa", "late", "standby")
"""Kinds of post that go round (D02R)."""


def caps(p: ModelContext) -> None:
    """D10."""
    if not p.hard("D10"):
        return
    for person in p.problem.staff:
        if p.duties.touched(person.id):
            _caps_of(p, person)


def _caps_of(p: ModelContext, person: Staff) -> None:
    days = p.number("D10", "days_per_week")
    if person.max_days is not None:
        days = min(days, person.max_days)
    after = p.policy.number_or("D10", "late_after", None)
    minutes, evenings = p.number("D10", "minutes_per_day"), p.number("D10", "late_per_week")
    limits: list[tuple[list[Term], int]] = []
    for week in p.instance.weeks:
        limits.append(([(1, p.duties.on_duty(person.id, week, day)) for day in p.instance.post_days], days))
        late: list[Term] = []
        for day in p.instance.post_days:
            duties = p.duties.of(person.id, week, day)
            limits.append(([(d.credit, d.column) for d in duties], minutes))
            late += [(1, p.duties.late(d, after)) for d in duties]
        limits.append((late, evenings))
    for terms, upper in dict.fromkeys((tuple(terms), upper) for terms, upper in limits):  # weeks that are alike say it once
        p.rows.linear("D10", terms, upper=upper)


def own_share(p: ModelContext) -> None:
    """D01."""
    if not p.hard("D01"):
        return
    percent = p.number("D01", "percent")
    terms: list[Term] = []
    for person in p.duties.people():
        bought = person in p.problem.outside_of and person not in p.instance.coaches
        share = -percent if bought else 100 - percent
        terms += [(share * credit, column) for credit, column in p.duties.minutes(person)]
    p.rows.linear("D01", terms, lower=0)


def rotation(p: ModelContext) -> None:
    """D02R."""
    if not p.policy.soft("D02R") or len(p.instance.weeks) < 2:
        return
    for person in p.problem.staff:
        if person.id not in p.scope.people and not p.scope.slots:
            continue
        for day in p.instance.post_days:
            for kind in _standing(p, day):
                weekly = []
                for week in p.instance.weeks:
                    duties = p.duties.weekly(person.id, week, day)
                    weekly.append(p.rows.either([d.column for d in duties if d.kind == kind], "D02R"))
                p.cost("D02R", repeats(p.rows, [c for c in weekly if c != FALSE]))


def _standing(p: ModelContext, day: Weekday) -> list[str]:
    """Kinds of standing posts that the day may have."""
    kinds = {post.kind for post, _ in p.v.posts(day)}
    return [kind for kind in ROTATING if kind in kinds]


def repeats(rows: LinearModel, weekly: Sequence[int]) -> list[Term]:
    """Columns of the weeks in which somebody has a post of a kind on a weekday -> the weeks beyond the first, as terms (D02R)."""
    if len(weekly) < 2:
        return []
    held = max(0, sum(rows.value(c) for c in weekly) - 1)
    beyond = rows.integer(0, len(weekly) - 1, held)
    rows.linear("D02R", [(1, beyond), *((-1, c) for c in weekly)], lower=-1)
    return [(1, beyond)]


def late_days_running(p: ModelContext) -> None:
    """D15: late duties of one person on a weekday and the next exclude each other (hard), or cost one a pair (soft)."""
    hard, after = p.hard("D15"), p.policy.number_or("D05", "late_after", None)
    if not hard and not p.policy.soft("D15"):
        return
    pairs = [(day, day + 1) for day in p.instance.post_days if day + 1 in p.instance.post_days]
    for person in p.problem.staff:
        if hard and not p.duties.touched(person.id):
            continue
        for week in p.instance.weeks:
            for pair in pairs:
                first, second = (
                    p.rows.either([p.duties.late(d, after) for d in p.duties.of(person.id, week, day)], "D15") for day in pair
                )
                if hard:
                    p.rows.linear("D15", [(1, first), (1, second)], upper=1)
                else:
                    p.cost("D15", [(1, p.rows.both(first, second, "D15"))])
