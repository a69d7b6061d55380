"""Output paths are judged before the search, and files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.services.outputs import PLAN_SUFFIXES, output_faults, replacing, write_whole


def test_good_paths_have_no_fault_and_nothing_is_created(tmp_path: Path) -> None:
    paths = [tmp_path / "new" / "deep" / "plan.json", tmp_path / "plan.XLSX", tmp_path / "plan.html"]
    assert output_faults("-o", paths, PLAN_SUFFIXES) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("plan.pdf", "Unknown type"),
        ("plan", "Unknown type"),
        ("folder.json", "a folder"),
        ("file.txt/plan.json", "not a folder"),
    ],
)
def test_faulty_path(tmp_path: Path, name: str, word: str) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "file.txt").write_text("x")
    faults = output_faults("-o", [tmp_path / name], PLAN_SUFFIXES)
    assert len(faults) == 1
    assert word in faults[0].en
    assert faults[0].hint_en.startswith("Maybe")


def test_same_file_twice_is_a_fault(tmp_path: Path) -> None:
    assert len(output_faults("-o", [tmp_path / "a.json", tmp_path / "a.json"], PLAN_SUFFIXES)) == 1


def test_every_fault_is_listed(tmp_path: Path) -> None:
    faults = output_faults("-o", [tmp_path / "a.pdf", tmp_path / "b.doc", tmp_path / "c.json"], PLAN_SUFFIXES)
    assert [Path(fault.value).name for fault in faults] == ["a.pdf", "b.doc"]


def test_write_whole_makes_folders_and_leaves_nothing_beside(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "plan.json"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["plan.json"]


def test_failed_writing_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_bytes(b"old")

    def write_half() -> None:
        with replacing(target) as fresh:
            fresh.write_bytes(b"half")
            raise RuntimeError("disk full")

    with pytest.raises(RuntimeError):
        write_half()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]
