"""What a file of runs says: values and gaps over time, integrals, parts of the time, memory.

    python -m benchmarks.report results.jsonl

For every label, instance and limit: medians over seeds, with the least and the most where they differ. Seconds count
from the spawn of the process, so loading is in them. How gaps over time are measured is said in
:mod:`benchmarks.trajectory`, the primal integral in :mod:`benchmarks.integral`, memory in :mod:`benchmarks.trial`. Runs that
failed or found no valid plan are named; the medians are of the others, and say of how many.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.group import Group, groups
from benchmarks.integral import primal_integral
from benchmarks.record import Run, read
from benchmarks.reference import reference
from benchmarks.spread import NOTHING, counted, percent, spread, table
from benchmarks.trajectory import TIMES, Trajectory

END = "end"


def report(runs: Sequence[Run], remarks: Sequence[str] = ()) -> str:
    """Markdown, one section a group."""
    lines = [f"* {remark}" for remark in remarks]
    for group in groups(runs):
        lines += ["", f"## {group.title}", "", *_head(group), *_whole(group, runs)]
        if group.ways:
            lines += ["", "Values (smaller is better):", "", *_values(group)]
            lines += ["", "Gaps in percent, to the bounds of the end:", "", *_gaps(group)]
        lines += ["", "Share of the time from spawn to the end of the search, in percent (presolve is inside search;"]
        lines += ["parts that ran beside each other add up to more):", "", *_parts(group)]
    return "\n".join(lines).strip() + "\n"


def _head(group: Group) -> list[str]:
    here = group.runs[0].machine
    words = [f"{here.get('cores')} cores, {here.get('processor')}"]
    words += [f"Python {here.get('python')}", f"OR-Tools {here.get('ortools')}"]
    size = group.runs[0]
    if size.classes is not None:
        words.append(f"{size.classes} classes, {size.pupils} pupils")
    lines = [", ".join(words) + f"; {group.verdict()}.", ""]
    if group.bad:
        lines += [*(f"* {run.title}: **{run.status}** {run.failure}".rstrip() for run in group.bad), ""]
    return lines


def _whole(group: Group, runs: Sequence[Run]) -> list[str]:
    against = reference(group.instance, group.request_sha256, runs)
    integrals = [primal_integral(way, against.of(run), group.limit) for run, way in group.ways]
    cells = (
        spread([run.loaded for run in group.runs], 2),
        spread([run.first_plan for run in group.runs], 2),
        spread([run.solved for run in group.runs], 1),
        spread([run.overrun for run in group.runs], 1),
        spread(integrals, 2),
        spread([run.cpu_seconds for run in group.runs], 1),
        spread([run.peak_mb for run in group.runs]),
        spread([run.checker_ms for run in group.runs], 1),
    )
    integral = f"primal integral s, to {against.words}"
    head = ("loaded s", "first plan s", "end s", "over limit s", integral, "CPU s", "peak MB", "check ms")
    return table(head, [cells])


def _moments(group: Group) -> list[float]:
    return [seconds for seconds in TIMES if seconds <= group.limit]


def _columns(group: Group) -> list[str]:
    return ["tier", *(f"{seconds:g} s" for seconds in _moments(group)), END]


def _values(group: Group) -> list[str]:
    rows = []
    for name in group.tiers:
        cells = [[way.value(name, moment) for _, way in group.ways] for moment in _moments(group)]
        cells.append([way.value(name, way.steps[-1].at) for _, way in group.ways])
        rows.append([name, *(counted(cell) for cell in cells)])
    return table(_columns(group), rows)


def _gaps(group: Group) -> list[str]:
    def over(name: str | None, way: Trajectory, moment: float) -> float | None:
        return way.largest(moment) if name is None else way.gap(name, moment)

    rows = []
    for name in (None, *group.tiers):
        cells = [[over(name, way, moment) for _, way in group.ways] for moment in _moments(group)]
        cells.append([over(name, way, way.steps[-1].at) for _, way in group.ways])
        rows.append([name or "**largest**", *(percent(cell) for cell in cells)])
    return table(_columns(group), rows)


def _parts(group: Group) -> list[str]:
    told = [run for run in group.runs if run.solved]
    if not told:
        return [NOTHING]
    names = list(dict.fromkeys(name for run in told for name in run.parts))
    cells = [percent([run.parts.get(name, 0.0) / (run.solved or 1.0) for run in told]) for name in names]
    return table(names, [cells])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path, nargs="+")
    settings = parser.parse_args(arguments)
    found = [read(path) for path in settings.results]
    runs = [run for part in found for run in part.runs]
    print(report(runs, [remark for part in found for remark in part.remarks()]), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
