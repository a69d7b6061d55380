"""Classes on papers and pages: as the school writes them, never by an id where there is a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.content.ledgers import ledger_pages
from api.files.content.names import PageNames
from api.files.content.page import Page
from api.files.content.pages import plan_pages
from api.files.papers.mail_merge import merge_bytes
from api.files.papers.paper_context import PaperContext
from api.files.papers.registry import PAPER_KINDS, drawn_paper
from api.files.plan.bundle import PlanBundle
from api.files.sources.class_name import SchoolYear, class_words, find_class
from api.services.exporting import export
from solver.check.names import Names
from solver.check.report import check
from solver.explain.changes import changes
from solver.ledger.ledgers import ledgers
from solver.plan.difference import difference
from solver.plan.plan import Plan, Post
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass
from tests.check import builders

FORMS = ("{g}({n})班", "{g}（{n}）班", "{g}年级{n}班")
NAMED = {"1A": "一(1)班", "2A": "二（1）班"}


def renamed(ident: str) -> str:
    """Ids of classes that stand for nothing else."""
    return f"XCLASS{ident}X"


@cache
def school() -> tuple[Problem, Plan]:
    """The tiny school whose classes have names, and ids that can be searched for."""
    problem, plan = builders.problem(), builders.plan()
    homes = tuple(replace(home, id=renamed(home.id), name=NAMED[home.id]) for home in problem.classes)
    pupils = tuple(replace(pupil, class_id=renamed(pupil.class_id)) for pupil in problem.pupils)
    staff = tuple(
        replace(each, homeroom=each.homeroom and renamed(each.homeroom), classes=tuple(map(renamed, each.classes)))
        for each in problem.staff
    )
    lessons = tuple(replace(each, class_id=each.class_id and renamed(each.class_id)) for each in problem.lessons)
    groups = tuple(
        each._replace(host=renamed(each.host), classes=tuple(map(renamed, each.classes))) for each in plan.care_groups
    )
    posts = tuple(
        each._replace(post=each.post._replace(subject=renamed(each.post.subject))) if each.post.kind == "care" else each
        for each in plan.assignments
    )
    named = replace(problem, classes=homes, pupils=pupils, staff=staff, lessons=lessons)
    return named, replace(plan, care_groups=groups, assignments=posts)


@cache
def desk() -> PaperContext:
    problem, plan = school()
    by = builders.policy()
    return PaperContext(PlanBundle(problem, by, plan, check(problem, by, plan)))


def words(pages: Iterable[Page]) -> Iterator[str]:
    """Every text of pages, in both languages."""
    for page in pages:
        yield from (page.zh, page.en)
        for block in page.blocks:
            yield from (block.zh, block.en, str(block.note), str(block.text))
            yield from (str(cell.text) for row in (*block.header, *block.rows) for cell in row)


def test_the_tiny_school_merges_classes() -> None:
    """Otherwise the tests below would say nothing of merged groups."""
    assert any(len(group.classes) > 1 for group in desk().view.kept.groups)


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_papers_print_the_names_of_classes(kind: str) -> None:
    told = "\n".join(words(drawn_paper(kind, desk()).pages))
    assert "XCLASS" not in told
    if kind in ("class", "duty", "rosters", "gates", "classes"):
        assert all(name in told for name in NAMED.values())


def test_the_printed_plan_and_the_ledgers_print_the_names_of_classes() -> None:
    problem, plan = school()
    by = builders.policy()
    books = ledgers(problem, by, plan)
    told = "\n".join(words((*plan_pages(desk().bundle), *ledger_pages(problem, by, books))))
    assert "XCLASS" not in told
    assert all(name in told for name in NAMED.values())


def test_mail_merge_and_displays_print_the_names_of_classes() -> None:
    merged = merge_bytes(desk(), PageNames(desk().problem), ".csv").decode("utf-8-sig")
    assert "XCLASS" not in merged
    assert "一(1)班" in merged
    assert b"XCLASS" not in export("cses", desk(), ".zip")


def test_differences_tell_of_classes_by_name() -> None:
    problem, plan = school()
    merged = plan.care_groups[0]
    alone = replace(plan, care_groups=plan.care_groups[1:], assignments=plan.assignments[1:])
    told = "".join(each.zh + each.en for each in changes(problem, difference(plan, alone)))
    assert "XCLASS" not in told
    assert NAMED[merged.host.removeprefix("XCLASS").removesuffix("X")] in told
    assert Names(problem).post(Post("care", 1, renamed("1A"), 0))[0] == "一(1)班看护"


@given(st.lists(st.sampled_from(("", "一(1)班", "一（1）班", "101", "春晖班")), min_size=1, max_size=5))
def test_a_name_stands_for_one_class_alone(names: list[str]) -> None:
    """A class without a name, or of a name that another bears, is called by its id: nobody takes one for another."""
    homes = tuple(HomeClass(f"c{number}", 1, "R1", name) for number, name in enumerate(names))
    called = replace(builders.problem(), classes=homes).class_names
    assert all(
        called[home.id] == (home.name if names.count(home.name) == 1 and home.name else home.id) for home in homes
    )
    assert len(set(called.values())) == len(homes)


@pytest.mark.parametrize(
    ("text", "words_of_class"),
    [
        ("一(1)班", "一(1)班"),
        ("2026年秋季一（1）班花名册", "一（1）班"),
        ("三年级2班", "三年级2班"),
        (" 2.3 ", "2.3"),
        ("101班", "101班"),
    ],
)
def test_the_words_of_a_class_are_those_of_the_office(text: str, words_of_class: str) -> None:
    assert class_words(text) == words_of_class


@given(
    st.integers(1, 9),
    st.integers(1, 19),
    st.sampled_from(FORMS),
    st.text("甲乙 秋名册", max_size=6),
)
def test_words_of_a_class_name_the_same_class(grade: int, number: int, form: str, around: str) -> None:
    year = SchoolYear(2026)
    text = f"{around} {form.format(g='一二三四五六七八九'[grade - 1], n=number)} {around}"
    found = class_words(text)
    assert find_class(found, year) == find_class(text, year)
    assert len(found) <= len(text.strip())
