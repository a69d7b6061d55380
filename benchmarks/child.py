"""The process of one run: loads the request, solves, checks, and tells every step as a line of JSON in a file.

Imports the checkout that ``PYTHONPATH`` names and nothing of this folder, so that any commit can be measured with it.
Times are seconds since the parent spawned this process, by the clock that both share (``time.monotonic`` counts from
the start of the machine). A line is written out before the search goes on, so a crash loses nothing that was told.
"""

from __future__ import annotations

import gzip
import json
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from solver import Plan, Policy, Problem, Progress, Result, TierResult

CHECKS = 5
"""Times that the final plan is checked; the median counts."""
DIGITS = 4


class Diary:
    """Writes what happens, with the time."""

    def __init__(self, path: Path, spawned: float) -> None:
        self._file = path.open("a", encoding="utf-8")
        self._spawned = spawned
        self._lock = threading.Lock()
        self._shown: dict[str, list[Any]] = {}

    def now(self) -> float:
        return round(time.monotonic() - self._spawned, DIGITS)

    def tell(self, kind: str, facts: Mapping[str, object] | None = None) -> None:
        line = json.dumps({"kind": kind, "at": self.now()} | dict(facts or {}), ensure_ascii=False)
        with self._lock:
            self._file.write(line + "\n")
            self._file.flush()

    def progress(self, event: Progress) -> None:
        """An event of the search; names and scales of the tiers only where they are others than before."""
        facts: dict[str, object] = {"stage": event.stage, "search_at": round(event.seconds, DIGITS)}
        if event.note:
            facts["note"] = event.note
        if event.tiers:
            facts |= {"values": [t.value for t in event.tiers], "bounds": [t.bound for t in event.tiers]}
            heads: dict[str, list[Any]] = {
                "names": [tier.name for tier in event.tiers],
                "scales": [tier.scale for tier in event.tiers],
            }
            facts |= {name: head for name, head in heads.items() if head != self._shown.get(name)}
            self._shown = heads
        self.tell("progress", facts)


def main() -> None:
    """``argv[1]``: a JSON object of request, events, plan (paths; plan may be null), spawned, limit, seed, workers."""
    job = json.loads(sys.argv[1])
    diary = Diary(Path(job["events"]), job["spawned"])
    diary.tell("started")
    import solver  # noqa: PLC0415 - the time of imports is part of the run
    from api.services.loading import choose_policy, load_request  # noqa: PLC0415

    diary.tell("imported")
    data = Path(job["request"]).read_bytes()
    request = load_request(gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data, ".json")
    problem, policy = request.problem, choose_policy(request)
    diary.tell("loaded", _size(problem))
    reasons = solver.precheck(problem, policy)
    diary.tell("prechecked", {"refused": sorted({reason.rule for reason in reasons})})
    if reasons:
        return
    params = solver.Params(seconds=job["limit"], seed=job["seed"], workers=job["workers"])
    solve = solver.solve  # loads the engines
    diary.tell("search")
    result = solve(problem, policy, params, None, diary.progress)
    diary.tell("solved", _outcome(result))
    if result.plan is not None:
        diary.tell("checked", _checked(problem, policy, result.plan.canonical()))
        if job["plan"] is not None:
            _save(result.plan.canonical(), Path(job["plan"]))
    diary.tell("done")


def _size(problem: Problem) -> dict[str, object]:
    return {
        "classes": len(problem.classes),
        "pupils": len(problem.pupils),
        "staff": len(problem.staff),
        "offerings": len(problem.offerings),
    }


def _outcome(result: Result) -> dict[str, object]:
    return {
        "status": result.status,
        "first_plan_seconds": getattr(result, "first_plan_seconds", None),
        "seconds": {name: round(value, DIGITS) for name, value in dict(getattr(result, "seconds", {})).items()},
        "effort": round(float(getattr(result, "effort", 0.0)), DIGITS),
        "reasons": sorted({reason.rule for reason in getattr(result, "reasons", ())}),
        "tiers": [_tier(tier) for tier in result.tiers],
    }


def _tier(tier: TierResult) -> dict[str, Any]:
    return {"name": tier.name, "value": tier.value, "bound": tier.bound, "scale": tier.scale}


def _checked(problem: Problem, policy: Policy, plan: Plan) -> dict[str, object]:
    """The independent checker's word, and the milliseconds of each of several checks."""
    import solver  # noqa: PLC0415 - see main

    took = []
    for _ in range(CHECKS):
        begin = time.perf_counter()
        report = solver.check_plan(problem, policy, plan)
        took.append(round(1000 * (time.perf_counter() - begin), 3))
    return {
        "milliseconds": took,
        "violations": len(report.violations),
        "rules": sorted({violation.rule for violation in report.violations}),
        "tiers": [{"name": t.name, "value": t.value, "scale": t.scale} for t in report.tiers],
    }


def _save(plan: Plan, path: Path) -> None:
    """The plan as packed JSON; equal plans make equal bytes."""
    import solver  # noqa: PLC0415 - see main

    text = json.dumps(solver.dump_plan(plan), ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main()
