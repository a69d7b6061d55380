"""Fabricated runs: two tiers, ``choice`` before ``cost``, both of scale 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from benchmarks.record import Event, Run, Tier

NAMES = ("choice", "cost")
SHA = "a" * 64
Value = tuple[int, int | None]
"""Value and bound of a tier."""


def tiers(*pairs: Value) -> tuple[Tier, ...]:
    return tuple(Tier(name, value, bound, 100) for name, (value, bound) in zip(NAMES, pairs, strict=True))


def event(at: float, *pairs: Value) -> Event:
    return Event(at, tiers(*pairs))


RUN = Run(
    instance="school",
    request_sha256=SHA,
    seed=1,
    limit=10.0,
    workers=2,
    label="old",
    status="valid",
    tiers=tiers((20, 20), (50, 40)),
    events=(event(2.0, (40, 0), (30, 0)), event(5.0, (20, 10), (60, 10))),
    first_plan=2.0,
    loaded=0.5,
    search=1.0,
    solved=11.5,
    classes=8,
    pupils=300,
    cpu_seconds=15.0,
    peak_mb=200.0,
    checker_ms=3.0,
    parts={"load": 0.5, "build": 2.3, "search": 8.0},
    machine={"cores": 2, "processor": "cpu", "python": "3.11", "ortools": "9.15"},
    code_sha256="c" * 64,
    when="2026-01-01T00:00:00+00:00",
)
"""First plan at 2 s, better at 5 s, once more at the end (11.5 s)."""


def failed(seed: int = 1, label: str = "old") -> Run:
    return replace(
        RUN, seed=seed, label=label, status="failed", failure="ended by signal 9", tiers=(), events=(),
        first_plan=None, solved=None, parts={},
    )  # fmt: skip


def ended(values: Sequence[Value], seed: int = 1, label: str = "old", limit: float = 10.0) -> Run:
    """A valid run with these final tiers and no events."""
    return replace(RUN, seed=seed, label=label, limit=limit, tiers=tiers(*values), events=())


def line(run: Run) -> dict[str, Any]:
    """The run as ``benchmarks.run`` writes it."""
    stamps = {"loaded": run.loaded, "search": run.search, "solved": run.solved, "first_plan": run.first_plan}
    return {
        "schema": 2, "instance": run.instance, "request_sha256": run.request_sha256, "seed": run.seed,
        "limit": run.limit, "workers": run.workers, "label": run.label, "status": run.status, "when": run.when,
        "tiers": [{"name": t.name, "value": t.value, "bound": t.bound, "scale": t.scale} for t in run.tiers],
        "events": [_event(found, first=found is run.events[0]) for found in run.events],
        "seconds": {name: value for name, value in stamps.items() if value is not None},
        "classes": run.classes, "pupils": run.pupils, "cpu_seconds": run.cpu_seconds,
        "memory": {"peak_mb": run.peak_mb}, "checker_ms": run.checker_ms, "parts": dict(run.parts),
        "machine": dict(run.machine), "code_sha256": run.code_sha256, "plan": run.plan,
        "failure": {"exit": -9, "why": run.failure} if run.failure else None,
    }  # fmt: skip


def _event(found: Event, first: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"at": found.at, "values": [t.value for t in found.tiers]}
    told["bounds"] = [t.bound for t in found.tiers]
    if first:
        told |= {"names": [t.name for t in found.tiers], "scales": [t.scale for t in found.tiers]}
    return told
