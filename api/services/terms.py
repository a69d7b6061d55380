"""Storage, reading and erasure of terms."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.scope import reachable_school, reachable_term
from api.errors import GONE, ApiError, bad_input
from api.mapping.request import Request, request_doc
from api.storage.audit import record
from api.storage.erasure import erase
from api.storage.packed import digest, pack
from api.storage.reasons import ERASED
from api.storage.terms import StoredTerm, add_term, term_document
from solver import Fault

UNNAMED = "未命名 unnamed"


def keep_term(
    connection: Connection, principal: Principal, school_id: str, term_id: str, request: Request, most_pupils: int
) -> tuple[StoredTerm, bool]:
    """Store a request as a term of a school -> the term, and False where the school has submitted the same before.

    Raises 404 for a school out of scope, 422 for more pupils than allowed.
    """
    school = reachable_school(connection, principal, school_id)
    pupils = len(request.problem.pupils)
    if pupils > most_pupils:
        raise bad_input([Fault(("problem", "pupils"), str(pupils), f"学生超过上限 {most_pupils} 人。", f"At most {most_pupils} pupils.",
                               "可能要请管理员放宽上限。", "Maybe ask the operator for a higher limit.")])  # fmt: skip
    document = request_doc(request)
    name = request.problem.term.name or UNNAMED
    term, fresh = add_term(
        connection, term_id, school.id, name, digest(document), pack(document), pupils, len(request.problem.classes), principal.who,
        request.problem.term.last,
    )
    if fresh:
        record(connection, principal, "submit-term", term.id, school.id, school.district_id, personal=True)
    return term, fresh


def read_term(connection: Connection, principal: Principal, term_id: str) -> tuple[StoredTerm, Any]:
    """Term with its request document. Raises 404, or 410 once it is erased."""
    term = reachable_term(connection, principal, term_id)
    document = term_document(connection, term.id)
    if document is None:
        raise ApiError(GONE, term_id)
    return term, document


def erase_term(connection: Connection, principal: Principal, term_id: str) -> None:
    """Erase a term's personal data: its request, all plans made of it, events and results of its jobs, which are cancelled.
    Raises 404.

    The audit log keeps its entries, which name no pupil, and gets one for the erasure.
    """
    term = reachable_term(connection, principal, term_id)
    if erase(connection, term.id, ERASED):
        record(connection, principal, "erase-term", term.id, term.school_id, term.district_id, personal=True)
