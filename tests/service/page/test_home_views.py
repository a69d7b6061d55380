"""Home pages: next steps of terms by role, and the way through the first start."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.page.views.home_view import bureau_home, district_home
from api.page.views.steps import STAGES, TermStage, term_step
from api.storage.publications import Publication
from api.storage.school_states import DistrictFigures, SchoolState, TermState
from api.storage.schools import District, School
from api.storage.terms import StoredTerm

TERM = StoredTerm("t", "elm", "east", "第一学期", "0", 21, 3, 1, "key:x", None)
ELSEWHERE = Publication("p", "elm", "old", "plan", 1, 1, "key:x", None)
HERE = Publication("p", "elm", "t", "plan", 1, 1, "key:x", None)
EAST = District("east", "东区")


@pytest.mark.parametrize(
    ("state", "published", "stage", "href", "read_href"),
    [
        (TermState(TERM), None, TermStage.NO_PLAN, "/page/terms/t/solve", "/page/terms/t"),
        (TermState(TERM, open_job="j"), None, TermStage.SEARCHING, "/page/jobs/j", "/page/jobs/j"),
        (TermState(TERM, 1, "a", None), None, TermStage.UNSOUND, "/page/plans/a", "/page/plans/a"),
        (TermState(TERM, 2, "b", "a"), None, TermStage.DRAFT, "/page/plans/a/publish", "/page/plans/a"),
        (TermState(TERM, 2, "b", "a", "j"), ELSEWHERE, TermStage.DRAFT, "/page/plans/a/publish", "/page/plans/a"),
        (TermState(TERM, 2, "b", "a"), HERE, TermStage.PUBLISHED, "/page/plans/plan", "/page/plans/plan"),
    ],
)
def test_the_next_step_of_a_term_is_for_those_who_may_take_it(
    state: TermState, published: Publication | None, stage: TermStage, href: str, read_href: str
) -> None:
    planner, reader = term_step(state, published, may_plan=True), term_step(state, published, may_plan=False)
    assert (planner.stage, planner.href) == (stage, href)
    assert (reader.stage, reader.href) == (stage, read_href)


def test_nobody_is_led_to_publish_a_sample() -> None:
    sample = TermState(replace(TERM, name="示范 柳溪村小学"), 1, "a", "a")
    assert term_step(sample, None, may_plan=True).href == "/page/plans/a"


def test_a_districts_schools_are_counted_by_stage_where_all_are_listed() -> None:
    states = [SchoolState(School("elm", "榆树", "east"), TermState(TERM)), SchoolState(School("oak", "橡树", "east"))]
    home = district_home(EAST, states, None, first=True, may_plan=True)
    assert [(count.chip, count.schools) for count in home.counts] == [(STAGES[TermStage.NO_DATA], 1), (STAGES[TermStage.NO_PLAN], 1)]
    assert home.whole
    assert home.later == ""
    assert not district_home(EAST, states, "oak", first=True, may_plan=True).whole


def test_the_first_start_goes_on_until_an_office_has_its_key() -> None:
    def steps(schools: int | None, offices: int) -> list[bool]:
        districts = () if schools is None else (EAST,)
        figures = {"east": DistrictFigures(schools or 0, 0, 0)}
        return [step.done for step in bureau_home(districts, figures, None, offices, "elm" if schools else None, "").start]

    assert steps(None, 0) == [False, False, False]
    assert steps(0, 0) == [True, False, False]
    assert steps(1, 0) == [True, True, False]
    assert steps(1, 1) == []
    last = bureau_home((EAST,), {"east": DistrictFigures(1, 0, 0)}, None, 0, "elm", "").start[-1]
    assert last.href == "/page/people/new?role=planner&school=elm"
