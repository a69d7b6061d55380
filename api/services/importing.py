"""Import of an office's files: from paths or an archive to a request, names and a report."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from api.files.file_bytes import read_bytes
from api.files.json_text import parse_json
from api.files.request.assumed import place_of
from api.files.request.writer import request_bytes
from api.files.sources.account import RowOutcome
from api.files.sources.importing import Imported, import_files
from api.files.sources.mapping import ImportMapping, mapping_bytes, mapping_document, read_mapping
from api.files.sources.report import counts, report_book
from api.files.sources.source import SourceFile
from api.files.sources.unpacked import MOST_FILES, left_beside, named, unpacked
from api.mapping.assumed import Assumed
from api.mapping.faults import faults_of_shape
from api.mapping.request import Request, request_doc
from api.schemas.importing import ImportDoc
from api.schemas.request import RequestDoc
from solver.errors import Fault, ProblemError, format_path
from solver.policy.load import load_policy

MAPPING_FILE = "mapping.json"
"""The file of an archive that is no source."""
PACKED = (2026, 1, 1, 0, 0, 0)
"""Date of every file in an archive, so that equal content gives equal bytes."""


def read_sources(paths: Sequence[Path], ours: Collection[Path] = ()) -> list[SourceFile]:
    """The files at paths; a folder is all files in it and below, a zip archive those packed in it. Raises ProblemError with all faults.

    ours: files that the import writes or is told by; they are no sources, wherever they lie.
    """
    own = {path.resolve() for path in ours}
    found: list[SourceFile] = []
    faults: list[Fault] = []
    for path in paths:
        for file in _files(path)[: MOST_FILES + 1]:
            if file.resolve() in own:
                continue
            try:
                data = read_bytes(file)
                found += unpacked(data, file.name) if file.suffix.lower() == ".zip" else [SourceFile(file.name, data)]
            except ProblemError as error:
                faults += error.faults
    faults += _too_many(found)
    if faults:
        raise ProblemError(faults)
    return found


def _too_many(found: Sequence[SourceFile]) -> list[Fault]:
    if len(found) <= MOST_FILES:
        return []
    return [Fault(("FILES",), str(len(found)), f"一次最多导入 {MOST_FILES} 个文件", f"at most {MOST_FILES} files at once",
                  "可能选错了文件夹。", "Maybe it is the wrong folder.")]  # fmt: skip


def _files(path: Path) -> list[Path]:
    """The file, or all files in and below a folder but those that programs leave beside them."""
    if not path.is_dir():
        return [path]
    return sorted(each for each in path.rglob("*") if each.is_file() and not left_beside(str(each.relative_to(path))))


def request_of(imported: Imported) -> Request:
    """The request that an import makes."""
    return Request(imported.problem, imported.policy_name, imported.overrides)


def imported_from_archive(body: bytes, answers: Mapping[str, str], profile: str, today: date) -> Imported:
    """An archive of an office's files, perhaps with ``mapping.json``. Raises ProblemError, PolicyError."""
    sources, mapping = _without_mapping(unpacked(body))
    return import_files(sources, answers, mapping, load_policy(profile, {}), today)


def _without_mapping(sources: Sequence[SourceFile]) -> tuple[list[SourceFile], ImportMapping]:
    """Files without the mapping of the last time, and that; an empty one where it is not among them. Raises ProblemError."""
    kept = next((source for source in sources if source.name == MAPPING_FILE), None)
    return [source for source in sources if source is not kept], read_mapping(kept.data) if kept else ImportMapping()


def read_import(body: bytes) -> ImportDoc:
    """A document of an office's files. Raises ProblemError with every fault of its shape."""
    document, faults = parse_json(body)
    if faults:
        raise ProblemError(faults)
    try:
        return ImportDoc.model_validate(document)
    except ValidationError as error:
        raise ProblemError(faults_of_shape(error, document, ImportDoc)) from None


def imported_from_document(document: ImportDoc, answers: Mapping[str, str], today: date) -> Imported:
    """Files of a document, those in archives among them; its own mapping comes before one among the files. Raises ProblemError,
    PolicyError."""
    found: list[SourceFile] = []
    faults: list[Fault] = []
    for source in named([(each.name, each.data) for each in document.files if not left_beside(each.name)]):
        try:
            found += unpacked(source.data, source.name) if source.name.lower().endswith(".zip") else [source]
        except ProblemError as error:
            faults += error.faults
    faults += _too_many(found)
    if faults:
        raise ProblemError(faults)
    sources, mapping = _without_mapping(found)
    mapping = read_mapping(json.dumps(document.mapping).encode()) if document.mapping else mapping
    return import_files(sources, {**document.answers, **answers}, mapping, load_policy(document.profile, {}), today)


def import_archive_of(imported: Imported) -> bytes:
    """The request workbook, the report and the mapping as one archive; without the names of pupils but in the report."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("school.xlsx", request_bytes(request_of(imported), ".xlsx")), ("import.xlsx",
            report_book(imported)),
                              (MAPPING_FILE, mapping_bytes(imported.mapping))):  # fmt: skip
            archive.writestr(zipfile.ZipInfo(name, PACKED), content)
    return buffer.getvalue()


def book_of_document(body: bytes) -> bytes:
    """Request document, also one whose data is at fault -> its workbook. Raises ProblemError with the faults of its shape."""
    document, faults = parse_json(body)
    if faults:
        raise ProblemError(faults)
    try:
        wire = RequestDoc.model_validate(document)
    except ValidationError as error:
        raise ProblemError(faults_of_shape(error, document, RequestDoc)) from None
    return request_bytes(Request(wire.problem, wire.policy.profile, wire.policy.overrides), ".xlsx")


def import_document(imported: Imported) -> dict[str, Any]:
    """Result of an import as a JSON-ready document; ``rows`` lists those to look at, ``counts`` counts all."""
    still_open = {question.id for question in imported.open}
    return {
        "request": request_doc(request_of(imported)),
        "names": dict(imported.names),
        "questions": [
            {"id": each.id, "zh": each.zh, "en": each.en, "guess": each.guess, "choices": dict(each.choices), "offers": list(each.offers),
             "answer": imported.mapping.answers.get(each.id, ""), "open": each.id in still_open}
            for each in imported.questions
        ],
        "sheets": [{"file": each.file, "sheet": each.sheet, "kind": each.zh, "records": each.records} for each in imported.sheets],
        "counts": {outcome.name.lower(): count for outcome, count in counts(imported).items()},
        "rows": _rows(imported),
        "remarks": [{"file": each.place.file, "sheet": each.place.sheet, "row": each.place.row + 1, "pupil": each.pupil, "name": each.name,
                     "text": each.text} for each in imported.remarks],
        "assumed": [_assumed(each) for each in imported.assumed],
        "unread": _told(imported.unread),
        "faults": _told(imported.faults),
        "mapping": mapping_document(imported.mapping),
    }


def _assumed(assumed: Assumed) -> dict[str, str]:
    """place_zh, place_en: where the full workbook changes it."""
    place_zh, place_en = place_of(assumed)
    return {"zh": assumed.zh, "en": assumed.en, "value": assumed.value, "sheet": assumed.sheet, "column": assumed.column,
            "place_zh": place_zh, "place_en": place_en}  # fmt: skip


def _rows(imported: Imported) -> list[dict[str, Any]]:
    return [
        {"file": place.file, "sheet": place.sheet, "row": place.row + 1, "fate": fate.outcome.name.lower(), "zh": fate.zh, "en": fate.en}
        for place, fates in imported.accounts.items() for fate in fates if fate.told or fate.outcome is RowOutcome.LEFT_OUT
    ]  # fmt: skip


def _told(faults: Iterable[Fault]) -> list[dict[str, str]]:
    return [{"path": format_path(each.path), "value": each.value, "zh": each.zh, "en": each.en, "hint_zh": each.hint_zh,
        "hint_en": each.hint_en}
            for each in faults]  # fmt: skip
