"""Whether the system holds a process, so that it does nothing at all."""

from __future__ import annotations

from pathlib import Path

STOPPED = "T"
"""State of a process in ``/proc/PID/stat`` after SIGSTOP; a debugger's is another."""


def is_stopped(pid: int) -> bool:
    """Whether a process was stopped by SIGSTOP; False where there is none, or where the system does not say (no ``/proc``): a
    process that says nothing is then found by its silence alone, which takes longer."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] == STOPPED  # its name, in brackets, may hold anything
