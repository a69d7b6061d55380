"""Documents of names, entries and faults without number: counted before they are kept, told as a list with an end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from api.files.json_text import MOST_NAMES, parse_json
from api.mapping import faults as mapping_faults
from api.mapping.faults import LISTED
from api.mapping.request import request_from_doc
from solver import ProblemError


@pytest.fixture
def samples_document(samples: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((samples / "tiny.json").read_bytes())
    return found


def test_names_without_end_are_refused_while_they_are_read() -> None:
    for text in (
        "{" + ",".join(f'"k{number}":1' for number in range(MOST_NAMES + 1)) + "}",
        "[" + ",".join(f'{{"k{number}":1}}' for number in range(MOST_NAMES + 1)) + "]",
    ):
        document, found = parse_json(text.encode())
        assert document is None
        assert [fault.value for fault in found] == [f"> {MOST_NAMES}"]
        assert found[0].hint_zh.startswith("可能")
    many = "{" + ",".join(f'"k{number}":1' for number in range(MOST_NAMES)) + "}"
    assert parse_json(many.encode())[1] == []


def test_a_flood_of_faults_is_told_by_its_beginning(samples_document: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping_faults, "FLOOD", 300)
    problem = samples_document
    problem["problem"]["windows"][0]["periods"] = [{} for _ in range(5_000)]
    with pytest.raises(ProblemError) as told:
        request_from_doc(problem)
    found = told.value.faults
    assert len(found) <= LISTED + 1
    assert found[0].path == ("problem", "windows", 0, "periods", 0, "start")
    assert len(found) - 1 + int(found[-1].value) == 10_000


def test_a_flood_behind_a_good_beginning_is_counted(samples_document: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping_faults, "FLOOD", 300)
    problem = samples_document
    period = problem["problem"]["windows"][0]["periods"][0]
    problem["problem"]["windows"][0]["periods"] = [period] * 50 + [{}] * 500
    with pytest.raises(ProblemError) as told:
        request_from_doc(problem)
    assert [fault.value for fault in told.value.faults] == ["1000"]
