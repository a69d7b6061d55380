"""Detection of processes that are stopped by the system."""

from __future__ import annotations

from pathlib import Path

STOPPED = "T"
"""State of a stopped process in ``/proc/PID/stat`` after SIGSTOP; that of a traced process is another."""


def is_stopped(pid: int) -> bool:
    """Whether a process was stopped by SIGSTOP; False where it does not exist, or on systems without ``/proc``, where a stopped
    process is detected by its heartbeat alone, which takes longer."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] == STOPPED  # its name, in brackets, may hold anything
