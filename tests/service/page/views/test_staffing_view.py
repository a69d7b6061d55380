"""Answers of the staffing analysis: read back from the results of their jobs as they were, and drawn with words beside the plots."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

import solver
from api.files.language import Language
from api.files.staffing.stored import stored_pages
from api.mapping.request import Request, request_from_doc
from api.page.views.staffing import StaffingAnswerView, answer_view, goal_choices
from api.services.loading import choose_policy
from api.services.staffing import (
    StaffingAnswer,
    answer_bytes,
    answer_fewest,
    answer_frontier,
    answer_stress,
    answer_values,
)
from solver import FewestParams, Params, Plan, StressParams, ValueParams
from tests.service.page.views import answers

QUESTIONS = ("fewest", "values", "stress", "frontier")


@pytest.fixture(scope="module")
def request_(tiny: bytes) -> Request:
    return request_from_doc(json.loads(tiny))


@pytest.fixture
def asked(request_: Request, solved: Plan, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], StaffingAnswer]:
    """Answer of a question, of which the search is made by hand."""
    problem, policy = request_.problem, choose_policy(request_)
    for name, made in (
        ("fewest_adults", answers.fewest()), ("marginal_values", answers.values(problem)), ("stress", answers.stress(problem)),
        ("frontier", answers.frontier(policy, solved)),
    ):  # fmt: skip
        monkeypatch.setattr(solver, name, lambda *_, found=made: found, raising=False)
    quiet: tuple[Callable[..., None], Callable[[], bool]] = (lambda _: None, lambda: False)

    def ask(question: str) -> StaffingAnswer:
        if question == "fewest":
            return answer_fewest(problem, policy, solved, FewestParams(Params()), *quiet)
        if question == "values":
            return answer_values(problem, policy, solved, (), ValueParams(Params()), *quiet)
        if question == "stress":
            return answer_stress(problem, policy, solved, StressParams(), *quiet)
        return answer_frontier(problem, policy, solved, (), Params(), *quiet)

    return ask


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_stored_answer_is_the_same_page(request_: Request, asked: Callable[[str], StaffingAnswer], question: str) -> None:
    answer = asked(question)
    stored = json.loads(answer_bytes(answer, ".json"))
    assert stored_pages(request_.problem, answer.policy, stored) == answer.pages


@pytest.mark.parametrize("question", QUESTIONS)
def test_plots_have_words_and_texts_of_schools_are_escaped(asked: Callable[[str], StaffingAnswer], question: str) -> None:
    for language in (Language.ZH, Language.EN):
        view = answer_view(asked(question), language)
        drawn = [plot.svg for plot in view.plots] + [table.figure for table in view.tables if table.figure]
        assert drawn
        for svg in drawn:
            root = ET.fromstring(svg)
            assert root.get("role") == "img"
            assert len(root.get("aria-label", "")) > 10
        assert all(sentence not in table.text for sentence in view.sentences for table in view.tables), "told twice"
        assert _figures(view)


def test_figures_of_the_answer_stand_in_the_words_of_its_plots(asked: Callable[[str], StaffingAnswer]) -> None:
    needed = answer_view(asked("fewest"), Language.ZH).plots[0]
    assert needed.words[0] == "已证明至少 5 人，找到 6 人，现有 8 人。"
    (covered,) = answer_view(asked("stress"), Language.ZH).plots
    assert "2%→96%, 8%→84%" in covered.words[0]
    worth = answer_view(asked("values"), Language.ZH).plots
    assert len(worth) == 1, "a goal that nothing moves has no plot"


def test_usual_goals_are_chosen(request_: Request) -> None:
    assert {goal.id for goal in goal_choices(choose_policy(request_)) if goal.chosen} == {"fairness", "choice", "cost"}


def _figures(view: StaffingAnswerView) -> set[str]:
    return {cell for table in view.tables for row in table.rows for each in row for cell in re.findall(r"\d+", str(each.text))}
