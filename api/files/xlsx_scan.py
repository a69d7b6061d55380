"""A look into the parts of an xlsx file for what the reading library hides: error cells, formulas without a stored
result, and cells so far away that reading the sheet would exhaust memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from api.files.columns import cell_name

MOST_BYTES = 400_000_000
"""Unpacked size up to which a workbook is read."""
MOST_INDEX_BYTES = 5_000_000
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REF = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


class NotAWorkbookError(Exception):
    """The bytes are no readable xlsx file. zh, en: why; hint_zh, hint_en: what may help."""

    def __init__(self, zh: str, en: str, hint_zh: str, hint_en: str) -> None:
        super().__init__(en)
        self.zh, self.en, self.hint_zh, self.hint_en = zh, en, hint_zh, hint_en


@dataclass(slots=True)
class Scan:
    """What a scan of one sheet found.

    errors: 0-based (row, column) -> error value, or "" for a formula without a stored result.
    rows, columns: extent of the cells with content. last: name of the cell that is farthest to the lower right.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0

    @property
    def last(self) -> str:
        return cell_name(max(self.rows - 1, 0), max(self.columns - 1, 0))


def scan(data: bytes) -> dict[str, Scan]:
    """Scan every sheet of an xlsx file, by sheet name. Raises NotAWorkbookError."""
    if not data:
        raise NotAWorkbookError("文件是空的（0 字节）", "the file is empty (0 bytes)",
                           "可能上传或保存没有完成。", "Maybe the upload or the saving was cut off.")  # fmt: skip
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotAWorkbookError("文件是旧的 .xls 或加了密码", "the file is an old .xls or protected by a password",
                           "可能要在 Excel 里去掉密码，另存为 .xlsx。",
                           "Maybe remove the password in Excel and save as .xlsx.")  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(part.file_size for part in book.infolist()) > MOST_BYTES:
                raise NotAWorkbookError("文件解开后过大", f"unpacked, the file exceeds {MOST_BYTES // 10**6} MB",
                                   "可能粘贴了图片或别的内容。", "Maybe pictures or other things were pasted.")  # fmt: skip
            return {name: _scan_sheet(book.read(part)) for name, part in _sheet_parts(book).items()}
    except (zipfile.BadZipFile, KeyError, ET.ParseError, ValueError, OSError, EOFError, RuntimeError,
            NotImplementedError, zlib.error) as problem:  # fmt: skip
        raise NotAWorkbookError("文件不是 .xlsx 工作簿，或已损坏", "the file is no .xlsx workbook, or it is damaged",
                           "可能只是改了扩展名；请用 Excel 打开后另存为 .xlsx。",
                           "Maybe only its name was changed; open it in Excel and save as .xlsx.") from problem  # fmt: skip


def _sheet_parts(book: zipfile.ZipFile) -> Mapping[str, str]:
    """Sheet name -> part of the archive."""
    targets = {}
    for link in ET.fromstring(_small(book, "xl/_rels/workbook.xml.rels")):  # noqa: S314  expat bounds entities
        target = link.get("Target", "")
        targets[link.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    parts = {}
    for element in ET.fromstring(_small(book, "xl/workbook.xml")).iter():  # noqa: S314  as above
        if element.tag.endswith("}sheet"):
            link_id = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            part = targets.get(link_id, "")
            if part in book.namelist():
                parts[element.get("name", "")] = part
    if not parts:
        raise KeyError("no sheets")
    return parts


def _small(book: zipfile.ZipFile, part: str) -> bytes:
    """A part that is small in any honest workbook. Raises ValueError."""
    if book.getinfo(part).file_size > MOST_INDEX_BYTES:
        raise ValueError(part)
    return book.read(part)


def _scan_sheet(xml: bytes) -> Scan:
    found = Scan()
    for match in _CELL.finditer(xml):
        attributes, content = match.groups()
        ref = _REF.search(attributes)
        if not content or ref is None:
            continue
        row, column = int(ref[2]) - 1, _column_number(ref[1])
        found.rows, found.columns = max(found.rows, row + 1), max(found.columns, column + 1)
        if b't="e"' in attributes:
            value = _VALUE.search(content)
            found.errors[row, column] = value[1].decode("ascii", "replace") if value else "#?"
        elif _FORMULA.search(content) and not _VALUE.search(content):
            found.errors[row, column] = ""
    return found


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
