"""What a job of the service tells, as the progress that ``solve`` shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import typer

from api.cli.remote.service import Service
from api.cli.remote.stream import END, follow
from solver import Progress, TierResult

QUEUED, PLACE = "queued", "place"
LOST = "连接中断，正在重连… / connection lost, trying again …"


def progress_of(kind: str, data: Mapping[str, Any]) -> Progress | None:
    """An event as progress; None for those that tell of something else."""
    if kind in (QUEUED, "back"):
        return Progress(QUEUED, 0.0)
    if kind == PLACE:
        return Progress(QUEUED, 0.0, (), place_words(data))
    if kind != "progress" or "stage" not in data:
        return None
    tiers = tuple(TierResult(tier["name"], tier["value"], tier["bound"], tier["scale"]) for tier in data.get("tiers", ()))
    return Progress(data["stage"], float(data.get("seconds", 0.0)), tiers, data.get("note", ""))


def place_words(place: Mapping[str, Any]) -> str:
    """How many searches are before one that waits, and when it starts at the latest, by this machine's clock."""
    ahead, starts_at = int(place.get("ahead") or 0), place.get("starts_at")
    zh, en = (f"前面还有 {ahead} 个", f"{ahead} before it") if ahead else ("下一个就是", "next in turn")
    if starts_at is None:
        return f"{zh}，没有求解进程在运行 / {en}, no worker runs"
    at = datetime.fromtimestamp(starts_at / 1000).astimezone().strftime("%H:%M")
    return f"{zh}，最迟约 {at} 开始 / {en}, starts by about {at}"


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
