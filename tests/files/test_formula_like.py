"""A text that begins like a formula is a text in every workbook that we write: in its cell, and by quotePrefix."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.content.page import Cell, Page, PageBlock
from api.files.draw_xlsx import pages_book
from api.files.excel import FORMULA_SIGNS, formula_like
from api.files.plan.writer import plan_bytes
from api.files.request.example import example_problem
from api.files.request.writer import request_bytes
from api.mapping.request import Request
from tests.files.samples import bundle

NAMES = ("=HYPERLINK(A1)", "+1", "-1+1", "@SUM(A1)", "＝1")


def texts_like_formulas(data: bytes) -> list[tuple[str, str, bool]]:
    """Value, type and quotePrefix of every cell that begins like a formula."""
    return [
        (cell.value, cell.data_type, cell.quotePrefix)
        for sheet in openpyxl.load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
        if formula_like(cell.value)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_names_in_requests_and_plans(name: str) -> None:
    problem = replace(example_problem(), school=name)
    teacher, *others = problem.staff
    problem = replace(problem, staff=(replace(teacher, name=name), *others))
    for data in (request_bytes(Request(problem), ".xlsx"), plan_bytes(replace(bundle(), problem=problem), ".xlsx")):
        found = texts_like_formulas(data)
        assert found
        assert all(kind == "s" and quoted for _, kind, quoted in found), found


@given(st.sampled_from([sign for sign in FORMULA_SIGNS if sign.isprintable()]), st.text("aA1()=,\"' ", max_size=20))
@settings(max_examples=20, deadline=None)
def test_cells_headings_notes_and_titles_of_pages(sign: str, rest: str) -> None:
    text = sign + rest
    block = PageBlock(text, "x", ((Cell(text),),), ((Cell(text), Cell("x")), (Cell(text, cols=2),)), text, (text,))
    data = pages_book((Page("p", "p", "p", (20, 20), (block,)),), "s")
    found = texts_like_formulas(data)
    assert len(found) >= 3
    assert all(kind == "s" and quoted for _, kind, quoted in found), found


def test_what_is_no_formula_is_left_as_it_is() -> None:
    data = request_bytes(Request(example_problem()), ".xlsx")
    assert texts_like_formulas(data) == []
    sheets = openpyxl.load_workbook(io.BytesIO(data))
    assert not any(cell.quotePrefix for sheet in sheets for row in sheet.iter_rows() for cell in row)
