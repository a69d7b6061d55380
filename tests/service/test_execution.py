"""One attempt at a job: how it ends, whatever happens to it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, select

from api.jobs.kind import Ended
from api.jobs.process_state import ProcessState
from api.jobs.progress_buffer import ProgressBuffer
from api.jobs.stop import Stop, StopCause
from api.jobs.task import JobError, JobTask
from api.jobs.watcher import Watcher
from api.storage.incumbents import incumbent_of
from api.storage.jobs import CANCELLED, DONE, FAILED, QUEUED, REFUSED, RUNNING
from api.storage.packed import pack
from api.storage.reasons import ERASED
from api.storage.tables import districts
from solver import Fault, Plan, ProblemError, Progress, TierResult
from tests.service.office import HASTE, PATIENCE, Office, wait_until

VALID = "first complete valid plan after 0.1 s"


def progress(stage: str, value: int, note: str = VALID, plan: Plan | None = None) -> Progress:
    return Progress(stage, 1.5, (TierResult("seats", value, 0, 10),), note, plan if plan is not None else Plan())


def code(office: Office, job_id: str) -> str:
    return str((office.job(job_id).reason or {})["code"])


def test_what_was_made_is_kept_with_the_end(office: Office) -> None:
    job_id = office.submit()

    def keep(connection: Connection) -> Mapping[str, Any]:
        connection.execute(districts.insert().values(id="made", name="made", created_at=1))
        return {"made": "made"}

    office.execution(office.claim(job_id), lambda _: Ended(DONE, None, {"n": 1}, keep, 250_000)).run()
    job = office.job(job_id)
    assert (job.state, job.result, job.gap, job.worker) == (DONE, {"n": 1, "made": "made"}, 250_000, None)
    assert office.told(job_id) == ["start", "end"]
    assert office.events(job_id)[-1].data == {"state": DONE, "reason": None, "result": job.result}


def test_nothing_is_kept_by_an_attempt_that_was_overtaken(office: Office) -> None:
    job_id = office.submit()

    def keep(connection: Connection) -> Mapping[str, Any]:
        connection.execute(districts.insert().values(id="made", name="made", created_at=1))
        return {}

    def overtaken(task: JobTask) -> Ended:
        office.claim(job_id, "other")
        return Ended(DONE, None, {}, keep)

    office.execution(office.claim(job_id), overtaken).run()
    assert (office.job(job_id).state, office.job(job_id).attempt) == (RUNNING, 2)
    with office.database.read() as connection:
        assert connection.execute(select(districts.c.id).where(districts.c.id == "made")).scalar() is None
    assert "end" not in office.told(job_id)


def test_an_overtaken_attempt_stops_and_tells_nothing_more(office: Office) -> None:
    job_id = office.submit()
    seen: list[bool] = []

    def long(task: JobTask) -> Ended:
        office.claim(job_id, "other")
        wait_until(task.cancelled)
        task.progress(progress("late", 1))
        seen.append(True)
        return Ended(DONE)

    office.execution(office.claim(job_id), long).run()
    assert seen == [True]
    assert office.told(job_id) == ["start"]
    assert office.job(job_id).state == RUNNING


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ValueError("secret of the school"), "internal"),
        (ProblemError([Fault(("pupils",), "x", "错", "wrong")]), "bad-input"),
        (JobError(ERASED), "erased"),
    ],
)
def test_every_error_ends_in_failed_with_a_reason(office: Office, error: Exception, expected: str) -> None:
    job_id = office.submit()

    def broken(task: JobTask) -> Ended:
        raise error

    office.execution(office.claim(job_id), broken).run()
    assert (office.job(job_id).state, code(office, job_id)) == (FAILED, expected)
    assert "secret" not in str(office.job(job_id).reason)
    assert office.job(job_id).reason == office.events(job_id)[-1].data["reason"]


def test_what_cannot_be_kept_fails(office: Office) -> None:
    job_id = office.submit()

    def keep(connection: Connection) -> Mapping[str, Any]:
        connection.execute(districts.insert().values(id="east", name="there already", created_at=1))
        return {}

    office.execution(office.claim(job_id), lambda _: Ended(DONE, None, {}, keep)).run()
    assert (office.job(job_id).state, code(office, job_id)) == (FAILED, "internal")


def test_an_unknown_kind_fails(office: Office) -> None:
    job = office.claim(office.submit("of-tomorrow"))
    office.execution(job, None).run()
    assert code(office, job.id) == "unknown-kind"


def test_cancelling_stops_a_running_job_and_keeps_what_it_has(office: Office) -> None:
    job_id = office.submit()

    def long(task: JobTask) -> Ended:
        office.change(job_id, {"cancel_at": 1})
        wait_until(task.cancelled)
        return Ended(DONE, None, {"n": 1})

    office.execution(office.claim(job_id), long).run()
    assert (office.job(job_id).state, code(office, job_id), office.job(job_id).result) == (CANCELLED, "cancelled", {"n": 1})


@pytest.mark.parametrize(("found", "state"), [(DONE, DONE), (FAILED, FAILED), (REFUSED, REFUSED)])
def test_at_the_deadline_the_best_plan_counts(office: Office, found: str, state: str) -> None:
    job_id = office.submit()

    def long(task: JobTask) -> Ended:
        office.change(job_id, {"deadline_at": 1})
        wait_until(task.cancelled)
        return Ended(found, None if found == DONE else {"code": "other", "zh": "", "en": ""})

    office.execution(office.claim(job_id), long).run()
    assert office.job(job_id).state == state
    if found == FAILED:
        assert code(office, job_id) == "deadline"


def test_a_job_whose_workers_die_again_and_again_fails_with_its_best_plan(office: Office) -> None:
    job_id = office.submit()
    asked: list[bool] = []

    def salvaged(task: JobTask) -> Ended:
        asked.append(task.cancelled())
        return Ended(FAILED, {"code": "other", "zh": "", "en": ""}, {"n": 1})

    for _ in range(2):
        office.claim(job_id)
    office.execution(office.claim(job_id), salvaged, max_attempts=2).run()
    assert asked == [True]
    assert (office.job(job_id).state, code(office, job_id), office.job(job_id).result) == (FAILED, "attempts", {"n": 1})


def test_a_job_that_even_its_best_plan_kills_fails_unseen(office: Office) -> None:
    job_id = office.submit()
    for _ in range(3):
        office.claim(job_id)
    office.execution(office.claim(job_id), lambda _: pytest.fail("it was run"), max_attempts=2).run()
    assert (office.job(job_id).state, code(office, job_id)) == (FAILED, "attempts")


def test_a_job_is_given_back_when_its_process_is_told_to_leave(office: Office) -> None:
    job_id = office.submit()
    leaving = threading.Event()

    def long(task: JobTask) -> Ended:
        task.progress(progress("construct", 3))
        leaving.set()
        wait_until(task.cancelled)
        assert not task.was_cancelled
        return Ended(FAILED)

    office.execution(office.claim(job_id), long, leaving).run()
    job = office.job(job_id)
    assert (job.state, job.returned, job.worker) == (QUEUED, 1, None)
    assert office.told(job_id) == ["start", "progress", "back"]
    with office.database.read() as connection:
        assert incumbent_of(connection, job_id) is not None


def test_progress_is_told_and_the_best_plan_kept_for_the_next_attempt(office: Office) -> None:
    job_id = office.submit()

    def dies(task: JobTask) -> Ended:
        assert task.incumbent() is None
        task.progress(progress("construct", 5, note=""))
        wait_until(lambda: "progress" in office.told(job_id))
        assert office.job(job_id).first_plan_at is None
        task.progress(progress("improve", 4))
        task.progress(progress("improve", 3))
        wait_until(lambda: office.job(job_id).first_plan_at)
        raise SystemExit  # like a death: nothing is written of it

    with pytest.raises(SystemExit):
        office.execution(office.claim(job_id), dies).run()
    assert (office.job(job_id).state, office.job(job_id).gap) == (RUNNING, 300_000)

    def goes_on(task: JobTask) -> Ended:
        assert task.incumbent() == Plan()
        assert task.spent() == 1.5
        task.progress(progress("improve", 2))
        return Ended(DONE)

    office.execution(office.claim(job_id, "v"), goes_on).run()
    starts = [event.data for event in office.events(job_id) if event.kind == "start"]
    assert starts[0]["from"] is None
    assert starts[1]["from"] == {"attempt": 1, "tiers": [{"name": "seats", "value": 3}]}
    last = [event.data for event in office.events(job_id) if event.kind == "progress"][-1]
    assert (last["attempt"], last["stage"], last["seconds"], last["gap"]) == (2, "improve", 3.0, 200_000)
    assert last["tiers"] == [{"name": "seats", "value": 2, "bound": 0, "scale": 10, "gap": 0.2}]
    with office.database.read() as connection:
        assert incumbent_of(connection, job_id) is None


def test_events_do_not_wait_until_a_plan_is_packed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = office.submit()
    go_on = threading.Event()

    def slowly(document: object) -> bytes:
        assert go_on.wait(PATIENCE)
        return pack(document)

    monkeypatch.setattr("api.jobs.watcher.pack", slowly)

    def told_at_once(task: JobTask) -> Ended:
        task.progress(progress("construct", 5))
        wait_until(lambda: "progress" in office.told(job_id))
        with office.database.read() as connection:
            assert incumbent_of(connection, job_id) is None
        go_on.set()
        wait_until(task.incumbent)
        return Ended(DONE)

    office.execution(office.claim(job_id), told_at_once).run()
    assert office.told(job_id) == ["start", "progress", "end"]


def test_of_many_events_of_a_stage_between_two_writes_only_the_newest_is_told(office: Office) -> None:
    job_id = office.submit()

    def chatty(task: JobTask) -> Ended:
        for n in range(1000):
            task.progress(progress("improve", 1000 - n))
        return Ended(DONE)

    office.execution(office.claim(job_id), chatty).run()
    told = [event.data for event in office.events(job_id) if event.kind == "progress"]
    assert len(told) < 100
    assert told[-1]["tiers"][0]["value"] == 1


def test_children_are_submitted_and_seen(office: Office) -> None:
    job_id = office.submit("batch")

    def parent(task: JobTask) -> Ended:
        from api.storage.jobs import NewJob

        child = task.submit(NewJob("c" * 32, "solve", "district:east", "test", 1000, parent_id=task.job.id))
        assert [one.id for one in task.children()] == [child.id]
        task.wait(0.01)
        return Ended(DONE)

    office.execution(office.claim(job_id), parent).run()
    assert office.job("c" * 32).parent_id == job_id


def test_a_job_that_does_not_stop_ends_its_process_but_not_while_it_waits_for_a_processor(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, ended = [0.0], list[int]()
    state = [ProcessState()]
    monkeypatch.setattr("api.jobs.watcher.time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr("api.jobs.watcher.process_state", lambda _pid, besides: state[0])
    monkeypatch.setattr("api.jobs.watcher.os", SimpleNamespace(getpid=os.getpid, _exit=ended.append))

    def looks(cpu: float) -> bool:
        """Whether the process has ended after a minute of looks, at each of which it has computed so long."""
        job = office.claim(office.submit())
        stop = Stop(threading.Event())
        watcher = Watcher(office.database, job, stop, ProgressBuffer(1), HASTE)
        ended.clear()
        for told in (False, True):
            for _ in range(60):
                now[0] += 1.0
                state[0] = ProcessState(runnable=cpu > 0, cpu=state[0].cpu + cpu)
                watcher._look()
            assert told or not ended
            stop.say(StopCause.CANCELLED)
        return bool(ended)

    assert looks(0.0), "it waits for something else"
    assert looks(1.0), "it computes and does not stop"
    assert not looks(0.01), "it gets no processor"


def test_the_first_cause_counts_but_loss_overrules() -> None:
    leaving = threading.Event()
    stop = Stop(leaving)
    assert not stop
    leaving.set()
    assert (bool(stop), stop.cause, stop.said) == (True, StopCause.LEAVING, False)
    stop.say(StopCause.CANCELLED)
    stop.say(StopCause.DEADLINE)
    assert stop.cause is StopCause.CANCELLED
    stop.say(StopCause.LOST)
    assert stop.cause is StopCause.LOST


def test_a_job_that_is_to_stop_still_sleeps_between_two_looks() -> None:
    stop = Stop(threading.Event(), StopCause.CANCELLED)
    began = time.monotonic()
    stop.wait(0.2)
    assert time.monotonic() - began >= 0.19
    going = Stop(threading.Event())
    threading.Timer(0.1, going.say, [StopCause.CANCELLED]).start()
    going.wait(PATIENCE)
    assert going.cause is StopCause.CANCELLED
