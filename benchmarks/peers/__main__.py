"""Run peers on schools, one process a run, and keep a line of JSON of each.

    python -m benchmarks.peers --instance large --seconds 60 --peers ours,joint,fet,timefold,first-come --out peers.jsonl

A run that the file holds already (same instance, seed, seconds, peer) is not made again, unless it failed or was skipped.
The base plan that restricted tasks start from is made once an instance and seed, and kept beside the file.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.bytecode import translate
from benchmarks.memory import Peak
from benchmarks.peers.record import blank
from benchmarks.peers.registry import Peer, peers
from benchmarks.peers.request import load, with_base
from solver import check_plan, dump_plan, load_plan

ROOT = Path(__file__).resolve().parents[2]
LOOK = 0.2
"""Seconds between two looks at a run's memory."""
PATIENCE = 300.0
"""Seconds beyond twice the limit after which a run is ended: building, presolving and judging take their time."""
DEFAULT = "ours,joint,timefold,fet,placing,fet-alone,placing-alone,first-come,seats"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--instance", required=True, help="names, comma-separated: stored, preset or preset:seed, or file"
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", default="1", help="comma-separated")
    parser.add_argument("--peers", default=DEFAULT, help=f"comma-separated, of {', '.join(peers())}")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base-seconds", type=float, default=10.0, help="how long ours searches for the base plan")
    return parser.parse_args()


def base_plan(instance: str, seed: int, seconds: float, out: Path) -> Path | None:
    """File of the base plan, made unless a valid one is there; None where none was found."""
    safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in instance)
    kept = out.with_name(f"{out.stem}.base-{safe}-{seed}.json")
    request = load(instance)
    if kept.exists():
        plan = load_plan(json.loads(kept.read_text(encoding="utf-8")))
        if check_plan(request.problem, request.policy, plan).valid:
            return kept
    request = with_base(request, seed, seconds)
    if request.base is None:
        return None
    kept.write_text(json.dumps(dump_plan(request.base)), encoding="utf-8")
    return kept


def run(peer: Peer, instance: str, seed: int, seconds: float, base: Path | None) -> dict[str, Any]:
    """One run in a session of its own, its memory watched; a run that does not end is ended."""
    if peer.based and base is None:
        return blank(peer, instance, seed, seconds, "failed", "no base plan. Maybe --base-seconds is too short")
    with tempfile.TemporaryDirectory() as folder:
        out, plan = Path(folder) / "record.json", Path(folder) / "plan.json"
        words = [peer.name, instance, str(seed), str(seconds), str(base or "-"), str(out), str(plan)]
        command = [sys.executable, "-m", "benchmarks.peers.worker", *words]
        with subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=sys.stderr) as process:
            peak, end = Peak(process.pid), time.monotonic() + 2 * seconds + PATIENCE
            while process.poll() is None and time.monotonic() < end:
                peak.look()
                time.sleep(LOOK)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if not out.exists():
            return blank(peer, instance, seed, seconds, "failed", f"ended with {process.returncode} and no record")
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found | {"peak_memory_mb": round(peak.bytes / 2**20, 1)}


def known(out: Path) -> set[tuple[str, int, float, str]]:
    """Runs that need not be made again."""
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    runs = [json.loads(line) for line in lines if line]
    good = [run for run in runs if run["status"] not in ("failed", "skipped")]
    return {(run["instance"], run["seed"], run["limit"], run["peer"]) for run in good}


def chosen(names: str) -> Sequence[Peer]:
    """Peers by name. Raises SystemExit on an unknown one."""
    unknown = [name for name in names.split(",") if name not in peers()]
    if unknown:
        raise SystemExit(f"no peer {', '.join(unknown)}. Maybe one of {', '.join(peers())}")
    return [peers()[name] for name in names.split(",")]


def main() -> None:
    """Make the runs that are missing."""
    wanted = arguments()
    selected = chosen(wanted.peers)
    translate(ROOT)
    for instance in wanted.instance.split(","):
        for seed in map(int, wanted.seed.split(",")):
            missing = [p for p in selected if (instance, seed, wanted.seconds, p.name) not in known(wanted.out)]
            base = None
            if any(peer.based for peer in missing):
                base = base_plan(instance, seed, wanted.base_seconds, wanted.out)
            for peer in missing:
                found = run(peer, instance, seed, wanted.seconds, base)
                with wanted.out.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(found, ensure_ascii=False) + "\n")
                print(instance, seed, peer.name, found["status"], found["seconds"], found["by_rule"] or found["said"][:200],
                      flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
