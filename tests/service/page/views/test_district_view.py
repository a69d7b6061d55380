"""A district's page and a batch's page, from rows and documents alone."""

from __future__ import annotations

from typing import Any

import pytest

from api.files.district.report import DistrictFile, SchoolRow
from api.page.views.batch_view import batch_view
from api.page.views.district_view import AREAS, district_view
from api.page.views.steps import TermStage
from api.services.district_overview import DistrictOverview, SchoolOverview
from api.storage.jobs import ENDED, STATES
from api.storage.plan_reports import PlanReport
from api.storage.publications import Publication
from api.storage.school_states import SchoolState, TermState
from api.storage.schools import District, School
from api.storage.terms import StoredTerm
from solver.papers.kpi.registry import INDICATORS
from solver.whatif.district.question import DistrictQuestion
from solver.whatif.district.school_answer import Price, SchoolAnswer

FIGURES = [
    ["participation", "", "", 9, 10], ["by_weekday", "周一", "Mon", 4, 10], ["gini", "", "", 200, None], ["unknown-by-now", "", "", 1, 2],
]  # fmt: skip


def _school(name: str, plan: int = 0, violations: int = 0, number: int = 1, published: bool = False) -> SchoolOverview:
    """School with a plan of which so many of ten pupils take part; without a term for 0."""
    school = School(name, name.title(), "east")
    if not plan:
        return SchoolOverview(SchoolState(school), None, None)
    stored = StoredTerm(f"t-{name}", name, "east", "Autumn", "", 10, 1, 0, "x", None)
    term = TermState(stored, 1, f"p-{name}", None if violations else f"p-{name}")
    force = Publication("f", name, stored.id, f"p-{name}", number, 5, "x", None) if published else None
    figures = [["participation", "", "", plan, 10], *FIGURES[1:]]
    return SchoolOverview(SchoolState(school, term, force), PlanReport(f"p-{name}", number, not violations, violations, figures), None)


def test_states_and_indicators_stand_beside_each_other() -> None:
    schools = (_school("ash"), _school("elm", 9, published=True), _school("oak", 6, violations=3), _school("yew", 3, number=2))
    view = district_view(DistrictOverview(District("east", "East"), schools, None, ()))
    assert [each.step.stage for each in view.schools] == [TermStage.NO_DATA, TermStage.PUBLISHED, TermStage.UNSOUND, TermStage.DRAFT]
    assert sum(each.schools for each in view.counts) == len(schools)
    assert [each.violations for each in view.schools] == [None, 0, 3, 0]
    assert [bool(each.term) for each in view.schools] == [False, True, True, True]
    assert [(row.name, row.edited) for row in view.rows] == [("Elm", False), ("Oak", False), ("Yew", True)]
    place = [column.id for column in view.columns].index("participation")
    assert [row.cells[place].text for row in view.rows] == ["90.0%", "60.0%", "30.0%"]
    assert view.whole is not None
    assert view.whole.cells[place].text == "60.0%"
    assert "by_weekday" not in [column.id for column in view.columns], "one value a school"
    assert all(len(row.cells) == len(view.columns) for row in (*view.rows, view.whole))


def test_every_indicator_has_an_area() -> None:
    assert [each.id for _, found in AREAS.values() for each in found] == [each.id for each in INDICATORS]


def test_a_district_without_schools_and_one_without_plans_are_drawn() -> None:
    assert district_view(DistrictOverview(District("east", "East"), (), None, ())).rows == ()
    view = district_view(DistrictOverview(District("east", "East"), (_school("ash"),), "ash", ()))
    assert (view.whole, view.later) == (None, "/page/districts/east?after=ash")


def _document(states: list[str], **more: Any) -> dict[str, Any]:
    entries = [
        {"school_id": f"s{place}", "school": f"School {place}", "term_id": "t", "job_id": f"j{place}", "state": state, "kept": False,
         "plan_id": None, "valid": None, "reason": None, "gap": None, "answer": None, **more}
        for place, state in enumerate(states)
    ]  # fmt: skip
    return {
        "id": "b", "name": "autumn", "state": "running", "again": None, "reason": None, "question": None, "verdicts": {},
        "created_at": 0, "ended_at": None, "schools": entries, "counts": dict.fromkeys(states, 1), "indicators": [],
    }  # fmt: skip


def test_schools_that_ended_without_a_plan_are_offered_again() -> None:
    view = batch_view(_document(list(STATES)), None)
    assert {school.state for school in view.schools if school.again} == set(ENDED)
    assert view.done == len(ENDED)
    view = batch_view(_document(["done"], valid=True, plan_id="p", gap=0.0312), None)
    assert (view.again, view.schools[0].plan, view.schools[0].gap) == (0, "/page/plans/p", "3.1%")


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ({"code": "x", "zh": "原因", "en": "why"}, (("原因", "why"),)),
        ({"code": "x", "zh": "见 reasons", "en": "see", "reasons": [{"zh": "人不够", "en": "too few"}]}, (("人不够", "too few"),)),
        (None, ()),
    ],
)
def test_refusals_are_told_in_words(reason: Any, told: Any) -> None:
    assert batch_view(_document(["refused"], reason=reason), None).schools[0].reasons == told


def test_answers_are_told_by_role_and_number() -> None:
    keeps = SchoolAnswer("keeps", role="subject", prices=(Price("fair", 3, 4),), examined=6, indispensable={"admin": 1})
    rows = [SchoolRow("A", keeps, "负担 3 → 4"), SchoolRow("B", SchoolAnswer("unknown")), SchoolRow("C", None)]
    view = batch_view(_document(["done", "done", "queued"]) | {"question": {"leaves": "least"}, "verdicts": {"keeps": 1, "unknown": 1}},
                      DistrictFile(DistrictQuestion("least"), rows))  # fmt: skip
    assert [school.again for school in view.schools] == [False, True, False]
    assert [bool(school.verdict) for school in view.schools] == [True, True, False]
    assert "6" in str(view.summary)
    assert any("1 / 6" in str(part) for part in view.schools[0].detail)
