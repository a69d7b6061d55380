"""Bring the stored plans and bounds up to what a file of runs found."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.best.entry import Best
from benchmarks.best.judge import Judge
from benchmarks.best.rules import bounds_of, refusal, successor, tightened
from benchmarks.best.store import FOLDER, read, write
from benchmarks.best.verify import faults_of
from benchmarks.instance import find
from benchmarks.record import Run
from benchmarks.record import read as read_runs


@dataclass
class Outcome:
    """A line each. set_aside: stored plans that are not sound any more; taken, refused: plans that were offered;
    bounds: instances whose bounds rose; wrong: contradictions of bound and plan."""

    set_aside: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    bounds: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def update(results: Path, folder: Path = FOLDER) -> Outcome:
    """Offer every run of a file: first the plans, the best first, then the bounds of the runs that ended well.

    Raises FileNotFoundError on an instance that is neither stored nor a file.
    """
    outcome = Outcome()
    by_instance: dict[str, list[Run]] = {}
    for run in read_runs(results).runs:
        by_instance.setdefault(run.instance, []).append(run)
    for name, runs in by_instance.items():
        _Instance(Judge(find(name)), folder, outcome).offer(runs, results.parent)
    return outcome


class _Instance:
    """The stored plan of one instance while runs are offered to it."""

    def __init__(self, judge: Judge, folder: Path, outcome: Outcome) -> None:
        self.judge, self.folder, self.outcome = judge, folder, outcome
        self.best: Best | None = None
        stored = read(judge.instance.name, folder)
        wrong = [] if stored is None else faults_of(stored, judge, folder)
        if wrong:
            outcome.set_aside.append(f"{judge.instance.name}: {'; '.join(wrong)}")
        else:
            self.best = stored

    def offer(self, runs: list[Run], base: Path) -> None:
        fresh = [run for run in runs if run.request_sha256 == self.judge.request_sha256]
        self.outcome.refused += [f"{run.title}: made for another request" for run in runs if run not in fresh]
        for run in sorted(fresh, key=lambda run: (not run.good, run.values)):
            if run.plan is not None:
                self._offer_plan(run, base / run.plan)
        self._offer_bounds([run for run in fresh if run.good])

    def _offer_plan(self, run: Run, path: Path) -> None:
        if not path.is_file():
            self.outcome.refused.append(f"{run.title}: its plan {run.plan} is not there")
            return
        packed = path.read_bytes()
        verdict = self.judge.word(packed)
        why = refusal(self.best, verdict)
        if why is not None:
            self.outcome.refused.append(f"{run.title}: {why}")
            return
        self.best, wrong = successor(self.best, run, verdict.tiers)
        write(self.best, packed, self.folder)
        self.outcome.wrong += wrong
        values = " ".join(f"{tier.name}={tier.value}" for tier in self.best.tiers)
        self.outcome.taken.append(f"{run.title}: {values}")

    def _offer_bounds(self, runs: list[Run]) -> None:
        if self.best is None:
            return
        best, wrong = tightened(self.best, map(bounds_of, runs))
        self.outcome.wrong += wrong
        if best != self.best:
            self.best = best
            write(best, folder=self.folder)
            self.outcome.bounds.append(best.instance)
