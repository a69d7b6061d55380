"""Reader of backups: the checksum of the whole file is verified before any row is used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import solver
from api.storage.backup.layout import FORMAT, TYPES, BackupHeader, decoded
from api.storage.backup.stream import UnreadableError, damaged, lines_of, no_backup


def newer(release: object) -> UnreadableError:
    """Backup of a format that this release does not support."""
    said = str(release) or "?"
    return UnreadableError(
        f"备份来自更新的课后铃 {said}，本程序是 {solver.__version__}。",
        f"The backup comes from a newer Afterbell, {said}; this is {solver.__version__}.",
        "可能要用写出它的那一版程序恢复，或先升级本机程序。", "Maybe restore it with the release that wrote it, or upgrade this one first.",
    )  # fmt: skip


def read_head(path: Path) -> BackupHeader:
    """Head of a backup whose checksum and row count were verified. Raises UnreadableError, OSError."""
    lines = lines_of(path)
    first = next(lines, b"")
    head = _head(first)
    if isinstance(head, UnreadableError):
        for _ in lines:  # a stream that is damaged further on says more than a first line that cannot be read
            pass
        raise head
    counted = dict.fromkeys(head.tables, 0)
    seen = hashlib.sha256(first)
    foot: Any = None
    for number, line in enumerate(lines, start=2):
        document = _parsed(line)
        if foot is not None:
            raise damaged(f"第 {number} 行在末尾之后", f"line {number} is after the end")
        if isinstance(document, dict):
            foot = document
            continue
        if not _is_row(document, head):
            raise damaged(f"解压后第 {number} 行", f"line {number} of what is packed")
        counted[document[0]] += 1
        seen.update(line)
    if foot is None:
        raise damaged("缺少末尾", "its end is missing")
    if foot.get("sha256") != seen.hexdigest() or foot.get("rows") != counted:
        raise damaged("内容与校验和不符", "its content does not match its checksum")
    return head


def read_rows(path: Path, head: BackupHeader) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and values of every row, in the order of the tables. The file must have been verified by :func:`read_head`."""
    for line in lines_of(path):
        document = json.loads(line)
        if isinstance(document, list):
            name, *values = document
            columns = head.tables[name]
            yield name, {column: decoded(value, kind) for value, (column, kind) in zip(values, columns, strict=True)}


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _is_row(document: Any, head: BackupHeader) -> bool:
    """Whether a line is a row of one of the tables, with a value of each column."""
    if not isinstance(document, list) or not document or not isinstance(document[0], str):
        return False
    columns = head.tables.get(document[0])
    if columns is None or len(columns) != len(document) - 1:
        return False
    try:
        for value, (_, kind) in zip(document[1:], columns, strict=True):
            decoded(value, kind)
    except (ValueError, TypeError):
        return False
    return True


def _head(line: bytes) -> BackupHeader | UnreadableError:
    """Parse the first line -> head. Raises UnreadableError."""
    document = _parsed(line)
    if not isinstance(document, dict) or "afterbell_backup" not in document:
        return no_backup()
    if document["afterbell_backup"] != FORMAT:
        return newer(document.get("release", ""))
    try:
        tables = {name: [(str(column), str(kind)) for column, kind in columns] for name, columns in document["tables"].items()}
        head = BackupHeader(str(document["release"]), str(document["revision"]), int(document["at"]), tables)
    except (KeyError, TypeError, ValueError, AttributeError):
        return damaged("第 1 行", "line 1")
    return head if {kind for columns in tables.values() for _, kind in columns} <= set(TYPES) else newer(head.release)
