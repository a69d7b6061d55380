"""A remote document: served while it is fresh or its source silent, asked for seldom, waited for by few."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from api.access.bounded_calls import BoundedCalls, BusyError
from api.access.cached_document import FRESH, RETRY, STALE, CachedDocument, SilentError


class Source:
    """A source whose answers a test decides, and a clock that it moves."""

    def __init__(self, patience: float = 60.0) -> None:
        self.now = 0.0
        self.asked = 0
        self.answering = Event()
        self.answering.set()
        self.answer: str | Exception = "first"
        self.calls = BoundedCalls(calls=2, waiting=3, patience=patience)
        self.document = CachedDocument(self.load, self.calls, (OSError,), clock=lambda: self.now)

    def load(self) -> str:
        self.asked += 1
        self.answering.wait()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def settle(self) -> None:
        """Wait until no fetch is under way."""
        pending = self.document._pending
        if pending is not None:
            pending.exception()


def test_a_fresh_document_is_not_asked_for_again() -> None:
    source = Source()
    assert [source.document.get() for _ in range(3)] == ["first"] * 3
    assert source.asked == 1
    source.now = FRESH
    assert (source.document.get(), source.asked) == ("first", 1)


def test_an_old_document_is_served_while_it_is_fetched_anew() -> None:
    source = Source()
    source.document.get()
    source.now, source.answer = FRESH + 1, "second"
    source.answering.clear()
    assert [source.document.get() for _ in range(3)] == ["first"] * 3  # nobody waits
    assert source.asked == 2
    source.answering.set()
    source.settle()
    assert source.document.get() == "second"


def test_an_old_document_outlives_a_silent_source_but_not_for_ever() -> None:
    source = Source()
    source.document.get()
    source.answer = OSError("away")
    source.now = FRESH + 1
    for _ in range(5):
        assert source.document.get() == "first"
        source.settle()
    assert source.asked == 2  # the failure is remembered
    source.now += RETRY
    assert source.document.get() == "first"
    source.settle()
    assert source.asked == 3
    source.now = STALE + 1
    with pytest.raises(SilentError, match="away"):
        source.document.get()


def test_a_failure_is_remembered() -> None:
    source = Source()
    source.answer = OSError("away")
    for _ in range(4):
        with pytest.raises(SilentError, match="away"):
            source.document.get()
    assert source.asked == 1
    source.now, source.answer = RETRY, "back"
    assert source.document.get() == "back"


def test_newer_is_newer() -> None:
    source = Source()
    source.document.get()
    source.now, source.answer = 9.0, "second"
    assert source.document.newer(10.0) == "first"
    source.now = 11.0
    assert source.document.newer(10.0) == "second"
    assert source.document.get() == "second"


def test_few_wait_and_the_others_are_refused_at_once() -> None:
    source = Source()
    source.answering.clear()
    answers: list[str] = []

    def ask() -> None:
        try:
            answers.append(source.document.get())
        except SilentError:
            answers.append("refused")

    threads = [Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    while len(answers) < 17:
        threads[0].join(0.01)
    assert (answers, source.asked) == (["refused"] * 17, 1)
    source.answering.set()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["first"] * 3 + ["refused"] * 17


def test_a_call_that_hangs_is_given_up_and_keeps_its_place_until_it_ends() -> None:
    source = Source(patience=0.0)
    source.answering.clear()
    for _ in range(3):
        with pytest.raises(SilentError, match="in time"):
            source.document.get()
    assert source.asked == 1
    source.now += RETRY
    with pytest.raises(SilentError):
        source.document.get()
    source.now += RETRY
    with pytest.raises(SilentError, match="under way"):  # both places are held by calls that hang
        source.document.get()
    assert source.asked == 2
    with pytest.raises(BusyError):
        source.calls.call(lambda: None)
    source.answering.set()
