"""The results table of the README, made from the runs of ``benchmarks.run``.

python -m benchmarks.table benchmarks/results.jsonl            # print
python -m benchmarks.table benchmarks/results.jsonl README.md  # write between the results marks
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median
from typing import Any

BEGIN, END = "<!-- results:begin -->", "<!-- results:end -->"
TIERS = (
    "seated",
    "coverage",
    "fairness",
    "choice",
    "breadth",
    "care",
    "flex",
    "rotation",
    "peak",
    "outside",
    "cost",
    "handover",
)


def spread(values: list[float], digits: int) -> str:
    """Median, with the least and the most where they differ."""
    middle, low, high = (f"{x:.{digits}f}" for x in (median(values), min(values), max(values)))
    return middle if low == high else f"{middle} ({low}–{high})"


def percent(values: list[float | None]) -> str:
    """Gaps in percent; a run without a bound is said so."""
    known = [100 * v for v in values if v is not None]
    return "no bound" if len(known) < len(values) else spread(known, 1)


def table(runs: list[dict[str, Any]]) -> str:
    """One block of Markdown: a line about the machine, a table of runs, a table of gaps."""
    groups: dict[tuple[str, float], list[dict[str, Any]]] = {}
    for run in runs:
        groups.setdefault((run["instance"], run["limit"]), []).append(run)
    here = runs[0]["machine"]
    setting = f"{here['cores']} cores, {here['processor']}, Python {here['python']}, OR-Tools {here['ortools']}"
    lines = [
        f"{setting}; median over seeds (least–most).",
        "",
        "| instance | limit s | seeds | valid | first plan s | building % | peak MB |",
        "|---|---|---|---|---|---|---|",
    ]
    solved: dict[tuple[str, float], list[dict[str, Any]]] = {}
    for (name, limit), group in groups.items():
        reports = [run["report"] for run in group]
        good = [r for r in reports if r["status"] in {"valid", "optimal"}]
        seeds = ", ".join(str(run["seed"]) for run in group)
        first = spread([r["first_plan_seconds"] for r in good], 2) if good else "–"
        share = spread([100 * r["seconds"]["build"] / r["seconds"]["total"] for r in good], 0) if good else "–"
        memory = spread([r["peak_memory_mb"] for r in reports], 0)
        lines.append(f"| {name} | {limit:g} | {seeds} | {len(good)} of {len(reports)} | {first} | {share} | {memory} |")
        if good:
            solved[name, limit] = good
    lines += ["", "Gap of each goal in percent of what it could lose, value against bound:", ""]
    lines += ["| instance | limit s | " + " | ".join(TIERS) + " |", "|---" * (len(TIERS) + 2) + "|"]
    for (name, limit), reports in solved.items():
        cells = []
        for tier in TIERS:
            found = [next(t["gap"] for t in r["tiers"] if t["name"] == tier) for r in reports]
            cells.append(percent(found))
        lines.append(f"| {name} | {limit:g} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Print the table, or write it into a page."""
    source = Path(sys.argv[1])
    runs = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line]
    text = table(runs)
    if len(sys.argv) < 3:
        print(text)
        return
    page = Path(sys.argv[2])
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
