"""How often the parts of a worker look around, in seconds."""

from __future__ import annotations

from dataclasses import dataclass

from api.storage.workers import SILENT_SECONDS


@dataclass(frozen=True, slots=True)
class Pace:
    """beat: between two signs of life. patience: silence after which a worker counts as dead; several beats.
    dispatch, reap: between two looks at the queue, and at what dead workers left. watch: between two looks at the row of a
    running job, which is also how long its events are gathered. poll: between two looks of the engine for work.
    parent: between two looks whether the supervisor lives. incumbent: between two stores of a job's best plan, at least.
    grace: what a kind is given to end once it is told to; after that the process ends itself.
    lag: after which a job that was dispatched and is not running is looked at. sweep: between two clean-ups.
    """

    beat: float = 2.0
    patience: float = SILENT_SECONDS
    dispatch: float = 0.25
    reap: float = 1.0
    watch: float = 0.2
    poll: float = 0.2
    parent: float = 0.5
    incumbent: float = 1.0
    grace: float = 20.0
    lag: float = 5.0
    sweep: float = 60.0


PARENTS_AT_A_TIME = 32
"""Jobs that only wait for their children, which one worker holds."""
SLOTS = {"solves": 1, "parents": PARENTS_AT_A_TIME}
"""Queue -> how many of its jobs one worker runs at a time."""
