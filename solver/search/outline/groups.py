"""Care groups of an outline, counted.

Whether two classes can be looked after together depends on who of each is away at the same time. Rows of a linear program
see only how many of a band are away, so groups are counted after every step, and the rows set right around the count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from solver.model.frame import Frame
from solver.search.construct.groups import merge
from solver.search.outline.outline import Outline
from solver.units import Weekday

Cell = tuple[Weekday, str, int]
"""(weekday, band, period)."""


def counted(frame: Frame, outline: Outline, cells: Iterable[Cell]) -> dict[Cell, int]:
    """Groups that each cell needs when the outline's pupils are in their clubs."""
    problem = frame.problem
    away: dict[tuple[str, Weekday, int], int] = defaultdict(int)
    for club in outline.clubs:
        offering = problem.offering_of[club.offering]
        for pupil in club.pupils:
            home, grade = problem.pupil_of[pupil].class_id, problem.grade_of_pupil[pupil]
            for day, start in club.times:
                for period in frame.covers(offering, start, grade):
                    away[home, day, period] += 1

    def staying(home: str, day: Weekday, period: int) -> int:
        return len(frame.attending.get((home, day), ())) - away[home, day, period]

    bands = {band.id: band for band in problem.bands}
    return {
        (day, band, period): len(merge(frame, day, bands[band], period, staying, lambda *_: False))
        for day, band, period in cells
    }
