"""Changed terms: the request of a stored term with other rules or with changes of its data, stored as a further term."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from api.access.principal import Principal
from api.errors import bad_input
from api.mapping.request import Request, policy_faults, request_from_doc
from api.schemas.service.term import NewTermChanges
from api.services.loading import choose_policy
from api.services.terms import keep_term, read_term
from api.storage.terms import StoredTerm
from solver import apply_changes, overrides_of
from solver.changes.codec import read_changes


def keep_changed(
    connection: Connection, principal: Principal, term_id: str, changed_id: str, new: NewTermChanges, most_pupils: int
) -> tuple[StoredTerm, Request, bool]:
    """Store a term's request with changes -> the term, its request, and False where the school has the same already.

    Raises 404, 410 for an erased term, 422 for rules and changes that cannot be followed, as ApiError or ProblemError.
    """
    term, document = read_term(connection, principal, term_id)
    request = changed_request(request_from_doc(document), new)
    kept, fresh = keep_term(connection, principal, term.school_id, changed_id, request, most_pupils)
    return kept, request, fresh


def changed_request(request: Request, new: NewTermChanges) -> Request:
    """Request with other rules and with changes. Raises ProblemError with what cannot be applied, ApiError with faults of rules."""
    profile = request.policy_name if new.profile is None else new.profile
    overrides = dict(request.overrides if new.overrides is None else new.overrides)
    wrong = policy_faults(profile, overrides)
    if wrong:
        raise bad_input(
            [replace(fault, path=("overrides", *fault.path) if fault.path[:1] and fault.path[0] in overrides else ("profile",))
             for fault in wrong]
        )  # fmt: skip
    ruled = replace(request, policy_name=profile, overrides=overrides)
    if not new.changes:
        return ruled
    after = apply_changes(request.problem, choose_policy(ruled), read_changes(new.changes))
    return replace(ruled, problem=after.problem, policy_name=after.policy.name, overrides=overrides_of(after.policy), notices=())
