"""Scope checks of ids: an object out of the principal's scope is answered 404, like one that does not exist."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Connection

from api.access.principal import Principal
from api.errors import NOT_FOUND, ApiError
from api.storage.jobs import Job, get_job
from api.storage.schools import School, get_school
from api.storage.terms import StoredTerm, get_term

T = TypeVar("T")


def reachable_school(connection: Connection, principal: Principal, school_id: str) -> School:
    """School in the principal's scope. Raises 404."""
    school = get_school(connection, school_id)
    if school is None or not principal.reaches(school.id, school.district_id):
        raise ApiError(NOT_FOUND, school_id)
    return school


def reachable_term(connection: Connection, principal: Principal, term_id: str) -> StoredTerm:
    """Term of a school in the principal's scope. Raises 404."""
    term = get_term(connection, term_id)
    if term is None or not principal.reaches(term.school_id, term.district_id):
        raise ApiError(NOT_FOUND, term_id)
    return term


def reachable_job(connection: Connection, principal: Principal, job_id: str) -> Job:
    """Job in the principal's scope. Raises 404."""
    job = get_job(connection, job_id)
    if job is None or not principal.reaches(job.school_id, job.district_id):
        raise ApiError(NOT_FOUND, job_id)
    return job
