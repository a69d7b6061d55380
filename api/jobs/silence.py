"""Silence of a process: the time in which it could have shown signs of life, and showed none.

A process that waits for a processor cannot show any, however long that takes: such time counts by the processor time that it got.
So a starved process is not taken for a hung one, and one that computes for ever without a sign of life is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from api.jobs.process_state import ProcessState

LONGEST_LOOK = 5.0
"""Seconds that one look counts at most, so that time for which the observer itself was frozen is not blamed on others. Raising it
counts more of such time."""


@dataclass
class Silence:
    """Silent time in seconds, accumulated from look to look by a monotonic clock."""

    seconds: float = 0.0
    _looked: float | None = None
    _cpu: float = 0.0

    def look(self, now: float, state: ProcessState, *, alive: bool) -> None:
        """Process one look. now: seconds, monotonic. alive: whether there was a sign of life since the look before."""
        passed = 0.0 if self._looked is None else min(now - self._looked, LONGEST_LOOK)
        if state.runnable and not state.stopped:
            passed = min(passed, max(0.0, state.cpu - self._cpu))
        self.seconds = 0.0 if alive else self.seconds + passed
        self._looked, self._cpu = now, state.cpu


@dataclass
class WorkerSilence:
    """Silence of a worker process, judged by whether its heartbeat changes, not by its age: jumps of the machine's or the
    database's clock do not count.

    started: whether the heartbeat has changed since the first look; until then the process is starting, which takes long on a
    busy machine.
    """

    started: bool = False
    _silence: Silence = field(default_factory=Silence)
    _beat: int | None = None
    _stopped: bool = False

    @property
    def seconds(self) -> float:
        return self._silence.seconds

    def look(self, now: float, beat: int | None, state: ProcessState) -> None:
        """Process one look. now: seconds, monotonic. beat: time of the worker's newest heartbeat, 0 where there is none yet; None
        where none could be written."""
        changed = beat is not None and self._beat is not None and beat != self._beat
        self.started = self.started or changed
        alive = beat is None or self._beat is None or changed
        # From one kind of silence to the other it begins anew: their limits differ.
        self._silence.look(now, state, alive=state.stopped != self._stopped or (alive and not state.stopped))
        self._beat, self._stopped = beat, state.stopped
