"""Costs of unfamiliar care (D16, D16F, D16W, D16S), bundles cut by class, and what the tier would count, by hand.

T1 is the class teacher of 1A, T2 of 2A; T3 is known to nobody. A block is the two periods of a class on a day.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from solver.model.instance import Instance
from solver.plan import Plan, Tutoring
from solver.problem import Lesson, Problem, Staff
from solver.search.search_params import WorkloadParams
from solver.search.workload.bundles import cut_by_class
from solver.search.workload.familiar_costs import FamiliarCosts
from solver.search.workload.state import DutyBlock, WorkloadState
from tests.schools.tiny_by_hand import MONDAY, TUESDAY, care, gate, instance, plan, posts_of, problem

PEOPLE = ("T1", "T2", "T3")
COSTS = WorkloadParams(stranger_cost=100, near_cost=40, new_face_cost=7, other_week_cost=3, other_subject_cost=5, other_holder_cost=11)


def school(*lessons: Lesson) -> Problem:
    people = (Staff("T1", "homeroom", homeroom="1A"), Staff("T2", "homeroom", homeroom="2A"))
    return replace(problem(*people), lessons=lessons)


def costs(here: Instance, of: Plan, like: Plan | None = None) -> tuple[WorkloadState, FamiliarCosts]:
    state = WorkloadState(here, of)
    return state, FamiliarCosts(state, PEOPLE, COSTS, like)


def block_of(state: WorkloadState, person: str, day: int) -> DutyBlock:
    (found,) = [block for block in state.blocks[person] if block.posts[0].weekday == day and block.posts[0].kind == "care"]
    return found


def test_strangers_cost_by_class_period() -> None:
    """1A on Monday has two periods: nothing with T1, 2 * 100 with each of the others, who know nobody of its grade."""
    state, found = costs(instance("D16", school=school()), plan())
    assert list(found.of_held(block_of(state, "T1", MONDAY), 0)) == [0, 200, 200]


def test_teachers_of_the_grade_cost_less() -> None:
    """T3 teaches 2A, and with that the second grade; where 3A were of that grade too, they would be near it and not strangers."""
    known = school(Lesson(MONDAY, 480, 520, "1B", "T3", subject="音乐"))
    classes = (*known.classes, replace(known.classes[0], id="1B"))
    here = instance("D16", school=replace(known, classes=classes))
    state, found = costs(here, plan())
    assert list(found.of_held(block_of(state, "T1", MONDAY), 0)) == [0, 200, 80]


def test_a_new_face_costs_what_the_class_has_not_seen() -> None:
    """1A sees T1 on both days: T2 and T3 would be new to it. 2A sees T2 on Monday alone, so that T2 who keeps it is a face too."""
    state, found = costs(instance("D16F", school=school()), plan("T1 T2 T1 T2 T3", "T1 T3 T1 T3 T2"))
    assert list(found.of_held(block_of(state, "T1", MONDAY), 0)) == [0, 7, 7]
    assert list(found.of_held(block_of(state, "T2", MONDAY), 1)) == [7, 7, 0]


def test_one_persons_costs_are_those_of_the_row() -> None:
    state, found = costs(instance("D16", "D16F", school=school()), plan("T1 T2 T1 T2 T3", "T1 T3 T1 T3 T2"))
    for person in PEOPLE:
        for block in state.blocks[person]:
            holder = PEOPLE.index(person)
            assert list(found.of_held(block, holder)) == [found.of_person(block, holder, place) for place in range(3)]


def test_the_adult_of_the_other_week_costs_nothing() -> None:
    """In the first week T1 has 1A on Monday: in the second, T2 and T3 are a change in each of its two periods, 3 + 3."""
    first = plan()
    second = [a._replace(week=2, person="T3" if a.person == "T1" else a.person) for a in first.assignments]
    both = replace(first, assignments=(*first.assignments, *second)).canonical()
    here = instance("D16F", "D16W", school=school(), numbers={"D02": {"weeks": 2}})
    state, found = costs(here, both)
    (block,) = [each for each in state.blocks["T3"] if each.week == 2 and each.posts == tuple(care(MONDAY, "1A", p) for p in (0, 1))]
    state.remove("T3", block)
    found.remove("T3", block)
    assert list(found.of_blocks([block]) - [0, 7, 0]) == [0, 6, 6]


def test_tutoring_without_a_main_subject_costs() -> None:
    """T1 teaches 1A Chinese; its tutoring on Monday is the first period: T2 and T3 cost 5, of one period."""
    tutored = replace(plan(), tutoring=(Tutoring(1, MONDAY, 0, "tutoring"),))
    here = instance("D16F", "D16S", school=school(Lesson(MONDAY, 480, 520, "1A", "T1", subject="语文")))
    state, found = costs(here, tutored)
    assert list(found.of_held(block_of(state, "T1", MONDAY), 0)) == [0, 5 + 7, 5 + 7]


def test_other_adults_than_before_cost_by_post() -> None:
    """T3 had 1A on Monday: T1 and T2 cost 11 for each of its two posts. Nobody had it on Tuesday."""
    state, found = costs(instance("D16", school=school()), plan(), like=plan("T3 - T3 - -", "- - - - -"))
    assert list(found.of_held(block_of(state, "T1", MONDAY), 0)) == [22, 222, 200]
    assert list(found.of_held(block_of(state, "T1", TUESDAY), 0)) == [0, 200, 200]


def test_what_the_tier_counts() -> None:
    """8 class periods, of which 85 and 95 percent are 7 and 8 by ceiling. T3 has 1A on Tuesday, two periods: 6 are own and 6 near, 1 and
    2 short. 1A sees two adults where one is allowed."""
    here = instance("D16", "D16F", school=school(), numbers={"D16": {"own_percent": 85, "near_percent": 95}, "D16F": {"adults": 1}})
    _, found = costs(here, plan("T1 T2 T1 T2 T3", "T3 T2 T3 T2 T1"))
    assert found.shortfall() == 1 + 2 + 1


def test_days_are_cut_by_class() -> None:
    """T1 has the first period of 1A and the second of 2A, T2 the others; the gate goes with what T1 has most of, here 1A."""
    state = WorkloadState(instance("D02"), plan("T1 T2 T2 T1 T1", "- - - - -"))
    cut = cut_by_class(state.blocks, state.duty_table)
    assert [sorted(post for block in blocks for post in block.posts) for blocks in cut] == [
        [care(MONDAY, "1A", 0), care(MONDAY, "1A", 1), gate(MONDAY)],
        [care(MONDAY, "2A", 0), care(MONDAY, "2A", 1)],
    ]


def test_who_has_no_class_keeps_other_posts_together() -> None:
    state = WorkloadState(instance("D02"), plan())
    monday = {person: [block for block in state.blocks[person] if block.posts[0].weekday == MONDAY] for person in PEOPLE}
    assert posts_of(cut_by_class(monday, state.duty_table)[-1]) == [(gate(MONDAY),)]


def test_familiarity_counts_where_the_policy_asks_and_somebody_is_known() -> None:
    assert FamiliarCosts.wanted(instance("D16", school=school()))
    assert not FamiliarCosts.wanted(instance("D02", school=school()))
    assert not FamiliarCosts.wanted(instance("D16"))
    assert np.all(costs(instance("D02", school=school()), plan())[1].of_blocks([]) == 0)
