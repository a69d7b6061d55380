"""Faults of companions: each at its place, and nothing else is a fault."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.errors import Fault
from solver.problem import Companion, Problem
from solver.problem.validate import faults
from tests.problem.schools import village, with_clubs

SCHOOL = with_clubs(village())
NAMES = ("P30", "P31", "P40", "P41", "P50")
"""Pupils who all chose chess."""


def school(*companions: Companion) -> Problem:
    return replace(SCHOOL, companions=companions)


def told(*companions: Companion) -> list[tuple[object, ...]]:
    return [fault.path for fault in faults(school(*companions))]


@pytest.mark.parametrize(("wrong", "path"), [
    (Companion("P3O", "P31", "together"), ("companions", 0, "pupil")),
    (Companion("P30", "P99", "apart"), ("companions", 0, "other")),
    (Companion("P30", "P31", "beside"), ("companions", 0, "kind")),
    (Companion("P30", "P31", "apart", "maybe"), ("companions", 0, "strength")),
    (Companion("P30", "P30", "together"), ("companions", 0, "other")),
])  # fmt: skip
def test_each_fault_at_its_place(wrong: Companion, path: tuple[object, ...]) -> None:
    (fault,) = faults(school(wrong))
    assert fault.path == path
    assert fault.zh
    assert fault.en
    assert fault.hint_zh.startswith("可能")
    assert fault.hint_en.startswith("Maybe")


def test_the_same_entry_twice_and_that_of_the_other_family() -> None:
    one = Companion("P30", "P31", "together")
    assert told(one, one) == [("companions", 1)]
    assert told(one, Companion("P31", "P30", "together", "must")) == []


def test_together_and_apart_is_told_at_both_places_in_names() -> None:
    found = faults(school(Companion("P30", "P31", "together"), Companion("P40", "P41", "apart"), Companion("P31", "P30", "apart")))
    assert [fault.path for fault in found] == [("companions", 0, "kind"), ("companions", 2, "kind")]
    assert all("P30" in fault.zh and "P31" in fault.zh and "P40" not in fault.zh for fault in found)


def test_a_chain_that_leads_to_a_pair_that_must_be_apart() -> None:
    musts = [Companion(a, b, "together", "must") for a, b in (("P30", "P31"), ("P31", "P40"))]
    (fault,) = faults(school(*musts, Companion("P40", "P30", "apart", "must")))
    assert fault.path == ("companions", 2, "kind")
    assert "P40—P31—P30 依次必须一起，都选了 chess" in fault.zh
    assert faults(school(*musts, Companion("P40", "P30", "apart"))) == []
    assert faults(school(musts[0], replace(musts[1], strength="wish"), Companion("P40", "P30", "apart", "must"))) == []
    assert faults(school(*musts, Companion("P50", "P30", "apart", "must"))) == []


def test_a_chain_through_different_courses_is_none() -> None:
    choir = replace(SCHOOL.offerings[0], id="choir")
    pupils = tuple(
        replace(p, choices={"P30": ("chess",), "P31": ("chess", "choir"), "P40": ("choir",)}.get(p.id, p.choices)) for p in SCHOOL.pupils
    )
    base = replace(SCHOOL, offerings=(*SCHOOL.offerings, choir), pupils=pupils)
    musts = (Companion("P30", "P31", "together", "must"), Companion("P31", "P40", "together", "must"))
    assert faults(replace(base, companions=(*musts, Companion("P30", "P40", "apart", "must")))) == []


ENTRIES = st.builds(
    Companion,
    st.sampled_from((*NAMES, "?")),
    st.sampled_from((*NAMES, "?")),
    st.sampled_from(("together", "apart")),
    st.sampled_from(("must", "wish")),
)


def _wrong(found: list[Fault], index: int) -> bool:
    return any(fault.path[:2] == ("companions", index) for fault in found)


@given(st.lists(ENTRIES, max_size=7))
def test_what_is_no_fault_can_hold(entries: list[Companion]) -> None:
    """Without a fault some seating of one course keeps all musts that is not empty for anybody; every fault names an entry."""
    found = faults(school(*entries))
    assert all(fault.path[0] == "companions" for fault in found)
    for i, each in enumerate(entries):
        if "?" in (each.pupil, each.other) or each.pupil == each.other or each in entries[:i]:
            assert _wrong(found, i)
    if found:
        return
    pairs = school(*entries).companion_pairs
    assert len({pair.pupils for pair in pairs}) == len(pairs)
    musts = [pair for pair in pairs if pair.must]
    group = {name: name for name in NAMES}  # everybody in the group of whom he must be with
    for pair in musts:
        if not pair.apart:
            one, other = (group[name] for name in pair.pupils)
            group = {name: other if mine == one else mine for name, mine in group.items()}
    assert not any(group[pair.pupils[0]] == group[pair.pupils[1]] for pair in musts if pair.apart)


def test_every_pair_may_be_asked_for() -> None:
    assert told(*(Companion(a, b, "together", "must") for a, b in combinations(NAMES, 2))) == []
