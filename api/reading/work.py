"""Kinds of parsing: functions of bytes and plain data, executed in a reading process or in this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import solver
from api.files.language import Language
from api.files.names.name_file import names_of_file
from api.files.names.name_list import NameList
from api.files.plan.bundle import PlanBundle
from api.files.plan.hand_edits.changed import changed_book
from api.files.sources.importing import Imported
from api.files.sources.typed_answers import given_answers
from api.mapping.faults import group_documents
from api.mapping.request import Request
from api.services.exporting import MissingFontError, context_of_plan, export
from api.services.importing import (
    book_of_document,
    import_archive_of,
    import_document,
    imported_from_archive,
    imported_from_document,
    read_import,
)
from api.services.loading import choose_policy, load_check, load_pair, load_request
from api.services.reporting import checked_document, precheck_document
from api.services.sequencing import problem_of_plan
from api.services.solving import prechecked
from api.services.ticking import register_records


def read_request(body: bytes, suffix: str) -> Request:
    """Parse a request from a document or a workbook. Raises ProblemError."""
    return load_request(body, suffix)


def precheck_body(body: bytes, suffix: str) -> dict[str, Any]:
    """Request bytes -> precheck document. Raises ProblemError, PolicyError."""
    loaded = load_request(body, suffix)
    return precheck_document(*prechecked(loaded.problem, choose_policy(loaded)), loaded.notices)


def complete_body(body: bytes, suffix: str) -> bytes:
    """Request bytes, as of a short workbook -> full workbook, with what was taken by default on a sheet of its own.

    Raises ProblemError, PolicyError.
    """
    from api.files.request.writer import request_bytes  # noqa: PLC0415 - loaded where a workbook is written, and only there

    return request_bytes(load_request(body, suffix), ".xlsx")


def faults_of_body(body: bytes, suffix: str) -> dict[str, Any]:
    """Request bytes -> document of its faults, of one that has none too."""
    found = _faults_of(body, suffix)
    return {"count": sum(1 + len(fault.rows) for fault in found), "faults": group_documents(found)}


def marked_body(body: bytes, suffix: str, language: Language) -> bytes:
    """Request workbook, or a document that is to become one -> its copy with the faults marked, in a language. Raises ProblemError for
    a document that has not the shape of a request."""
    from api.files.marked.marked_book import marked_copy  # noqa: PLC0415 - loaded where faults are marked, and only there

    book = body if suffix == ".xlsx" else book_of_document(body)
    return marked_copy(book, _faults_of(book, ".xlsx"), language)


def _faults_of(body: bytes, suffix: str) -> Sequence[solver.Fault]:
    """Faults of a request and of the policy that it names."""
    try:
        choose_policy(load_request(body, suffix))
    except (solver.ProblemError, solver.PolicyError) as error:
        return error.faults
    return ()


def check_body(body: bytes) -> dict[str, Any]:
    """Check of ``{"request": …, "plan": …}`` -> check document. Raises ProblemError, PlanError, PolicyError."""
    loaded, found = load_check(body)
    policy = choose_policy(loaded)
    problem = problem_of_plan(loaded, policy, ("plan", found.plan))
    report = solver.check_plan(problem, policy, found.plan)
    return checked_document(PlanBundle(problem, policy, found.plan, report))


def paper_of_body(body: bytes, kind: str, suffix: str, day: date | None, language: str) -> bytes | solver.Fault:
    """Paper of ``{"request": …, "plan": …, "tasks": …}``, tasks optional -> file, or the fault of a missing font.

    Raises ProblemError, PlanError, PolicyError.
    """
    loaded, found, register = load_pair(body)
    records = register_records(register, loaded.problem, ("tasks",)) if register is not None else None
    try:
        desk = context_of_plan(loaded.problem, choose_policy(loaded), found, day, records)
        return export(kind, desk, suffix, language=Language(language))
    except MissingFontError as error:
        return error.fault


def read_names(body: bytes, suffix: str) -> NameList:
    """Parse a name list from a document or a table; of no school yet. Raises ProblemError, which repeats no name."""
    return names_of_file(body, suffix)


def import_archive(body: bytes, answers: tuple[str, ...], profile: str, today: date, packed: bool) -> dict[str, Any] | bytes:
    """Import of a zip archive -> document, or with ``packed`` an archive. Raises ProblemError, PolicyError."""
    return _answered(imported_from_archive(body, given_answers(answers), profile, today), packed=packed)


def import_document_body(body: bytes, answers: tuple[str, ...], _profile: str, today: date, packed: bool) -> dict[str, Any] | bytes:
    """Import of a document with files, which names the profile itself -> as above."""
    document = read_import(body)
    return _answered(imported_from_document(document, given_answers(answers), today), packed=packed)


def _answered(imported: Imported, *, packed: bool) -> dict[str, Any] | bytes:
    return import_archive_of(imported) if packed else import_document(imported)


WORK: Mapping[str, Callable[..., Any]] = {
    work.__name__: work for work in (
        read_request, precheck_body, complete_body, faults_of_body, marked_body, check_body, paper_of_body, import_archive,
        import_document_body, changed_book, read_names,
    )
}
"""Kinds of parsing by name."""
