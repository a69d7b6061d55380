"""Detection of frozen worker processes by their supervisor."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_LOOK = 5.0
"""Seconds that one look counts at most, so that time for which the supervisor itself was frozen is not blamed on workers.
Raising it counts more of such time."""


@dataclass
class FrozenTime:
    """Time without signs of life, accumulated from look to look by a monotonic clock and by whether the heartbeat changes, not
    by its age: jumps of the machine's or the database's clock do not count."""

    seconds: float = 0.0
    _looked: float | None = None
    _beat: int | None = None

    def look(self, now: float, beat: int | None, *, stopped: bool) -> None:
        """Process one look. now: seconds, monotonic. beat: time of the worker's newest heartbeat; None where there is none yet,
        or where none could be written. stopped: whether the process is stopped (SIGSTOP)."""
        passed = 0.0 if self._looked is None else min(now - self._looked, LONGEST_LOOK)
        still = stopped or (beat is not None and beat == self._beat)
        self.seconds = self.seconds + passed if still else 0.0
        self._looked, self._beat = now, beat
