"""A plan is joined with a request of its own school and term alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.plan.plan_file import PlanFile
from api.files.request.example import example_problem
from api.mapping.request import Request
from api.services.loading import belonging
from solver import Plan, PlanError

REQUEST = Request(example_problem())
SCHOOL, TERM = REQUEST.problem.school, REQUEST.problem.term.name
OTHER = st.text(min_size=1).filter(lambda text: bool(text.strip()))


@given(st.sampled_from([SCHOOL, "", f"  {SCHOOL} "]), st.sampled_from([TERM, "", f"{TERM}\u3000"]))
def test_its_own_and_one_that_does_not_say_are_taken(school: str, term: str) -> None:
    found = PlanFile(Plan(), school, term)
    assert belonging(REQUEST, found, "plan.json") is found


@given(OTHER, OTHER, st.booleans(), st.booleans())
def test_another_is_refused_with_both_names(school: str, term: str, same_school: bool, same_term: bool) -> None:
    names = (SCHOOL if same_school else f"{SCHOOL}{school}", TERM if same_term else f"{TERM}{term}")
    if (same_school or not school.strip()) and (same_term or not term.strip()):
        return
    with pytest.raises(PlanError) as caught:
        belonging(REQUEST, PlanFile(Plan(), *names), "plan.json")
    told = {fault.path[-1]: fault for fault in caught.value.faults}
    assert set(told) <= {"school", "term"}
    for key, its, ours in (("school", names[0], SCHOOL), ("term", names[1], TERM)):
        if key in told:
            assert its in told[key].zh
            assert its in told[key].en
            assert ours in told[key].zh
            assert ours in told[key].en
            assert told[key].hint_en.startswith("Maybe")
