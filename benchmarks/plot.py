"""Figures of a file of runs; needs the extra ``bench`` (``requirements-bench.lock``).

    python -m benchmarks.plot results.jsonl out/figures

``anytime-FAMILY``: gaps over time. ``growth``: time to a largest gap of 5 % over the number of classes.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.curve import curves
from benchmarks.growth import points
from benchmarks.record import Run, read


def draw(
    runs: Sequence[Run], folder: Path, suffix: str, tiers: Sequence[str] = (), panels: Sequence[str] = ()
) -> list[Path]:
    """Write the figures; the answer names the files. tiers: those whose gaps count in the growth; panels: those whose gaps over
    time are drawn; none for all.

    Raises ImportError without matplotlib.
    """
    from benchmarks.drawing import anytime, growth  # noqa: PLC0415 - the only user of an optional library

    written = []
    found = curves(runs)
    for family in dict.fromkeys(curve.family for curve in found):
        path = folder / f"anytime-{re.sub(r'[^0-9A-Za-z._-]', '_', family)}.{suffix}"
        anytime([curve for curve in found if curve.family == family], path, panels)
        written.append(path)
    sizes = points(runs, tiers=tiers)
    if sizes:
        path = folder / f"growth.{suffix}"
        growth(sizes, path, tiers)
        written.append(path)
    return written


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--suffix", choices=("png", "svg", "pdf"), default="png")
    parser.add_argument("--tiers", nargs="+", default=(), help="goals whose gaps count in the growth; default: all")
    parser.add_argument("--panels", nargs="+", default=(), help="goals whose gaps over time are drawn; default: all")
    settings = parser.parse_args(arguments)
    found = read(settings.results)
    for remark in found.remarks():
        print(remark, file=sys.stderr)
    try:
        written = draw(found.runs, settings.folder, settings.suffix, tuple(settings.tiers), tuple(settings.panels))
    except ImportError as error:
        print(f"{error}. Maybe requirements-bench.lock is not installed?", file=sys.stderr)
        return 2
    for path in written:
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
