"""State of a process as the system's scheduler has it: stopped, able to run, and its processor time so far."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STOPPED = "T"
"""State of a stopped process in ``/proc/PID/stat`` after SIGSTOP; that of a traced process is another."""
RUNNABLE = "R"
"""State of a thread in ``/proc/PID/task/TID/stat`` that runs or waits for a processor."""


@dataclass(frozen=True, slots=True)
class ProcessState:
    """Scheduling state. stopped: by SIGSTOP. runnable: some thread runs or waits for a processor. cpu: processor time in seconds
    since the start, of all threads."""

    stopped: bool = False
    runnable: bool = False
    cpu: float = 0.0


def process_state(pid: int, besides: int | None = None) -> ProcessState:
    """State of a process, runnable where one of its threads is, ``besides`` the thread of this id.

    The default where the process does not exist, or on systems without ``/proc``: there a stopped process is detected by its
    heartbeat alone, which takes longer.
    """
    fields = _stat(Path(f"/proc/{pid}/stat"))
    if not fields:
        return ProcessState()
    threads = (_stat(task / "stat") for task in _entries(Path(f"/proc/{pid}/task")) if task.name != str(besides))
    runnable = any(thread[:1] == [RUNNABLE] for thread in threads)
    cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # utime and stime of proc(5)
    return ProcessState(fields[0] == STOPPED, runnable, cpu)


def family_state(pid: int) -> ProcessState:
    """State of a process and its children together: stopped where itself is, runnable where one of them is, their processor
    time summed."""
    own = process_state(pid)
    every = [own, *(process_state(child) for child in _children(pid))]
    return ProcessState(own.stopped, any(state.runnable for state in every), sum(state.cpu for state in every))


def _stat(file: Path) -> list[str]:
    """Fields of a ``stat`` file from the state on; none where the process is gone."""
    try:
        stat = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return stat.rpartition(")")[2].split()  # its name, in brackets, may hold anything


def _entries(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError:
        return


def _children(pid: int) -> list[int]:
    """Ids of the processes that its main thread started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []
