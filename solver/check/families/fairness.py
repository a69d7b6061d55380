"""Fairness: D02 equal loads over terms, D02R rotation over the weeks.

Formula: among own staff who take part and may ever stand somewhere (or all: all_in_service), roles homeroom and subject: share'
= max(10, share * (100 - reduction) // 100), with D05's reduction for staff with reasons while D05 is on; N = 10000 * load
minutes of all weeks // share' + repay_percent * balance. D02 = max(0, max N - min N - 100 * W * allowed_minutes_per_week), 0
for fewer than two; unit 1/100 minute; scale: max N - min(0, min N), the spread if one person did nothing. D02R = sum over (own
staff, weekday, kind of post in ROTATED) of max(0, weeks with such a post - 1); scale: headcount of those posts over all weeks.

Afterwards (soft): teachers carry alike, and standing posts go round.
"""

from __future__ import annotations

from solver.check.plan_index import PlanIndex
from solver.units import CENTI, Week, Weekday

ROTATED = ("gate", "fixed", "qa", "late", "standby")
"""Kinds of post of D02R; blocks keep their adults: same faces at meals and naps, and evenings and weekends need consent."""


def loads(view: PlanIndex) -> dict[str, int]:
    """Teacher -> N, the normalised load in 1/100 minute; empty when the policy gives no D02 numbers."""
    repay = view.policy.number_or("D02", "repay_percent", None)
    if repay is None:
        return {}
    reduction = view.number("D05", "reduction_percent") if view.policy.on("D05") else 0
    found = {}
    for person in view.compared:
        share = max(10, person.share * (100 - (reduction if person.reasons else 0)) // 100)
        found[person.id] = 100 * CENTI * view.load_minutes[person.id] // share + repay * person.balance
    return found


def load_spread(view: PlanIndex) -> tuple[int, int]:
    """D02: spread of the loads beyond what is allowed; scale: the largest load, against nothing or the least below it."""
    found = list(loads(view).values())
    if not found:
        return 0, 1
    scale = max(found) - min(0, *found)
    if len(found) < 2:
        return 0, scale
    allowed = CENTI * view.weeks * view.number("D02", "allowed_minutes_per_week")
    return max(0, max(found) - min(found) - allowed), scale


def repeats(view: PlanIndex) -> tuple[int, int]:
    """D02R: weeks beyond the first in which a person has the same kind of post on the same weekday."""
    weeks_of: dict[tuple[str, Weekday, str], set[Week]] = {}
    total = 0
    for stand in view.of_kind(*ROTATED):
        total += stand.headcount * len(stand.weeks)
        for week, people in stand.people.items():
            for person in people:
                if person in view.problem.staff_of:
                    weeks_of.setdefault((person, stand.post.weekday, stand.kind), set()).add(week)
    return sum(len(weeks) - 1 for weeks in weeks_of.values()), total
