"""Master process: reads search orders from its input, writes better master solutions to its output.

In: first ``(problem, policy, limits, seed)``, then ``SearchOrder`` any number of times. Out: ``SearchReply`` for better solutions, and for
each order a last reply whose ``done`` is true. The process ends with its input.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from queue import Queue
from typing import IO

from solver.model.instance import Instance
from solver.search.aggregate.build import aggregate
from solver.search.aggregate.exactness import Exactness
from solver.search.gc_tuning import rare_collections
from solver.search.master.lns import MasterLns
from solver.search.master.messages import SearchOrder, SearchReply, packed, receive, send

EARLY_REPLY_SECONDS, REPLY_SECONDS, EARLY_SECONDS = 0.3, 1.0, 10.0
"""Least seconds between two replies in the first EARLY_SECONDS, and later. Lowering them brings solutions over sooner and costs work."""
STEP_SECONDS = 6.0
"""Wall-clock limit of a step against the clock; under a limit of work, seconds never decide anything. Raising it lets long dives end."""
NO_LIMIT = 10.0**9
"""Seconds of a step or a search without a limit."""


def main() -> None:
    """Serve one search."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    first = receive(source)
    if first is None:
        return
    problem, policy, limits, seed = first
    inbox: Queue[SearchOrder] = Queue()
    threading.Thread(target=_listen, args=(source, inbox), daemon=True).start()
    with rare_collections():
        lns = MasterLns(aggregate(Instance(problem, policy, limits), Exactness.ESTIMATE), seed)
        while True:
            _run(lns, inbox.get(), sink)


def _listen(source: IO[bytes], inbox: Queue[SearchOrder]) -> None:
    """Queue orders; end the process with its input, that is with its parent."""
    while (message := receive(source)) is not None:
        inbox.put(message)
    os._exit(0)


def _run(lns: MasterLns, order: SearchOrder, sink: IO[bytes]) -> None:
    began = time.monotonic()
    until = began + (NO_LIMIT if order.seconds is None else order.seconds)
    if order.solution is not None:
        lns.begin(order.solution, until - began, order.values)
    work, told, score = 0.0, began, lns.score
    while time.monotonic() < until and (order.work is None or work < order.work):
        step = lns.step(NO_LIMIT if order.work is not None else min(STEP_SECONDS, until - time.monotonic()))
        work += step.work
        now = time.monotonic()
        pause = EARLY_REPLY_SECONDS if now - began < EARLY_SECONDS else REPLY_SECONDS
        if order.work is None and lns.score < score and now - told > pause:
            send(sink, packed(SearchReply(lns.solution(), work, done=False)))
            told, score = now, lns.score
    send(sink, packed(SearchReply(lns.solution(), work, done=True)))


if __name__ == "__main__":
    main()
