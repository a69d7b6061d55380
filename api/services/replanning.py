"""Submission of re-plans."""

from __future__ import annotations

from sqlalchemy import Connection

from api.access.principal import Principal
from api.errors import GONE, ApiError, bad_input
from api.mapping.request import request_from_doc
from api.schemas.replan import NewReplan, ReplanJob, ReplanParams
from api.services.jobs import seconds_faults, submit_of_term
from api.services.loading import belonging_faults, choose_policy
from api.services.plan_sequence import continuation
from api.services.plans import reachable_plan
from api.settings import Settings
from api.storage.jobs import Job
from api.storage.terms import get_term, term_document
from solver import Fault, PlanError


def submit_replan(
    connection: Connection, principal: Principal, settings: Settings, plan_id: str, job_id: str, new: NewReplan
) -> Job:
    """Queue a re-plan of a plan's newest revision. Raises 404, 410 once the term is erased, 422 for a term of another school or
    of another name: a plan of last term cannot be continued in this one."""
    stored = reachable_plan(connection, principal, plan_id)
    term = get_term(connection, new.term or stored.term_id)
    if term is None or term.school_id != stored.school_id:
        raise bad_input([Fault(("term",), new.term or "", "这所学校没有这个学期。", "There is no such term of this school.",
                               "可能属于另一所学校。", "Maybe it is another school's.")])  # fmt: skip
    if term.erased_at is not None:
        raise ApiError(GONE, term.id)
    faults = seconds_faults(settings, new.seconds)
    before = get_term(connection, stored.term_id)
    if before is not None:
        faults += belonging_faults(("", term.name), ("", before.name), "plan")
    document = None if new.effect is None and new.until is None else term_document(connection, term.id)
    if document is not None and not faults:
        request = request_from_doc(document)
        try:
            continuation(connection, request, choose_policy(request), stored, stored.head, new.effect, new.until)
        except PlanError as error:
            faults += error.faults
    if faults:
        raise bad_input(faults)
    params = ReplanJob(plan=stored.id, revision=stored.head, **new.model_dump(include=set(ReplanParams.model_fields)))
    return submit_of_term(connection, principal, settings, "replan", term, job_id, params, new.hours)
