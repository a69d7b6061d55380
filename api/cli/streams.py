"""Standard output and standard error that end no command: letters that a console cannot show are spelt out, and a terminal or a
pipe that is gone swallows what is written, so that files are still written and the exit code is the command's own.
"""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

GONE = (errno.EPIPE, errno.EIO, errno.ENXIO)
"""Nobody listens any more: a pipe that was closed, a terminal that was hung up."""
SPELT = "backslashreplace"


class Lasting(io.RawIOBase):
    """Bytes for a descriptor; after its first error, which is kept, for nowhere."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self.error: OSError | None = None

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return os.isatty(self._descriptor)

    def write(self, data: ReadableBuffer, /) -> int:
        """Bytes written, or swallowed."""
        while self.error is None:
            try:
                return os.write(self._descriptor, data)
            except BlockingIOError:  # somebody made it so; the stream waits all the same
                select.select((), (self._descriptor,), ())
            except OSError as error:
                self.error = error
        return len(memoryview(data).cast("B"))


@contextmanager
def lasting_streams() -> Iterator[Lasting | None]:
    """Replace standard output and error meanwhile; hands back the bytes of the former, None where it has no descriptor."""
    before = sys.stdout, sys.stderr
    sys.stdout, out = _lasting(sys.stdout)
    sys.stderr, _ = _lasting(sys.stderr)
    try:
        yield out
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before


def lost(out: Lasting | None) -> OSError | None:
    """Why output was lost that somebody waits for: a full disk, say, and not a reader who has left."""
    return None if out is None or out.error is None or out.error.errno in GONE else out.error


def _lasting(stream: TextIO | None) -> tuple[TextIO, Lasting | None]:
    if stream is None:  # closed by whoever started us
        return io.StringIO(), None
    try:
        bytes_of = Lasting(stream.fileno())
    except (OSError, ValueError):  # not of the system: a test's, say
        return stream, None
    stream.flush()
    made = io.TextIOWrapper(
        io.BufferedWriter(bytes_of), stream.encoding, SPELT, line_buffering=getattr(stream, "line_buffering", False),
        write_through=getattr(stream, "write_through", False),
    )  # fmt: skip
    return made, bytes_of
