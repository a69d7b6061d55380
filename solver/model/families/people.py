"""Helpers in company: D13.

A volunteer or parent stands only where one of the own staff of another role, or a coach (E12), stands too: on the same post in
the same week, or as leader or assistant of the same section. Nothing is stated for schools without helpers; where headcounts
leave a helper alone, the pair has no column (``Eligibility.alone``).
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.units import EVERY_WEEK


def company(p: ModelContext) -> None:
    """D13."""
    if not p.hard("D13") or not p.instance.helpers:
        return
    for week in p.instance.weeks:
        for day in p.instance.post_days:
            for post, _ in p.v.posts(day):
                _together(p, p.v.crew(post, week))
    for section in p.v.live_sections:
        _together(p, [pair for post, _ in p.v.section_posts(section) for pair in p.v.crew(post, EVERY_WEEK)])


def _together(p: ModelContext, crew: list[tuple[str, int]]) -> None:
    """Each helper of a place needs somebody else there."""
    others = [(-1, column) for name, column in crew if name in p.instance.regulars]
    for name, column in crew:
        if name in p.instance.helpers:
            p.rows.linear("D13", [(1, column), *others], upper=0)
