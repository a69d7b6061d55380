"""Service blocks: A06, A07, A07R and A14, beside the filling of their posts.

A06, A07, A14: pupils of a room of a block fit into it. A07: evening study is short and early enough, and for the older
grades; nobody has more than so many evenings a week. All of these but the last are decided by the data. A07R (soft):
evenings of people with a lesson soon after; a hard A07R, consent and roles keep the pair from having a column (Eligibility).
"""

from __future__ import annotations

from solver.model.blocks import BLOCK_RULES, seated
from solver.model.context import ModelContext

EVENING = "evening"


def places(p: ModelContext) -> None:
    """A06, A07 and A14, decided by the data: the rooms of blocks hold their pupils."""
    for block in p.problem.blocks if p.scope.slots else ():
        rule = BLOCK_RULES[block.kind]
        if p.policy.on(rule):
            for room, heads in seated(p.problem, block).items():
                p.rows.constant(rule, heads <= p.problem.room_of[room].capacity)


def evening_hours(p: ModelContext) -> None:
    """A07, decided by the data: length, end and grades of evening study."""
    if not p.policy.on("A07"):
        return
    for block in p.problem.blocks if p.scope.slots else ():
        pupils = p.problem.pupils_of_block[block.id]
        if block.kind == EVENING and pupils:
            p.rows.constant("A07", block.end - block.start <= p.number("A07", "minutes"))
            p.rows.constant("A07", block.end <= p.number("A07", "latest"))
            youngest = min(p.problem.grade_of_pupil[pupil.id] for pupil in pupils)
            p.rows.constant("A07", youngest >= p.number("A07", "from_grade"))


def evenings_a_week(p: ModelContext) -> None:
    """A07: a cap on one person's evenings of a week."""
    if not p.policy.on("A07") or not any(block.kind == EVENING for block in p.problem.blocks):
        return
    for person in p.problem.staff:
        for week in p.instance.weeks:
            duties = [d for day in p.instance.days for d in p.duties.weekly(person.id, week, day) if d.kind == EVENING]
            p.rows.linear("A07", [(1, d.column) for d in duties], upper=p.number("A07", "evenings_per_week"))


def short_nights(p: ModelContext) -> None:
    """A07R (soft)."""
    if not p.policy.soft("A07R") or not any(block.kind == EVENING for block in p.problem.blocks):
        return
    for person in p.problem.staff:
        for week in p.instance.weeks:
            for day in p.instance.days:
                duties = p.duties.weekly(person.id, week, day)
                p.cost("A07R", [(1, d.column) for d in duties if d.kind == EVENING
                                and p.instance.eligibility.short_night(person.id, week, day, d.end)])  # fmt: skip
