"""Polling intervals and timeouts of a worker's parts, in seconds."""

from __future__ import annotations

from dataclasses import dataclass

from api.storage.workers import SILENT_SECONDS


@dataclass(frozen=True, slots=True)
class Pace:
    """Intervals in seconds; raising any costs fewer queries and reacts later.

    beat: between heartbeats. patience: heartbeat timeout, several beats. dispatch, reap: between two runs of dispatcher and
    reaper. watch: between two reads of a running job's row, and writes of its events. poll: between two polls of the engine.
    parent: between two checks that the supervisor lives. incumbent: between two stores of a job's incumbent, at least. grace:
    silence (:mod:`api.jobs.silence`) of a kind that is told to end; then the process ends itself. lag: age after which a dispatched
    job that does not run is examined. sweep: between two clean-ups.
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
"""Jobs that wait for their children, per worker. Raising it runs more batches at a time, with a thread each."""
SLOTS = {"solves": 1, "parents": PARENTS_AT_A_TIME}
"""Queue -> number of its jobs that one worker runs at a time."""
