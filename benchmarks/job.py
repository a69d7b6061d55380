"""One run that is to be made."""

from __future__ import annotations

from dataclasses import dataclass

Key = tuple[str, str, int, float, int, str]
"""instance, sha256 of the request, seed, limit, workers, label: a run that is in the file with these is not made again."""


@dataclass(frozen=True, slots=True)
class Job:
    """limit: seconds that the search may take, loading not counted. label: the commit, or what the caller calls it."""

    instance: str
    request_sha256: str
    seed: int
    limit: float
    workers: int
    label: str

    @property
    def key(self) -> Key:
        return self.instance, self.request_sha256, self.seed, self.limit, self.workers, self.label

    @property
    def file_name(self) -> str:
        """Name of the plan's file; jobs with different keys have different names."""
        parts = (self.instance, self.request_sha256[:8], self.label, f"{self.limit:g}s", f"w{self.workers}", self.seed)
        return "-".join(str(part).replace("/", "_") for part in parts) + ".plan.json.gz"
