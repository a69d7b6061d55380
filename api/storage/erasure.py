"""Erasure of a term's personal data, from all tables in one transaction.

Deleted: the request, its scenarios, its plans with revisions and publications, events, incumbents and parts of the term's jobs,
stored responses of idempotent requests about any of these; the names of its pupils, but for those whom another request of the same
term has too; and all texts that name one of its pupils in parameters, results and
events of jobs, also of batches that they belong to. Kept: the rows of the term and its jobs, and the audit log, which names no pupil.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, LargeBinary, Text, cast, delete, func, insert, literal, or_, select, update

from api.storage.clock import Now
from api.storage.ids import new_id
from api.storage.marks import ERASURE, set_mark
from api.storage.name_lists import drop_names_but, get_name_list
from api.storage.naming import mentions_any, without_mentions
from api.storage.packed import unpack
from api.storage.tables import (
    answers,
    events,
    incumbents,
    job_parts,
    jobs,
    plans,
    publications,
    revisions,
    scenarios,
    task_records,
    terms,
)

OPEN = ("queued", "running")
END = "end"
DOCUMENTS = ("params", "reason", "result")
"""JSON columns of a job whose contents are up to its kind."""
TOLD = ("reason", "result")


def erase(connection: Connection, term_id: str, reason: Mapping[str, Any]) -> bool:
    """Erase a term; False where it was erased before. reason: end reason of its unfinished jobs.

    Running jobs end in this transaction: the fencing token keeps their workers from writing, and they stop when they see it.
    """
    held = connection.execute(
        select(terms.c.body, terms.c.school_id, terms.c.name)
        .where(terms.c.id == term_id, terms.c.erased_at.is_(None))
        .with_for_update()
    ).first()
    if held is None:
        return False
    pupils = _pupils(held.body)
    ended = _end_jobs(connection, term_id, reason)
    plan_ids = connection.execute(select(plans.c.id).where(plans.c.term_id == term_id)).scalars().all()
    connection.execute(delete(publications).where(publications.c.term_id == term_id))
    connection.execute(delete(revisions).where(revisions.c.plan_id.in_(select(plans.c.id).where(plans.c.term_id == term_id))))
    connection.execute(delete(plans).where(plans.c.term_id == term_id))
    connection.execute(delete(scenarios).where(scenarios.c.term_id == term_id))
    _forget_told(connection, term_id, pupils)
    _forget_answers(connection, (term_id, *ended, *plan_ids))
    set_mark(connection, ERASURE, new_id())
    connection.execute(update(terms).where(terms.c.id == term_id).values(body=None, erased_at=Now()))
    _forget_tasks(connection, held.school_id, held.name)
    _forget_names(connection, held.school_id, held.name)
    return True


def _pupils(body: bytes | None) -> frozenset[str]:
    if body is None:
        return frozenset()
    document = unpack(body)
    return frozenset(pupil["id"] for pupil in document.get("problem", {}).get("pupils", ()))


def _end_jobs(connection: Connection, term_id: str, reason: Mapping[str, Any]) -> tuple[str, ...]:
    """End unfinished jobs of the term -> ids of all its jobs. Locks their rows before any other row, so that deadlocks cannot
    arise."""
    connection.execute(
        update(jobs)
        .where(jobs.c.term_id == term_id, jobs.c.state.in_(OPEN))
        .values(
            state="cancelled", attempt=jobs.c.attempt + 1, worker=None, reason=dict(reason), ended_at=Now(),
            cancel_at=func.coalesce(jobs.c.cancel_at, Now()),
        )
    )  # fmt: skip
    return tuple(connection.execute(select(jobs.c.id).where(jobs.c.term_id == term_id)).scalars())


def _forget_told(connection: Connection, term_id: str, pupils: Collection[str]) -> None:
    of_term = select(jobs.c.id).where(jobs.c.term_id == term_id)
    newest = func.max(events.c.seq).label("seq")
    last = select(events.c.job_id, newest).where(events.c.job_id.in_(of_term)).group_by(events.c.job_id)
    seqs = {row.job_id: row.seq for row in connection.execute(last)}
    connection.execute(delete(events).where(events.c.job_id.in_(of_term)))
    connection.execute(delete(incumbents).where(incumbents.c.job_id.in_(of_term)))
    connection.execute(delete(job_parts).where(job_parts.c.job_id.in_(of_term)))
    parents = select(jobs.c.parent_id).where(jobs.c.term_id == term_id, jobs.c.parent_id.is_not(None))
    told = connection.execute(select(jobs).where(or_(jobs.c.term_id == term_id, jobs.c.id.in_(parents)))).mappings().all()
    for row in told:
        own = row["term_id"] == term_id
        names = DOCUMENTS if own else TOLD  # what a batch was asked is of many schools, and names no pupil
        changed = {name: without_mentions(row[name], pupils) for name in names if mentions_any(row[name], pupils)}
        if changed:
            connection.execute(update(jobs).where(jobs.c.id == row["id"]).values(changed))
        if row["id"] in seqs:
            # Whoever listens learns that nothing more will come.
            data = {"state": row["state"], **{name: changed.get(name, row[name]) for name in ("reason", "result")}}
            connection.execute(insert(events).values(job_id=row["id"], seq=seqs[row["id"]] + 1, at=Now(), kind=END, data=data))
        elif not own:
            _forget_events(connection, row["id"], pupils)


def _forget_events(connection: Connection, job_id: str, pupils: Collection[str]) -> None:
    """Remove texts that name pupils from a batch's result and events."""
    for row in connection.execute(select(events.c.seq, events.c.data).where(events.c.job_id == job_id)).all():
        if mentions_any(row.data, pupils):
            place = (events.c.job_id == job_id) & (events.c.seq == row.seq)
            connection.execute(update(events).where(place).values(data=without_mentions(row.data, pupils) or {}))


def _forget_tasks(connection: Connection, school_id: str, term: str) -> None:
    """Delete the task records of a term, unless another request of the same term is stored."""
    kept = select(terms.c.id).where(terms.c.school_id == school_id, terms.c.name == term, terms.c.erased_at.is_(None))
    if connection.execute(kept).first() is None:
        connection.execute(delete(task_records).where(task_records.c.school_id == school_id, task_records.c.term == term))


def _forget_names(connection: Connection, school_id: str, term: str) -> None:
    """Delete the names of pupils who are in no stored request of the term any more; no key is needed, also where it is lost."""
    if get_name_list(connection, school_id, term) is None:
        return
    left = connection.execute(
        select(terms.c.body).where(terms.c.school_id == school_id, terms.c.name == term, terms.c.erased_at.is_(None))
    )
    drop_names_but(connection, school_id, term, frozenset[str]().union(*(_pupils(body) for body in left.scalars())))


def _forget_answers(connection: Connection, ids: Collection[str]) -> None:
    """Delete stored responses that mention one of these ids; a repeated request is then executed again, and refused."""
    for some in ids:
        found = literal(some.encode(), LargeBinary)
        if connection.dialect.name == "sqlite":
            in_content = func.instr(answers.c.content, found) > 0
        else:
            in_content = func.position(found.op("IN")(answers.c.content)) > 0
        connection.execute(delete(answers).where(or_(in_content, cast(answers.c.headers, Text).contains(some))))
