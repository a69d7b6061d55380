"""The nine stresses do what they say, to the school they are stored for, and leave the rest alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from instances import kinds
from instances.stress import Stress, stresses
from instances.stress.weeks import long_and_short_week
from solver.problem.problem import Problem
from solver.problem.validate import faults
from tests.instances.drawn import drawn, policy

STRESSES = {stress.number: stress for stress in stresses()}


def before_and_after(number: int) -> tuple[Problem, Problem]:
    stress = STRESSES[number]
    return drawn(stress.base), drawn(stress.name)


@pytest.mark.parametrize("stress", STRESSES.values(), ids=lambda stress: stress.name)
def test_change_is_pure_and_repeatable(stress: Stress) -> None:
    base = drawn(stress.base)
    assert stress.applied(base, 1) == stress.applied(base, 1) == drawn(stress.name)
    assert stress.zh
    assert stress.en
    assert stress.missing


@pytest.mark.parametrize("kind", ["village", "mid", "nine"])
def test_changes_may_be_laid_over_other_schools(kind: str) -> None:
    base = kinds.problem(kind, 1)
    for stress in STRESSES.values():
        if stress.number != 7 or len(base.gates) > 1:
            assert faults(stress.applied(base, 1)) == []


def test_two_teachers_leave() -> None:
    before, after = before_and_after(1)
    gone = before.staff_of.keys() - after.staff_of.keys()
    assert len(gone) == 2
    assert all(before.staff_of[name].takes_part for name in gone)
    taught = [lesson for lesson in before.lessons if lesson.class_id is not None]
    assert [replace(x, staff_id=None) if x.staff_id in gone else x for x in taught] == [
        lesson for lesson in after.lessons if lesson.class_id is not None
    ]
    assert replace(after, staff=before.staff, lessons=before.lessons) == before


def test_a_supplier_is_dismissed_with_all_its_people() -> None:
    before, after = before_and_after(2)
    size = Counter(person.organisation for person in before.outside)
    gone = {person.organisation for person in before.outside} - {person.organisation for person in after.outside}
    assert [size[name] for name in gone] == [max(size.values())]
    assert len(after.outside) == len(before.outside) - max(size.values())
    assert replace(after, outside=before.outside) == before


def test_rain_leaves_no_field() -> None:
    before, after = before_and_after(3)
    assert not [room for room in after.rooms if room.type == "field"]
    assert len(before.rooms) - len(after.rooms) == 6
    fields = {room.id for room in before.rooms if room.type == "field"}
    for dry, wet in zip(before.lessons, after.lessons, strict=True):
        if dry.room_id in fields:
            assert dry.class_id is not None
            assert wet.room_id == before.class_of[dry.class_id].room
        else:
            assert wet == dry
    assert after.pupils == before.pupils, "what families want does not change"


def test_one_tenth_more_in_grade_one() -> None:
    before, after = before_and_after(4)
    new = after.pupils[len(before.pupils) :]
    first = [p for p in before.pupils if p.weekdays and before.grade_of_pupil[p.id] == 1]
    assert len(new) == round(0.1 * len(first)) == 28
    assert {after.grade_of_pupil[pupil.id] for pupil in new} == {1}
    assert all(pupil.weekdays for pupil in new)
    sizes = Counter(pupil.class_id for pupil in new)
    assert max(sizes.values()) - min(sizes.values()) <= 1
    assert after.pupils[: len(before.pupils)] == before.pupils


def test_flu_takes_eight_percent_of_the_person_days() -> None:
    before, after = before_and_after(5)
    able = sum(person.takes_part for person in before.staff)
    lost = sum(len(new.unavailable) - len(old.unavailable) for old, new in zip(before.staff, after.staff, strict=True))
    assert lost == round(able * 5 * 0.08)
    ill = [new for old, new in zip(before.staff, after.staff, strict=True) if new != old]
    assert all(person.takes_part for person in ill)
    assert all(
        [b.weekday for b in person.unavailable if (b.start, b.end) == (0, 1440)] in ([1, 2, 3], [2, 3, 4], [3, 4, 5])
        for person in ill[:-1]
        if sum((b.start, b.end) == (0, 1440) for b in person.unavailable) == 3
    )


def test_six_days_then_four() -> None:
    before, after = before_and_after(6)
    dates = after.term.service_dates()
    assert [day.isoformat()[5:] for day, _ in dates] == [
        "09-14", "09-15", "09-16", "09-17", "09-18", "09-20", "09-21", "09-22", "09-23", "09-24",
    ]  # fmt: skip
    assert Counter(weekday for _, weekday in dates) == dict.fromkeys(range(1, 6), 2), "as two weeks of the template"
    assert replace(after, term=before.term) == before
    assert policy("stress-six-days").number("D10", "days_per_week") == 3
    assert policy("fengjin").number("D10", "days_per_week") == 4
    with pytest.raises(ValueError, match="no week of six"):
        long_and_short_week(replace(before, term=replace(before.term, make_up_days=())), Random(1))


def test_a_gate_is_closed() -> None:
    before, after = before_and_after(7)
    assert [gate.id for gate in after.gates] == [gate.id for gate in before.gates[:-1]]
    assert {gate for window in after.windows for gate in window.gates} == after.gate_of.keys()
    with pytest.raises(ValueError, match="no other"):
        STRESSES[7].applied(after, 1)


def test_one_lane_is_left() -> None:
    _, after = before_and_after(8)
    assert [gate.lanes for gate in after.gates] == [1]
    assert {window.gates for window in after.windows} == {(after.gates[0].id,)}


def test_the_village_may_not_merge() -> None:
    before, after = before_and_after(9)
    assert after == before
    assert kinds.document("stress-unmerged", 1) == kinds.document("village-unmerged", 1)
