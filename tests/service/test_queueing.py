"""Places in the queue: the order in which jobs are begun, and when."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.services.queueing import STEP_MS, QueuePlace, places
from api.storage.fair_queue import (
    RunningJob,
    WaitingJob,
    in_start_order,
    last_turns,
    next_jobs,
    record_dispatch,
    waiting,
)
from tests.service.office import Office

KINDS = ("solve",)


def wait(name: str, tenant: str = "a", seconds: float | None = None) -> WaitingJob:
    return WaitingJob(name, tenant, 0, dispatched=False, seconds=seconds)


def test_places_are_in_the_order_in_which_jobs_are_begun(office: Office) -> None:
    """As the dispatcher takes them, one after the other, with tenants, priorities, earlier turns and jobs already dispatched."""
    for number in range(24):
        office.submit(tenant=("a", "b", "c", "d")[number * number % 7 % 4], priority=(10, 0)[number % 3 == 0])
    with office.database.write() as connection:
        for job_id in next_jobs(connection, KINDS, 3):
            record_dispatch(connection, job_id)
    with office.database.read() as connection:
        waits = waiting(connection, KINDS)
        told = [each.id for each in in_start_order(waits, last_turns(connection, {each.tenant for each in waits}, KINDS))]
        begun = [each.id for each in waits if each.dispatched]
        assert told == begun + list(next_jobs(connection, KINDS, 24))
    assert len(told) == 24


def test_starts_follow_from_what_is_before() -> None:
    waits = [wait("x", seconds=60), wait("y"), wait("z", seconds=5)]
    runs = [RunningJob(0, 100.0), RunningJob(0, 40.0)]
    found = places(waits, runs, {}, 2, 10_000, 20.0)
    # One worker is free after 40 s, the other after 100 s; y begins when x has had its 60 s, or beside it.
    assert found == {"x": QueuePlace(0, 40_000), "y": QueuePlace(1, 100_000), "z": QueuePlace(2, 100_000)}
    assert places(waits, runs, {}, 0, 0, 20.0)["z"] == QueuePlace(2, None)
    assert places([wait("x")], [], {}, 1, 1, 20.0)["x"] == QueuePlace(0, STEP_MS), "rounded up"


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.floats(0.1, 600)), max_size=30),
    st.lists(st.none() | st.floats(0.1, 600), max_size=6),
    st.integers(0, 4),
)
def test_nobody_starts_before_whoever_is_before(jobs: list[tuple[str, float | None]], runs: list[float | None], workers: int) -> None:
    waits = [wait(f"{number:03}", tenant, seconds) for number, (tenant, seconds) in enumerate(jobs)]
    running = [RunningJob(0, seconds) for seconds in runs]
    found = sorted(places(waits, running, {}, workers, 0, 60.0).values(), key=lambda place: place.ahead)
    assert [place.ahead for place in found] == list(range(len(jobs)))
    starts = [place.starts_at for place in found]
    if workers:
        known = [start for start in starts if start is not None]
        assert known == sorted(known)
        assert len(known) == len(starts)
    else:
        assert starts == [None] * len(starts)
