"""The best plans known.

    python -m benchmarks.best update results.jsonl   # offer every run made with --save-plans
    python -m benchmarks.best verify                 # check every stored plan again
    python -m benchmarks.best show                   # values, bounds and where they are from

Exit code 1: a stored plan is not what it claims to be, or a bound contradicts a plan.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.best.store import FOLDER, names, read
from benchmarks.best.update import update
from benchmarks.best.verify import faults
from benchmarks.spread import NOTHING, table


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.best", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the plans are stored")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update").add_argument("results", type=Path, nargs="+")
    commands.add_parser("verify").add_argument("instances", nargs="*")
    commands.add_parser("show").add_argument("instances", nargs="*")
    settings = parser.parse_args(arguments)
    if settings.command == "update":
        return max(_update(path, settings.folder) for path in settings.results)
    chosen = settings.instances or names(settings.folder)
    if settings.command == "verify":
        return max((_verify(name, settings.folder) for name in chosen), default=0)
    for name in chosen:
        _show(name, settings.folder)
    return 0


def _update(results: Path, folder: Path) -> int:
    outcome = update(results, folder)
    words = ("set aside", "taken", "refused", "bounds raised")
    for word, lines in zip(words, (outcome.set_aside, outcome.taken, outcome.refused, outcome.bounds), strict=True):
        for line in lines:
            print(f"{word}: {line}")
    for line in outcome.wrong:
        print(f"CONTRADICTION: {line}", file=sys.stderr)
    return 1 if outcome.wrong else 0


def _verify(name: str, folder: Path) -> int:
    found = faults(name, folder)
    print(f"{name}: {'; '.join(found) or 'sound'}")
    return 1 if found else 0


def _show(name: str, folder: Path) -> None:
    best = read(name, folder)
    if best is None:
        print(f"{name}: nothing is stored")
        return
    found = best.source
    print(f"{name}: {found.label}, seed {found.seed}, {found.limit:g} s, {found.workers} workers, {found.when}\n")
    rows = []
    for tier in best.tiers:
        bound, proof = tier.bound, (NOTHING, NOTHING, NOTHING)
        if bound is not None:
            gap = f"{100 * (tier.value - bound.value) / tier.scale:.1f}"
            proof = (str(bound.value), gap, f"{bound.source.label}, {bound.source.limit:g} s")
        rows.append((tier.name, str(tier.value), *proof, str(tier.scale)))
    print("\n".join(table(("tier", "value", "bound", "gap %", "bound by", "scale"), rows)) + "\n")


if __name__ == "__main__":
    sys.exit(main())
