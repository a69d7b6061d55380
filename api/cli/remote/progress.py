"""What a job of the service tells, as the progress that ``solve`` shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer

from api.cli.remote.service import Service
from api.cli.remote.stream import END, follow
from solver import Progress, Tier, TierResult, load_policy

QUEUED = "queued"
LOST = "连接中断，正在重连… / connection lost, trying again …"


def tiers_by_name() -> Mapping[str, Tier]:
    """The goals in words and units; their names are the same in every policy."""
    return {tier.name: tier for tier in load_policy("national").tiers}


def progress_of(kind: str, data: Mapping[str, Any]) -> Progress | None:
    """An event as progress; None for those that tell of something else."""
    if kind in (QUEUED, "back"):
        return Progress(QUEUED, 0.0)
    if kind != "progress" or "stage" not in data:
        return None
    tiers = tuple(TierResult(tier["name"], tier["value"], tier["bound"], tier["scale"]) for tier in data.get("tiers", ()))
    return Progress(data["stage"], float(data.get("seconds", 0.0)), tiers, data.get("note", ""))


def follow_job(service: Service, job_id: str, put: Callable[[Progress], None], _stopped: Callable[[], bool]) -> dict[str, Any]:
    """Hand over progress until the job has ended, as it does soon when it is cancelled; the job then. Raises RefusedError."""
    told = False

    def lost() -> None:
        nonlocal told
        if not told:
            told = True
            typer.echo(LOST, err=True)

    for event in follow(service, job_id, lost):
        told = False
        shown = progress_of(event.kind, event.data)
        if shown is not None:
            put(shown)
        if event.kind == END:
            break
    found: dict[str, Any] = service.get(f"/v1/jobs/{job_id}").json()
    return found
