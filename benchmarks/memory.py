"""The memory of a process and of all it started, watched from outside.

Measured is the sum of the proportional set sizes (PSS, ``/proc/PID/smaps_rollup``) of every process of a session: a page
that several processes share counts once, divided among them. Where the kernel does not tell PSS, the resident sizes
(RSS) are added up, which counts shared pages several times. What rises and falls between two looks is not seen, so the
peak is a lower bound; :mod:`benchmarks.trial` sets the kernel's own peak of the largest single process beside it.
"""

from __future__ import annotations

from pathlib import Path

PROC = Path("/proc")
SESSION = 3
"""Place of the session in ``/proc/PID/stat``, counted behind the name, which may hold spaces and brackets."""


def session(leader: int) -> list[int]:
    """Processes of the session that ``leader`` opened, itself included; empty where there is no ``/proc``."""
    found = []
    for entry in PROC.iterdir() if PROC.is_dir() else ():
        if entry.name.isdigit():
            fields = _read(entry / "stat").rpartition(")")[2].split()
            if len(fields) > SESSION and fields[SESSION] == str(leader) and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def measured(process: int) -> int:
    """PSS of one process in bytes, else its RSS, else 0 (it has ended)."""
    for place, name in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        for line in _read(PROC / str(process) / place).splitlines():
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it ended meanwhile, or is not ours to look into
        return ""


class Peak:
    """The most that the processes of a session held together at one look, and how many they were at most."""

    def __init__(self, leader: int) -> None:
        self.leader = leader
        self.bytes = 0
        self.processes = 0

    def look(self) -> None:
        members = session(self.leader)
        self.bytes = max(self.bytes, sum(map(measured, members)))
        self.processes = max(self.processes, len(members))
