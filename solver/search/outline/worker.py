"""The process that searches outlines: reads what to do from its input, writes better outlines to its output.

In: first ``(problem, policy, seed)``, then ``Go`` any number of times. Out: ``News`` for better outlines, and for each
``Go`` a last ``News`` whose ``done`` is true. The process ends with its input.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from queue import Queue
from typing import IO

from solver.model.frame import Frame
from solver.search.garbage import seldom_collected
from solver.search.outline.hunt import Hunt
from solver.search.outline.messages import Go, News, packed, receive, send
from solver.search.outline.model import OutlineModel

FIRST, EVERY = 0.3, 1.0
"""Seconds between outlines that are handed over, at first and later."""
STEP_SECONDS = 6.0
"""Wall-clock limit of a step of a search against the clock; under a limit of work, seconds never decide anything."""
NO_END = 10.0**9


def main() -> None:
    """Serve one search."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    first = receive(source)
    if first is None:
        return
    problem, policy, seed = first
    inbox: Queue[Go] = Queue()
    threading.Thread(target=_listen, args=(source, inbox), daemon=True).start()
    with seldom_collected():
        hunt = Hunt(OutlineModel(Frame(problem, policy)), seed)
        while True:
            _run(hunt, inbox.get(), sink)


def _listen(source: IO[bytes], inbox: Queue[Go]) -> None:
    """Queue what arrives; without a parent there is nothing left to do."""
    while (message := receive(source)) is not None:
        inbox.put(message)
    os._exit(0)


def _run(hunt: Hunt, order: Go, sink: IO[bytes]) -> None:
    began = time.monotonic()
    until = began + (NO_END if order.seconds is None else order.seconds)
    if order.outline is not None:
        hunt.begin(order.outline, until - began)
    work, told, score = 0.0, began, hunt.score
    while time.monotonic() < until and (order.work is None or work < order.work):
        step = hunt.step(NO_END if order.work is not None else min(STEP_SECONDS, until - time.monotonic()))
        work += step.work
        now = time.monotonic()
        if order.work is None and hunt.score < score and now - told > (FIRST if now - began < 10 else EVERY):
            send(sink, packed(News(hunt.outline(), work, done=False)))
            told, score = now, hunt.score
    send(sink, packed(News(hunt.outline(), work, done=True)))


if __name__ == "__main__":
    main()
