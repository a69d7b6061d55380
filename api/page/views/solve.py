"""View of the start of a solve: its defaults, the plan to begin from, and the term's latest solves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.files.language import Said
from api.page.error_page import PREFIX
from api.page.plan_tabs import plan_page
from api.page.views.job_words import STATES, duration
from api.storage.jobs import Job


@dataclass(frozen=True, slots=True)
class SolveLine:
    """Earlier solve. at: ms since 1970. plan: address of its plan, or empty."""

    href: str
    mark: str
    said: Said
    shade: str
    at: int
    plan: str


@dataclass(frozen=True, slots=True)
class SolveStart:
    """Start of a solve. seconds: time limit that is proposed; most_seconds: the largest one. workers: search threads of the service.
    first, last: days of the term. start: id of the plan to begin from, or empty. start_at: when it was made, ms since 1970. under_way:
    address of a solve that has not ended, or empty."""

    term: str
    seconds: float
    most_seconds: float
    told: Said
    workers: int
    seed: int
    first: str
    last: str
    start: str
    start_at: int | None
    under_way: str
    earlier: tuple[SolveLine, ...]
    disclosed: bool


def earlier_solves(jobs: Sequence[Job]) -> tuple[SolveLine, ...]:
    """Lines of a term's solves, newest first."""
    return tuple(_line(job) for job in jobs)


def _line(job: Job) -> SolveLine:
    plan = (job.result or {}).get("plan")
    words = STATES[job.state]
    at = job.ended_at or job.started_at or job.created_at
    return SolveLine(f"{PREFIX}/jobs/{job.id}", words.mark, words.said, words.shade, at, plan_page(plan) if isinstance(plan, str) else "")


def proposed(asked: float | None, default: float, most: float) -> tuple[float, Said]:
    """Time limit in seconds that is proposed, and its words."""
    seconds = min(asked or default, most)
    return seconds, duration(seconds)
