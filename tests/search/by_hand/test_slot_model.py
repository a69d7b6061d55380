"""Slots and gates by themselves: by hand, and against every choice that there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from instances.generators import generate, presets
from solver.check.families import dismissal, order
from solver.check.plan_index import PlanIndex
from solver.model.instance import Instance
from solver.plan import Dismissal, Plan
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Gate, HomeClass, Problem, Pupil, Window
from solver.search.bounds.slots import slot_bounds
from solver.search.construct.dismissals import dismissals, prompt_dismissals
from solver.search.soft_policy import softened
from tests.check import builders

START, LAST = 930, 1050
PAIR = 1000
"""What a pair of grades counts, in steps of siblings."""
KINDS = [kind for kind in sorted(presets()) if "-" not in kind]
"""Kinds of schools; their variants have the same windows and gates."""


def school(slots: dict[int, tuple[int, ...]], gates: tuple[Gate, ...], kin: tuple[tuple[int, ...], ...] = ()) -> Problem:
    """One class with one pupil a grade, its slots, and all gates. kin: grades of siblings."""
    base = builders.problem()
    names = tuple(gate.id for gate in gates)
    families = {grade: f"F{number}" for number, grades in enumerate(kin) for grade in grades}
    return replace(
        base, gates=gates, offerings=(), outside=(),
        windows=tuple(Window(grade, START, builders.PERIODS, minutes, names) for grade, minutes in slots.items()),
        classes=tuple(HomeClass(f"{grade}A", grade, "R1") for grade in slots),
        pupils=tuple(Pupil(f"P{grade}", f"{grade}A", builders.WEEK, family=families.get(grade, "")) for grade in slots),
    )  # fmt: skip


def minutes_of(leaving: tuple[Dismissal, ...]) -> dict[int, int]:
    return {item.grade: item.minute for item in leaving}


def slow(name: str = "G1") -> Gate:
    """A gate through which one class gets in ten minutes, two do not."""
    return Gate(name, 1, 350, 1)


def bound(problem: Problem, tier: str, by: Policy | None = None) -> int:
    """The best bound of a tier for plans in the best order."""
    found = slot_bounds(Instance(problem, by or builders.policy()), 1)
    return max(each.value for each in found if each.tier == tier)


def test_small_ones_go_first_where_one_class_at_a_time_gets_out() -> None:
    here = school(dict.fromkeys((3, 1, 2), (LAST, LAST + 10, LAST + 20)), (slow(),))
    assert minutes_of(dismissals(Instance(here, builders.policy()), 1)) == {1: LAST, 2: LAST + 10, 3: LAST + 20}
    assert bound(here, "order") == 0


def test_fixed_times_are_kept_and_known_to_be_out_of_order() -> None:
    here = school({1: (LAST + 20,), 2: (LAST,), 3: (LAST, LAST + 20)}, (slow("G1"), slow("G2")))
    assert minutes_of(dismissals(Instance(here, builders.policy()), 1)) == {1: LAST + 20, 2: LAST, 3: LAST + 20}
    assert bound(here, "order") == PAIR


def test_all_at_one_minute_through_two_gates_is_in_order() -> None:
    here = school({1: (LAST, LAST + 10), 2: (LAST,)}, (slow("G1"), slow("G2")))
    found = dismissals(Instance(here, builders.policy()), 1)
    assert minutes_of(found) == {1: LAST, 2: LAST}
    assert len({item.gate for item in found}) == 2


def test_siblings_leave_near_each_other_where_order_allows() -> None:
    """Siblings of grades 1 and 3 would leave nearest one after the other, but grade 2 goes between. Through two gates grades 1 and 2
    would leave first, as they wait least; siblings of grades 2 and 3 leave together."""
    apart = dict.fromkeys((1, 2, 3), (LAST, LAST + 15, LAST + 30))
    here = school(apart, (slow(),), ((1, 3),))
    assert minutes_of(dismissals(Instance(here, builders.policy()), 1)) == {1: LAST, 2: LAST + 15, 3: LAST + 30}
    near = school(apart, (slow("G1"), slow("G2")), ((2, 3),))
    assert minutes_of(dismissals(Instance(near, builders.policy()), 1)) == {1: LAST, 2: LAST + 15, 3: LAST + 15}
    assert bound(near, "order") == 0
    alone = builders.policy(levels={"D17": "off"})
    found = minutes_of(dismissals(Instance(here, alone), 1))
    assert abs(found[1] - found[3]) == 15
    assert bound(here, "order", alone) == 5, "one step on each of five days"


def test_prompt_dismissals_give_up_order_last() -> None:
    """Grade 2 may leave at once, grade 1 later: to wait for grade 1 costs minutes."""
    here = school({1: (LAST + 10,), 2: (LAST, LAST + 10)}, (Gate("G1", 4, 60, 0),))
    first, second = prompt_dismissals(Instance(here, builders.policy()), 1)
    assert minutes_of(first) == {1: LAST + 10, 2: LAST + 10}
    assert minutes_of(second) == {1: LAST + 10, 2: LAST}
    free = school({1: (LAST,), 2: (LAST, LAST + 10)}, (Gate("G1", 4, 60, 0),))
    assert [minutes_of(found) for found in prompt_dismissals(Instance(free, builders.policy()), 1)] == [{1: LAST, 2: LAST}]


def test_extended_care_begins_in_rooms_that_are_free() -> None:
    """Grade 1, of which a child stays longer, cannot leave before grade 2 when extended care is in the classroom of grade 2."""
    here = school(dict.fromkeys((1, 2), (LAST, LAST + 10)), (slow(),))
    late = replace(here.pupils[0], late_until=LAST + 60)
    rooms = {"R2": 40, "late": 0, "R1": 40}
    classes = (HomeClass("1A", 1, "R1"), HomeClass("2A", 2, "R2"))
    for places, minutes in (({"late": 1}, {1: LAST, 2: LAST + 10}), ({}, {1: LAST + 10, 2: LAST})):
        kinds = {"R1": "classroom", "R2": "late", "late": "late"}
        own = tuple(replace(here.rooms[0], id=name, type=kinds[name], capacity=many) for name, many in (rooms | places).items())
        there = replace(here, pupils=(late, here.pupils[1]), classes=classes, rooms=own)
        assert minutes_of(dismissals(Instance(there, builders.policy()), 1)) == minutes


def random_school(seed: int) -> tuple[Problem, Policy]:
    """Three grades with random slots, gates and siblings."""
    rng = Random(seed)
    gates = (Gate("G1", 1, rng.choice((200, 350, 610)), 1), Gate("G2", rng.choice((1, 2)), rng.choice((200, 350)), 1))
    slots = {grade: tuple(sorted(LAST + late for late in rng.sample((0, 5, 10, 20), rng.choice((1, 2, 3))))) for grade in (1, 2, 3)}
    kin = rng.choice(((), ((1, 2),), ((1, 3),), ((1, 2, 3),)))
    return school(slots, gates, kin), builders.policy({"D18": {"allowed_minutes": rng.choice((0, 5, 10))}})


def choices(problem: Problem, policy: Policy) -> Iterator[tuple[int, int]]:
    """(order, peak) of every choice of slots and gates that breaks neither D14 nor H03."""
    options = [[Dismissal(w.grade, m, e) for m in w.dismissals for e in w.gates] for w in problem.windows]
    for chosen in product(*options):
        view = PlanIndex(problem, policy, Plan(dismissals=tuple(chosen)))
        if not [*dismissal.seen_off(view), *dismissal.apart(view)]:
            yield value(view), dismissal.peak(view)[0]


def value(view: PlanIndex) -> int:
    """Of the tier of order, by the checker."""
    siblings = order.near_siblings(view)
    return PAIR * order.youngest_first(view)[0] + (siblings[0] if siblings else 0)


@pytest.mark.parametrize("seed", range(10))
def test_choice_and_bounds_are_the_best_of_all_choices(seed: int) -> None:
    problem, policy = random_school(seed)
    possible = sorted(choices(problem, policy))
    instance = Instance(problem, policy)
    found = dismissals(instance, 1)
    assert bool(found) == bool(possible)
    if possible:
        best, longest = possible[0]
        view = PlanIndex(problem, policy, Plan(dismissals=found))
        assert (value(view), dismissal.peak(view)[0]) == (best, longest)
        free, least, held = slot_bounds(instance, 1)
        assert (free.tier, free.value, least.tier, least.value) == ("order", best, "peak", min(peak for _, peak in possible))
        assert (held.tier, held.value, held.under) == ("peak", longest, {"order": best})
        reached = max(at for at, _ in possible)
        under = [bound for bound in slot_bounds(instance, 1, {"order": reached}) if bound.under]
        assert {bound.under["order"] for bound in under} == {best, reached}
        assert all(bound.value == min(peak for at, peak in possible if at <= bound.under["order"]) for bound in under)


@pytest.mark.parametrize("kind", KINDS)
def test_of_no_kind_of_school_a_grade_leaves_after_a_higher_one_without_need(kind: str) -> None:
    """Of nine grades, only the upper three may go at 17:25, only the others at 17:45, and the gates do not hold all at 17:35: if one
    goes at 17:25, three others have to wait until 17:45, and if two do, two. Extended care needs the rooms of two grades, however.
    """
    preset = presets()[kind]
    instance = Instance(generate(preset, 1), softened(load_policy(preset.policy["profile"], preset.policy["overrides"])))
    found = Plan(dismissals=dismissals(instance, 1))
    late = order.late_pairs(PlanIndex(instance.problem, instance.policy, found))
    (proven, *_) = slot_bounds(instance, 1)
    nine = kind == "nine"
    assert (proven.tier, proven.value) == ("order", PAIR * (6 + 3 * 2) if nine else 0)
    assert len(late) == (6 * 2 + 2 if nine else 0)
