"""What the database holds of jobs whose processes were killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from api.jobs.execution import BACK, START
from api.jobs.progress_buffer import PROGRESS
from api.mapping.request import request_from_doc
from api.services.loading import choose_policy
from api.storage.database import Database
from api.storage.ending import END
from api.storage.events import Event, events_after
from api.storage.jobs import DONE, Job, get_job
from api.storage.packed import unpack
from api.storage.tables import jobs, plans, revisions
from api.storage.terms import term_document
from solver import check_plan, load_plan


@dataclass
class Verdict:
    """Counts, and the ids of jobs at which something is wrong.

    states: state, with the reason's code where it has one -> jobs. attempts: attempts -> jobs. deaths: attempts that ended
    without a word. resumed: attempts that began at a plan of an earlier one.
    """

    submitted: int = 0
    states: Counter[str] = field(default_factory=Counter)
    attempts: Counter[int] = field(default_factory=Counter)
    deaths: int = 0
    given_back: int = 0
    resumed: int = 0
    plans: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    wrong_plans: list[str] = field(default_factory=list)
    wrong_starts: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not (self.lost or self.twice or self.wrong_plans or self.wrong_starts)


def verdict(database: Database, job_ids: Sequence[str]) -> Verdict:
    """Look at every job that was submitted. ``job_ids``: as the service answered."""
    found = Verdict(submitted=len(job_ids))
    found.twice += [job_id for job_id, count in Counter(job_ids).items() if count > 1]
    with database.read() as connection:
        kept = set(connection.execute(select(jobs.c.id)).scalars())
        found.twice += sorted(kept - set(job_ids))  # kept, but nobody was told so: a repeated request made another job
        for job_id in job_ids:
            job = get_job(connection, job_id)
            if job is None or not job.ended:
                found.lost.append(job_id)
            else:
                _judge(connection, job, found)
    return found


def _judge(connection: Connection, job: Job, found: Verdict) -> None:
    found.states[job.state + (f" ({job.reason['code']})" if job.reason else "")] += 1
    found.attempts[job.attempt] += 1
    events = _events(connection, job.id)
    starts = [event for event in events if event.kind == START]
    backs = sum(event.kind == BACK for event in events)
    found.given_back += backs
    found.deaths += max(0, len(starts) - backs - 1)
    found.resumed += sum(event.data["from"] is not None for event in starts)
    if sum(event.kind == END for event in events) != 1 or events[-1].kind != END:
        found.twice.append(job.id)
    if not all(_begins_at_its_best(events, start) for start in starts):
        found.wrong_starts.append(job.id)
    _judge_plans(connection, job, found)


def _events(connection: Connection, job_id: str) -> list[Event]:
    events: list[Event] = []
    while more := events_after(connection, job_id, events[-1].seq if events else 0):
        events += more
    return events


def _judge_plans(connection: Connection, job: Job, found: Verdict) -> None:
    query = (
        select(plans.c.id, revisions.c.number, revisions.c.valid, revisions.c.body)
        .join(revisions, revisions.c.plan_id == plans.c.id)
        .where(plans.c.job_id == job.id)
    )
    kept = connection.execute(query).all()
    found.plans += len(kept)
    if len(kept) > 1:
        found.twice.append(job.id)
    told = (job.result or {}).get("plan")
    if [row.id for row in kept] != ([told] if told else []) or (job.state == DONE and not kept):
        found.wrong_plans.append(job.id)
        return
    document = term_document(connection, job.term_id or "")
    for row in kept:
        request = request_from_doc(document)
        report = check_plan(request.problem, choose_policy(request), load_plan(unpack(row.body)))
        if row.valid != (not report.violations) or (job.state == DONE and report.violations):
            found.wrong_plans.append(job.id)


def _begins_at_its_best(events: Sequence[Event], start: Event) -> bool:
    """The first plan that an attempt tells of is no worse than the best that was kept before."""
    kept = start.data["from"]
    first = next((e for e in events if e.kind == PROGRESS and e.seq > start.seq and e.data["attempt"] == start.data["attempt"]), None)
    if kept is None or first is None:
        return True
    return _values(first.data["tiers"]) <= _values(kept["tiers"])


def _values(tiers: Any) -> list[int]:
    return [tier["value"] for tier in tiers]
