"""The runs of ``benchmarks.peers`` as Markdown: ``python -m benchmarks.peers.table peers.jsonl``.

For each instance, seed and limit: one table a task, what the whole-school peers had after so many seconds, and at the end
what each peer was told. Where a run was made more than once, the last line of the file counts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

Run = dict[str, Any]
MARKS = (1, 5, 10, 30, 60, 120, 300, 600)
TASKS = {
    "whole": "The whole school",
    "placing": "Placing with fixed teachers and pupils, within a whole plan",
    "placing-alone": "Placing with fixed teachers and pupils, sections alone",
    "seats": "Seats on the same sections",
}
SEATS = "choice"
FET = "fet"


def read(path: Path) -> list[Run]:
    """The last run of each instance, seed, limit and peer, in the order of the file."""
    found: dict[tuple[object, ...], Run] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line:
            run = json.loads(line)
            found[run["instance"], run["seed"], run["limit"], run["peer"]] = run
    return list(found.values())


def number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def broken(run: Run) -> str:
    """Violations by rule, most first; nothing to count without a plan."""
    if run["violations"] is None:
        return "–"
    rules = sorted(run["by_rule"].items(), key=lambda item: (-item[1], item[0]))
    return f"{run['violations']} ({', '.join(f'{rule} {count}' for rule, count in rules)})" if rules else "0"


def rows(header: list[str], cells: list[list[str]]) -> list[str]:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *cells]
    return [f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines]


def whole(runs: list[Run]) -> list[str]:
    """Values of the tiers, then values over time."""
    tiers = list(dict.fromkeys(name for run in runs for name in run["tiers"]))
    header = ["peer", "status", "first valid s", "seconds", "violations", *tiers, "peak MB"]
    cells = []
    for run in runs:
        values = [str(run["tiers"][tier][0]) if tier in run["tiers"] else "–" for tier in tiers]
        cells.append([label(run), status(run), number(run["first_valid_seconds"]), number(run["seconds"], 1), broken(run),
                      *values, number(run["peak_memory_mb"], 0)])  # fmt: skip
    marks = [mark for mark in MARKS if mark <= max(run["limit"] for run in runs)]
    over = [[run["peer"], *(at(run, mark) for mark in marks)] for run in runs]
    return [*rows(header, cells), "", "Empty posts / fairness / choice after so many seconds (in brackets: rules broken):", "",
            *rows(["peer", *(f"{mark} s" for mark in marks)], over)]  # fmt: skip


def at(run: Run, mark: float) -> str:
    """What a run had at a moment."""
    past = [event for event in run["events"] if event["seconds"] <= mark]
    if not past:
        return "–"
    tiers, wrong = past[-1]["tiers"], past[-1]["violations"]
    text = " / ".join(str(tiers.get(name, "–")) for name in ("coverage", "fairness", "choice"))
    if past[-1]["valid"]:
        return text
    return f"{text} ({wrong} broken)" if wrong is not None else f"{text} (not valid)"


def placing(runs: list[Run]) -> list[str]:
    """Seconds, also as a multiple of FET's."""
    base = next((run["seconds"] for run in runs if run["peer"].startswith(FET) and run["seconds"]), None)
    cells = [
        [label(run), status(run), number(run["seconds"], 3), number(run["seconds"] / base if base and run["seconds"] else None),
         number(run["figures"].get("program_seconds"), 3), covered(run), broken(run), number(run["peak_memory_mb"], 0)]
        for run in runs
    ]  # fmt: skip
    header = [
        "peer",
        "status",
        "seconds",
        "times FET",
        "program alone s",
        "broken of the rules told",
        "violations",
        "peak MB",
    ]
    return rows(header, cells)


def seats(runs: list[Run]) -> list[str]:
    """Points that were reached of those that all pupils' best choices would give."""
    cells = []
    for run in runs:
        value, scale = run["tiers"].get(SEATS, (None, None))
        reached = "–" if value is None else f"{scale - value} of {scale} ({100 * (scale - value) / scale:.1f} %)"
        bound = run["bounds"].get(SEATS)
        most = "–" if bound is None or scale is None else str(scale - bound)
        cells.append([label(run), status(run), number(run["seconds"], 3), reached, most, broken(run)])
    return rows(["peer", "status", "seconds", "points", "at most (proven)", "violations"], cells)


def covered(run: Run) -> str:
    return "–" if run["violations_covered"] is None else str(run["violations_covered"])


def label(run: Run) -> str:
    return f"{run['peer']} ({run['version']})" if run["version"] else str(run["peer"])


def status(run: Run) -> str:
    return (
        f"{run['status']}: {run['said'].splitlines()[0][:120]}"
        if run["status"] in ("skipped", "failed")
        else run["status"]
    )


def table(runs: list[Run]) -> str:
    """All tables."""
    lines: list[str] = []
    if runs:
        here = runs[0]["machine"]
        lines += [", ".join(f"{name} {value}" for name, value in here.items()), ""]
    groups: dict[tuple[str, int, float], list[Run]] = {}
    for run in runs:
        groups.setdefault((run["instance"], run["seed"], run["limit"]), []).append(run)
    for (instance, seed, limit), group in groups.items():
        lines += [f"### {instance}, seed {seed}, {limit:g} s", ""]
        for task, title in TASKS.items():
            some = [run for run in group if run["task"] == task]
            if some:
                shown = whole(some) if task == "whole" else seats(some) if task == "seats" else placing(some)
                lines += [f"**{title}**", "", *shown, ""]
    told = {run["peer"]: run for run in runs}
    cells = [[name, ", ".join(run["covers"]), run["told"], run["given"] or "nothing"] for name, run in told.items()]
    return "\n".join([*lines, *rows(["peer", "rules told", "in words", "given from a plan of ours"], cells)])


def main() -> None:
    """Print the tables of a file."""
    print(table(read(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
