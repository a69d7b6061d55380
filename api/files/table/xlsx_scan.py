"""A look into the parts of an xlsx file, before the reading library sees them: for what it hides (error cells, formulas without
a stored result), and for what would exhaust memory (cells far away, texts that thousands of cells share, areas without end)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from api.files.table.columns import cell_name
from api.files.table.number_formats import NumberFormat, cell_formats
from api.files.table.xlsx_parts import Parts, read_parts
from api.files.table.xml_events import Allowance, MalformedError, TooManyError, read_events

MOST_ELEMENTS = 3_000_000
"""XML elements in all parts together; a workbook of 8,000 pupils has 250,000, a million rows with but a colour as many. Each
costs a third of a microsecond."""
MOST_FILLED = 200_000
"""Cells with content in all sheets together up to which a workbook is read; one of 8,000 pupils has 90,000."""
MOST_CHARACTERS = 20_000_000
"""Characters of all cells, also of texts that they share; a workbook of 8,000 pupils has one million."""
MOST_MERGED = 20_000
"""Merged areas in all sheets together; ours have none."""
LARGEST_ROW, LARGEST_COLUMN = 1_048_576, 16_384
"""Excel's own bounds. The reading library counts on without looking, and takes a place beyond all memory for granted."""
_COLUMN = re.compile(r"[A-Z]{1,3}")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_INDEX = re.compile(r"[0-9]{1,7}")


class NotAWorkbookError(Exception):
    """The bytes are no readable xlsx file. zh, en: why; hint_zh, hint_en: what may help."""

    def __init__(self, zh: str, en: str, hint_zh: str, hint_en: str) -> None:
        super().__init__(en)
        self.zh, self.en, self.hint_zh, self.hint_en = zh, en, hint_zh, hint_en


@dataclass(slots=True)
class Scan:
    """What a scan of one sheet found.

    errors: 0-based (row, column) -> error value, or "" for a formula without a stored result.
    formats: 0-based (row, column) -> number format, of cells that would show a number as something else.
    rows, columns: extent of the cells with content. last: name of the cell that is farthest to the lower right.
    damaged: why the sheet cannot be read, if so.
    """

    title: str
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formats: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    damaged: str = ""

    @property
    def last(self) -> str:
        return cell_name(max(self.rows - 1, 0), max(self.columns - 1, 0))


def scan(data: bytes) -> tuple[list[Scan], bytes]:
    """Scan every sheet of an xlsx file, in order; and a workbook of exactly the parts that were measured here, for the reading
    library, with the sheets in the same order.

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
        elements = Allowance("XML elements", MOST_ELEMENTS)
        parts = read_parts(data, elements)
        return _scan_sheets(parts, elements), parts.packed()
    except TooManyError as problem:
        raise NotAWorkbookError("文件解开后过大", f"unpacked, the file is too large: {problem}", "可能粘贴了图片或别的内容。",
                           "Maybe pictures or other things were pasted.") from problem  # fmt: skip
    except MalformedError as problem:
        raise NotAWorkbookError("文件不是 .xlsx 工作簿，或已损坏", "the file is no .xlsx workbook, or it is damaged",
                           "可能只是改了扩展名；请用 Excel 打开后另存为 .xlsx。",
                           "Maybe only its name was changed; open it in Excel and save as .xlsx.") from problem  # fmt: skip


def _scan_sheets(parts: Parts, elements: Allowance) -> list[Scan]:
    """Raises TooManyError; MalformedError where a part that all sheets share is damaged. Damaged sheets say so themselves."""
    formats = cell_formats(parts.formats, elements) if parts.formats else ()
    lengths = _text_lengths(parts.texts, elements) if parts.texts else []
    filled = Allowance("cells that are filled in", MOST_FILLED)
    characters = Allowance("characters in its cells", MOST_CHARACTERS)
    merged = Allowance("merged areas", MOST_MERGED)
    found = []
    for title, xml in parts.sheets:
        reader = _SheetReader(Scan(title), lengths, formats, filled, characters, merged)
        try:
            read_events(xml, elements, reader.start, reader.end, reader.text)
        except MalformedError as problem:
            reader.found.damaged = str(problem)
        found.append(reader.found)
    return found


def _text_lengths(xml: bytes, elements: Allowance) -> list[int]:
    """Characters of every shared text."""
    lengths: list[int] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            lengths.append(0)

    def text(piece: str) -> None:
        if lengths:
            lengths[-1] += len(piece)

    read_events(xml, elements, start, _ignored, text)
    lengths.append(max(lengths, default=0))  # for an index that is written oddly
    return lengths


class _SheetReader:
    """Reads the events of one sheet. Every element by the name of a cell counts as one, wherever it stands: the reading
    library looks at names alone."""

    def __init__(
        self, found: Scan, lengths: list[int], formats: Sequence[NumberFormat | None], filled: Allowance, characters: Allowance,
        merged: Allowance,
    ) -> None:  # fmt: skip
        self.found = found
        self._lengths, self._formats = lengths, formats
        self._filled, self._characters, self._merged = filled, characters, merged
        self._row = self._column = 0  # 1-based place of the cell or row that was begun last
        self._row_begun = 0
        self._digits: str | None = None  # of that row, where it was written
        self._columns: dict[str, int] = {}  # letters -> number of each column so far
        self._kind = self._style = ""
        self._in_cell = self._content = self._formula = self._in_value = False
        self._text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._in_value or (self._in_cell and name in ("c", "row")):
            raise MalformedError(f"an element {name[:20]} in a cell or its value")
        if name == "c":
            self._begin(attributes)
        elif name == "v":
            self._content = self._in_value = True
            self._text = ""
        elif name == "f":
            self._content = self._formula = True
        elif name == "row":
            self._row, self._column = self._row_of(attributes.get("r")), 0
            self._row_begun = self._row
        elif name == "mergeCell":
            self._merged.take()
        else:
            self._content = True

    def text(self, piece: str) -> None:
        self._characters.take(len(piece))
        if self._in_value:
            self._text = (self._text + piece)[:40]

    def end(self, name: str) -> None:
        self._in_value = False
        if name != "c":
            return
        self._in_cell = False
        if not self._content:
            return
        self._filled.take()
        row, column, found = self._row, self._column, self.found
        # The reading library places a cell without a name in the row that holds it.
        found.rows = max(found.rows, row, self._row_begun)
        found.columns = max(found.columns, column)
        style = int(self._style) if _INDEX.fullmatch(self._style) else 0
        form = self._formats[style] if style < len(self._formats) else None
        if form is not None:
            found.formats[row - 1, column - 1] = form
        if self._kind == "s":
            index = int(self._text) if _INDEX.fullmatch(self._text) else -1
            self._characters.take(self._lengths[index] if index < len(self._lengths) else 0)
        elif self._kind == "e":
            found.errors[row - 1, column - 1] = self._text or "#?"
        elif self._formula and not self._text and self._kind != "str":
            found.errors[row - 1, column - 1] = ""

    def _begin(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._row, self._column = max(self._row, 1), self._column + 1
        else:
            letters = place.rstrip("0123456789")
            digits = place[len(letters) :]
            if digits != self._digits:
                self._row = self._row_of(digits)
            self._column = self._columns.get(letters) or self._column_of(letters)
        if self._column > LARGEST_COLUMN:
            raise MalformedError(f"a cell in column {self._column}")
        self._kind = attributes.get("t", "")
        self._style = attributes.get("s", "")
        self._in_cell = True
        self._content = self._formula = False
        self._text = ""

    def _row_of(self, given: str | None) -> int:
        """The 1-based number of a row: as given, or the one below the last."""
        if given is not None and not _ROW.fullmatch(given):
            raise MalformedError(f"a row {given[:20]}")
        row = self._row + 1 if given is None else int(given)
        if row > LARGEST_ROW:
            raise MalformedError(f"a row {row}")
        self._digits = given
        return row

    def _column_of(self, letters: str) -> int:
        """``A`` -> 1."""
        if not _COLUMN.fullmatch(letters):
            raise MalformedError(f"a cell in column {letters[:20]}")
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        self._columns[letters] = number
        return number


def _ignored(_word: str) -> None:
    """Counted, and nothing else."""
