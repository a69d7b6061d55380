"""Language of printed files: Chinese alone by default, English on demand, nothing lost in either."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.content.page import Page
from api.files.content.pages import plan_pages
from api.files.language import Language, Said, document, en, together, zh
from api.files.papers.paper import SUFFIXES, paper_bytes
from api.files.papers.registry import PAPER_KINDS, drawn_paper
from solver.problem.codec import dump
from tests.files.desks import desk
from tests.files.printed_text import text_of

LATIN = re.compile(r"[A-Za-z]{2,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OWN = {"Afterbell", "effort", "seed", "workers", "gap"}
"""Name of the program, and options of the command that repeats a search."""
PART = st.text("一二ab", min_size=1, max_size=4)
SAID: st.SearchStrategy[Said] = PART | st.tuples(PART, PART)


def pages(kind: str) -> tuple[Page, ...]:
    """Pages of a paper, or of the plan itself, of a plan with violations."""
    found = desk(broken=True)
    return plan_pages(found.bundle) if kind == "plan" else drawn_paper(kind, found).pages


def texts(kind: str) -> Iterator[Said]:
    """Every text of the pages."""
    for page in pages(kind):
        yield page.zh, page.en
        for block in page.blocks:
            yield from ((block.zh, block.en), block.note, *block.text)
            yield from (cell.text for row in (*block.header, *block.rows) for cell in row)


def known_words() -> set[str]:
    """Words that a school typed: ids and names; and names of numbers of the policy."""
    found = desk(broken=True)
    numbers = (name for rule in found.policy.rules.values() for name in rule.numbers)
    return OWN | {word for text in (json.dumps(dump(found.problem)), " ".join(numbers)) for word in LATIN.findall(text)}


@pytest.mark.parametrize("kind", ["plan", *PAPER_KINDS])
def test_chinese_has_no_english_words(kind: str) -> None:
    known = known_words()
    for text in map(zh, texts(kind)):
        assert not (set(LATIN.findall(text)) - known), text


@pytest.mark.parametrize("kind", ["plan", *PAPER_KINDS])
def test_english_loses_nothing(kind: str) -> None:
    for said in texts(kind):
        assert bool(zh(said)) == bool(en(said)), said
        if not isinstance(said, str) and CHINESE.search(zh(said)):
            assert all(number in en(said) for number in re.findall(r"\d\d:\d\d", zh(said))), said


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("language", Language)
def test_files_are_drawn_in_each_language(suffix: str, language: Language) -> None:
    found = desk()
    text = text_of(paper_bytes("gates", drawn_paper("gates", found), found, suffix, language), suffix)
    both = suffix == ".json"
    assert ("放学排队次序" in text) == (language is not Language.EN or both)
    assert ("queue of dismissal" in text) == (language is not Language.ZH or both)


@given(st.lists(SAID), st.sampled_from(["、", "\n"]))
def test_texts_are_joined_in_each_language(parts: list[Said], between: str) -> None:
    joined = together(between, parts)
    assert zh(joined) == between.join(map(zh, parts))
    assert en(joined) == between.join(map(en, parts))


@given(SAID)
def test_a_text_in_each_language(said: Said) -> None:
    both = Language.BOTH.of(said, "|")
    assert set(both.split("|")) == {zh(said), en(said)}
    assert document(said) == (said if isinstance(said, str) else {"zh": zh(said), "en": en(said)})
    assert zh(("", "x")) == en(("x", "")) == "x"


@pytest.mark.parametrize("kind", ["plan", *PAPER_KINDS])
def test_a_title_names_the_same_in_each_language(kind: str) -> None:
    """A sheet of somebody, of a class, a room or a gate is told whose it is."""
    problem = desk().problem
    named = [*problem.staff, *problem.outside, *problem.gates, *problem.rooms]
    words = {each.name or each.id for each in named} | {home.id for home in problem.classes} | {pupil.id for pupil in problem.pupils}
    for page in pages(kind):
        for block in page.blocks:
            assert all(word in block.en for word in words if word in block.zh), (block.zh, block.en)
