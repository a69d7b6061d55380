"""Main loop of a reading process: executes calls from a connection that its parent passed, until that is closed."""

from __future__ import annotations

import gc
import pickle
import signal
from multiprocessing.connection import Connection

from api.reading.limits import Limits
from api.reading.work import WORK
from solver import PlanError, PolicyError, ProblemError

TOO_MUCH = "memory"
"""Answer in place of a result when memory was exhausted; the process then ends, as it may hold memory that was not freed."""


def main(descriptor: int, seconds: float, megabytes: int) -> None:
    """Execute calls until the connection is closed."""
    for number in (signal.SIGINT, signal.SIGHUP):  # a terminal's; who waits for an answer shall have it
        signal.signal(number, signal.SIG_IGN)
    connection = Connection(descriptor)
    limits = Limits(seconds, megabytes)
    gc.freeze()
    limits.bound_memory()
    while True:
        try:
            name, given = pickle.loads(connection.recv_bytes())  # noqa: S301 - from our own parent
        except (EOFError, OSError):
            return
        limits.begin()
        try:
            letter = pickle.dumps(_answer(name, given), pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            connection.send_bytes(pickle.dumps((TOO_MUCH, None)))
            return
        connection.send_bytes(letter)


def _answer(name: str, given: tuple[object, ...]) -> tuple[str, object]:
    try:
        return "done", WORK[name](*given)
    except (ProblemError, PolicyError, PlanError) as error:
        return "refused", (type(error), list(error.faults))
