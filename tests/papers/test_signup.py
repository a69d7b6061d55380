"""Sign-up papers from a request alone: every choice a family can make has its field, and nothing else is asked."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from api.files.language import Language, zh
from api.files.papers.paper import SUFFIXES
from api.files.signup.choices import RANKS, chosen_offerings
from api.files.signup.form import form_text
from api.files.signup.paper import signup_paper
from api.services.signing_up import signup_bytes
from solver.problem.problem import Problem
from tests.check import builders
from tests.files.printed_text import text_of

QUESTION = re.compile(r"^(\d+)\. (.+?)(\*?)\[(单选题|多选题|下拉框|填空题)\]$")


def questions(problem: Problem) -> dict[str, tuple[str, list[str]]]:
    """Title -> kind and options, read as the text import reads them."""
    found: dict[str, tuple[str, list[str]]] = {}
    for number, block in enumerate(form_text(problem).strip().split("\n\n")[2:], 1):
        first, *options = block.split("\n")
        match = QUESTION.match(first)
        assert match is not None, first
        assert int(match[1]) == number
        found[match[2]] = (match[4], options)
    return found


def test_the_form_asks_for_what_an_application_holds() -> None:
    problem = builders.problem()
    found = questions(problem)
    assert found["班级"][1] == [f"{home.id} 班" for home in problem.classes]
    assert found["参加的日子"] == ("多选题", ["周一", "周二", "周三", "周四", "周五"])
    courses = [offering.name for offering in chosen_offerings(problem)]
    assert found["第一志愿"] == ("下拉框", ["无", *courses])
    assert sum("志愿" in title for title in found) == min(RANKS, len(courses))
    assert found["学生姓名"][0] == "填空题"


@given(st.text(max_size=12))
def test_a_hostile_name_stays_one_option(name: str) -> None:
    problem = builders.problem()
    first, *others = problem.offerings
    found = questions(replace(problem, offerings=(replace(first, name=f"课{name}"), *others)))
    assert len(found["第一志愿"][1]) == 1 + len(problem.offerings)


def test_papers_name_no_pupil_and_every_course() -> None:
    problem, by = builders.problem(), builders.policy()
    for suffix in SUFFIXES:
        text = "".join(text_of(signup_bytes("signup", problem, by, suffix, Language.ZH), suffix).split())
        for offering in chosen_offerings(problem):
            assert offering.name in text
        for word in ("致家长信", "第一志愿", "家长签名", "2.00元", "延时托管"):
            assert word in text, (suffix, word)
        assert not any(re.search(rf"\b{pupil.id}\b", text) for pupil in problem.pupils)
    cells = [zh(cell.text) for page in signup_paper(problem, by).pages for block in page.blocks for row in block.rows for cell in row]
    assert not any("【缺" in text for text in cells)
