"""Events of a job come once each and in order, whatever happens to the connection."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import httpx2
import pytest

from api.cli.remote import stream
from api.cli.remote.service import RefusedError, Service, in_clear, service_at
from api.cli.remote.stream import StreamedEvent, events_of, follow

JOB = {"id": "j", "ended_at": 5}
Handler = Callable[[httpx2.Request], httpx2.Response]


class Breaking(httpx2.SyncByteStream):
    """A body that breaks off."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __iter__(self) -> Iterator[bytes]:
        yield self._text.encode()
        raise httpx2.ReadError("broken")


def sent(*numbers: int, kind: str = "progress") -> str:
    return "".join(f"id: {n}\nevent: {kind}\ndata: {json.dumps({'n': n})}\n\n" for n in numbers)


def service(handler: Handler) -> Service:
    return Service(httpx2.Client(transport=httpx2.MockTransport(handler), base_url="http://s"))


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


def test_lines_become_events() -> None:
    lines = [": hello", "", "id: 3", "event: start", "data: {", "data: }", "retry: 1000", "", "data:{}", "", "data: {}"]
    assert list(events_of(lines)) == [StreamedEvent(3, "start", {}), StreamedEvent(3, "message", {})]


def test_a_broken_stream_goes_on_after_the_last_event() -> None:
    asked: list[str | None] = []
    answers = [
        httpx2.Response(200, stream=Breaking(sent(1, 2))),
        httpx2.Response(503, json={"title": "x / y"}),
        httpx2.Response(200, text=sent(3) + "id: 4\nevent: pro"),
        httpx2.Response(200, text=sent(4) + sent(5, kind="end")),
    ]

    def handler(request: httpx2.Request) -> httpx2.Response:
        if not request.url.path.endswith("/events"):
            return httpx2.Response(200, json={**JOB, "ended_at": None})
        asked.append(request.headers.get("last-event-id"))
        return answers[len(asked) - 1]

    breaks: list[int] = []
    told = list(follow(service(handler), "j", lambda: breaks.append(1)))
    assert [event.id for event in told] == [1, 2, 3, 4, 5]
    assert asked == [None, "2", "2", "3"]
    assert len(breaks) == 2


def test_a_job_whose_events_are_gone_has_ended() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, text="") if request.url.path.endswith("/events") else httpx2.Response(200, json=JOB)

    assert list(follow(service(handler), "j", lambda: None)) == []


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_refusal_is_the_end(status: int) -> None:
    with pytest.raises(RefusedError) as refused:
        list(follow(service(lambda _: httpx2.Response(status, json={"title": "不行 / no", "detail": "x"})), "j", lambda: None))
    (fault,) = refused.value.faults
    assert (fault.zh, fault.en) == ("不行。", "no.")
    assert "可能" in fault.hint_zh


def test_nobody_is_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]

    def later() -> float:
        now[0] += 10
        return now[0]

    monkeypatch.setattr(stream.time, "monotonic", later)

    def handler(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("no")

    with pytest.raises(RefusedError, match="cannot be reached"):
        list(follow(service(handler), "j", lambda: None))


def test_a_request_is_sent_again_with_the_same_key() -> None:
    seen: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers["idempotency-key"])
        if len(seen) == 1:
            raise httpx2.ReadError("broken")
        if len(seen) == 2:
            return httpx2.Response(409, json={"title": "x / y"}, headers={"retry-after": "1"})
        return httpx2.Response(202, json=JOB)

    assert service(handler).post("/v1/x", json={}) == JOB
    assert len(seen) == 3
    assert len(set(seen)) == 1


def test_every_fault_of_a_problem_document_is_told() -> None:
    errors = [{"where": "problem.pupils[0]", "value": "x", "zh": "错", "en": "wrong", "hint_zh": "可能", "hint_en": "Maybe"}] * 2
    with pytest.raises(RefusedError) as refused:
        service(lambda _: httpx2.Response(422, json={"title": "x / y", "errors": errors})).get("/v1/x")
    assert [fault.path for fault in refused.value.faults] == [("problem.pupils[0]",)] * 2
    with pytest.raises(RefusedError, match="does not answer like Afterbell"):
        service(lambda _: httpx2.Response(404, text="<html>")).get("/v1/x")


def test_addresses() -> None:
    with pytest.raises(RefusedError, match="no address"), service_at("localhost:8000", ""):
        pass
    with service_at("http://127.0.0.1:8000/", "k") as found:
        assert found.client.headers["authorization"] == "Bearer k"
    assert [in_clear(at) for at in ("http://localhost", "https://far.example", "http://far.example")] == [False, False, True]
