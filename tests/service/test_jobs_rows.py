"""Rows of jobs: claims, fences, and whose turn it is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.storage.ending import cancel, end_waiting
from api.storage.events import add_events
from api.storage.fair_queue import dispatched, next_jobs, record_dispatch
from api.storage.incumbents import incumbent_of, keep
from api.storage.jobs import (
    CANCELLED,
    DONE,
    FAILED,
    QUEUED,
    RUNNING,
    ask_cancel,
    claim,
    end_queued,
    expired,
    finish,
    hold,
    requeue,
)
from api.storage.packed import pack
from api.storage.reasons import DEADLINE
from tests.service.office import Office

KINDS = ("solve",)


def test_a_claim_makes_a_new_attempt_and_fences_off_the_one_before(office: Office) -> None:
    job_id = office.submit()
    first, second = office.claim(job_id, "a"), office.claim(job_id, "b")
    assert [(job.attempt, job.state, job.worker) for job in (first, second)] == [(1, RUNNING, "a"), (2, RUNNING, "b")]
    assert second.started_at == first.started_at
    with office.database.write() as connection:
        assert hold(connection, job_id, 1) is None
        assert not requeue(connection, job_id, 1)
        assert not finish(connection, job_id, 1, DONE)
        assert hold(connection, job_id, 2) is not None
        assert finish(connection, job_id, 2, DONE, None, {"plan": "p"})
        assert not finish(connection, job_id, 2, FAILED)
        assert claim(connection, job_id, "c") is None
    assert (office.job(job_id).state, office.job(job_id).result) == (DONE, {"plan": "p"})


def test_a_job_that_was_given_back_has_not_failed(office: Office) -> None:
    job_id = office.submit()
    for attempt in (1, 2, 3):
        assert office.claim(job_id).attempt == attempt
        if attempt < 3:
            with office.database.write() as connection:
                assert requeue(connection, job_id, attempt)
    assert office.job(job_id).failures == 0
    assert office.claim(job_id).failures == 1


def test_claims_at_the_same_time_are_numbered_one_by_one(office: Office) -> None:
    job_id = office.submit()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: office.claim(job_id, str(n)).attempt, range(8)))
    assert sorted(found) == list(range(1, 9))


def test_events_at_the_same_time_are_numbered_one_by_one(office: Office) -> None:
    job_id = office.submit()
    office.claim(job_id)

    def tell(n: int) -> None:
        with office.database.write() as connection:
            assert hold(connection, job_id, 1) is not None
            add_events(connection, job_id, [("progress", {"n": n}), ("progress", {"n": n})])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(tell, range(8)))
    assert [event.seq for event in office.events(job_id)] == list(range(1, 17))


def test_what_waits_is_cancelled_at_once_and_what_runs_is_asked(office: Office) -> None:
    waiting, running, found = office.submit(), office.submit(), office.submit()
    office.claim(running)
    office.claim(found)
    with office.database.write() as connection:
        keep(connection, found, 1, pack({"a": 1}), [])
        assert requeue(connection, found, 1)
        assert cancel(connection, waiting).state == CANCELLED
        assert cancel(connection, running).state == RUNNING
        assert cancel(connection, found).state == QUEUED  # its plan is still to be checked and kept
    assert office.job(running).cancel_at is not None
    assert office.job(found).cancel_at is not None
    asked = office.job(running).cancel_at
    with office.database.write() as connection:
        assert ask_cancel(connection, running)
        assert not ask_cancel(connection, waiting)
    assert office.job(running).cancel_at == asked
    assert office.told(waiting) == ["end"]


def test_only_what_waits_expires(office: Office) -> None:
    late, early, running = office.submit(lifetime=-1), office.submit(), office.submit(lifetime=-1)
    office.claim(running)
    with office.database.write() as connection:
        assert expired(connection) == (late,)
        assert end_waiting(connection, late, FAILED, DEADLINE)
        assert not end_waiting(connection, running, FAILED, DEADLINE)
        assert not end_queued(connection, running, FAILED)
    assert (office.job(late).reason or {})["code"] == "deadline"
    assert office.job(early).state == QUEUED


def test_the_best_plan_takes_the_place_of_the_one_before(office: Office) -> None:
    job_id = office.submit()
    with office.database.write() as connection:
        keep(connection, job_id, 1, pack({"n": 1}), [{"name": "seats", "value": 3}])
        keep(connection, job_id, 2, pack({"n": 2}), [{"name": "seats", "value": 2}])
        found = incumbent_of(connection, job_id)
    assert found is not None
    assert (found.attempt, found.document, found.tiers) == (2, {"n": 2}, [{"name": "seats", "value": 2}])


def turns(office: Office, most: int) -> list[str]:
    """Let the next ones have their turn."""
    with office.database.write() as connection:
        found = next_jobs(connection, KINDS, most)
        for job_id in found:
            record_dispatch(connection, job_id)
    return list(found)


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 7])
def test_tenants_take_turns(office: Office, at_a_time: int) -> None:
    many = [office.submit(tenant="school:a") for _ in range(6)]
    few = [office.submit(tenant="school:b") for _ in range(2)]
    one = [office.submit(tenant="district:c")]
    order: list[str] = []
    while found := turns(office, at_a_time):
        assert len(found) <= at_a_time
        order += found
    assert sorted(order) == sorted(many + few + one)
    assert [job for job in order if job in many] == many
    assert set(few + one) <= set(order[:6])  # nobody waits for all that another has submitted


def test_a_tenant_that_comes_late_does_not_wait_for_the_others(office: Office) -> None:
    for _ in range(5):
        office.submit(tenant="school:a")
    turns(office, 2)
    late = office.submit(tenant="school:b")
    assert turns(office, 1) == [late]


def test_priority_counts_within_a_tenant(office: Office) -> None:
    slow = office.submit(priority=10)
    quick = office.submit(priority=1)
    other = office.submit(tenant="school:b", priority=99)
    order = [turns(office, 1)[0] for _ in range(3)]
    assert order.index(quick) < order.index(slow)
    assert order.index(other) < 2


def test_what_was_dispatched_and_has_not_ended_is_known(office: Office) -> None:
    first, second, _ = office.submit(), office.submit(), office.submit()
    assert turns(office, 2) == [first, second]
    office.claim(first, "w")
    with office.database.read() as connection:
        found = {one.id: one for one in dispatched(connection, KINDS)}
        assert dispatched(connection, ("other",)) == ()
    assert {(job, one.state, one.worker) for job, one in found.items()} == {(first, RUNNING, "w"), (second, QUEUED, None)}
    with office.database.write() as connection:
        finish(connection, first, 1, DONE)
        assert [one.id for one in dispatched(connection)] == [second]
