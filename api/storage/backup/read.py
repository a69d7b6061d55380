"""Reading a backup: all of it is held against its checksum before anything is done with it."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.storage.backup.layout import FORMAT, TYPES, Head, read_back


class UnreadableError(Exception):
    """A file that is no backup, or a damaged one. The words say which."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh = zh
        self.en = en


NO_BACKUP = ("不是备份文件。", "This is no backup.")
DAMAGED = ("备份不完整或已损坏。", "The backup is incomplete or damaged.")
NEWER = ("备份来自更新的程序。", "The backup comes from a newer release.")


def read_head(path: Path) -> Head:
    """What a backup says of itself, once its checksum is known to be right. Raises UnreadableError, OSError."""
    head: Head | None = None
    counted: dict[str, int] = {}
    seen = hashlib.sha256()
    foot: Any = None
    for line in _lines(path):
        document = _parsed(line)
        if head is None:
            head = _head(document)
        elif foot is not None:
            raise UnreadableError(*DAMAGED)
        elif isinstance(document, dict):
            foot = document
            continue
        else:
            counted[document[0]] = counted.get(document[0], 0) + 1
        seen.update(line)
    if head is None:
        raise UnreadableError(*NO_BACKUP)
    rows = {name: counted.get(name, 0) for name in head.tables}
    if foot is None or foot.get("sha256") != seen.hexdigest() or foot.get("rows") != rows:
        raise UnreadableError(*DAMAGED)
    return head


def read_rows(path: Path, head: Head) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and values of every row, in the order of the tables. The file has been read by :func:`read_head`."""
    for line in _lines(path):
        document = json.loads(line)
        if isinstance(document, list):
            name, *values = document
            columns = head.tables[name]
            yield name, {column: read_back(value, kind) for value, (column, kind) in zip(values, columns, strict=True)}


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path) as stream:
            yield from stream
    except gzip.BadGzipFile:
        raise UnreadableError(*NO_BACKUP) from None
    except (EOFError, zlib.error):
        raise UnreadableError(*DAMAGED) from None


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise UnreadableError(*NO_BACKUP) from None


def _head(document: Any) -> Head:
    if not isinstance(document, dict) or "afterbell_backup" not in document:
        raise UnreadableError(*NO_BACKUP)
    if document["afterbell_backup"] != FORMAT:
        raise UnreadableError(*NEWER)
    tables = {name: [(column, kind) for column, kind in columns] for name, columns in document["tables"].items()}
    if not {kind for columns in tables.values() for _, kind in columns} <= set(TYPES):
        raise UnreadableError(*NEWER)
    return Head(document["release"], document["revision"], document["at"], tables)
