"""Solve instances, one process a run, and keep every run as a line of JSON.

    python -m benchmarks.run fengjin mid village --limits 10 60 --seeds 1 2 3 --out results.jsonl --save-plans plans

A run that is in the file already (same instance, request, seed, limit, workers and label) is not made again, so an
interrupted benchmark goes on where it stopped. The label is the commit of the checkout, with the beginning of the code's
hash where the solver differs from the commit. A run that crashes, or that outlives limit and grace and is killed,
stands in the file as failed; ``--again`` makes failed runs again. ``--checkout FOLDER`` measures another checkout (such
as a git worktree of an older commit) with this harness and this checkout's instances. When the solver's code changes
meanwhile, the benchmark stops: its runs would bear a wrong label.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.bytecode import translate
from benchmarks.instance import Instance, find
from benchmarks.job import Job
from benchmarks.machine import ROOT, code_sha256, default_label, machine
from benchmarks.record import append, parse, read
from benchmarks.trial import attempt


class ChangedError(Exception):
    """The code that is measured is no longer what it was."""


def jobs(
    instances: Sequence[Instance], limits: Sequence[float], seeds: Sequence[int], workers: int, label: str
) -> Iterator[tuple[Job, Instance]]:
    """Every run that is asked for: all instances with the first seed come before the second seed."""
    hashes = {instance.name: instance.sha256() for instance in instances}
    for limit, seed, instance in itertools.product(limits, seeds, instances):
        yield Job(instance.name, hashes[instance.name], seed, float(limit), workers, label), instance


def missing(asked: Iterator[tuple[Job, Instance]], out: Path, again: bool) -> list[tuple[Job, Instance]]:
    """The runs that the file does not hold; with ``again``, those that failed too."""
    known = {run.key for run in read(out).runs if not (again and run.status == "failed")}
    return [(job, instance) for job, instance in asked if job.key not in known]


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("instances", nargs="+", help="names of stored problems, or paths of requests (.json, .json.gz)")
    found.add_argument("--limits", type=float, nargs="+", default=[60.0], help="seconds of search")
    found.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    found.add_argument("--workers", type=int, default=2)
    found.add_argument("--label", help="default: the commit")
    found.add_argument("--out", type=Path, required=True, help="file of runs, added to")
    found.add_argument("--save-plans", type=Path, metavar="DIR", help="folder for the plans, packed")
    found.add_argument("--grace", type=float, help="seconds late until it is killed; default 60 + limit / 2")
    found.add_argument("--again", action="store_true", help="make failed runs again")
    found.add_argument("--checkout", type=Path, default=ROOT, help="whose solver runs; default: this checkout's")
    return found


def make(job: Job, instance: Instance, settings: argparse.Namespace, setting: dict[str, Any]) -> dict[str, Any]:
    """One run, written to the file as soon as it ended. Raises ChangedError, with nothing written, when the solver's code
    is no longer the code that ``setting`` names."""
    plan = None if settings.save_plans is None else settings.save_plans / job.file_name
    grace = 60 + job.limit / 2 if settings.grace is None else settings.grace
    record = attempt(job, instance.path, settings.checkout.resolve(), grace, plan) | setting
    if code_sha256(settings.checkout) != setting["code_sha256"]:
        raise ChangedError(f"{job.label}: the code changed while it was measured. Maybe measure a git worktree?")
    if plan is not None and plan.exists() and record["tiers"]:
        record["plan"] = Path(os.path.relpath(plan, settings.out.parent)).as_posix()
    append(settings.out, record)
    return record


def line(record: dict[str, Any]) -> str:
    """What the screen shows of a run."""
    run = parse(record)
    first = "no plan" if run.first_plan is None else f"first plan {run.first_plan:.2f} s"
    values = " ".join(f"{tier.name}={tier.value}" for tier in run.tiers)
    return f"{run.title}: {run.status}{f' ({run.failure})' if run.failure else ''}, {first}, {values}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the runs that are missing. Exit code 0 even when runs failed: they are results; 1 when the code changed
    meanwhile, 2 when an instance is unknown."""
    settings = parser().parse_args(arguments)
    try:
        instances = [find(name) for name in settings.instances]
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    label = settings.label or default_label(settings.checkout)
    setting: dict[str, Any] = {"machine": machine(), "code_sha256": code_sha256(settings.checkout)}
    _warn(label, setting["code_sha256"], settings.out)
    asked = list(jobs(instances, settings.limits, settings.seeds, settings.workers, label))
    todo = missing(iter(asked), settings.out, settings.again)
    print(f"{label}: {len(todo)} of {len(asked)} runs to make", flush=True)
    translate(settings.checkout)
    try:
        for job, instance in todo:
            print(line(make(job, instance, settings, setting)), flush=True)
    except ChangedError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _warn(label: str, code: str, out: Path) -> None:
    others = {run.code_sha256 for run in read(out).runs if run.label == label} - {code}
    if others:
        print(f"warning: {out} holds runs of other code under the label {label}; give another --label", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
