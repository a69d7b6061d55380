"""One run in a process of its own: spawned, watched, ended if it must be, and written down whatever came out.

CPU seconds and ``largest_process_mb`` are the kernel's for the process and all it waited for (``wait4``, which is
``RUSAGE_SELF`` and ``RUSAGE_CHILDREN`` of the child together); ``tree_peak_mb`` is what :mod:`benchmarks.memory` saw of
the whole session five times a second. ``peak_mb`` is the larger of the two. MB are 10^6 bytes.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.job import Job
from benchmarks.machine import ROOT
from benchmarks.memory import Peak, session
from benchmarks.story import told

CHILD = Path(__file__).parent / "child.py"
LOOK = 0.2
"""Seconds between two looks at the memory: 5 Hz."""
POLL = 0.02
TAIL = 2000
"""Characters of the error output that a failed run keeps."""


@dataclass(frozen=True)
class End:
    """How a process ended. exit: its code, negative for a signal. seconds: from spawn. killed: by us, for being late."""

    exit: int
    seconds: float
    killed: bool
    cpu_seconds: float
    largest_bytes: int
    peak: Peak
    left_behind: int


def attempt(job: Job, request: Path, checkout: Path, grace: float, plan: Path | None = None) -> dict[str, Any]:
    """Make the run; the answer is a record as :mod:`benchmarks.record` reads it.

    checkout: whose solver runs. grace: seconds beyond the limit after which the process is killed. plan: where the plan
    goes, if one is found. Raises KeyboardInterrupt, with the process ended, when the caller is interrupted.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        events, errors, found = folder / "events.jsonl", folder / "errors.txt", folder / "plan.json.gz"
        when = datetime.now(UTC).isoformat(timespec="seconds")
        order = {
            "request": str(request.resolve()), "events": str(events), "plan": None if plan is None else str(found),
            "limit": job.limit, "seed": job.seed, "workers": job.workers,
        }  # fmt: skip
        end = _run(order, errors, checkout, job.limit + grace)
        record = _head(job, when) | told(events, end.exit, end.killed) | _cost(end)
        if record["failure"] is not None:
            record["failure"]["stderr"] = _tail(errors, checkout)
        if plan is not None and found.exists():
            plan.parent.mkdir(parents=True, exist_ok=True)
            plan.write_bytes(found.read_bytes())
    return record


def _head(job: Job, when: str) -> dict[str, Any]:
    return {
        "schema": 2, "instance": job.instance, "request_sha256": job.request_sha256, "seed": job.seed,
        "limit": job.limit, "workers": job.workers, "label": job.label, "when": when,
    }  # fmt: skip


def _run(order: dict[str, Any], errors: Path, checkout: Path, deadline: float) -> End:
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    spawned = time.monotonic()
    command = [sys.executable, "-P", str(CHILD), json.dumps(order | {"spawned": spawned})]
    with errors.open("wb") as sink:
        process = subprocess.Popen(
            command, cwd=checkout, env=environment, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink,
            start_new_session=True,
        )  # fmt: skip
    peak, killed, looked = Peak(process.pid), False, 0.0
    try:
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            now = time.monotonic()
            if done:
                break
            if now - spawned > deadline and not killed:
                killed = True
                _kill(process.pid)
            if now - looked >= LOOK:
                looked = now
                peak.look()
            time.sleep(POLL)
    except BaseException:
        _kill(process.pid)
        process.wait()
        raise
    process.returncode = os.waitstatus_to_exitcode(status)
    left = session(process.pid)
    if left:
        _kill(process.pid)
    unit = 1 if sys.platform == "darwin" else 1024
    cpu, largest = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit
    return End(process.returncode, now - spawned, killed, cpu, largest, peak, len(left))


def _kill(leader: int) -> None:
    """End the group that the run opened: the process and its workers, nobody else."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def _cost(end: End) -> dict[str, Any]:
    return {
        "exited_seconds": round(end.seconds, 3),
        "cpu_seconds": round(end.cpu_seconds, 3),
        "memory": {
            "peak_mb": _mb(max(end.peak.bytes, end.largest_bytes)),
            "tree_peak_mb": _mb(end.peak.bytes),
            "largest_process_mb": _mb(end.largest_bytes),
            "processes": end.peak.processes,
            "left_behind": end.left_behind,
        },
    }


def _mb(size: int) -> float:
    return round(size / 1e6, 1)


def _tail(errors: Path, checkout: Path) -> str:
    """The end of what the process complained of, without the places of this machine."""
    text = errors.read_text(encoding="utf-8", errors="replace")
    for place in (str(checkout.resolve()), str(ROOT), sys.prefix, sys.base_prefix, tempfile.gettempdir()):
        text = text.replace(place + os.sep, "")
    return text[-TAIL:]
