"""The results table of the documentation, made from the runs of ``benchmarks.run``.

    python -m benchmarks.table results.jsonl                             # print
    python -m benchmarks.table results.jsonl docs/method/benchmarks.md  # write between the results marks

Medians over seeds, with the least and the most. Losses stand below the tables: every run without a valid plan, and where
the best plan known (``benchmarks/best``) is better than every run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.best.store import FOLDER
from benchmarks.group import Group, groups
from benchmarks.losses import losses
from benchmarks.record import Run, read
from benchmarks.spread import percent, spread
from benchmarks.spread import table as markdown
from benchmarks.trajectory import gap, largest

BEGIN, END = "<!-- results:begin -->", "<!-- results:end -->"
WHOLE = ("instance", "classes", "limit s", "seeds", "valid", "first plan s", "largest gap %", "building %", "peak MB")


def table(runs: Sequence[Run], remarks: Sequence[str] = (), folder: Path = FOLDER) -> str:
    """Markdown: a line about the machine, a table of runs, a table of gaps, the losses. Raises ValueError when runs of
    several labels or machines are mixed, whose figures do not belong into one table."""
    found = groups(runs)
    heads = list(dict.fromkeys(map(_setting, runs)))
    if len(heads) != 1:
        raise ValueError(f"runs of several settings: {'; '.join(heads) or 'none'}. Maybe choose one with --label?")
    lines = [f"{heads[0]}. Median over seeds (least–most); seconds from the start of the process.", ""]
    lines += markdown(WHOLE, [_whole(group) for group in found])
    solved = [group for group in found if group.good]
    tiers = list(dict.fromkeys(name for group in solved for name in group.tiers))
    lines += ["", "Gap of each goal in percent of what it could lose, value against bound:", ""]
    lines += markdown(("instance", "limit s", *tiers), [_gaps(group, tiers) for group in solved])
    lines += ["", "Losses:", ""]
    lines += [f"- {line}" for line in (*losses(found, folder), *remarks)] or ["- none"]
    return "\n".join(lines)


def _setting(run: Run) -> str:
    here = run.machine
    words = [f"{here.get('cores')} cores", str(here.get("processor")), f"{run.workers} workers"]
    words += [f"Python {here.get('python')}", f"OR-Tools {here.get('ortools')}", f"commit {run.label}"]
    return ", ".join(words)


def _whole(group: Group) -> list[str]:
    """``valid`` counts valid plans; a proof that there is none is named instead."""
    size = group.runs[0].classes
    impossible = sum(1 for run in group.runs if run.status == "infeasible")
    valid = f"{len(group.good)} of {len(group.runs)}" + (f", {impossible} proven infeasible" if impossible else "")
    building = [run.parts.get("build", 0.0) / run.solved if run.solved else None for run in group.good]
    return [
        group.instance,
        "–" if size is None else str(size),
        f"{group.limit:g}",
        group.seeds,
        valid,
        spread([run.first_plan for run in group.good], 2),
        percent([largest(tuple(gap(tier) for tier in run.tiers)) for run in group.good]),
        percent(building, 0),
        spread([run.peak_mb for run in group.runs]),
    ]


def _gaps(group: Group, tiers: Sequence[str]) -> list[str]:
    cells = [[next((gap(t) for t in run.tiers if t.name == name), None) for run in group.good] for name in tiers]
    return [group.instance, f"{group.limit:g}", *map(percent, cells)]


def written(page: str, text: str) -> str:
    """The page with the table between its marks. Raises ValueError when it has no such marks."""
    if page.count(BEGIN) != 1 or page.count(END) != 1:
        raise ValueError(f"the page needs {BEGIN} and {END} once each. Maybe they were edited away?")
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("page", type=Path, nargs="?", help="default: print")
    parser.add_argument("--label", help="only the runs of this label")
    settings = parser.parse_args(arguments)
    found = read(settings.results)
    try:
        text = table([run for run in found.runs if settings.label in (None, run.label)], found.remarks())
        if settings.page is None:
            print(text)
        else:
            settings.page.write_text(written(settings.page.read_text(encoding="utf-8"), text), encoding="utf-8")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
