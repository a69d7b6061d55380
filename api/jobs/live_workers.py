"""Observation of other workers' heartbeats, by which a reaper tells dead workers from silent ones."""

from __future__ import annotations

from sqlalchemy import Connection

from api.storage.workers import all_workers, live_workers

OWN_BEATS = 3
"""Heartbeats of the observing worker that must follow the last one of another before that one counts as dead. So a machine, a
database or a clock that stands still or jumps, which ages all heartbeats alike, makes nobody dead. Raising it resumes the jobs of
dead workers later."""


class LiveWorkers:
    """Live workers as the worker of id ``own`` observes them.

    A worker is dead where it has no row (it left, or its supervisor saw its process end), or where its heartbeat is older than
    ``patience`` ms and ours was seen to change ``OWN_BEATS`` times since.
    """

    def __init__(self, own: str, patience: int) -> None:
        self._own = own
        self._patience = patience
        self._beats: dict[str, int] = {}
        self._followed: dict[str, int] = {}

    def look(self, connection: Connection) -> None:
        """Read the heartbeats."""
        beats = {worker.id: worker.beat_at for worker in all_workers(connection)}
        ours = int(self._own in beats and beats[self._own] != self._beats.get(self._own))
        self._followed = {
            name: self._followed.get(name, 0) + ours if self._beats.get(name) == beat else 0 for name, beat in beats.items()
        }
        self._beats = beats

    def live(self, connection: Connection) -> set[str]:
        """Ids of the live workers now, by what was read before."""
        silent = {name for name, followed in self._followed.items() if followed >= OWN_BEATS}
        recent = {worker.id for worker in live_workers(connection, self._patience)}
        return {worker.id for worker in all_workers(connection)} - (silent - recent)
