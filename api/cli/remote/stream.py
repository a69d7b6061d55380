"""The events of a job as the service sends them, however often the connection breaks."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx2

from api.cli.remote.service import BUSY, RefusedError, Service, unreachable

PATIENCE_SECONDS = 300.0
"""How long nobody may answer before we give up."""
LONGEST_PAUSE = 5.0
END = "end"


@dataclass(frozen=True, slots=True)
class StreamedEvent:
    """One event. ``id``: its number, 0 where it has none."""

    id: int
    kind: str
    data: dict[str, Any]


def events_of(lines: Iterable[str]) -> Iterator[StreamedEvent]:
    """Server-sent events from lines; comments and unknown fields count for nothing."""
    number, kind, data = 0, "message", [""]
    data.clear()
    for line in lines:
        if not line:
            if data:
                yield StreamedEvent(number, kind, json.loads("\n".join(data)))
            kind, data = "message", []
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "id" and value.isascii() and value.isdigit():
            number = int(value)
        elif name == "event":
            kind = value
        elif name == "data":
            data.append(value)


def follow(service: Service, job_id: str, lost: Callable[[], None]) -> Iterator[StreamedEvent]:
    """Every event of a job once, to its last. A broken connection goes on after the last event that came.

    lost: called each time a connection breaks. Raises RefusedError when the service says no, or is
    away for long.
    """
    last = 0
    pause = 0.2
    heard = time.monotonic()
    while True:
        try:
            with service.stream(f"/v1/jobs/{job_id}/events", {"last-event-id": str(last)} if last else {}) as response:
                heard, pause = time.monotonic(), 0.2
                for told in events_of(response.iter_lines()):
                    last = told.id or last
                    heard = time.monotonic()
                    yield told
                    if told.kind == END:
                        return
            if service.get(f"/v1/jobs/{job_id}").json()["ended_at"] is not None:
                return  # its events are past their days
        except httpx2.TransportError as error:
            failure = unreachable(str(service.client.base_url), error)
        except RefusedError as error:
            if error.status not in (0, *BUSY):
                raise
            failure = error
        else:
            continue
        if time.monotonic() - heard > PATIENCE_SECONDS:
            raise failure
        lost()
        time.sleep(pause)
        pause = min(LONGEST_PAUSE, 2 * pause)
