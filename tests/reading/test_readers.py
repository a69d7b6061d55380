"""Foreign files are read in processes with limits: what overruns them ends, is told, and holds up nobody."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.errors import ApiError
from api.files.request.writer import request_bytes
from api.reading.limits import Limits
from api.reading.process import OverrunError, ReadingProcess
from api.reading.readers import InProcessReader, Readers
from api.reading.turns import Turns
from api.reading.work import WORK
from api.services.loading import load_request
from solver import PlanError, ProblemError

AMPLE = Limits(60.0, 1_000)


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    """One process for all tests that leave it as it was."""
    made = ReadingProcess(AMPLE)
    yield made
    made.close()


@pytest.fixture
def tiny(samples: Path) -> bytes:
    return (samples / "tiny.json").read_bytes()


def outcome(read: Any) -> object:
    """Result of a reading, or its error with its faults."""
    try:
        return read()
    except (ProblemError, PlanError) as error:
        return type(error), error.faults


def test_a_process_answers_as_this_one_would(process: ReadingProcess, tiny: bytes) -> None:
    book = request_bytes(load_request(tiny, ".json"), ".xlsx")
    pair = b'{"request":' + tiny + b',"plan":{"version":1,"plan":{}}}'
    asked: list[tuple[str, tuple[Any, ...]]] = [
        ("read_request", (tiny, ".json")), ("read_request", (book, ".xlsx")), ("read_request", (b"{", ".json")),
        ("read_request", (book[:999], ".xlsx")), ("precheck_body", (tiny, ".json")), ("check_body", (pair,)), ("check_body", (b"[]",)),
    ]  # fmt: skip
    for name, given in asked:
        assert outcome(lambda: process.read(name, given)) == outcome(lambda: WORK[name](*given))  # noqa: B023 - called at once
    assert not process.spent


def test_memory_is_bounded() -> None:
    """A document within all that is counted, in a process with less memory than it takes."""
    process = ReadingProcess(Limits(60.0, 64))
    with pytest.raises(OverrunError):
        process.read("read_request", (b'{"a":[' + b'"xxxxxxxxxx",' * 900_000 + b"1]}", ".json"))
    assert process.spent


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system counts; the limit begins anew with every reading."""
    told: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: told.append((kind, limits)))
    used = resource.getrusage(resource.RUSAGE_SELF)
    Limits(7.0, 64).begin()
    assert told[0][0] == resource.RLIMIT_CPU
    assert used.ru_utime + used.ru_stime + 7 <= told[0][1][0] <= used.ru_utime + used.ru_stime + 7 + 60


def test_what_ends_its_process_is_told_and_the_next_is_read(tiny: bytes) -> None:
    async def read(readers: Readers) -> None:
        first = await readers.read("read_request", tiny, ".json")
        process = readers._idle.get_nowait()
        os.kill(process.process_id, signal.SIGKILL)
        process._process.wait()
        readers._idle.put(process)
        with pytest.raises(ApiError) as told:
            await readers.read("read_request", tiny, ".json")
        assert told.value.kind.status == 422
        assert told.value.members["errors"][0]["hint_zh"].startswith("可能")
        assert await readers.read("read_request", tiny, ".json") == first

    readers = Readers(1, AMPLE)
    try:
        asyncio.run(read(readers))
    finally:
        readers.close()


def test_reading_here_is_the_same_work(tiny: bytes) -> None:
    assert asyncio.run(InProcessReader().read("read_request", tiny, ".json")) == load_request(tiny, ".json")


def test_nobody_takes_the_turns_of_others() -> None:
    async def take() -> None:
        turns = Turns(each=2, together=4, waiting=1, patience=0.0)
        async with turns.turn("hostile"), turns.turn("hostile"):
            for _ in range(3):
                with pytest.raises(ApiError) as refused:
                    async with turns.turn("hostile"):
                        raise AssertionError
                assert refused.value.kind.status == 429
                assert refused.value.headers["Retry-After"]
            async with turns.turn("honest"), turns.turn("other"):
                with pytest.raises(ApiError) as busy:
                    async with turns.turn("late"):
                        raise AssertionError
                assert busy.value.kind.status == 503
            async with turns.turn("late"):
                pass
        async with turns.turn("hostile"):
            assert set(turns._own) == {"hostile"}
        assert not turns._own
        assert not turns._there

    asyncio.run(take())


def test_who_waits_comes_in_when_a_turn_ends() -> None:
    async def take() -> list[str]:
        turns = Turns(each=1, together=4, waiting=1, patience=60.0)
        order: list[str] = []

        async def wait() -> None:
            async with turns.turn("a"):
                order.append("second")

        async with turns.turn("a"):
            waiting = asyncio.create_task(wait())
            await asyncio.sleep(0)
            with pytest.raises(ApiError):
                async with turns.turn("a"):
                    raise AssertionError
            order.append("first")
        await waiting
        return order

    assert asyncio.run(take()) == ["first", "second"]
