"""People who stand late though they deserve care, or on the same post every week, and others who may take it over."""

from __future__ import annotations

from collections import defaultdict
from random import Random

from solver.model.frame import Frame
from solver.model.scope import Scope
from solver.plan import Assignment
from solver.search.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.neighbourhoods.width import Width
from solver.search.standing import Standing
from solver.units import EVERY_WEEK, Weekday

CASES = 3
"""Posts that a step wants to hand on."""


class Relief(Neighbourhood):
    """Holders of some unwelcome posts, with people to whom the posts could go (D05, D02R)."""

    name = "relief"
    moves = frozenset({"care", "rotation"})
    effort = 0.4

    def __init__(self, width: Width) -> None:
        self.width = width

    def learn(self, proven: bool) -> None:
        self.width.learn(proven)

    def propose(self, frame: Frame, standing: Standing, rng: Random) -> Scope | None:
        cases = _late(frame, standing) if standing.values.get("care", 0) else []
        cases = cases or _repeated(standing)
        if not cases:
            return None
        cases = rng.sample(cases, min(CASES, len(cases)))
        chosen = {a.person for a in cases}
        flagged = {s.id for s in frame.problem.staff if s.reasons}
        able = sorted({p for a in cases for p in frame.allowed(a.post)} - chosen)
        rng.shuffle(able)
        able.sort(key=lambda person: person in flagged)
        size = self.width.size
        chosen |= set(able[: size // 2])
        rest = sorted(set(able) - chosen)
        chosen |= set(rng.sample(rest, min(size - size // 2, len(rest))))
        days = frozenset((week, day) for week in frame.weeks for day in frame.post_days)
        return Scope(people=frozenset(chosen), duty_days=days, runs=True)


def _late(frame: Frame, standing: Standing) -> list[Assignment]:
    """Weekly posts of people with reasons that end late."""
    after = frame.policy.number("D05", "late_after")
    flagged = {s.id for s in frame.problem.staff if s.reasons}
    return [
        a
        for a in standing.plan.assignments
        if a.week != EVERY_WEEK and a.person in flagged and frame.shift(a.post).end > after
    ]


def _repeated(standing: Standing) -> list[Assignment]:
    """Gate, fixed and late posts that a person holds on the same weekday in more than one week."""
    held: dict[tuple[str, Weekday, str], list[Assignment]] = defaultdict(list)
    for a in standing.plan.assignments:
        if a.week != EVERY_WEEK and a.post.kind != "care":
            held[a.person, a.post.weekday, a.post.kind].append(a)
    return [a for same in held.values() if len({x.week for x in same}) > 1 for a in same]
