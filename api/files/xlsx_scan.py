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

MOST_BYTES = 100_000_000
"""Unpacked size up to which a workbook is read; one of 8,000 pupils has 5 MB."""
MOST_PARTS = 2_000
MOST_INDEX_BYTES = 5_000_000
MOST_FILLED = 200_000
"""Cells with content in all sheets together up to which a workbook is read; one of 8,000 pupils has 90,000."""
MOST_TAGS = 1_500_000
"""Cells of a sheet, also those that have but a colour."""
LARGEST_ROW, LARGEST_COLUMN = 1_048_576, 16_384
"""Excel's own bounds. The reading library counts on without looking, and takes a place beyond all memory for granted."""
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REF = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_TAG = re.compile(rb"<(?:\w+:)?(?:c|row)\b")
_USUAL = re.compile(rb"""<(?:c r="[A-Z]{1,3}|row r=")[1-9]\d{0,6}"(?: (?!r=)[\w:.-]+="[^"<>]*")*\s*/?>""")
"""A tag of a cell or a row as every program writes it."""
_PLACED = re.compile(rb"<(?:\w+:)?(c|row)\b([^>]*)>?")
_ATTRIBUTES = re.compile(rb"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?""")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_GOOD_PLACE = re.compile(rb"([A-Z]{0,3})([1-9]\d{0,6})")
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


def scan(data: bytes) -> tuple[dict[str, Scan], bytes]:
    """Scan every sheet of an xlsx file, by sheet name; and the same archive packed anew, of exactly the parts that were
    measured here, for the reading library: it would unpack on where an archive says less than it holds.

    Raises NotAWorkbookError.
    """
    if not data:
        raise NotAWorkbookError("文件是空的（0 字节）", "the file is empty (0 bytes)",
                           "可能上传或保存没有完成。", "Maybe the upload or the saving was cut off.")  # fmt: skip
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotAWorkbookError("文件是旧的 .xls 或加了密码", "the file is an old .xls or protected by a password",
                           "可能要在 Excel 里去掉密码，另存为 .xlsx。",
                           "Maybe remove the password in Excel and save as .xlsx.")  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(part.file_size for part in book.infolist()) > MOST_BYTES or len(book.infolist()) > MOST_PARTS:
                raise _too_large(f"unpacked, the file exceeds {MOST_BYTES // 10**6} MB or {MOST_PARTS} parts")
            parts = {name: book.read(name) for name in book.namelist()}
            return _scan_sheets(parts, _sheet_parts(book)), _packed(parts)
    except (zipfile.BadZipFile, KeyError, ET.ParseError, ValueError, OSError, EOFError, RuntimeError,
            NotImplementedError, zlib.error) as problem:  # fmt: skip
        raise NotAWorkbookError("文件不是 .xlsx 工作簿，或已损坏", "the file is no .xlsx workbook, or it is damaged",
                           "可能只是改了扩展名；请用 Excel 打开后另存为 .xlsx。",
                           "Maybe only its name was changed; open it in Excel and save as .xlsx.") from problem  # fmt: skip


def _too_large(why: str) -> NotAWorkbookError:
    return NotAWorkbookError("文件解开后过大", why, "可能粘贴了图片或别的内容。", "Maybe pictures or other things were pasted.")


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts, not compressed: it is read at once."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, content in parts.items():
            book.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _scan_sheets(parts: Mapping[str, bytes], sheets: Mapping[str, str]) -> dict[str, Scan]:
    """Every sheet by its name. Raises ValueError for cells at no place that Excel has, also in parts that no sheet names."""
    found: dict[str, Scan] = {}
    measured: dict[str, Scan] = {}
    left = MOST_FILLED
    for part in (*sheets.values(), *(name for name in parts if name.lower().startswith("xl/worksheets/"))):
        if part not in measured:
            measured[part], left = _scan_sheet(parts[part], left)
    for name, part in sheets.items():
        found[name] = measured[part]
    return found


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


def _scan_sheet(xml: bytes, most: int) -> tuple[Scan, int]:
    """One sheet with at most so many filled cells, and how many are left of those. Raises ValueError, NotAWorkbookError."""
    found = Scan()
    loose_rows, loose_cells = _check_places(xml)
    for match in _CELL.finditer(xml):
        attributes, content = match.groups()
        ref = _REF.search(attributes)
        if not content or ref is None:
            continue
        most -= 1
        if most < 0:
            raise _too_large(f"more than {MOST_FILLED} cells are filled in")
        row, column = int(ref[2]) - 1, _column_number(ref[1])
        found.rows, found.columns = max(found.rows, row + 1), max(found.columns, column + 1)
        if b't="e"' in attributes:
            value = _VALUE.search(content)
            found.errors[row, column] = value[1].decode("ascii", "replace") if value else "#?"
        elif _FORMULA.search(content) and not _VALUE.search(content):
            found.errors[row, column] = ""
    if loose_cells:
        found.rows, found.columns = found.rows + loose_rows, found.columns + loose_cells
    return found, most


def _check_places(xml: bytes) -> tuple[int, int]:
    """Rows, and cells that do not say where they are, if any. Raises ValueError for a cell or a row at no place of Excel's.

    Every tag that could be one counts, also in comments: what is no cell to us must be none to the reading library.
    """
    if b"\x00" in xml or b"<!DOCTYPE" in xml:
        raise ValueError("no plain sheet")
    tags = len(_TAG.findall(xml))
    if tags > MOST_TAGS:
        raise _too_large(f"a sheet has more than {MOST_TAGS} cells")
    if tags == len(_USUAL.findall(xml)):
        return 0, 0
    rows = loose = 0
    for tag in _PLACED.finditer(xml):
        kind, attributes = tag.groups()
        if not _ATTRIBUTES.fullmatch(attributes):
            raise ValueError("attributes")
        rows += kind == b"row"
        places = _PLACE.findall(attributes)
        if not places:
            loose += kind == b"c"
            continue
        place = _GOOD_PLACE.fullmatch(places[0])
        if len(places) > 1 or place is None or bool(place[1]) != (kind == b"c"):
            raise ValueError("place")
        if int(place[2]) > LARGEST_ROW or _column_number(place[1]) >= LARGEST_COLUMN:
            raise ValueError("place")
    return rows, loose


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
