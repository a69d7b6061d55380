"""Limits of a reading process, which it sets for itself before each reading (POSIX; Windows has none of them)."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds: of CPU time for one reading. megabytes: of memory beyond what the process holds before it. patience: seconds by
    the clock, after which the parent ends the process."""

    seconds: float
    megabytes: int

    @property
    def patience(self) -> float:
        """Three times as long as the CPU time: the machine may be busy with searches."""
        return 3 * self.seconds + 5

    def begin(self) -> None:
        """Let the system end this process (SIGXCPU) when its CPU time is over."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        ends = int(used.ru_utime + used.ru_stime + self.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (ends if hard == resource.RLIM_INFINITY else min(ends, hard), hard))

    def bound_memory(self) -> None:
        """Let no more memory be had than the limit allows: then a MemoryError is raised. macOS ignores it."""
        pages = int(STATM.read_text(encoding="ascii").split()[0]) if STATM.exists() else 0
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = pages * resource.getpagesize() + self.megabytes * 1_000_000 + (0 if pages else 1_000_000_000)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
