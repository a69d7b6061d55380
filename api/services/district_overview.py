"""Schools of a district with their states, reports and newest jobs, and its batches."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from api.access.principal import Principal
from api.errors import NOT_FOUND, ApiError
from api.schemas.batch import BatchParams
from api.services.batches import KIND
from api.storage.jobs import Job, list_jobs
from api.storage.page import Cursor
from api.storage.plan_reports import PlanReport, heads, newest_jobs, plan_reports
from api.storage.school_states import SchoolState, school_states
from api.storage.schools import District, get_district, list_schools

BATCHES = 20
"""Batches that are told of. Raising it makes the list longer."""


@dataclass(frozen=True, slots=True)
class SchoolOverview:
    """State of a school. report: of the plan in force, or else of the newest plan of the newest term. job: its newest one."""

    state: SchoolState
    report: PlanReport | None
    job: Job | None


@dataclass(frozen=True, slots=True)
class DistrictOverview:
    """District with a page of its schools. following: cursor of the next page. batches: newest first."""

    district: District
    schools: tuple[SchoolOverview, ...]
    following: str | None
    batches: tuple[Job, ...]


def district_overview(connection: Connection, principal: Principal, district_id: str, cursor: Cursor) -> DistrictOverview:
    """Overview of a district in the principal's scope. Raises 404."""
    district = get_district(connection, district_id)
    if district is None or not principal.reaches(None, district.id):
        raise ApiError(NOT_FOUND, district_id)
    found = list_schools(connection, cursor, district.id)
    states = school_states(connection, found.items)
    newest = heads(connection, [state.term.newest for state in states if state.term is not None and state.term.newest is not None])
    refs = {state.school.id: _ref(state, newest) for state in states}
    reports = plan_reports(connection, [ref for ref in refs.values() if ref is not None])
    jobs = newest_jobs(connection, [state.school.id for state in states])
    schools = tuple(
        SchoolOverview(state, reports.get(refs[state.school.id] or ("", 0)), jobs.get(state.school.id)) for state in states
    )
    return DistrictOverview(district, schools, found.next, district_batches(connection, principal, district.id))


def district_batches(connection: Connection, principal: Principal, district_id: str) -> tuple[Job, ...]:
    """Newest batches of a district, and for the bureau those of its own with a school of the district."""
    found = list_jobs(connection, Cursor(limit=BATCHES), district_id=principal.district_id, kind=KIND).items
    return tuple(job for job in found if job.district_id == district_id or _concerns(job, district_id))


def _concerns(job: Job, district_id: str) -> bool:
    return any(entry.district_id == district_id for entry in BatchParams.model_validate(job.params).entries)


def _ref(state: SchoolState, newest: dict[str, int]) -> tuple[str, int] | None:
    if state.published is not None:
        return state.published.plan_id, state.published.revision
    plan = None if state.term is None else state.term.newest
    return None if plan is None else (plan, newest[plan])
