"""Repository of states: how far each school and each term has come, in few queries for many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from api.storage.jobs import OPEN
from api.storage.publications import Publication, publications_of
from api.storage.schools import School
from api.storage.tables import jobs, plans, publications, revisions, schools, terms
from api.storage.terms import StoredTerm, terms_by_id

SAMPLE_NAME = "示范 "
"""Beginning of the names of terms that are sample schools: they are no data of the school that keeps them."""


@dataclass(frozen=True, slots=True)
class TermState:
    """State of a term. plans: their number. newest: id of the newest plan. valid: id of the newest plan whose newest revision violates
    no hard rule. open_job: id of its newest job that has not ended."""

    term: StoredTerm
    plans: int = 0
    newest: str | None = None
    valid: str | None = None
    open_job: str | None = None

    @property
    def sample(self) -> bool:
        """Whether the term is a sample school's."""
        return self.term.name.startswith(SAMPLE_NAME)


@dataclass(frozen=True, slots=True)
class SchoolState:
    """State of a school. term: its newest term that is neither erased nor a sample. published: publication in force, of any term."""

    school: School
    term: TermState | None = None
    published: Publication | None = None


@dataclass(frozen=True, slots=True)
class DistrictFigures:
    """Numbers of schools of a district: all, those with a term that is no sample, and those with a plan in force."""

    schools: int = 0
    with_term: int = 0
    published: int = 0


def term_states(connection: Connection, found: Sequence[StoredTerm]) -> tuple[TermState, ...]:
    """States of terms, in their order."""
    ids = [term.id for term in found]
    counted = select(plans.c.term_id, func.count(), func.max(plans.c.id)).where(plans.c.term_id.in_(ids)).group_by(plans.c.term_id)
    numbers = {term_id: (count, newest) for term_id, count, newest in connection.execute(counted)}
    head = (revisions.c.plan_id == plans.c.id) & (revisions.c.number == plans.c.head)
    sound = select(plans.c.term_id, func.max(plans.c.id).label("newest")).join(revisions, head).where(plans.c.term_id.in_(ids))
    valid = {row.term_id: row.newest for row in connection.execute(sound.where(revisions.c.valid).group_by(plans.c.term_id))}
    mine = (jobs.c.term_id.in_(ids), jobs.c.state.in_(OPEN))
    busy = select(jobs.c.term_id, func.max(jobs.c.id).label("newest")).where(*mine).group_by(jobs.c.term_id)
    running = {row.term_id: row.newest for row in connection.execute(busy)}
    return tuple(
        TermState(term, *numbers.get(term.id, (0, None)), valid.get(term.id), running.get(term.id)) for term in found
    )


def school_states(connection: Connection, found: Sequence[School]) -> tuple[SchoolState, ...]:
    """States of schools, in their order."""
    ids = [school.id for school in found]
    newest = select(func.max(terms.c.id)).where(terms.c.school_id.in_(ids), *_own_data()).group_by(terms.c.school_id)
    latest = terms_by_id(connection, tuple(connection.execute(newest).scalars()))
    of_school = {state.term.school_id: state for state in term_states(connection, latest)}
    published = {each.school_id: each for each in publications_of(connection, ids)}
    return tuple(SchoolState(school, of_school.get(school.id), published.get(school.id)) for school in found)


def district_figures(connection: Connection, ids: Sequence[str]) -> dict[str, DistrictFigures]:
    """Numbers of schools of these districts, by id."""
    has_term = select(terms.c.school_id).where(*_own_data()).distinct().subquery()
    in_force = select(publications.c.school_id).where(publications.c.ended_at.is_(None)).subquery()
    query = (
        select(schools.c.district_id, func.count(), func.count(has_term.c.school_id), func.count(in_force.c.school_id))
        .outerjoin(has_term, has_term.c.school_id == schools.c.id)
        .outerjoin(in_force, in_force.c.school_id == schools.c.id)
        .where(schools.c.district_id.in_(ids))
        .group_by(schools.c.district_id)
    )
    known = {district: DistrictFigures(*numbers) for district, *numbers in connection.execute(query)}
    return {each: known.get(each, DistrictFigures()) for each in ids}


def _own_data() -> tuple[ColumnElement[bool], ...]:
    """Conditions: the term holds data of the school itself."""
    return terms.c.erased_at.is_(None), ~terms.c.name.startswith(SAMPLE_NAME)
