"""A change of a plan as edits: they make it, and say so where they cannot."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from solver.plan.apply import apply_edits
from solver.plan.as_edits import as_edits, edit_document
from solver.plan.edit import MoveSeat, ReplaceAdult, read_edits
from tests.papers.stored import desk


def test_random_changes_of_adults_seats_and_dismissals_come_back_from_their_edits() -> None:
    found = desk("village")
    plan, rng = found.plan, Random(2)
    people = [s.id for s in found.problem.staff]
    for _ in range(20):
        moved = {item: item._replace(person=rng.choice(people)) for item in rng.sample(plan.assignments, 3)}
        kept = [item for item in plan.assignments if item not in moved]
        new = replace(plan, assignments=tuple(dict.fromkeys([*kept, *moved.values()])), seats=plan.seats[1:]).canonical()
        edits = as_edits(found.problem, 2, plan, new)
        if new.assignments == plan.assignments and new.seats == plan.seats:
            continue
        assert edits is not None
        assert all(isinstance(edit, ReplaceAdult | MoveSeat) for edit in edits)
        read = read_edits([edit_document(edit) for edit in edits])
        assert read == edits
        assert apply_edits(found.problem, 2, plan, read).assignments == new.assignments


def test_other_sections_are_not_for_edits_and_nothing_is_no_edit() -> None:
    found = desk("village")
    assert as_edits(found.problem, 2, found.plan, replace(found.plan, sections=found.plan.sections[1:])) is None
    assert as_edits(found.problem, 2, found.plan, found.plan) is None
