"""Local search on workloads (D02): hand over, swap, swap of days, split, and the tabu memory, each move computed by hand.

With full shares a block of b minutes handed from the more to the less burdened of two lowers the sum of squares if b is below the gap
between them; a swap with a block of o minutes does if b - o is. ``-`` stands for posts that nobody has, which the search leaves alone.
"""

from __future__ import annotations

from dataclasses import replace

from solver.model.instance import Instance
from solver.plan import Assignment, Plan, Post
from solver.problem import Busy, FixedPost, Problem, Staff
from solver.search.workload.balance import balanced
from solver.search.workload.local_search import TabuMemory, local_search
from solver.search.workload.state import WorkloadState
from tests.schools.tiny_by_hand import (
    DAYS,
    EARLY,
    MONDAY,
    care,
    gate,
    holders,
    instance,
    plan,
    policy,
    posts_of,
    problem,
)

MANY = 10_000
AWAY = Staff("T3", "subject", takes_part=False)


def searched(state: WorkloadState, tabu: TabuMemory | None = None) -> dict[str, int]:
    """Loads after the search, in minutes."""
    local_search(state, MANY, set() if tabu is None else tabu)
    return {person: load // 100 for person, load in state.load.items()}


def test_blocks_and_loads() -> None:
    """T1 has 1A on both days, 2 * 80 minutes, T2 has 2A; T3 stands at the gate, which counts nothing. The range of 160
    is 120 beyond the tolerated 40."""
    state = WorkloadState(instance("D02"), plan())
    assert posts_of(state.blocks["T1"]) == [tuple(care(day, "1A", period) for period in (0, 1)) for day in DAYS]
    assert posts_of(state.blocks["T3"]) == [(gate(day),) for day in DAYS]
    assert state.load == {"T1": 16_000, "T2": 16_000, "T3": 0}
    assert (state.range(), state.excess()) == (16_000, 12_000)


def test_a_half_share_weighs_double() -> None:
    """T1 works half time: 160 minutes with 1A are 320 of a full share."""
    state = WorkloadState(instance("D02", school=problem(Staff("T1", "subject", share=50))), plan())
    assert state.load["T1"] == 32_000


def test_a_block_is_handed_over() -> None:
    """T1 has 1A on both days, 160 minutes, T2 has 2A on Monday, 80, T3 nothing. The gap to T3 is 160, and 80 is below it: Monday's block
    goes, and all have 80."""
    state = WorkloadState(instance("D02"), plan("T1 T2 T1 T2 -", "T1 - T1 - -"))
    assert searched(state) == {"T1": 80, "T2": 80, "T3": 80}
    assert posts_of(state.blocks["T3"]) == [(care(MONDAY, "1A", 0), care(MONDAY, "1A", 1))]


def test_two_blocks_are_swapped() -> None:
    """T1 has 1A on both days, 80 + 80; T2 has the first period of 2A on both, 40 + 40.

    The gap is 80: no block of 80 is below it, but 80 - 40 is. On Monday T1's 80 go for T2's 40: both have 120.
    """
    day = "T1 T2 T1 - -"
    state = WorkloadState(instance("D02", school=problem(AWAY)), plan(day, day))
    assert searched(state) == {"T1": 120, "T2": 120, "T3": 0}
    assert holders(state.plan()) == holders(plan("T2 T1 T2 - -", day))


def test_whole_days_are_swapped() -> None:
    """T1 carries over 300 minutes, of which a tenth counts, and has 1A and then 2A on Monday: 30 + 40 + 40; T2 has a duty of 40 minutes
    in the middle of both periods.

    The gap is 70. Neither of T1's blocks fits beside T2's duty, and to swap 40 for 40 gains nothing; all of the day does: 80 - 40 is
    below 70. T1 has 30 + 40, T2 has 80.
    """
    duty = FixedPost("D", "duty", "A", 920, 960, (MONDAY,), 1, ("subject",))
    school = replace(problem(Staff("T1", "subject", balance=300), AWAY), posts=(duty,))
    middle = Post("fixed", MONDAY, "D", 0)
    state = WorkloadState(instance("D02", school=school), _with(plan("T1 - - T1 -", "- - - - -"), middle, "T2"))
    assert (state.load["T1"], state.load["T2"]) == (11_000, 4_000)
    assert searched(state) == {"T1": 70, "T2": 80, "T3": 0}
    assert holders(state.plan()) == {care(MONDAY, "1A", 0): "T2", care(MONDAY, "2A", 1): "T2", middle: "T1"}


def _with(start: Plan, post: Post, person: str) -> Plan:
    return replace(start, assignments=(*start.assignments, Assignment(post, 1, person))).canonical()


def test_a_block_is_split() -> None:
    """T1 has 1A on Monday, 80 minutes, T2 nothing. To hand over 80 gains nothing with a gap of 80, but half of it does.

    The end goes: T1 keeps the first period, 40, and T2 has the second.
    """
    state = WorkloadState(instance("D02", school=problem(AWAY)), plan("T1 - T1 - -", "- - - - -"))
    assert searched(state) == {"T1": 40, "T2": 40, "T3": 0}
    assert holders(state.plan()) == holders(plan("T1 - T2 - -", "- - - - -"))


def _stuck() -> tuple[Instance, WorkloadState]:
    """T1 has 1A on both days, and T2, who could relieve them, leaves a minute after the first bell."""
    away = tuple(Busy(day, EARLY + 1, 1440) for day in DAYS)
    school: Problem = problem(Staff("T2", "subject", unavailable=away), AWAY)
    here = Instance(school, policy("D02", "K01"))
    return here, WorkloadState(here, plan("T1 - T1 - -", "T1 - T1 - -"))


def test_what_found_nothing_is_tabu_until_somebodys_posts_change() -> None:
    """A gap of 160. Asked about: two blocks to hand over, two days to swap, two blocks to split at one place, with the end or the
    beginning to go, 2 + 2 + 4 questions; and once more when late duties are no longer kept from flagged people. A second search with the
    same memory asks nothing. When T1 has one block less, 80 is no longer below the gap of 80: the two halves alone are asked about."""
    _, state = _stuck()
    tabu: TabuMemory = set()
    assert searched(state, tabu) == {"T1": 160, "T2": 0, "T3": 0}
    asked = state.evaluations
    assert asked == 2 * (2 + 2 + 4)
    searched(state, tabu)
    assert state.evaluations == asked
    state.remove("T1", state.by_load("T1").heavy[0])
    searched(state, tabu)
    assert state.evaluations == asked + 2 * 2


def test_the_search_ends_when_its_evaluations_are_used_up() -> None:
    _, state = _stuck()
    local_search(state, 1, set())
    assert state.evaluations == 2


def test_plans_are_more_and_more_even() -> None:
    """Of 320 minutes with groups each could have 107; day assignment and search reach the tolerated range, and fill the same posts."""
    here = instance("D02")
    found = [WorkloadState(here, step).excess() for step in balanced(here, plan())]
    assert found == sorted(found, reverse=True)
    assert found[-1] == 0
    last = list(balanced(here, plan()))[-1]
    assert {a.post for a in last.assignments} == {a.post for a in plan().assignments}


def test_balanced_plans_are_left_alone() -> None:
    """80 + 40, 80 + 40 and 80 minutes: a range of 40."""
    even = plan("T1 T2 T1 T2 T3", "T3 T1 T3 T2 T3")
    assert [holders(found) for found in balanced(instance("D02"), even)] == [holders(even)]
