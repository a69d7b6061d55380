"""Files of an office -> their sheets as tables of raw cells: xlsx, xls, ods, csv and texts."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Sequence
from statistics import median_low

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from api.files.sources.html_tables import html_tables
from api.files.sources.source import MergedArea, SourceFile, SourceTable
from api.files.table.book import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, show_formats
from api.files.table.cell import Raw
from api.files.table.xlsx_scan import NotAWorkbookError, scan
from solver.errors import Fault, ProblemError

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 300_000_000
"""Bytes that the parts of an ods file may unpack to."""
SEPARATORS = ",;\t|，；"
SHOWN_LINES = 30
"""Lines by which the separator of a text is found."""
_HIDDEN = re.compile(r"<(?:\w+:)?sheet\b(?=[^>]*\bstate=\"(?:veryH|h)idden\")[^>]*\bname=\"([^\"]*)\"")
_BINARY: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "PDF", "PDF"), (b"\x89PNG", "图片", "picture"), (b"\xff\xd8\xff", "图片", "picture"), (b"GIF8", "图片", "picture"),
    (b"Rar!", "RAR 压缩包", "RAR archive"), (b"7z\xbc\xaf", "7z 压缩包", "7z archive"), (b"\x1f\x8b", "压缩包", "archive"),
)  # fmt: skip
"""First bytes of files that hold no tables."""
WORD_PROCESSORS = (".doc", ".docx", ".wps", ".dot", ".dotx")


def tables_of(source: SourceFile) -> list[SourceTable]:
    """The sheets of a file that hold anything, in order. Raises ProblemError with a way out."""
    data = source.data
    if not data:
        raise _refused(source, "0 bytes", "文件是空的", "the file is empty", "可能保存或上传没有完成。",
                       "Maybe the saving or the upload was cut off.")  # fmt: skip
    if source.name.lower().endswith(WORD_PROCESSORS) and data.startswith((ZIP, OLE)):
        raise _refused(source, source.name, "Word 文档里的表读不了", "tables of a word processor are not read",
                       "可能是从 Excel 粘过去的；请用原来的表格，或把表复制到 Excel 里另存。",
                       "Maybe it was pasted from a workbook; take that one, or copy the table into a workbook.")  # fmt: skip
    for first, zh, en in _BINARY:
        if data.startswith(first):
            raise _refused(source, zh, f"{zh}里的内容读不出来", f"a {en} cannot be read",
                "可能有原来的表格；请用 Excel 或 WPS 存成 .xlsx。",
                           "Maybe there is the original table; save it as .xlsx.")  # fmt: skip
    if data.startswith(ZIP):
        found = _ods(source) if _is_ods(data) else _xlsx(source)
    elif data.startswith(OLE):
        found = _calamine(source, data)
    else:
        text = decoded(source)
        found = html_tables(source.name, text) if re.match(r"\s*(?:<!doctype|<html|<table|<meta|<head|<div|<style)", text,
            re.IGNORECASE) else [
            SourceTable(source.name, "", _rectangle(_lines(source, text)))
        ]  # fmt: skip
    return [table for table in found if table.filled()]


def decoded(source: SourceFile) -> str:
    """A text file's characters: UTF-8 with or without a mark, UTF-16, else GB18030 (of which GBK is a part). Raises ProblemError."""
    data = source.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data:
        encodings = ("utf-16-le",) if data[1::2].count(0) > data[::2].count(0) else ("utf-16-be",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused(source, f"{len(data)} bytes", "不是认识的表格，也不是 UTF-8 或 GBK 的文字",
        "neither a known table nor text in UTF-8 or GBK",
                   "可能文件已损坏；请用 Excel 或 WPS 打开后另存为 .xlsx。",
                   "Maybe it is damaged; open it and save it as .xlsx.")  # fmt: skip


def _is_ods(data: bytes) -> bool:
    return b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]


def _xlsx(source: SourceFile) -> list[SourceTable]:
    """Sheets of an xlsx file, after its parts were measured. An error cell is empty."""
    try:
        scans, measured = scan(source.data)
    except NotAWorkbookError as error:
        raise _refused(source, f"{len(source.data)} bytes", error.zh, str(error), error.hint_zh, error.hint_en) from None
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        names = archive.namelist()
        workbook = archive.read("xl/workbook.xml").decode("utf-8", "replace") if "xl/workbook.xml" in names else ""
    hidden = {html.unescape(name) for name in _HIDDEN.findall(workbook)}
    book = _opened(source, measured)
    spanned, found = 0, []
    for place, seen in enumerate(scans):
        spanned += seen.rows * seen.columns
        if seen.damaged:
            raise _refused(source, seen.title, f"“{seen.title}”表已损坏，无法读取", f"the sheet {seen.title} is damaged",
                           "可能要用 Excel 打开后另存。", "Maybe open it in Excel and save it again.")  # fmt: skip
        if seen.rows > MOST_ROWS or seen.columns > MOST_COLUMNS or spanned > MOST_CELLS:
            raise _too_far(source, seen.title, seen.last)
        sheet = _sheet(source, book, place)
        rows: list[list[Raw]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        show_formats(rows, seen.formats)
        found.append(SourceTable(source.name, seen.title, _rectangle(rows), _merged(sheet), seen.title in hidden))
    return found


def _ods(source: SourceFile) -> list[SourceTable]:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise _damaged(source, "zip") from None
    if unpacked > MOST_UNPACKED:
        raise _refused(source, f"{unpacked} bytes", "文件解开后过大", "unpacked, the file is too large", "可能粘贴了图片或别的内容。",
                       "Maybe pictures were pasted.")  # fmt: skip
    return _calamine(source, source.data)


def _calamine(source: SourceFile, data: bytes) -> list[SourceTable]:
    """Sheets of an xls or ods file."""
    book = _opened(source, data)
    spanned, found = 0, []
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = _sheet(source, book, place)
        spanned += sheet.total_height * sheet.total_width
        if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS or spanned > MOST_CELLS:
            raise _too_far(source, about.name, f"{sheet.total_height} × {sheet.total_width}")
        rows: list[list[Raw]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        found.append(SourceTable(source.name, about.name, _rectangle(rows), _merged(sheet), about.visible != SheetVisibleEnum.Visible))
    return found


def _opened(source: SourceFile, data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise _refused(source, "", "文件加了密码", "the file is protected by a password", "可能要在 Excel 里去掉密码再另存。",
                       "Maybe remove the password and save it again.") from None  # fmt: skip
    except Exception as error:  # noqa: BLE001  a damaged file may fail anywhere in the reading library
        raise _damaged(source, type(error).__name__) from None


def _sheet(source: SourceFile, book: CalamineWorkbook, place: int) -> CalamineSheet:
    try:
        return book.get_sheet_by_index(place)
    except Exception as error:  # noqa: BLE001  as above
        raise _damaged(source, type(error).__name__) from None


def _merged(sheet: CalamineSheet) -> tuple[MergedArea, ...]:
    return tuple(MergedArea(*first, *last) for first, last in sheet.merged_cell_ranges or ())


def _rectangle(rows: Sequence[Sequence[Raw]]) -> tuple[tuple[Raw, ...], ...]:
    """Rows of one length, without empty ones at the end."""
    kept = list(rows)
    while kept and not any(cell != "" for cell in kept[-1]):
        kept.pop()
    width = max((len(row) for row in kept), default=0)
    return tuple((*row, *("",) * (width - len(row))) for row in kept)


def _lines(source: SourceFile, text: str) -> list[list[str]]:
    """Rows of a text of separated values, by the separator that parts its first lines best."""
    first = [line for line in text.splitlines()[: SHOWN_LINES * 2] if line.strip()][:SHOWN_LINES]
    try:
        counts = {sign: median_low([len(row) for row in csv.reader(first, delimiter=sign) if row] or [1]) for sign in SEPARATORS}
        best = max(SEPARATORS, key=lambda sign: (counts[sign], -SEPARATORS.index(sign)))
        rows = [[_unquoted(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=best)]
    except csv.Error as error:
        raise _damaged(source, str(error)) from None
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise _too_far(source, source.name, f"{len(rows)} × {max(map(len, rows))}")
    return rows


def _unquoted(cell: str) -> str:
    """``="001"``, by which texts keep their zeros in Excel, is 001."""
    found = re.fullmatch(r'\s*="(.*)"\s*', cell)
    return found[1] if found else cell.strip("\t ")


def _damaged(source: SourceFile, value: str) -> ProblemError:
    return _refused(source, value, "文件已损坏，无法打开", "the file is damaged and cannot be opened",
                    "可能要用 Excel 或 WPS 打开后另存为 .xlsx。", "Maybe open it and save it as .xlsx.")  # fmt: skip


def _too_far(source: SourceFile, sheet: str, value: str) -> ProblemError:
    return _refused(source, value, f"“{sheet}”表格之外很远处有内容", f"in {sheet} something stands far outside the table",
                    "可能误在远处输入过；请删除多余的行和列。",
                    "Maybe something was typed far away; delete those rows and columns.")  # fmt: skip


def _refused(source: SourceFile, value: str, zh: str, en: str, hint_zh: str, hint_en: str) -> ProblemError:
    return ProblemError([Fault((source.name,), value, zh, en, hint_zh, hint_en)])
