"""``POST /v1/faults``: each mistake of a request once, or the workbook with its cells marked."""

from __future__ import annotations

import io
import json

import openpyxl
from fastapi.testclient import TestClient

from api.deps import JSON_TYPE, XLSX_TYPE
from api.files.table.fault_list import FAULT_SHEET
from tests.files.samples import changed
from tests.http.conftest import assert_problem


def bad() -> bytes:
    def spoil(book: openpyxl.Workbook) -> None:
        for row in range(2, 6):
            book["学生 pupils"].cell(row, 2).value = "9.9"

    return changed(spoil)


def test_each_mistake_is_told_once_with_its_rows(client: TestClient) -> None:
    answer = client.post("/v1/faults", content=bad(), headers={"content-type": XLSX_TYPE, "accept": JSON_TYPE})
    assert answer.status_code == 200
    found = next(each for each in answer.json()["faults"] if each["value"] == "9.9")
    assert (found["where"], found["rows"], found["follows"]) == ("学生 pupils!B2", "2–5", 3)
    entries = client.post("/v1/precheck", content=bad(), headers={"content-type": XLSX_TYPE}).json()["errors"]
    assert [each.get("follows") for each in entries if each["value"] == "9.9"] == [3, None, None, None]


def test_the_workbook_comes_back_marked(client: TestClient) -> None:
    answer = client.post("/v1/faults", content=bad(), headers={"content-type": XLSX_TYPE, "accept": XLSX_TYPE})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert (answer.status_code, book.sheetnames[0]) == (200, FAULT_SHEET)
    assert book["学生 pupils"]["B2"].comment is not None


def test_a_document_comes_back_as_a_marked_workbook(client: TestClient, tiny: bytes) -> None:
    document = json.loads(tiny)
    document["problem"]["pupils"][1]["class_id"] = "9.9"
    asked = {"content-type": JSON_TYPE, "accept": XLSX_TYPE}
    answer = client.post("/v1/faults", content=json.dumps(document).encode(), headers=asked)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert (answer.status_code, book.sheetnames[0]) == (200, FAULT_SHEET)
    assert book["学生 pupils"]["B3"].comment is not None
    assert client.post("/v1/faults", content=b"{}", headers={"content-type": JSON_TYPE}).json()["count"] > 0
    assert_problem(client.post("/v1/faults", content=b"{}", headers=asked), 422, "bad-input")
