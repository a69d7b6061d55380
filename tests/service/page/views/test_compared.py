"""Comparison of scenarios on a page: each end in words, beside the base; pupils are counted; the form of changes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import solver
from api.files.comparison import ComparisonFile
from api.mapping.request import Request, request_from_doc
from api.page.views.compared import compared_view
from api.page.views.scenarios import change_form
from api.services.loading import choose_policy
from solver import BaseOutcome, Fault, Plan, ScenarioOutcome, parse_change
from solver.changes.change import Sentence
from solver.changes.registry import KINDS
from solver.plan.result import Reason
from solver.whatif.touched import Touched
from solver.whatif.variant import Variant, judged

LEAVE = [{"kind": "leave", "people": ["T001"]}]


@pytest.fixture(scope="module")
def request_(tiny: bytes) -> Request:
    return request_from_doc(json.loads(tiny))


@pytest.fixture(scope="module")
def file(request_: Request, solved: Plan) -> ComparisonFile:
    """One scenario that works at a price, one that is proven impossible, one that cannot be applied."""
    problem, policy = request_.problem, choose_policy(request_)
    stands = judged("unchanged", (problem, solved), (problem, policy), solved)
    tiers = tuple(replace(tier, value=tier.value + 7) if tier.name == "choice" else tier for tier in stands.tiers)
    pupils = tuple(pupil.id for pupil in problem.pupils[:3])
    touched = Touched(adults=("T001", "T002"), pupils=pupils, closed=("K01#1",), assignments=4)
    works = replace(stands, aim="least_change", tiers=tiers, touched=touched)
    reasons = (Reason("D01", "没有人。", "Nobody.", "", "", ()), Reason("D02", "也不行。", "Nor so.", "", "", ()))
    never = Variant("best", "infeasible", reasons=reasons)
    fault = Fault(("changes", 0), "T9", "没有这个人。", "Nobody is called so.", "可能写错了。", "Maybe misspelt.")
    told = (Sentence("某人退出", "somebody leaves"),)
    outcomes = [
        ScenarioOutcome("one", "少一人", "removes", told, (works,)), ScenarioOutcome("two", "", "removes", told, (never,)),
        ScenarioOutcome("three", "错的", "mixed", (), (), (fault,)),
    ]  # fmt: skip
    return ComparisonFile(problem, policy, solver.compare(BaseOutcome(stands, stands), outcomes))


def test_each_end_is_told_in_words(file: ComparisonFile) -> None:
    view = compared_view(file, [{"id": "one", "changes": LEAVE}, {"id": "two", "changes": LEAVE}])
    first, second, third = view.cards
    (end,) = first.ends
    assert (first.name, first.works) == ("少一人", True)
    assert [goal.name[0] for goal in end.goals] == ["志愿未满足"]
    assert {label[0]: told if isinstance(told, str) else told[0] for label, told in end.touched}["有变动的学生"] == "3 人"
    assert "已证明" in second.ends[0].conclusion[0]
    assert second.name == ("某人退出", "somebody leaves")
    assert not second.works
    assert len(second.ends[0].reasons) == 2
    assert third.faults == (("没有这个人。可能写错了。", "Nobody is called so. Maybe misspelt."),)
    assert view.adoptions == {"one": LEAVE}, "of those that work alone"
    assert not [pupil.id for pupil in file.problem.pupils if pupil.id in repr(view)], "pupils are counted, not named"
    assert len(view.tables) == 3


def test_the_form_offers_what_the_term_has(request_: Request, solved: Plan) -> None:
    form = change_form(request_.problem, solved)
    fewest = form.data()["fewest"]
    assert [form.posts[person] for person in fewest] == sorted(form.posts.values())
    assert set(fewest) == {person.id for person in request_.problem.staff if person.takes_part}
    assert {each.id for each in form.rooms} == set(request_.problem.room_of)
    assert len(form.help) == len(KINDS)
    for each in form.help:
        parse_change(each.phrase)
    assert change_form(request_.problem, None).data()["fewest"] == [], "without a plan nobody is known to have few posts"
