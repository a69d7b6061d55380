"""Tables. Times are milliseconds since 1970 (UTC), ids are those of :mod:`api.storage.ids` unless stated otherwise.

A column ``body`` holds a packed JSON document (:mod:`api.storage.packed`). No column names a pupil: requests and plans contain
the school's pseudonymous ids, inside of bodies alone; names are sealed with keys that are wrapped by one outside of the database.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Naming convention of constraints, the same on every database, so that migrations can address them."""

metadata = MetaData(naming_convention=NAMES)


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


def _time(name: str, *, optional: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=optional)


def _ref(name: str, target: str, *, optional: bool = False, index: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(target), nullable=optional, index=index)


districts = Table("districts", metadata, _id(), Column("name", Text, nullable=False), _time("created_at"))
"""Districts (区县). Ids are chosen by the bureau."""

schools = Table(
    "schools", metadata,
    _id(),
    Column("name", Text, nullable=False),
    _ref("district_id", "districts.id", index=True),
    _time("created_at"),
)  # fmt: skip
"""Schools (学校). Ids are chosen by the bureau."""

keys = Table(
    "keys", metadata,
    _id(),
    Column("hash", Text, nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("role", Text, nullable=False),
    _ref("district_id", "districts.id", optional=True),
    _ref("school_id", "schools.id", optional=True),
    Column("classes", JSON, nullable=False),
    Column("person", Text),
    _time("created_at"),
    _time("expires_at", optional=True),
    _time("revoked_at", optional=True),
    _time("last_used_at", optional=True),
)  # fmt: skip
"""API keys, hashed. ``classes`` are the home classes of a class teacher, ``person`` the staff id of a teacher."""

members = Table(
    "members", metadata,
    _id(),
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("role", Text, nullable=False),
    _ref("district_id", "districts.id", optional=True),
    _ref("school_id", "schools.id", optional=True),
    Column("classes", JSON, nullable=False),
    Column("person", Text),
    _time("created_at"),
    _time("revoked_at", optional=True),
    UniqueConstraint("issuer", "subject"),
)  # fmt: skip
"""Members: people who sign in by OIDC, with their roles."""

sessions = Table(
    "sessions", metadata,
    _id(),
    Column("hash", Text, nullable=False, unique=True),
    _ref("member_id", "members.id", optional=True, index=True),
    _ref("key_id", "keys.id", optional=True, index=True),
    _time("created_at"),
    _time("expires_at"),
)  # fmt: skip
"""Sign-in sessions of a member (OIDC) or of a key: hash of the cookie's token."""

audit = Table(
    "audit", metadata,
    _id(),
    _time("at"),
    Column("who", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("school_id", Text, index=True),
    Column("district_id", Text, index=True),
    Column("personal", Boolean, nullable=False),
    Column("request_id", Text, nullable=False),
)  # fmt: skip
"""Audit log: every change, and every read of personal data. No foreign keys: entries outlive their subjects."""

answers = Table(
    "answers", metadata,
    Column("who", Text, primary_key=True),
    Column("idempotency_key", Text, primary_key=True),
    Column("asked", Text, nullable=False),
    Column("status", Integer),
    Column("headers", JSON),
    Column("content", LargeBinary),
    _time("created_at"),
)  # fmt: skip
"""Responses by idempotency key. asked: SHA-256 of method, path and body."""

terms = Table(
    "terms", metadata,
    _id(),
    _ref("school_id", "schools.id"),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("body", LargeBinary),
    Column("pupils", Integer, nullable=False),
    Column("classes", Integer, nullable=False),
    Column("last_day", Text),
    _time("created_at"),
    Column("created_by", Text, nullable=False),
    _time("erased_at", optional=True),
    Index("ix_terms_school_id_id", "school_id", "id"),
    Index("uq_terms_school_id_sha256", "school_id", "sha256", unique=True,
          sqlite_where=text("erased_at IS NULL"), postgresql_where=text("erased_at IS NULL")),
)  # fmt: skip
"""Terms: immutable snapshots of requests. body: NULL once erased. last_day: the term's last date, as 2027-01-15."""

jobs = Table(
    "jobs", metadata,
    _id(),
    Column("kind", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    _ref("school_id", "schools.id", optional=True),
    _ref("district_id", "districts.id", optional=True),
    _ref("term_id", "terms.id", optional=True, index=True),
    _ref("parent_id", "jobs.id", optional=True, index=True),
    Column("state", Text, nullable=False),
    Column("params", JSON, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("returned", Integer, nullable=False),
    Column("worker", Text),
    Column("reason", JSON),
    Column("result", JSON),
    _time("created_at"),
    Column("created_by", Text, nullable=False),
    _time("dispatched_at", optional=True),
    _time("started_at", optional=True),
    _time("ended_at", optional=True),
    _time("cancel_at", optional=True),
    _time("deadline_at", optional=True),
    _time("first_plan_at", optional=True),
    Column("gap", Integer),
    Index("ix_jobs_state_id", "state", "id"),
    Index("ix_jobs_state_kind", "state", "kind"),
    Index("ix_jobs_ended_at", "ended_at"),
    Index("ix_jobs_tenant_dispatched_at", "tenant", "dispatched_at"),
    Index("ix_jobs_tenant_state", "tenant", "state"),
    Index("ix_jobs_school_id_id", "school_id", "id"),
    Index("ix_jobs_district_id_id", "district_id", "id"),
)  # fmt: skip
"""Jobs; see :mod:`api.jobs` for their states. tenant: unit of fairness of the queue. attempt: number of claims, the fencing
token. returned: claims that ended by returning the job to the queue. dispatched_at: when the fair queue let it go. gap:
millionths."""

incumbents = Table(
    "incumbents", metadata,
    Column("job_id", Text, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("attempt", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("tiers", JSON, nullable=False),
    _time("at"),
)  # fmt: skip
"""Incumbents: the best plan of a running job, from which the next attempt resumes."""

events = Table(
    "events", metadata,
    Column("job_id", Text, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    _time("at"),
    Column("kind", Text, nullable=False),
    Column("data", JSON, nullable=False),
)  # fmt: skip
"""Events of jobs, numbered from 1 for each job."""

job_parts = Table(
    "job_parts", metadata,
    Column("job_id", Text, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    _time("at"),
)  # fmt: skip
"""Parts of the results of jobs that answer many questions, kept as each is done: the next attempt goes on after them."""

scenarios = Table(
    "scenarios", metadata,
    _id(),
    _ref("school_id", "schools.id"),
    _ref("term_id", "terms.id"),
    Column("name", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    _time("created_at"),
    Column("created_by", Text, nullable=False),
    Index("ix_scenarios_term_id_id", "term_id", "id"),
)  # fmt: skip
"""Scenarios of a term: named combinations of changes."""

plans = Table(
    "plans", metadata,
    _id(),
    _ref("school_id", "schools.id"),
    _ref("term_id", "terms.id", index=True),
    Column("job_id", Text, ForeignKey("jobs.id"), unique=True),
    Column("head", Integer, nullable=False),
    _time("created_at"),
    Column("created_by", Text, nullable=False),
    Index("ix_plans_school_id_id", "school_id", "id"),
)  # fmt: skip
"""Plans. head: number of the newest revision. A job makes at most one plan."""

revisions = Table(
    "revisions", metadata,
    Column("plan_id", Text, ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("policy", JSON, nullable=False),
    Column("locks", JSON, nullable=False),
    Column("report", JSON, nullable=False),
    Column("why", JSON, nullable=False),
    Column("valid", Boolean, nullable=False),
    _time("created_at"),
    Column("created_by", Text, nullable=False),
)  # fmt: skip
"""Immutable revisions of plans, numbered from 1: by a job, by an edit, by locks."""

publications = Table(
    "publications", metadata,
    _id(),
    _ref("school_id", "schools.id"),
    _ref("term_id", "terms.id"),
    _ref("plan_id", "plans.id", index=True),
    Column("revision", Integer, nullable=False),
    _time("at"),
    Column("by", Text, nullable=False),
    _time("ended_at", optional=True),
    Index("uq_publications_school_id", "school_id", unique=True,
          sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")),
    Index("ix_publications_school_id_id", "school_id", "id"),
)  # fmt: skip
"""Publications with the time in which they were in force. A school has at most one at a time."""

task_records = Table(
    "task_records", metadata,
    Column("school_id", Text, ForeignKey("schools.id"), primary_key=True),
    Column("term", Text, primary_key=True),
    Column("task", Text, primary_key=True),
    Column("done", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    _time("at"),
    Column("who", Text, nullable=False),
)  # fmt: skip
"""Records of completed dated tasks. term: a term's name, since a school submits a term anew and its tasks stay completed. done:
a day, as 2026-09-10. by, note: texts of the school's office. who: the principal."""

name_lists = Table(
    "name_lists", metadata,
    Column("school_id", Text, ForeignKey("schools.id"), primary_key=True),
    Column("term", Text, primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("pupils", Integer, nullable=False),
    _time("created_at"),
    Column("created_by", Text, nullable=False),
    _time("sealed_at"),
)  # fmt: skip
"""Name lists of schools, encrypted. term: a term's name, as in task_records. key: the list's key, wrapped by the host's, which is not in
the database. body: map of pupil ids to sealed names. pupils: number of names. sealed_at: when the key was made."""

workers = Table(
    "workers", metadata,
    _id(),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("version", Text, nullable=False),
    Column("job_id", Text),
    _time("started_at"),
    _time("beat_at"),
)  # fmt: skip
"""Worker processes with their heartbeats. A worker that left in good order has no row."""

marks = Table(
    "marks", metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    _time("at"),
)  # fmt: skip
"""Marks: small values that processes share, by name (:mod:`api.storage.marks`)."""
