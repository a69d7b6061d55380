"""A few hundred mutated requests and workbooks; ``python -m benchmarks.fuzz`` sends 20,000."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.deps import XLSX_TYPE
from api.files.request.writer import request_bytes
from api.files.table.xlsx_scan import scan
from api.services.loading import load_request
from benchmarks.fuzz import workbooks
from benchmarks.fuzz.judge import SLOWEST, complaint
from benchmarks.fuzz.run import Tally, throw
from benchmarks.fuzz.targets import Sent, Targets
from tests.service.routes import guarded_routes
from tests.service.town import Town

REQUESTS = 150
TERMS = "/v1/schools/elm/terms"


@pytest.mark.slow
def test_mutants_are_answered_with_reasons(town: Town, samples: Path) -> None:
    targets = Targets("elm", samples / "tiny.json", [(route.method, route.path) for route in guarded_routes()])

    def send(sent: Sent) -> tuple[int, str, bytes]:
        raw = {name: value.encode("latin-1") for name, value in sent.headers.items()}
        headers: Any = town.headers("planner") | raw
        answer = town.client.request(sent.method, sent.path, content=sent.body, headers=headers)
        return answer.status_code, answer.headers.get("content-type", ""), answer.content

    tally = Tally()
    throw(send, targets, 2, range(REQUESTS), tally)
    assert {number: wrong for number, (wrong, _) in tally.complaints.items() if not wrong.endswith(" s")} == {}
    assert sum(tally.answers.values()) + tally.unsendable == REQUESTS
    assert {status for _, status in tally.answers} >= {200, 201, 422}
    assert town.ask("planner", "GET", "/v1/schools/elm").status_code == 200


@pytest.fixture(scope="module")
def parts(samples: Path) -> workbooks.Parts:
    return workbooks.parts_of(request_bytes(load_request(samples / "tiny.json"), ".xlsx"))


def pupils(parts: workbooks.Parts, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one sheet changed."""
    name = "xl/worksheets/sheet4.xml"
    changed = change(parts[name])
    assert changed != parts[name]
    return workbooks.packed(parts | {name: changed})


def refused(town: Town, book: bytes) -> Any:
    answer = town.ask("planner", "POST", TERMS, content=book, **{"content-type": XLSX_TYPE})
    assert answer.status_code == 422, answer.text
    assert complaint(answer.status_code, answer.headers["content-type"], answer.content, 0) is None
    return answer.json()["errors"]


@pytest.mark.parametrize(
    "place", [b"A99999999999999999999", b"A9999999", b"ZZZ1", b"A0", b"1A", b"&#65;1", b'A1" r="XFD1048576', b"A1' x='"]
)
def test_cells_at_no_place_that_excel_has(town: Town, parts: workbooks.Parts, place: bytes) -> None:
    """The reading library would count on, to a place beyond all memory, and end the process."""
    refused(town, pupils(parts, lambda xml: xml.replace(b'<c r="B2"', b'<c r="' + place + b'"')))


def test_bombs_are_not_unpacked(town: Town, parts: workbooks.Parts) -> None:
    name = "xl/sharedStrings.xml"
    bomb = workbooks.packed(parts | {name: parts[name] + b" " * 120_000_000})
    assert len(bomb) < 1_000_000
    assert "MB" in refused(town, bomb)[0]["en"]
    size = struct.pack("<I", len(parts[name]) + 120_000_000)
    assert bomb.count(size) == 2
    refused(town, bomb.replace(size, struct.pack("<I", len(parts[name]))))
    cells = b"<row>" + b'<c r="A1"><v>1</v></c>' * 250_000 + b"</row></sheetData>"
    assert "filled" in refused(town, pupils(parts, lambda xml: xml.replace(b"</sheetData>", cells)))[0]["en"]
    refused(town, workbooks.packed(parts | {f"xl/media/{number}": b"" for number in range(3_000)}))


def test_archives_are_read_as_they_were_measured(parts: workbooks.Parts) -> None:
    """A part that holds more than its archive says is cut off or refused before the reading library sees it."""
    scans, measured = scan(workbooks.packed(parts))
    with zipfile.ZipFile(io.BytesIO(measured)) as book:
        held = {book.read(name) for name in book.namelist()}
    sheets = [content for name, content in parts.items() if workbooks.SHEET.fullmatch(name)]
    assert len(scans) == len(sheets)
    assert held >= {*sheets, parts["xl/sharedStrings.xml"], parts["xl/styles.xml"]}
    assert len(held) == len(sheets) + 5  # and three small ones of our own, which name these


@pytest.mark.parametrize(
    "document",
    [b"[" * 100_000, b"[" * 60 + b"]" * 60, b"[" + b"0," * 2_000_000 + b"0]", b"[" + b"{}," * 600_000 + b"{}]",
     b'{"a":"\\b"}', b'{"a":"\\u0000"}', b'{"a":"\x7f"}', b'{"a":1e999}', gzip.compress(b"{}"), b'{"a":1,"a":2}'],
    ids=["deep", "nested", "numbers", "objects", "backspace", "null", "delete", "endless", "packed", "twice"],
)  # fmt: skip
def test_documents_without_end_or_sense(town: Town, document: bytes) -> None:
    answer = town.ask("planner", "POST", TERMS, content=document)
    assert answer.status_code == 422
    assert complaint(422, answer.headers["content-type"], answer.content, answer.elapsed.total_seconds()) is None


def test_lists_without_end_are_refused_before_their_entries(town: Town, tiny: bytes) -> None:
    document = json.loads(tiny)
    document["problem"]["pupils"] = [{"id": 1}] * 60_000
    answer = town.ask("planner", "POST", TERMS, document)
    assert answer.elapsed.total_seconds() < SLOWEST
    assert [(fault["where"], fault["value"]) for fault in answer.json()["errors"]] == [("problem.pupils", "60000")]


def test_faults_without_number_are_told_in_time(town: Town, tiny: bytes) -> None:
    document = json.loads(tiny)
    pupil = document["problem"]["pupils"][0]
    document["problem"]["pupils"] = [pupil | {"id": f"p{number}", "class_id": "nowhere"} for number in range(20_000)]
    answer = town.ask("planner", "POST", TERMS, document)
    assert answer.status_code == 422
    assert len(answer.json()["errors"]) == 201
