"""The file of runs: one JSON object a line, only ever added to.

A later line with the same key (a failed run that was made again) stands in for the earlier one, whose failure is still
counted. A line that cannot be read (the writer was killed) is counted too, never passed over in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.job import Key

SCHEMA = 2
GOOD = ("optimal", "valid")


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of a plan: value (smaller is better), a lower bound that holds for it or None, scale >= 1."""

    name: str
    value: int
    bound: int | None
    scale: int


@dataclass(frozen=True, slots=True)
class Event:
    """The incumbent at a moment, ``at`` seconds from spawn; tiers in the policy's order."""

    at: float
    tiers: tuple[Tier, ...]


@dataclass(frozen=True)
class Run:
    """One line, in types. Seconds count from the spawn of the process; None is what the run did not come to tell.

    search, solved: when the search began and when it handed back. parts: seconds by part of the work; presolve is inside
    search, and parts that ran beside each other overlap. plan: path of the stored plan, relative to the file of runs.
    """

    instance: str
    request_sha256: str
    seed: int
    limit: float
    workers: int
    label: str
    status: str
    tiers: tuple[Tier, ...] = ()
    events: tuple[Event, ...] = ()
    first_plan: float | None = None
    loaded: float | None = None
    search: float | None = None
    solved: float | None = None
    classes: int | None = None
    pupils: int | None = None
    cpu_seconds: float | None = None
    peak_mb: float | None = None
    checker_ms: float | None = None
    parts: Mapping[str, float] = field(default_factory=dict)
    machine: Mapping[str, Any] = field(default_factory=dict)
    code_sha256: str = ""
    failure: str = ""
    when: str = ""
    plan: str | None = None

    @property
    def key(self) -> Key:
        return self.instance, self.request_sha256, self.seed, self.limit, self.workers, self.label

    @property
    def good(self) -> bool:
        """Whether it ended with a plan that the checker finds free of violations."""
        return self.status in GOOD

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(tier.value for tier in self.tiers)

    @property
    def overrun(self) -> float | None:
        """Seconds that the search took beyond its limit; below 0 when it ended before."""
        return None if self.search is None or self.solved is None else self.solved - self.search - self.limit

    @property
    def title(self) -> str:
        return f"{self.instance}, {self.limit:g} s, seed {self.seed}, {self.label}"


@dataclass(frozen=True)
class Runs:
    """runs: in the order of the file, the last line of each key. repeated: earlier lines of these keys. unreadable: line
    numbers."""

    runs: tuple[Run, ...]
    repeated: tuple[Run, ...] = ()
    unreadable: tuple[int, ...] = ()

    def remarks(self) -> list[str]:
        """What a reader of any figure must know of the file."""
        found = [f"made again: {run.title} ({run.failure or run.status})" for run in self.repeated]
        return found + [f"unreadable: line {number}" for number in self.unreadable]


def read(path: Path) -> Runs:
    """Every run of a file; none when there is no file. Raises ValueError on lines of another schema."""
    last: dict[Key, Run] = {}
    repeated: list[Run] = []
    unreadable: list[int] = []
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except ValueError:
            unreadable.append(number)
            continue
        if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
            raise ValueError(f"{path}, line {number}: no run of schema {SCHEMA}. Maybe written by an older version?")
        run = parse(raw)
        if run.key in last:
            repeated.append(last.pop(run.key))
        last[run.key] = run
    return Runs(tuple(last.values()), tuple(repeated), tuple(unreadable))


def append(path: Path, record: Mapping[str, Any]) -> None:
    """Add one line; a line that was cut off before it is ended first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if file.tell():
            file.seek(-1, 2)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")


def parse(raw: Mapping[str, Any]) -> Run:
    """A line in types. Raises KeyError when it lacks its key or status."""
    seconds, failure = raw.get("seconds", {}), raw.get("failure") or {}
    return Run(
        instance=raw["instance"],
        request_sha256=raw["request_sha256"],
        seed=raw["seed"],
        limit=float(raw["limit"]),
        workers=raw["workers"],
        label=raw["label"],
        status=raw["status"],
        tiers=tuple(Tier(t["name"], t["value"], t["bound"], t["scale"]) for t in raw.get("tiers", ())),
        events=tuple(_events(raw.get("events", ()))),
        first_plan=seconds.get("first_plan"),
        loaded=seconds.get("loaded"),
        search=seconds.get("search"),
        solved=seconds.get("solved"),
        classes=raw.get("classes"),
        pupils=raw.get("pupils"),
        cpu_seconds=raw.get("cpu_seconds"),
        peak_mb=raw.get("memory", {}).get("peak_mb"),
        checker_ms=raw.get("checker_ms"),
        parts=raw.get("parts", {}),
        machine=raw.get("machine", {}),
        code_sha256=raw.get("code_sha256", ""),
        failure=failure.get("why", ""),
        when=raw.get("when", ""),
        plan=raw.get("plan"),
    )


def _events(raw: list[Mapping[str, Any]]) -> Iterator[Event]:
    """Events that carry tiers; names and scales stand only where they changed."""
    names: list[str] = []
    scales: list[int] = []
    for event in raw:
        names, scales = event.get("names", names), event.get("scales", scales)
        if "values" in event:
            parts = zip(names, event["values"], event["bounds"], scales, strict=True)
            yield Event(event["at"], tuple(Tier(*part) for part in parts))
