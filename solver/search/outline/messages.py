"""What a search and its outline process say to each other.

Messages are pickled objects, each after its length in eight bytes; they pass only between a process and its own child.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import IO, Any

from solver.search.outline.outline import Outline

LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Go:
    """Search from ``outline`` (None: go on from the last), for some seconds or for some work (simplex iterations)."""

    outline: Outline | None
    seconds: float | None
    work: float | None


@dataclass(frozen=True, slots=True)
class News:
    """The best outline so far, None if there is none; work done since the last ``Go``; whether that ``Go`` is over."""

    outline: Outline | None
    work: float
    done: bool


def packed(message: object) -> bytes:
    """The message as it goes through a pipe."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


def send(pipe: IO[bytes], letter: bytes) -> None:
    """Write one packed message; waits until the other side takes it."""
    pipe.write(letter)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read one message; None at the end of the pipe."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    body = pipe.read(LENGTH.unpack(head)[0])
    return pickle.loads(body)  # noqa: S301 written by our own parent or child
