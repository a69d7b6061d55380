"""How long a worker process has shown no life, as its supervisor sees it."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_LOOK = 5.0
"""A look counts for so many seconds at most: time for which the supervisor itself was frozen is nobody's silence."""


@dataclass
class Stillness:
    """Counted from look to look by a monotonic clock, and by whether the heartbeat changes, not by how old it claims to be: clocks
    that jump, of this machine or of the database, make no silence."""

    seconds: float = 0.0
    _looked: float | None = None
    _beat: int | None = None

    def look(self, now: float, beat: int | None, *, stopped: bool) -> None:
        """One look. now: seconds, monotonic. beat: when the worker last wrote that it lives; None where it has not yet, or where
        nobody could have written. stopped: whether the system holds the process (SIGSTOP)."""
        passed = 0.0 if self._looked is None else min(now - self._looked, LONGEST_LOOK)
        still = stopped or (beat is not None and beat == self._beat)
        self.seconds = self.seconds + passed if still else 0.0
        self._looked, self._beat = now, beat
