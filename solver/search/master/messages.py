"""Messages between a search and its master process: pickled objects, each after its length in eight bytes (little endian).

They pass only between a process and its own child.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from solver.search.master_solution import MasterSolution

LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class SearchOrder:
    """Request to search: from ``solution`` (None: from the last one), for some seconds or for some work (simplex iterations).

    values: of the tiers in the plan that the solution is of."""

    solution: MasterSolution | None
    seconds: float | None
    work: float | None
    values: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchReply:
    """Best solution so far, or None; work done since the last order; ``done``: the order is over."""

    solution: MasterSolution | None
    work: float
    done: bool


def packed(message: object) -> bytes:
    """Message -> bytes with its length before it."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


def send(pipe: IO[bytes], letter: bytes) -> None:
    """Write one packed message; blocks until the pipe takes it."""
    pipe.write(letter)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read one message; None at the end of the pipe."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    body = pipe.read(LENGTH.unpack(head)[0])
    return pickle.loads(body)  # noqa: S301 written by our own parent or child
