"""A backup that is not as it was written is told as what it is, and where; whatever is restored, nothing is half done."""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import text

import solver
from api.services.backup import BackupError, backup, restore
from api.storage.backup.read import read_head
from api.storage.backup.stream import CHUNK, UnreadableError
from api.storage.database import Database
from api.storage.migrate import migrate

NO_BACKUP, DAMAGED, CUT_OFF, NEWER = "不是备份文件", "备份已损坏", "备份不完整", "更新的课后铃"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damage")


@pytest.fixture(scope="module")
def written(folder: Path) -> Path:
    """A small backup."""
    source = Database(f"sqlite:///{folder / 'source.db'}")
    migrate(source)
    with source.write() as connection:
        connection.execute(text("INSERT INTO districts (id, name, created_at) VALUES ('a', '东区', 1), ('b', 'B', 2)"))
    backup(source, folder / "good.backup")
    source.close()
    return folder / "good.backup"


def told(file: Path, content: bytes) -> str:
    """What is said of a file; empty where it is read."""
    file.write_bytes(content)
    try:
        read_head(file)
    except UnreadableError as error:
        return error.zh if error.hint_zh.startswith("可能") and error.hint_en.startswith("Maybe") else "without a hint"
    return ""


def test_every_flipped_bit_is_damage_and_never_no_backup(written: Path, folder: Path) -> None:
    """Of every byte one bit. Only a flip that leaves the content as it was may go unnoticed: the header's time and system, the bits
    that fill up the last byte, a repetition that is copied from another place with the same text. A smaller length looks cut off."""
    raw = written.read_bytes()
    content, good = gzip.decompress(raw), read_head(written)
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1 << (place % 8)
        said = told(folder / "flipped.backup", bytes(changed))
        assert NO_BACKUP not in said, (place, said)
        if said == "":
            assert gzip.decompress(changed) == content, place
            assert read_head(folder / "flipped.backup") == good
        else:
            assert DAMAGED in said or CUT_OFF in said, (place, said)


def test_the_place_of_the_damage_is_told(written: Path, folder: Path) -> None:
    raw = written.read_bytes()
    half = len(raw) // 2
    said = told(folder / "broken.backup", raw[:half] + bytes(40) + raw[half + 40 :])
    assert DAMAGED in said
    assert told(folder / "broken.backup", b"\x1e" + raw[1:]) == "备份已损坏：第 0 字节。"
    assert told(folder / "broken.backup", raw + b"more") == f"备份已损坏：第 {len(raw)} 字节之后多出内容。"


@given(part=st.floats(0, 1, exclude_max=True))
@example(part=0.0)
def test_a_backup_that_is_cut_off_says_where(written: Path, folder: Path, part: float) -> None:
    raw = written.read_bytes()
    length = int(len(raw) * part)
    said = told(folder / "cut.backup", raw[:length])
    assert said == (f"备份不完整：文件到第 {length} 字节就中断了。" if length else "不是备份文件，而是空文件。")


@given(st.binary(max_size=300))
def test_other_bytes_are_no_backup(folder: Path, content: bytes) -> None:
    said = told(folder / "other.backup", content)
    assert NO_BACKUP in said or content.startswith(b"\x1f")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04 and more", "工作簿"), (b'{"version": 1}', "JSON"), (b"%PDF-1.7", "PDF"), (b"PGDMP", "PostgreSQL"),
        (gzip.compress(b'{"version": 1}', mtime=0), NO_BACKUP), (gzip.compress(b"x" * CHUNK * 3, mtime=0), NO_BACKUP),
    ],
)  # fmt: skip
def test_files_that_are_taken_by_mistake_are_named(folder: Path, content: bytes, word: str) -> None:
    said = told(folder / "mistaken.backup", content)
    assert NO_BACKUP in said
    assert word in said


def test_a_database_is_no_backup_and_a_missing_file_is_missing(folder: Path, written: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(folder / "source.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "SQLite 数据库" in told(folder / "copied.backup", (folder / "source.db").read_bytes())
    target = Database(f"sqlite:///{tmp_path / 'target.db'}")
    with pytest.raises(BackupError) as missing:
        restore(target, tmp_path / "nowhere.backup")
    assert "读不到" in missing.value.fault.zh
    target.close()


def test_a_newer_backup_names_both_releases(written: Path, folder: Path) -> None:
    lines = gzip.decompress(written.read_bytes()).splitlines(keepends=True)
    head = {**json.loads(lines[0]), "afterbell_backup": 2, "release": "99.1"}
    said = told(folder / "newer.backup", gzip.compress(json.dumps(head).encode() + b"\n" + b'{"other": 1}\n'))
    assert NEWER in said
    assert "99.1" in said
    assert solver.__version__ in said


@pytest.mark.parametrize(
    "line",
    [
        b'["districts"]\n', b'["districts", "x"]\n', b'["nothing", 1]\n', b'["terms", 1, 2]\n', b"[]\n", b"7\n", b"nonsense\n",
        b"[" * 9999,
    ],
)  # fmt: skip
def test_rows_that_cannot_be_are_damage(written: Path, folder: Path, line: bytes) -> None:
    lines = gzip.decompress(written.read_bytes()).splitlines(keepends=True)
    assert DAMAGED in told(folder / "row.backup", gzip.compress(b"".join([lines[0], line, *lines[1:]])))


def test_a_backup_that_contradicts_itself_changes_nothing(written: Path, target: Database, tmp_path: Path) -> None:
    """Its checksum is right: somebody made it so."""
    lines = gzip.decompress(written.read_bytes()).splitlines(keepends=True)
    lines.insert(-1, b'["schools","elm","Elm","nowhere",1]\n')
    foot = json.loads(lines[-1])
    foot["rows"]["schools"] = 1
    foot["sha256"] = hashlib.sha256(b"".join(lines[:-1])).hexdigest()
    (tmp_path / "made.backup").write_bytes(gzip.compress(b"".join([*lines[:-1], json.dumps(foot).encode()])))
    with pytest.raises(BackupError) as refused:
        restore(target, tmp_path / "made.backup")
    assert "自相矛盾" in refused.value.fault.zh
    assert restore(target, written)["districts"] == 2


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'target.db'}")
    yield made
    made.close()


def test_the_words_reach_the_command(written: Path, target: Database, folder: Path) -> None:
    raw = written.read_bytes()
    (folder / "cut.backup").write_bytes(raw[:-20])
    with pytest.raises(BackupError) as refused:
        restore(target, folder / "cut.backup")
    assert CUT_OFF in refused.value.fault.zh
    assert restore(target, written)["districts"] == 2
