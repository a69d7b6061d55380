"""The stored workbooks: the same requests as the documents beside them, and the same bytes whenever they are written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from api.files.request.reader import read_request
from api.files.request.writer import request_bytes
from instances.catalogue import entries

NAMES = [entry.name for entry in entries() if entry.workbook]


def test_every_stored_workbook_is_in_the_catalogue(samples: Path) -> None:
    assert sorted(file.stem for file in samples.glob("*.xlsx")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_workbook_and_document_are_one_request(samples: Path, name: str) -> None:
    assert read_request(samples / f"{name}.xlsx") == read_request(samples / f"{name}.json")
    command = f"-o instances/samples/{name}.xlsx"
    assert command in (samples / "README.md").read_text(encoding="utf-8")


def test_equal_requests_give_equal_bytes(samples: Path) -> None:
    request = read_request(samples / "tiny.json")
    assert request_bytes(request, ".xlsx") == request_bytes(request, ".xlsx")
    assert b"2026-01-01T00:00:00Z" in _core(request_bytes(request, ".xlsx")), "the clock must not get into the file"


def _core(book: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(book)).read("docProps/core.xml")
