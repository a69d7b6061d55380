"""The figures, drawn with matplotlib (the extra ``bench``)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from benchmarks.curve import FIRST, LARGEST, Band, Curve
from benchmarks.growth import EXPONENT, TARGET, Point, reference

COLUMNS = 4
SIZE = (3.4, 2.5)
"""Inches of one panel."""
DOTS = 130
"""Dots to the inch."""
MARKS = "os^Dv"
"""One shape a label, since points of several lie on each other at the limit."""


def anytime(curves: Sequence[Curve], path: Path, shown: Sequence[str] = ()) -> None:
    """One family: a panel for the largest gap and one for each tier, a line and a band for each label.

    shown: the tiers that have a panel; none means all, and the largest gap.
    """
    names = list(shown) or [LARGEST, *dict.fromkeys(name for curve in curves for name in curve.tiers)]
    rows = math.ceil(len(names) / COLUMNS)
    figure = Figure(figsize=(COLUMNS * SIZE[0], rows * SIZE[1] + 0.6), layout="constrained")
    panels = figure.subplots(rows, COLUMNS, squeeze=False)
    for index, panel in enumerate(panels.flat):
        if index >= len(names):
            panel.axis("off")
            continue
        for number, curve in enumerate(curves):
            _draw(panel, curve.band(names[index]), f"C{number}", _title(curve))
        _log(panel.xaxis)
        panel.set_xlim(FIRST, max(curve.limit for curve in curves))
        panel.set_ylim(bottom=-0.03 * panel.get_ylim()[1])
        panel.set_title(names[index] + (" gap" if names[index] == LARGEST else ""), fontsize=9)
        panel.set_xlabel("seconds from the start of the process", fontsize=7)
        panel.set_ylabel("gap %", fontsize=7)
        panel.tick_params(labelsize=7)
    panels[0][0].legend(fontsize=6)
    figure.suptitle(f"{curves[0].family}: gap over time, to the bounds of the end; median, least and most of the runs")
    _save(figure, path)


def _title(curve: Curve) -> str:
    bad = sum(1 for run in curve.runs if not run.good)
    return f"{curve.label}, {len(curve.runs)} runs" + (f", {bad} without a plan" if bad else "")


def _draw(panel: Any, band: Band, colour: str, title: str) -> None:
    """Where the most is infinite (a run without a plan or bound), the band goes to the upper edge."""
    middle = [100 * value if math.isfinite(value) else math.nan for value in band.middle]
    finite = [100 * value for value in (*band.middle, *band.high) if math.isfinite(value)]
    top = 1.1 * max(finite, default=1.0) or 1.0
    low = [100 * value if math.isfinite(value) else math.nan for value in band.low]
    high = [100 * value if math.isfinite(value) else top for value in band.high]
    panel.step(band.times, middle, where="post", color=colour, linewidth=1.3, label=title)
    panel.fill_between(band.times, low, high, step="post", color=colour, alpha=0.2, linewidth=0)


def growth(points: Sequence[Point], path: Path, tiers: Sequence[str] = ()) -> None:
    """Time to the target over the number of classes, log-log; open markers were not reached within their limit.

    tiers: those whose gaps counted; none means all.
    """
    figure = Figure(figsize=(6.0, 4.5), layout="constrained")
    panel = figure.subplots()
    for number, label in enumerate(dict.fromkeys(point.label for point in points)):
        own = [point for point in points if point.label == label]
        for reached, face in ((True, f"C{number}"), (False, "none")):
            some = [point for point in own if point.reached == reached]
            if some:
                words = f"{label}: {'reached' if reached else 'not reached within the limit'}"
                x, y = [point.classes for point in some], [point.seconds for point in some]
                mark = MARKS[number % len(MARKS)]
                panel.scatter(x, y, marker=mark, facecolors=face, edgecolors=f"C{number}", label=words, zorder=3)
    factor = reference(points)
    if factor is not None:
        ends = [min(point.classes for point in points), max(point.classes for point in points)]
        line = [factor * end**EXPONENT for end in ends]
        panel.plot(ends, line, color="grey", linestyle="--", label=f"$n^{{{EXPONENT:g}}}$")
    _log(panel.xaxis)
    _log(panel.yaxis)
    panel.set_xlabel("classes")
    goals = f" in {', '.join(tiers)}" if tiers else ""
    panel.set_ylabel(f"seconds to a largest gap of {100 * TARGET:g} %{goals}")
    panel.legend(fontsize=7)
    _save(figure, path)


def _log(axis: Any) -> None:
    """A log axis with plain numbers at 1, 2 and 5 of every decade."""
    axis.axes.set(**{f"{axis.axis_name}scale": "log"})
    axis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_formatter(NullFormatter())


def _save(figure: Figure, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context({"svg.hashsalt": "afterbell"}):
        figure.savefig(path, dpi=DOTS, metadata={"Date": None} if path.suffix == ".svg" else None)
