"""Patrol, decided by the data: H01. Every service weekday has patrol posts; filling them is a matter of staffing."""

from __future__ import annotations

from solver.model.post import Poster


def patrols(p: Poster) -> None:
    """H01."""
    if p.policy.on("H01") and p.scope.slots:
        for day in p.frame.days:
            heads = sum(x.headcount for x in p.problem.posts if x.kind == "patrol" and day in x.weekdays)
            p.rows.constant("H01", heads >= p.number("H01", "patrols_per_day"))
