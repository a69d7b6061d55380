"""Solve stored instances as a user would, one process a run, and keep every report as a line of JSON.

    python -m benchmarks.run --seconds 60 --seeds 1 2 3 --out benchmarks/results.jsonl fengjin mid village

A run that is already in the file (same instance, seed, seconds and version) is not made again, so an interrupted
benchmark goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from instances import catalogue
from solver import __version__

Key = tuple[str, int, float, str]


def machine() -> dict[str, str | int]:
    """What the figures depend on."""
    return {
        "cores": os.cpu_count() or 0,
        "processor": platform.machine(),
        "python": platform.python_version(),
        "ortools": version("ortools"),
    }


def key(run: dict[str, Any]) -> Key:
    return run["instance"], run["seed"], run["limit"], run["report"]["version"]


def done(out: Path) -> dict[Key, dict[str, Any]]:
    """Runs in the file, by key."""
    if not out.exists():
        return {}
    runs = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines() if line]
    return {key(run): run for run in runs}


def solve(instance: str, seed: int, seconds: float) -> dict[str, Any]:
    """One run in a process of its own, with what the machine is."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-c", "from api.cli import main; main()", "solve", str(catalogue.path(instance))]
        command += ["--seconds", str(seconds), "--seed", str(seed), "--quiet", "--report", str(report)]
        finished = subprocess.run(command, capture_output=True, check=False)
        found = json.loads(report.read_text(encoding="utf-8"))
    return {
        "instance": instance, "seed": seed, "limit": seconds, "exit": finished.returncode, "machine": machine(),
        "report": found,
    }  # fmt: skip


def main() -> None:
    """Make the runs that are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("instances", nargs="+", choices=catalogue.names())
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    known = done(arguments.out)
    for instance in arguments.instances:
        for seed in arguments.seeds:
            if (instance, seed, arguments.seconds, __version__) in known:
                continue
            run = solve(instance, seed, arguments.seconds)
            with arguments.out.open("a", encoding="utf-8") as file:
                file.write(json.dumps(run) + "\n")
            print(instance, seed, run["exit"], run["report"]["status"], run["report"]["gap"], flush=True)


if __name__ == "__main__":
    main()
