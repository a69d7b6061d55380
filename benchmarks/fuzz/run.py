"""Send mutants to a service in a process of its own, and count what comes back."""

from __future__ import annotations

import random
import socket
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx2
import uvicorn

from api.main import create_app
from api.settings import Settings
from benchmarks.fuzz.judge import complaint
from benchmarks.fuzz.targets import Sent, Targets

PATIENCE = 30.0
Send = Callable[[Sent], tuple[int, str, bytes]]
"""Sends a request: status, content type, content."""


@dataclass
class Tally:
    """What came back. ``complaints``: request number -> what is wrong, with the request. ``stopped``: no more is sent."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)
    complaints: dict[int, tuple[str, Sent]] = field(default_factory=dict)
    unsendable: int = 0
    stopped: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, number: int, sent: Sent, status: int, seconds: float, wrong: str | None) -> None:
        """Count one answer."""
        with self.lock:
            self.answers[sent.target, status] += 1
            self.seconds.append(seconds)
            self.slowest = max(self.slowest, (seconds, number))
            if wrong is not None:
                self.complaints[number] = (wrong, sent)
            if len(self.seconds) % 1_000 == 0:
                print(f"{len(self.seconds)} answered, {len(self.complaints)} complaints", file=sys.stderr, flush=True)

    def lines(self) -> Iterator[str]:
        """The counts as text."""
        for target in sorted({target for target, _ in self.answers}):
            found = {status: count for (name, status), count in sorted(self.answers.items()) if name == target}
            yield f"{target:14} " + "  ".join(f"{status}: {count}" for status, count in found.items())
        if self.seconds:
            ordered = sorted(self.seconds)
            p99 = ordered[int(len(ordered) * 0.99) - 1] if len(ordered) > 1 else ordered[0]
            yield (
                f"{len(ordered)} answered; median {statistics.median(ordered) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, "
                f"longest {self.slowest[0]:.2f} s (request {self.slowest[1]})"
            )
        yield f"{self.unsendable} could not be sent (headers that HTTP forbids); {len(self.complaints)} complaints"


def throw(send: Send, targets: Targets, seed: int, numbers: range, tally: Tally) -> None:
    """Send requests number by number; each follows from seed and number alone, so that any can be sent again."""
    for number in numbers:
        if tally.stopped:
            return
        sent = targets.next(random.Random(f"{seed}-{number}"))
        began = time.perf_counter()
        try:
            status, kind, content = send(sent)
        except (httpx2.LocalProtocolError, httpx2.InvalidURL, UnicodeEncodeError):
            tally.unsendable += 1
            continue
        except httpx2.HTTPError as error:
            tally.note(number, sent, 0, time.perf_counter() - began, f"no answer: {type(error).__name__} {error}")
            continue
        seconds = time.perf_counter() - began
        tally.note(number, sent, status, seconds, complaint(status, kind, content, seconds))


def sender(client: httpx2.Client, key: str) -> Send:
    """Sends as the owner of a key."""

    def send(sent: Sent) -> tuple[int, str, bytes]:
        headers = {"authorization": f"Bearer {key}"} | sent.headers
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        answer = client.request(sent.method, sent.path, content=sent.body, headers=raw)
        return answer.status_code, answer.headers.get("content-type", ""), answer.content

    return send


@dataclass(frozen=True)
class Running:
    """A service in a process of its own."""

    url: str
    process: BaseProcess

    def peak_megabytes(self) -> int:
        """The most memory that it ever held."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) // 1024


@contextmanager
def service(database_url: str) -> Iterator[Running]:
    """A service on a free port of this machine, ended with the block."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        process = get_context("spawn").Process(target=_serve, args=(listening, database_url), daemon=True)
        process.start()
    # It is the child's alone now: when the child is dead, nobody answers.
    try:
        _wait(url)
        yield Running(url, process)
    finally:
        process.terminate()
        process.join(10)


def _serve(listening: socket.socket, database_url: str) -> None:
    settings = Settings(database_url=database_url, requests_per_minute=0, anonymous_per_minute=0)
    uvicorn.Server(uvicorn.Config(create_app(settings), log_level="error", access_log=False)).run(sockets=[listening])


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            httpx2.get(f"{url}/healthz", timeout=2).raise_for_status()
        except httpx2.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)
