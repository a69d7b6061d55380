"""Ledgers as files: what stands in them, and what never does."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

import solver
from api.files.content.ledgers import ledger_pages
from api.files.labels import EXEMPT_CATEGORIES
from api.files.language import zh
from api.files.ledgers import ledger_bytes
from solver.errors import PlanError
from solver.policy.load import load_policy
from solver.problem.problem import Problem
from tests.files.samples import bundle


def books(suffix: str, overrides: dict[str, Any] | None = None) -> bytes:
    found, policy = bundle(), load_policy("national", overrides or {})
    return ledger_bytes(found.problem, policy, solver.ledgers(found.problem, policy, found.plan), suffix)


def test_json_holds_what_the_ledgers_hold() -> None:
    found = bundle()
    ledgers = solver.ledgers(found.problem, found.policy, found.plan)
    document = json.loads(books(".json"))
    assert document["school"] == found.problem.school
    assert [(x["person"], x["month"], x["amount"]) for x in document["pay"]] == [
        (x.person, x.month, x.amount) for x in ledgers.pay
    ]
    assert sum(x["due"] for x in document["fees"]) == sum(x.due for x in ledgers.fees)
    sheet = document["balance"]
    assert sheet["income"] - sheet["cost"] == sheet["left"] == ledgers.balance.left
    assert sheet["charges"] == [{"name": "外聘课程代收费", "kind": "agency", "fen": 600_000}]


def test_the_workbook_shows_the_same_sums() -> None:
    book = openpyxl.load_workbook(io.BytesIO(books(".xlsx")))
    assert book.sheetnames == ["收支平衡", "课酬台账", "收费台账"]
    found = bundle()
    ledgers = solver.ledgers(found.problem, found.policy, found.plan)
    fees = [[cell.value for cell in row] for row in book["收费台账"].iter_rows()]
    assert fees[-1][0] == "合计"
    assert fees[-1][-1] == pytest.approx(sum(x.due for x in ledgers.fees) / 100)
    sheet = [[cell.value for cell in row] for row in book["收支平衡"].iter_rows()]
    (income,) = [row for row in sheet if row[0] == "收入合计"]
    assert income[2] == pytest.approx(ledgers.balance.income / 100)


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_why_a_fee_is_waived_stands_nowhere(suffix: str) -> None:
    data = books(suffix)
    text = data.decode() if suffix == ".json" else str(
        [cell.value for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    )  # fmt: skip
    assert "S010" in text
    assert not any(word in text for word in (*EXEMPT_CATEGORIES, *EXEMPT_CATEGORIES.values()))


def test_every_row_fills_its_page() -> None:
    found = bundle()
    policy = load_policy("national", {"G04": {"level": "hard"}})
    for page in ledger_pages(found.problem, policy, solver.ledgers(found.problem, policy, found.plan)):
        for block in page.blocks:
            for row in (*block.header, *block.rows):
                assert sum(cell.cols for cell in row) == len(page.widths), (page.key, row)


def test_what_is_too_much_or_too_little_is_marked() -> None:
    marks = []
    for subsidy, overrides in ((0, {}), (0, {"G04": {"level": "hard"}}), (10**8, {"G04": {"level": "hard"}}), (10**8, {})):
        found, policy = bundle(), load_policy("national", overrides)
        problem = _with_subsidy(found.problem, subsidy)
        page, *_ = ledger_pages(problem, policy, solver.ledgers(problem, policy, found.plan))
        marks.append(page.blocks[2].rows[0][:2])
    assert [(zh(row[0].text), zh(row[1].text)) for row in marks] == [
        ("缺口", "✗"), ("缺口", "✗"), ("结余", "✗"), ("结余", "—"),
    ]  # fmt: skip


def _with_subsidy(problem: Problem, fen: int) -> Problem:
    bare = replace(problem.money, subsidy=fen, fee=0, fee_items=())
    return replace(problem, money=bare)


def test_another_suffix_is_a_fault() -> None:
    with pytest.raises(PlanError):
        books(".csv")
