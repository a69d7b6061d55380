"""Notices on families: a code that only one pupil has is told to the office, without the code."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from solver.explain.siblings import sibling_warnings
from solver.policy.load import load_policy
from solver.problem.validate import faults
from tests.problem.schools import village, with_clubs

POLICY = load_policy("national", {})
SCHOOL = with_clubs(village())


@given(st.lists(st.sampled_from(("", "家一", "家二", "家三")), min_size=6, max_size=6))
def test_who_is_alone_in_a_family_is_told_and_no_fault(codes: list[str]) -> None:
    pupils = tuple(replace(pupil, family=code) for pupil, code in zip(SCHOOL.pupils, codes, strict=False))
    school = replace(SCHOOL, pupils=(*pupils, *SCHOOL.pupils[len(codes) :]))
    assert faults(school) == []
    found = sibling_warnings(school, POLICY)
    alone = [pupil.id for pupil in pupils if pupil.family and codes.count(pupil.family) == 1]
    assert [list(reason.subjects) for reason in found] == ([alone] if alone else [])
    for reason in found:
        assert not any(code and (code in reason.zh or code in reason.en) for code in codes)
    assert sibling_warnings(school, load_policy("national", {"D18": {"level": "off"}})) == []


def test_two_ways_to_write_one_code_are_a_fault() -> None:
    first, second, *rest = SCHOOL.pupils
    school = replace(SCHOOL, pupils=(replace(first, family="F01"), replace(second, family="f０1"), *rest))
    assert [fault.path[-1] for fault in faults(school)] == ["family"]
