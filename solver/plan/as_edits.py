"""A change of a plan as edits, so that it can be made in a stored plan: dismissals, adults on posts, seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from itertools import zip_longest
from typing import Any

from solver.errors import PlanError
from solver.plan.apply import apply_edits
from solver.plan.difference import difference
from solver.plan.edit import KINDS, MOST, Edit, MoveDismissal, MoveSeat, ReplaceAdult
from solver.plan.plan import Plan, Post
from solver.problem.problem import Problem
from solver.units import clock


def as_edits(problem: Problem, weeks: int, before: Plan, after: Plan) -> tuple[Edit, ...] | None:
    """Edits that make one plan of the other, flex grants and fees aside, which follow; None where edits cannot say it.

    weeks: of the template (D02). None for other sections, times, care groups or late rooms, and for more edits than a request takes.
    """
    moved = tuple(MoveDismissal(d.grade, d.minute, d.gate) for d in after.dismissals if d not in before.dismissals)
    try:
        edits = (*moved, *_rest(apply_edits(problem, weeks, before, moved), after))
        made = apply_edits(problem, weeks, before, edits)
    except PlanError:
        return None
    same = all(getattr(made, name) == getattr(after, name) for name in _EDITED)
    return edits if same and 0 < len(edits) <= MOST else None


_EDITED = ("dismissals", "tutoring", "sections", "care_groups", "late_care", "seats", "assignments")


def _rest(before: Plan, after: Plan) -> Iterator[Edit]:
    found = difference(before, after)
    for each in found.adults:
        for week in each.weeks:
            for old, new in zip_longest(each.left, each.came):
                yield ReplaceAdult(each.post, week, old, new)
    for pupil in found.pupils:
        for left, joined in zip_longest(pupil.left, pupil.joined):
            yield MoveSeat(pupil.pupil, left, joined)


def edit_document(edit: Edit) -> dict[str, Any]:
    """An edit as a JSON object, as :func:`solver.plan.edit.read_edits` reads it."""
    kind = next(name for name, known in KINDS.items() if type(edit) is known)
    document: dict[str, Any] = {"edit": kind}
    for field in fields(edit):
        value = getattr(edit, field.name)
        if isinstance(value, Post):
            value = value._asdict()
        elif field.name in ("minute", "to_start") and value is not None:
            value = clock(value)
        document[field.name] = value
    return document
