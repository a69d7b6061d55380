"""``GET /v1/template`` and ``POST /v1/complete``: workbooks to fill in, and a short one in full."""

from __future__ import annotations

import io

import openpyxl
import pytest
from fastapi.testclient import TestClient

from api.deps import XLSX_TYPE
from api.files.request.assumed import ASSUMED_TITLE
from api.files.request.reader import read_request
from tests.files.request.short_book import book_of, sheets_of


@pytest.mark.parametrize(
    ("kind", "sheet"),
    [("short", "班级和学生 classes and pupils"), ("empty", "服务时段 windows"), ("example", "政策 policy")],
)
def test_templates(client: TestClient, kind: str, sheet: str) -> None:
    answer = client.get(f"/v1/template?kind={kind}")
    assert answer.status_code == 200
    assert sheet in openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames


def test_a_short_workbook_comes_back_in_full(client: TestClient) -> None:
    short = book_of(sheets_of(6, 16, 30))
    answer = client.post("/v1/complete", content=short, headers={"content-type": XLSX_TYPE})
    assert answer.status_code == 200
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames[-1] == ASSUMED_TITLE
    assert read_request(answer.content, ".xlsx") == read_request(short, ".xlsx")
    told = client.post("/v1/precheck", content=short, headers={"content-type": XLSX_TYPE}).json()["notices"]
    assert any(notice["where"] == ASSUMED_TITLE for notice in told)


def test_faults_of_a_short_workbook_have_their_cells(client: TestClient) -> None:
    sheets = sheets_of(6, 16, 30)
    sheets["课程"][1][2] = "李四"
    answer = client.post("/v1/complete", content=book_of(sheets), headers={"content-type": XLSX_TYPE})
    assert answer.status_code == 422
    assert [error["where"] for error in answer.json()["errors"]] == ["课程!C2"]
