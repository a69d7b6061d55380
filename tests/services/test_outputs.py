"""Output paths are judged before the search, and files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.services import outputs
from api.services.outputs import PLAN_SUFFIXES, PRIVATE, Outputs, output_faults, write_file, write_whole
from solver import Fault


def faults(paths: list[Path], inputs: tuple[Path | None, ...] = (), *, force: bool = False) -> list[Fault]:
    return output_faults([Outputs("-o", paths, PLAN_SUFFIXES)], inputs, force=force)


def test_good_paths_have_no_fault_and_nothing_is_created(tmp_path: Path) -> None:
    paths = [tmp_path / "new" / "deep" / "plan.json", tmp_path / "plan.XLSX", tmp_path / "plan.html"]
    assert faults(paths) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("plan.pdf", "Unknown type"),
        ("plan", "Unknown type"),
        ("folder.json", "a folder"),
        ("file.txt/plan.json", "not a folder"),
        ("pipe.json", "no ordinary file"),
        ("loop.json", "no place for a file"),
        ("x" * 300 + ".json", "no place for a file"),
    ],
)
@pytest.mark.parametrize("force", [False, True])
def test_faulty_path(tmp_path: Path, name: str, word: str, force: bool) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "file.txt").write_text("x")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "loop.json").symlink_to("loop.json")
    found = faults([tmp_path / name], force=force)
    assert len(found) == 1
    assert word in found[0].en
    assert found[0].hint_en.startswith("Maybe")


def test_same_file_twice_is_a_fault_however_it_is_spelt(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    assert len(faults([tmp_path / "a.json", tmp_path / "a.json"])) == 1
    assert len(faults([tmp_path / "folder/a.json", tmp_path / "link/a.json"])) == 1
    assert len(faults([tmp_path / "a.json", tmp_path / "folder/../a.json"])) == 1
    report = Outputs("--report", [tmp_path / "a.json"], (".json",))
    assert len(output_faults([Outputs("-o", [tmp_path / "a.json"], PLAN_SUFFIXES), report])) == 1


def test_every_fault_is_listed(tmp_path: Path) -> None:
    found = faults([tmp_path / "a.pdf", tmp_path / "b.doc", tmp_path / "c.json"])
    assert [Path(fault.value).name for fault in found] == ["a.pdf", "b.doc"]


def test_what_is_there_is_replaced_by_force_alone(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("mine")
    (tmp_path / "empty.json").touch()
    assert "is not overwritten" in faults([tmp_path / "plan.json"])[0].en
    assert faults([tmp_path / "plan.json"], force=True) == faults([tmp_path / "empty.json"]) == []


SPELLINGS: dict[str, Callable[[Path], Path]] = {
    "the same": lambda folder: folder / "request.json",
    "with dots": lambda folder: folder / "sub" / ".." / "request.json",
    "relative": lambda folder: Path(os.path.relpath(folder / "request.json")),
    "symbolic link": lambda folder: folder / "symbolic.json",
    "link to a link": lambda folder: folder / "again.json",
    "hard link": lambda folder: folder / "hard.json",
    "through a linked folder": lambda folder: folder / "other" / "request.json",
}


@settings(max_examples=60, deadline=None)
@given(
    read=st.sampled_from(sorted(SPELLINGS)), written=st.sampled_from(sorted(SPELLINGS)), force=st.booleans(), beside=st.booleans()
)
def test_a_file_that_is_read_is_never_written_to(
    tmp_path_factory: pytest.TempPathFactory, read: str, written: str, force: bool, beside: bool
) -> None:
    folder = tmp_path_factory.mktemp("links")
    (folder / "sub").mkdir()
    (folder / "request.json").write_text("{}")
    (folder / "symbolic.json").symlink_to("request.json")
    (folder / "again.json").symlink_to("symbolic.json")
    (folder / "hard.json").hardlink_to(folder / "request.json")
    (folder / "other").symlink_to(folder)
    paths = [folder / "plan.json", SPELLINGS[written](folder)] if beside else [SPELLINGS[written](folder)]
    found = faults(paths, (None, SPELLINGS[read](folder)), force=force)
    assert ["reads this file" in fault.en for fault in found] == [True]


def test_a_file_that_is_not_there_is_no_place_for_output_either(tmp_path: Path) -> None:
    found = faults([tmp_path / "a.json"], (tmp_path / "a.json",), force=True)
    assert "reads this file" in found[0].en


def test_folders_are_made_and_nothing_is_left_beside(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "plan.json"
    assert write_whole(target, b"one") == target
    assert write_whole(target, b"two", force=True) == target
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["plan.json"]


def test_a_file_made_meanwhile_is_kept_and_the_new_one_gets_a_number(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_bytes(b"somebody's")
    assert write_whole(target, b"one") == tmp_path / "plan-2.json"
    assert write_whole(target, b"two") == tmp_path / "plan-3.json"
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"one", b"two", b"somebody's"]


def test_a_link_stays_one_and_rights_are_handed_down(tmp_path: Path) -> None:
    target, link = tmp_path / "plan.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to("plan.json")
    write_whole(link, b"new", force=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    write_file(target, lambda file: file.write(b"secret"), force=True, mode=PRIVATE)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def _nameless(monkeypatch: pytest.MonkeyPatch, known: bool) -> None:
    """Whether the system knows files without a name; where it does not, they bear one that is taken away."""
    if not known:
        monkeypatch.delattr(outputs.os, "O_TMPFILE", raising=False)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("failing", ["content", "disk", "link", "interrupt"])
def test_failed_writing_keeps_the_old_file_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool, force: bool, failing: str
) -> None:
    _nameless(monkeypatch, known)
    target = tmp_path / "plan.json"
    target.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def half(file: BinaryIO) -> None:
        file.write(b"half")
        if failing == "content":
            full()
        if failing == "interrupt":
            raise KeyboardInterrupt

    if failing == "disk":
        monkeypatch.setattr(outputs.os, "fsync", full)
    if failing == "link":
        monkeypatch.setattr(Path if force else outputs.os, "replace" if force else "link", full)
    with pytest.raises((OSError, KeyboardInterrupt)):
        write_file(target, half, force=force)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


@pytest.mark.parametrize("force", [True, False])
def test_without_files_that_have_no_name_it_comes_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool) -> None:
    _nameless(monkeypatch, known=False)
    target = tmp_path / "plan.json"
    assert write_whole(target, b"one", force=force) == target
    again = write_whole(target, b"two", force=force)
    assert again == (target if force else tmp_path / "plan-2.json")
    assert again.read_bytes() == b"two"
    assert len(list(tmp_path.iterdir())) == (1 if force else 2)
    made = tmp_path / "plain"
    made.touch()
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(made.stat().st_mode)
