"""Two commits, run by run.

    python -m benchmarks.compare before.jsonl after.jsonl
    python -m benchmarks.compare results.jsonl results.jsonl --labels 4c4cf7b310 9a0b1c2d3e

Pairs runs of the same instance, request, seed, limit and workers. Wins, losses and ties are of the second file; every
loss is shown in full. Gaps are each run's own, value against bound, so a better bound narrows them too. Exit code 0
whatever comes out; 2 when nothing can be paired up.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.duel import BETTER, EQUAL, WORSE, Duel, duels
from benchmarks.record import Run, read
from benchmarks.spread import NOTHING, percent, spread, table
from benchmarks.trajectory import gap, largest


def comparison(found: Sequence[Duel], alone: Sequence[Run], remarks: Sequence[str] = ()) -> str:
    """Markdown: totals, tiers, losses in full, gaps and first plans, and the runs that found no counterpart."""
    verdicts = [duel.verdict[0] for duel in found]
    wins, losses, ties = (verdicts.count(word) for word in (BETTER, WORSE, EQUAL))
    lines = [f"* {remark}" for remark in remarks]
    lines += [f"{len(found)} pairs: {wins} wins, {losses} losses, {ties} ties.", "", *_by_tier(found)]
    lines += ["", "## Losses", "", *(_losses(found) or ["None."])]
    lines += ["", "## Wins", "", *([_sentence(duel) for duel in found if duel.verdict[0] == BETTER] or ["None."])]
    lines += ["", "## Gaps and first plans", "", *_figures(found)]
    if alone:
        lines += ["", "## Without a counterpart", "", *(f"* {run.title}: {run.status}" for run in alone)]
    return "\n".join(lines) + "\n"


def _by_tier(found: Sequence[Duel]) -> list[str]:
    """How often a tier decided, and how often its value was better or worse, whatever the tiers before it said."""
    decided = [duel.verdict for duel in found if duel.verdict[1] is not None]
    tiers = list(dict.fromkeys(name for duel in found for name, _, _ in duel.tiers))
    rows = []
    for name in [*dict.fromkeys(tier for _, tier in decided if tier not in tiers), *tiers]:
        values = [(before, after) for duel in found for tier, before, after in duel.tiers if tier == name]
        counts = [sum(1 for word, tier in decided if tier == name and word == side) for side in (BETTER, WORSE)]
        signs = [(after > before) - (after < before) for before, after in values]
        counts += [signs.count(sign) for sign in (-1, 1, 0)]
        rows.append([str(name), *map(str, counts)])
    return table(("tier", "wins decided", "losses decided", "value better", "value worse", "value equal"), rows)


def _losses(found: Sequence[Duel]) -> list[str]:
    lines: list[str] = []
    for duel in found:
        if duel.verdict[0] != WORSE:
            continue
        lines.append(_sentence(duel))
        for run in (duel.before, duel.after):
            values = " ".join(f"{tier.name}={tier.value}" for tier in run.tiers) or "no plan"
            lines.append(f"  * {run.label}: {run.status}{f' ({run.failure})' if run.failure else ''}, {values}")
    return lines


def _sentence(duel: Duel) -> str:
    word, tier = duel.verdict
    change = next((f" {before} → {after}" for name, before, after in duel.tiers if name == tier), "")
    return f"* {duel.title}: {word} in {tier}{change} ({duel.before.status} → {duel.after.status})"


def _figures(found: Sequence[Duel]) -> list[str]:
    rows = []
    for instance, limit in dict.fromkeys((duel.before.instance, duel.before.limit) for duel in found):
        group = [duel for duel in found if (duel.before.instance, duel.before.limit) == (instance, limit)]
        before, after = [duel.before for duel in group], [duel.after for duel in group]
        rows.append([
            instance, f"{limit:g}", ", ".join(str(run.seed) for run in before),
            _change(lambda runs: percent([_gap(run) for run in runs]), before, after),
            _change(lambda runs: spread([run.first_plan for run in runs], 2), before, after),
            _change(lambda runs: spread([run.peak_mb for run in runs]), before, after),
        ])  # fmt: skip
    return table(("instance", "limit s", "seeds", "largest gap %", "first plan s", "peak MB"), rows)


def _change(figure: Callable[[list[Run]], str], before: list[Run], after: list[Run]) -> str:
    return f"{figure(before)} → {figure(after)}"


def _gap(run: Run) -> float | None:
    """The largest gap of the final plan; None without a valid plan or where a tier has no bound."""
    return largest(tuple(gap(tier) for tier in run.tiers)) if run.good else None


def chosen(path: Path, label: str | None) -> tuple[list[Run], list[str]]:
    """The runs of a file, of one label if one is given, and what is to be said of the file."""
    found = read(path)
    return [run for run in found.runs if label in (None, run.label)], found.remarks()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--labels", nargs=2, metavar=("BEFORE", "AFTER"), default=(None, None))
    settings = parser.parse_args(arguments)
    before, remarks = chosen(settings.before, settings.labels[0])
    after, more = chosen(settings.after, settings.labels[1])
    try:
        found, alone = duels(before, after)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not found:
        print("no two runs of the same instance, request, seed, limit and workers", file=sys.stderr)
        return 2
    sides = [" and ".join(dict.fromkeys(run.label for run in runs)) or NOTHING for runs in (before, after)]
    print(f"# {sides[0]} → {sides[1]}\n")
    print(comparison(found, alone, list(dict.fromkeys([*remarks, *more]))), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
