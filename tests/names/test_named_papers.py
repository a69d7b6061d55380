"""Papers that list pupils print names where a list is given; no other paper can."""

from __future__ import annotations

import inspect
from dataclasses import replace

import pytest

from api.files.content.names import PageNames
from api.files.content.pages import plan_pages
from api.files.excel import formula_like
from api.files.names.name_list import NameList
from api.files.papers.paper import SUFFIXES, paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.papers.registry import PAPER_KINDS, PAPERS, PUPIL_PAPERS, drawn_paper
from api.files.plan.bundle import PlanBundle
from solver.check.report import check
from solver.problem.companions import Companion
from tests.check import builders
from tests.files.printed_text import text_of
from tests.names.listed import PLANTED, listed, planted

HOSTILE = {"P1": "=HYPERLINK(A1)", "P2": "<script>", "P3": "#let x = 1", "P4": "阿依古丽·买买提艾力"}


def context() -> PaperContext:
    problem = builders.problem()
    late, *others = problem.pupils
    problem = replace(problem, pupils=(replace(late, late_until=18 * 60), *others), companions=(Companion("P2", "P1", "together"),))
    plan = builders.plan()
    return PaperContext(PlanBundle(problem, builders.policy(), plan, check(problem, builders.policy(), plan)))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", sorted(set(PUPIL_PAPERS) - {"unmet"}))
def test_names_stand_where_the_ids_stood(kind: str, suffix: str) -> None:
    desk = context()
    paper = drawn_paper(kind, desk, listed(desk.problem))
    text = "".join(text_of(paper_bytes(kind, paper, desk, suffix), suffix).split())
    assert planted("P1") in text
    assert ("学生姓名" in text) == (kind != "pupil"), "the slip of a child has the name in its title"
    assert "学生编号" not in text


@pytest.mark.parametrize("kind", PAPERS)
def test_other_papers_are_the_same_with_a_list_and_without(kind: str) -> None:
    desk = context()
    named = paper_bytes(kind, drawn_paper(kind, desk, listed(desk.problem)), desk, ".json")
    assert named == paper_bytes(kind, drawn_paper(kind, desk), desk, ".json")
    assert PLANTED not in named.decode()


def test_only_papers_that_list_pupils_are_given_names() -> None:
    assert set(PAPERS) & set(PUPIL_PAPERS) == set()
    assert all(len(inspect.signature(draw).parameters) == 1 for draw in PAPERS.values())
    assert not any(isinstance(each, NameList) for each in vars(context()).values())
    assert context().names.pupil("P1") == "P1"


def test_a_plan_is_printed_without_names() -> None:
    """A plan's workbook is sent about and read back; it has no way to a list."""
    assert list(inspect.signature(plan_pages).parameters) == ["bundle"]


def test_hostile_names_are_text_in_every_format() -> None:
    desk = context()
    names = NameList("s", HOSTILE)
    for kind in PUPIL_PAPERS:
        for suffix in SUFFIXES:
            assert paper_bytes(kind, drawn_paper(kind, desk, names), desk, suffix)
    page = paper_bytes("rosters", drawn_paper("rosters", desk, names), desk, ".html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert formula_like(PageNames(desk.problem, names).pupil("P1"))


def test_every_kind_is_told_once() -> None:
    assert sorted(PAPER_KINDS) == sorted({*PAPERS, *PUPIL_PAPERS})
