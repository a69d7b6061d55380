"""Dispatcher and reaper, with an engine that only notes what it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import update

from api.jobs.dispatcher import Dispatcher
from api.jobs.engine import HELD, OVER, WAITING
from api.jobs.live_workers import OWN_BEATS, LiveWorkers
from api.jobs.reaper import FORGOTTEN_AFTER, Reaper
from api.storage.clock import Now
from api.storage.jobs import DONE, FAILED, finish, requeue
from api.storage.tables import workers
from api.storage.workers import Worker, all_workers, beat, delete_process, leave, live_workers
from tests.service.office import HASTE, Office

QUEUES = {"solves": ("solve",), "parents": ("batch",)}
QUEUE_OF = {"solve": "solves", "batch": "parents"}


@dataclass
class Known:
    state: str
    holder: str | None = None


@dataclass
class Notes:
    """An engine that notes what it is told and says what it was taught."""

    jobs: dict[str, Known] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)

    def enqueue(self, job_id: str, queue: str) -> None:
        self.calls.append(("enqueue", job_id))
        self.jobs.setdefault(job_id, Known(WAITING))

    def resume(self, job_id: str, queue: str) -> None:
        assert queue == "solves"
        self.calls.append(("resume", job_id))
        self.jobs[job_id] = Known(WAITING)

    def forget(self, job_ids: Sequence[str]) -> None:
        self.calls += [("forget", job_id) for job_id in job_ids]
        for job_id in job_ids:
            self.jobs.pop(job_id, None)

    def known(self, job_ids: Sequence[str]) -> dict[str, Known]:
        return {job_id: self.jobs[job_id] for job_id in job_ids if job_id in self.jobs}

    def held(self) -> dict[str, str | None]:
        return {job_id: known.holder for job_id, known in self.jobs.items() if known.state == HELD}

    def over(self, most: int) -> tuple[str, ...]:
        return tuple(job_id for job_id, known in self.jobs.items() if known.state == OVER)[:most]

    def take(self, job_id: str, holder: str) -> None:
        self.jobs[job_id] = Known(HELD, holder)


def hire(office: Office, *names: str) -> None:
    with office.database.write() as connection:
        for name in names:
            beat(connection, Worker(name, "here", 1, "0", None, 0, 0))


def test_no_more_is_dispatched_than_workers_can_begin(office: Office) -> None:
    engine = Notes()
    dispatcher = Dispatcher(office.database, engine, QUEUES, HASTE)
    ids = [office.submit() for _ in range(4)]
    batches = [office.submit("batch") for _ in range(3)]
    dispatcher.look()
    assert engine.calls == []
    hire(office, "a", "b")
    dispatcher.look()
    dispatcher.look()
    assert [job for _, job in engine.calls] == [*ids[:2], *batches]
    office.claim(ids[0], "a")
    with office.database.write() as connection:
        finish(connection, ids[0], 1, DONE)
    dispatcher.look()
    assert [job for _, job in engine.calls][5:] == [ids[2]]


def test_a_dispatcher_that_died_before_it_noted_a_turn_does_no_harm(office: Office) -> None:
    engine = Notes()
    job_id = office.submit()
    engine.enqueue(job_id, "solves")
    hire(office, "a")
    Dispatcher(office.database, engine, QUEUES, HASTE).look()
    assert office.job(job_id).dispatched_at is not None
    assert list(engine.jobs) == [job_id]


def reap(office: Office, engine: Notes, *, clean: bool = False) -> list[tuple[str, str]]:
    engine.calls.clear()
    pace = replace(HASTE, lag=0.0, sweep=-1.0 if clean else 60.0)
    Reaper(office.database, engine, QUEUE_OF, pace, "own").look()
    return engine.calls


def running(office: Office, engine: Notes, worker: str) -> str:
    job_id = office.submit()
    office.claim(job_id, worker)
    engine.take(job_id, worker)
    return job_id


def test_only_jobs_of_dead_workers_are_resumed(office: Office) -> None:
    engine = Notes()
    hire(office, "alive", "left")
    fine, lost = running(office, engine, "alive"), running(office, engine, "left")
    assert reap(office, engine) == []
    with office.database.write() as connection:
        leave(connection, "left")
    assert reap(office, engine) == [("resume", lost)]
    assert reap(office, engine) == []  # it waits in the engine now
    engine.take(lost, "alive")
    office.claim(lost, "alive")
    assert reap(office, engine) == []
    assert office.job(fine).attempt == 1


def test_a_job_given_back_goes_to_another_worker(office: Office) -> None:
    engine = Notes()
    hire(office, "other")
    job_id = running(office, engine, "left")
    with office.database.write() as connection:
        assert requeue(connection, job_id, 1)
    assert reap(office, engine) == [("resume", job_id)]


def test_what_the_engine_does_not_know_is_enqueued_again(office: Office) -> None:
    engine = Notes()
    job_id = running(office, engine, "dead")
    engine.jobs.clear()  # its database is lost
    assert reap(office, engine) == [("enqueue", job_id)]


def test_what_ended_in_the_engine_alone_is_enqueued_again(office: Office) -> None:
    engine = Notes()
    job_id = running(office, engine, "dead")
    engine.jobs[job_id] = Known(OVER)
    assert reap(office, engine) == [("forget", job_id), ("enqueue", job_id)]


def test_jobs_of_an_unknown_kind_are_left_to_those_who_know_it(office: Office) -> None:
    engine = Notes()
    job_id = office.submit("of-tomorrow")
    office.claim(job_id, "dead")
    assert reap(office, engine) == []


def test_what_waited_too_long_fails(office: Office) -> None:
    job_id = office.submit(lifetime=-1)
    reap(office, Notes())
    assert (office.job(job_id).state, (office.job(job_id).reason or {})["code"]) == (FAILED, "deadline")
    assert office.told(job_id) == ["end"]


def test_the_engine_forgets_what_has_ended(office: Office) -> None:
    engine = Notes()
    hire(office, "alive")
    going, over, orphan = (running(office, engine, name) for name in ("alive", "alive", "dead"))
    for job_id in (over, orphan):
        with office.database.write() as connection:
            finish(connection, job_id, 1, DONE)
    engine.jobs[over] = Known(OVER)
    assert sorted(reap(office, engine, clean=True)) == sorted([("forget", over), ("forget", orphan)])
    assert list(engine.jobs) == [going]


def age(office: Office, name: str, ms: int) -> None:
    """Let a worker's heartbeat be so old."""
    with office.database.write() as connection:
        connection.execute(update(workers).where(workers.c.id == name).values(beat_at=Now() - ms))


def test_a_silent_worker_is_dead_once_others_have_beaten_since(office: Office) -> None:
    """A machine or a database that stood still ages all heartbeats alike, and nobody's job is run a second time for that."""
    old = round(HASTE.patience * 1000) + 1000
    hire(office, "own", "other")
    observed = LiveWorkers("own", old - 1000)

    def seen() -> set[str]:
        with office.database.read() as connection:
            observed.look(connection)
            return observed.live(connection)

    assert seen() == {"own", "other"}
    for name in ("own", "other"):
        age(office, name, old)
    for _ in range(10 * OWN_BEATS):
        assert seen() == {"own", "other"}, "all stand still"
    for beats in range(OWN_BEATS):
        assert seen() == {"own", "other"}, "the others' turn is to come"
        age(office, "own", 100 * beats)
        seen()
    assert seen() == {"own"}
    hire(office, "other")
    assert seen() == {"own", "other"}
    with office.database.write() as connection:
        leave(connection, "other")
    assert seen() == {"own"}, "whoever has left is gone at once"


def test_a_reaper_resumes_jobs_of_silent_workers_and_deletes_their_rows(office: Office) -> None:
    engine = Notes()
    hire(office, "own", "other")
    job_id = running(office, engine, "other")
    reaper = Reaper(office.database, engine, QUEUE_OF, replace(HASTE, sweep=-1.0), "own")
    age(office, "other", round(HASTE.patience * 1000) * FORGOTTEN_AFTER + 1000)
    for beats in range(OWN_BEATS + 1):
        assert engine.calls == []
        age(office, "own", 100 * beats)
        reaper.look()
    assert engine.calls == [("resume", job_id)]
    with office.database.read() as connection:
        assert [worker.id for worker in all_workers(connection)] == ["own"]


def test_a_worker_lives_as_long_as_it_says_so(office: Office) -> None:
    hire(office, "a", "b")
    hire(office, "a")
    with office.database.write() as connection:
        assert [worker.id for worker in live_workers(connection, 60_000)] == ["a", "b"]
        assert live_workers(connection, -1000) == ()
        assert delete_process(connection, "here", 1)
        assert not delete_process(connection, "here", 1)
        assert live_workers(connection, 60_000) == ()
