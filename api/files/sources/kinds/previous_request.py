"""Last term's request, as a workbook or JSON of our own, read as a whole."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from api.files.request.reader import read_request
from api.files.request.sheets import SHEETS
from api.files.sources.account import RowFate, joined, left_out
from api.files.sources.kind import ReadTable
from api.files.sources.question import Asking
from api.files.sources.records import RequestRecord
from api.files.sources.source import SourceFile, SourcePlace
from api.files.sources.tables import tables_of
from api.files.table.columns import normal

FEWEST_SHEETS = 10
"""Sheets of a request by which a workbook is known as one; raising it refuses workbooks of which sheets were deleted."""
_SHEET_NAME = re.compile(r"<(?:\w+:)?sheet\b[^>]*\bname=\"([^\"]*)\"")
OF_THE_TERM = ("term", "holidays", "make_up", "lessons", "fee_items", "expenses", "awards", "classes")
"""Sheets whose rows are of that term alone."""
NOT_KEPT = left_out("上学期的日期、课表和收支，本学期不沿用", "dates, timetable and accounts of last term", told=False)


@dataclass(frozen=True)
class PreviousRequest:
    """A request of our own: a workbook with our sheets, or a JSON document."""

    key: str = "previous_request"
    zh: str = "上学期的申请"
    en: str = "last term's request"

    def recognises(self, source: SourceFile) -> bool:
        """Whether a file is a request, by the names of its sheets or the keys of its document."""
        if source.suffix == ".xlsx":
            ours = {normal(spec.title) for spec in SHEETS}
            return sum(normal(name) in ours for name in sheet_names(source.data)) >= FEWEST_SHEETS
        return source.suffix == ".json" and "problem" in document_keys(source.data)

    def read(self, source: SourceFile, asking: Asking) -> ReadTable:  # noqa: ARG002  a file of our own leaves nothing to ask
        """The request, and the fate of every row. Raises ProblemError."""
        request = read_request(source.data, source.suffix)
        fates: dict[SourcePlace, RowFate] = {}
        if source.suffix == ".xlsx":
            of_title = {normal(spec.title): spec for spec in SHEETS}
            for table in tables_of(source):
                spec = of_title.get(normal(table.sheet))
                for row in table.filled():
                    fates[table.place(row)] = _fate(spec.key if spec else "", spec.zh if spec else table.sheet)
        place = SourcePlace(source.name, "", 0)
        fates = fates or {place: joined("上学期的申请", "last term's request")}
        return ReadTable((RequestRecord(next(iter(fates)), request),), fates)


def _fate(key: str, zh: str) -> RowFate:
    if not key:
        return left_out("说明", "notes", told=False)
    kept = joined(f"上学期的“{zh}”，沿用或与本学期的合并", "of last term: kept, or joined with this term's")
    return NOT_KEPT if key in OF_THE_TERM else kept


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Names of the sheets of an xlsx file, empty where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(_SHEET_NAME.findall(archive.read("xl/workbook.xml")[:200_000].decode("utf-8", "replace")))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return ()


def document_keys(data: bytes) -> Mapping[str, object]:
    """A JSON document, empty where the bytes are none or it is no object."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


PREVIOUS_REQUEST = PreviousRequest()
