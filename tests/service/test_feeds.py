"""Events are read once for all listeners of a job, come in order to each, and end with the key of who listens."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest

from api.services import feeds as feeding
from api.services.feeds import EventPage, Feeds, PlaceEvent
from tests.service.office import PATIENCE

AT_ONCE = 0.001
PAGE = 7


@dataclass(frozen=True)
class Told:
    seq: int


@dataclass
class Jobs:
    """Events of jobs in memory, read by pages. reads: (job, number) of each look."""

    told: dict[str, list[Told]] = field(default_factory=dict)
    over: set[str] = field(default_factory=set)
    place: dict[str, Any] | None = None
    reads: list[tuple[str, int]] = field(default_factory=list)
    broken: bool = False

    def tell(self, job: str, count: int = 1) -> None:
        known = self.told.setdefault(job, [])
        known += [Told(len(known) + 1 + n) for n in range(count)]

    def read(self, job: str, number: int) -> EventPage:
        self.reads.append((job, number))
        if self.broken:
            raise OSError("the database is away")
        found = [event for event in self.told.get(job, ()) if event.seq > number][:PAGE]
        return EventPage(found, not found and job in self.over, self.place)


def run(action: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(asyncio.wait_for(action(), PATIENCE))


def yes() -> bool:
    return True


async def until(true: Callable[[], object]) -> None:
    while not true():  # noqa: ASYNC110 - what is waited for is counted by threads
        await asyncio.sleep(AT_ONCE)


async def heard(feeds: Feeds, job: str, number: int = 0, key: str = "k", allowed: Callable[[], bool] = yes) -> list[Any]:
    return [event async for event in feeds.follow(job, number, key, allowed)]


def feeds_of(jobs: Jobs, ending: threading.Event | None = None) -> Feeds:
    return Feeds(jobs.read, ending or threading.Event(), AT_ONCE, AT_ONCE)


def test_many_listeners_of_a_job_are_one_reader() -> None:
    jobs = Jobs()
    jobs.tell("a", 3)

    async def listen() -> list[list[Any]]:
        feeds = feeds_of(jobs)
        listeners = [asyncio.create_task(heard(feeds, "a", number % 3)) for number in range(300)]
        await until(lambda: len(jobs.reads) > 2)
        jobs.tell("a", 2)
        jobs.over.add("a")
        return await asyncio.gather(*listeners)

    for number, events in enumerate(run(listen)):
        assert [event.seq for event in events] == list(range(number % 3 + 1, 6))
    progressing = [number for _, number in jobs.reads if number < 5]
    assert sorted(progressing) == progressing, "one reader goes on from where it was"


@pytest.mark.parametrize("held", [1, 3, 500])
@pytest.mark.parametrize("begin", [0, 4, 19, 20, 999])
def test_whoever_falls_behind_reads_the_rest_and_misses_nothing(monkeypatch: pytest.MonkeyPatch, held: int, begin: int) -> None:
    monkeypatch.setattr(feeding, "BUFFER", held)
    jobs = Jobs()
    jobs.tell("a", 20)
    jobs.over.add("a")

    async def listen() -> tuple[list[Any], list[Any]]:
        feeds = feeds_of(jobs)
        slow = []
        async for event in feeds.follow("a", 0, "k", yes):
            slow.append(event)
            await asyncio.sleep(2 * AT_ONCE)
        return slow, await heard(feeds, "a", begin)

    slow, late = run(listen)
    assert [event.seq for event in slow] == list(range(1, 21))
    assert [event.seq for event in late] == list(range(begin + 1, 21))


def test_a_place_in_the_queue_is_told_when_it_changes_and_to_whoever_comes_later() -> None:
    jobs = Jobs(place={"ahead": 2})
    jobs.tell("a")

    async def listen() -> tuple[list[Any], list[Any]]:
        feeds = feeds_of(jobs)
        first: list[Any] = []

        async def follow() -> None:
            first.extend([event async for event in feeds.follow("a", 0, "k", yes)])

        async def ahead(count: int) -> None:
            jobs.place = {"ahead": count}
            seen = len(jobs.reads)
            await until(lambda: len(jobs.reads) > seen + 2)

        task = asyncio.create_task(follow())
        await ahead(2)
        await ahead(1)
        second = asyncio.create_task(heard(feeds, "a", 1))
        await ahead(1)
        jobs.place = None
        jobs.tell("a")
        jobs.over.add("a")
        await task
        return first, await second

    first, second = run(listen)
    assert first == [Told(1), PlaceEvent({"ahead": 2}), PlaceEvent({"ahead": 1}), Told(2)]
    assert second == [PlaceEvent({"ahead": 1}), Told(2)]


def test_streams_end_with_their_key_and_no_others() -> None:
    jobs = Jobs()
    asked: list[str] = []
    good = {"mine": True, "yours": True}

    def allowed(key: str) -> Callable[[], bool]:
        def holds() -> bool:
            asked.append(key)
            return good[key]

        return holds

    async def listen() -> tuple[bool, int]:
        feeds = feeds_of(jobs)
        mine = [asyncio.create_task(heard(feeds, "a", 0, "mine", allowed("mine"))) for _ in range(50)]
        yours = asyncio.create_task(heard(feeds, "a", 0, "yours", allowed("yours")))
        await until(lambda: "yours" in asked)
        rounds = asked.count("mine")
        good["mine"] = False
        await asyncio.gather(*mine)
        still = not yours.done()
        jobs.over.add("a")
        await yours
        return still, rounds

    still, rounds = run(listen)
    assert still
    assert rounds < 50, "asked about once a look, not once a stream"


def test_streams_end_when_the_process_does_or_the_database_is_away() -> None:
    ending = threading.Event()
    jobs = Jobs()

    async def listen() -> None:
        feeds = feeds_of(jobs, ending)
        one = asyncio.create_task(heard(feeds, "a"))
        await until(lambda: jobs.reads)
        ending.set()
        assert await one == []
        ending.clear()
        jobs.broken = True
        assert await heard(feeds, "a") == []
        jobs.broken = False
        jobs.tell("a")
        jobs.over.add("a")
        assert await heard(feeds, "a") == [Told(1)]

    run(listen)


def test_nothing_is_read_once_nobody_listens() -> None:
    jobs = Jobs()

    async def listen() -> int:
        feeds = feeds_of(jobs)
        one = asyncio.create_task(heard(feeds, "a"))
        await until(lambda: jobs.reads)
        one.cancel()
        await asyncio.gather(one, return_exceptions=True)
        seen = len(jobs.reads)
        await asyncio.sleep(20 * AT_ONCE)
        listening = asyncio.create_task(heard(feeds, "b"))
        await until(lambda: ("b", 0) in jobs.reads)
        await feeds.close()
        assert feeds._tasks == set()
        assert await listening == []
        return len([job for job, _ in jobs.reads[seen:] if job == "a"])

    assert run(listen) <= 1
