"""Names of classes as offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.sources.class_name import ClassName, SchoolYear, find_class, find_grade, read_class

YEAR = SchoolYear(2026)
HAN = "〇一二三四五六七八九十"


def _han(number: int) -> str:
    return HAN[number] if number <= 10 else f"{'' if number < 20 else HAN[number // 10]}十{HAN[number % 10] if number % 10 else ''}"


FORMS = (
    lambda g, n: f"{_han(g)}({n})班", lambda g, n: f"{_han(g)}（{n}）班", lambda g, n: f"{_han(g)}（{_han(n)}）班", lambda g,
        n: f"{_han(g)}{n}班",
    lambda g, n: f"{g}.{n}", lambda g, n: f"{g}.{n}班", lambda g, n: f"{g}-{n}", lambda g, n: f"{g}（{n}）", lambda g, n: f"{g}年{n}班",
    lambda g, n: f"{_han(g)}年级{n}班", lambda g, n: f"{_han(g)}年级{_han(n)}班", lambda g, n: f"{g}年级({n})班", lambda g,
        n: f"{g}{n:02d}班",
    lambda g, n: f"{g}{n:02d}", lambda g, n: f"{2026 - g + 1}级{n}班", lambda g, n: f"{2026 - g + 1}级（{n}）班", lambda g,
        n: f"{26 - g + 1}级{n}班",
    lambda g, n: f" {_han(g)} ( {n} ) 班 ", lambda g, n: f"学校/{_han(g)}年级/{_han(g)}（{n}）班", lambda g, n: f"小学{_han(g)}年级{n}班",
)  # fmt: skip


@given(st.integers(1, 6), st.integers(1, 14), st.sampled_from(FORMS))
def test_every_way_of_writing_means_the_class(grade: int, number: int, form) -> None:  # type: ignore[no-untyped-def]
    assert read_class(form(grade, number), YEAR) == ClassName(grade, number), form(grade, number)


@pytest.mark.parametrize("text", ["", "张三", "2026-2027学年第一学期", "合计", "45人", "一年级", "13900001111", "体育馆"])
def test_other_texts_are_no_class(text: str) -> None:
    assert read_class(text, YEAR) is None


def test_a_number_alone_is_a_class_of_its_grade() -> None:
    assert read_class("2班", YEAR, 3) == ClassName(3, 2)
    assert read_class("2班", YEAR) is None


def test_a_date_that_excel_made_of_a_class_is_the_class() -> None:
    assert read_class("2026-01-02", YEAR) == ClassName(1, 2)


@given(st.integers(1, 6), st.integers(1, 14))
def test_titles_and_files_name_their_class(grade: int, number: int) -> None:
    written = f"{_han(grade)}（{number}）班"
    for text in (f"西湖小学2026学年{written}学生名单", f"{written}花名册（35人）", f"2026年秋 {written}"):
        assert find_class(text, YEAR) == ClassName(grade, number)


def test_grades_are_found_by_name_and_by_year_of_entry() -> None:
    assert find_grade("三年级", YEAR) == find_grade("2024级", YEAR) == find_grade("24级", YEAR) == 3
    assert find_grade("2026-2027学年", YEAR) is None
