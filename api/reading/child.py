"""The reading process: answers one letter after another on a connection that its parent gave it, until that is closed."""

from __future__ import annotations

import gc
import pickle
import signal
from multiprocessing.connection import Connection

from api.reading.limits import Limits
from api.reading.work import WORK
from solver import PlanError, PolicyError, ProblemError

TOO_MUCH = "memory"
"""Told in place of an answer when memory was not enough; then the process ends, for it may hold what it could not free."""


def main(descriptor: int, seconds: float, megabytes: int) -> None:
    """Read until there is nobody to read for."""
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
