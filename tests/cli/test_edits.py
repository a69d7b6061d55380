"""``afterbell edits``: edits by hand are told in sentences, checked and written; what is not understood is told by cell."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run
from tests.files.plan.hand_edits.printed_plan import DUTY, another, edited


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(edited(lambda book: book[DUTY].__setitem__("D4", another(book[DUTY]["D4"].value).name)))
    return path


def test_an_edit_is_told_checked_and_written(run: Run, samples: Path, workbook: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.json"
    ran = run("edits", workbook, "--request", samples / "tiny.json", "-o", new)
    assert ran.exit_code in (0, 1), ran.stdout + ran.stderr
    assert "→" in ran.stdout
    again = run("diff", workbook, new, "--request", samples / "tiny.json", "--ignore-edits")
    assert "1 changes" in again.stdout
    asked = json.loads(run("edits", workbook, "--request", samples / "tiny.json", "--json").stdout)
    assert (len(asked["changes"]), asked["not_understood"]) == (1, [])
    refused = run("check", workbook, samples / "tiny.json")
    assert "afterbell edits" in refused.stderr


def test_what_is_not_understood_is_told_and_nothing_written(run: Run, samples: Path, workbook: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    book[DUTY]["E4"] = "王不在"
    book.save(workbook)
    new, marked = tmp_path / "new.json", tmp_path / "marked.xlsx"
    ran = run("edits", workbook, "--request", samples / "tiny.json", "-o", new, "--marked", marked)
    assert (ran.exit_code, new.exists()) == (2, False)
    assert f"{DUTY}\n  E4：" in ran.stderr
    assert openpyxl.load_workbook(marked)[DUTY]["E4"].comment is not None
    assert run("edits", workbook, "--request", samples / "tiny.json", "-o", new, "--partly").exit_code in (0, 1)
    assert new.exists()


def test_edits_of_a_file_are_made_in_any_plan(run: Run, samples: Path, workbook: Path, tmp_path: Path) -> None:
    wanted, new, again = tmp_path / "edits.json", tmp_path / "new.json", tmp_path / "again.json"
    wanted.write_text(json.dumps({"edits": [{"edit": "close_section", "section": "K02#1"}]}), encoding="utf-8")
    ran = run("edits", workbook, "--request", samples / "tiny.json", "--edits", wanted, "-o", new)
    assert ran.exit_code in (0, 1), ran.stdout + ran.stderr
    assert "停开教学班" in ran.stdout
    assert "K02" not in {each["offering"] for each in json.loads(new.read_text(encoding="utf-8"))["plan"]["sections"]}
    refused = run("edits", new, "--request", samples / "tiny.json", "--edits", wanted, "-o", again)
    assert (refused.exit_code, again.exists()) == (2, False)
    assert "K02#1" in refused.stderr
    wanted.write_text("{", encoding="utf-8")
    assert run("edits", new, "--request", samples / "tiny.json", "--edits", wanted).exit_code == 2
