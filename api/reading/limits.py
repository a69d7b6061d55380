"""Resource limits of a reading process, which it sets for itself before each call (POSIX; none on Windows)."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one call. seconds: of CPU time. megabytes: of memory beyond what the process holds before. patience: wall-clock
    seconds after which the parent kills the process."""

    seconds: float
    megabytes: int

    @property
    def patience(self) -> float:
        """Wall-clock timeout: three times the CPU time, as the machine may be busy with searches."""
        return 3 * self.seconds + 5

    def begin(self) -> None:
        """Set the CPU limit, at which the system ends the process (SIGXCPU)."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        ends = int(used.ru_utime + used.ru_stime + self.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (ends if hard == resource.RLIM_INFINITY else min(ends, hard), hard))

    def bound_memory(self) -> None:
        """Set the address-space limit, beyond which MemoryError is raised; macOS ignores it."""
        pages = int(STATM.read_text(encoding="ascii").split()[0]) if STATM.exists() else 0
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = pages * resource.getpagesize() + self.megabytes * 1_000_000 + (0 if pages else 1_000_000_000)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
