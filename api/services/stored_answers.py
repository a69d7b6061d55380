"""Stored answers of the staffing analysis: the result of a job with the problem and policy that it was asked of."""

from __future__ import annotations

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.scope import reachable_job
from api.errors import GONE, NOT_FOUND, ApiError
from api.files.staffing.stored import stored_pages
from api.schemas.staffing import StaffingJob
from api.services.staffing import StaffingAnswer
from api.services.term_cache import TermCache
from api.storage.jobs import Job
from api.storage.plans import get_revision

STAFFING = "staffing"
SHARED = ("version", "question", "school", "term", "policy", "complete", "sentences")
"""Keys of a document that every answer has."""


def staffing_job(connection: Connection, principal: Principal, job_id: str) -> Job:
    """Job of a staffing question in the principal's scope. Raises 404."""
    job = reachable_job(connection, principal, job_id)
    if job.kind != STAFFING:
        raise ApiError(NOT_FOUND, job_id)
    return job


def stored_answer(connection: Connection, cache: TermCache, job: Job) -> StaffingAnswer:
    """Answer that a job holds. Raises 404 before there is one, 410 once the term is erased."""
    params, result = StaffingJob.model_validate(job.params), job.result
    if result is None or "question" not in result:
        raise ApiError(NOT_FOUND, job.id)
    revision = get_revision(connection, params.plan, params.revision)
    if revision is None or job.term_id is None:
        raise ApiError(GONE, job.id)
    term = cache.term_of(connection, job.term_id, revision)
    data = {key: value for key, value in result.items() if key not in SHARED}
    sentences = tuple((each["zh"], each["en"]) for each in result["sentences"])
    pages = stored_pages(term.problem, term.policy, result)
    return StaffingAnswer(result["question"], term.problem, term.policy, pages, sentences, data, result["complete"])
