"""Jobs that are to end do so although their worker is silent; those that may go on are left to workers."""

from __future__ import annotations

import threading
from dataclasses import replace

from api.jobs.closing import Closer
from api.schemas.batch import BatchEntry, BatchParams
from api.settings import Settings
from api.storage.ending import cancel
from api.storage.ids import derived_id
from api.storage.incumbents import keep
from api.storage.jobs import CANCELLED, DONE, FAILED, QUEUED, RUNNING, NewJob, add_job, finish
from api.storage.packed import pack
from api.storage.workers import Worker, beat
from solver import Plan, dump_plan
from tests.service.office import HASTE, HOUR, Office

ALIVE = replace(HASTE, patience=3600.0)


def closer(office: Office) -> Closer:
    return Closer(office.database, Settings(database_url=office.url), threading.Event(), ALIVE)


def hire(office: Office, name: str) -> None:
    with office.database.write() as connection:
        beat(connection, Worker(name, "here", 1, "0", None, 0, 0))


def running(office: Office, worker: str, *, cancelled: bool = True, lifetime: int = HOUR) -> str:
    """A job that a worker runs, with the best plan of its search so far."""
    job_id = office.submit(params={"seconds": 500.0}, lifetime=lifetime)
    office.claim(job_id, worker)
    with office.database.write() as connection:
        keep(connection, job_id, 1, pack(dump_plan(Plan())), [])
        if cancelled:
            cancel(connection, job_id)
    return job_id


def test_a_cancelled_job_ends_although_its_only_worker_is_silent(office: Office) -> None:
    job_id = running(office, "frozen")
    closer(office).look()
    job = office.job(job_id)
    assert (job.state, job.attempt, (job.reason or {})["code"]) == (CANCELLED, 2, "cancelled")
    assert [plan for plan, _, _ in office.plans(job_id)] == [(job.result or {})["plan"]]
    assert office.told(job_id)[-1] == "end"
    with office.database.write() as connection:
        assert not finish(connection, job_id, 1, DONE), "the frozen worker, awake again, changes nothing"


def test_a_job_past_its_deadline_ends_too(office: Office) -> None:
    runs = running(office, "frozen", cancelled=False, lifetime=-1)
    waits = office.submit(lifetime=-1)
    closer(office).look()
    for job_id in (runs, waits):
        job = office.job(job_id)
        assert (job.state, (job.reason or {})["code"]) == (FAILED, "deadline")
    assert len(office.plans(runs)) == 1


def test_what_a_worker_can_do_is_left_to_workers(office: Office) -> None:
    hire(office, "alive")
    theirs, going_on, waiting = running(office, "alive"), running(office, "frozen", cancelled=False), office.submit()
    given_back = running(office, "alive")
    office.change(given_back, {"state": QUEUED, "worker": None})  # it waits with a plan; a worker will check it
    closer(office).look()
    assert [office.job(job).state for job in (theirs, going_on, waiting, given_back)] == [RUNNING, RUNNING, QUEUED, QUEUED]


def test_what_waits_with_a_plan_ends_where_no_worker_lives(office: Office) -> None:
    job_id = running(office, "left")
    office.change(job_id, {"state": QUEUED, "worker": None})
    closer(office).look()
    assert office.job(job_id).state == CANCELLED
    assert len(office.plans(job_id)) == 1


def test_a_batch_ends_after_its_children(office: Office) -> None:
    entry = BatchEntry(school_id="elm", district_id="east", term_id=office.term)
    params = BatchParams(name="b", entries=[entry], lifetime=HOUR).model_dump()
    batch = office.submit("batch", params)
    office.claim(batch, "frozen")
    child = derived_id(office.job(batch).created_at, f"{batch}\n0")
    with office.database.write() as connection:
        add_job(connection, NewJob(child, "solve", "school:elm", "test", HOUR, {}, "elm", "east", office.term, batch))
    office.claim(child, "frozen")
    with office.database.write() as connection:
        cancel(connection, batch)
    look = closer(office).look
    look()
    assert (office.job(batch).state, office.job(child).cancel_at is not None) == (RUNNING, True)
    look()
    look()
    assert [office.job(job).state for job in (child, batch)] == [CANCELLED, CANCELLED]
