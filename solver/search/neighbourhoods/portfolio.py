"""The neighbourhoods a search uses, fitted to the size of the school."""

from __future__ import annotations

from collections.abc import Sequence

from solver.model.frame import Frame
from solver.search.neighbourhoods.day import Day
from solver.search.neighbourhoods.everyone import Everyone
from solver.search.neighbourhoods.gaps import Gaps
from solver.search.neighbourhoods.handover import HandOver
from solver.search.neighbourhoods.levelling import Levelling
from solver.search.neighbourhoods.menu import Menu
from solver.search.neighbourhoods.merging import Merging
from solver.search.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.neighbourhoods.people import People
from solver.search.neighbourhoods.relief import DayRelief, WeeksRelief
from solver.search.neighbourhoods.seats import Seats
from solver.search.neighbourhoods.width import Width

SMALL_SCHOOL = 12
"""Adults up to which a step may free everybody."""
FEW_PUPILS = 600
"""Pupils up to which a step may free sections on the full model; outlines find them for any school."""


def portfolio(frame: Frame) -> Sequence[Neighbourhood]:
    """Instances of every neighbourhood, wide ones only where they stay quick."""
    adults = len(frame.problem.staff)
    paid = not frame.paid_alike
    found: list[Neighbourhood] = [
        People(Width(5, adults), whole=False, paid=paid),
        People(Width(8, adults), whole=False, paid=paid),
        People(Width(8, adults), whole=True, paid=paid),
        People(Width(14, adults), whole=True, paid=paid),
        Levelling(),
        WeeksRelief(Width(12, adults)),
        DayRelief(Width(30, adults), whole=False),
        DayRelief(Width(30, adults), whole=True),
        Seats(),
        Merging(),
        HandOver(4, paid),
        Day(),
    ]
    if frame.problem.replan is not None:  # posts are empty because somebody left, not because a day is badly planned
        found = [Gaps(10), Gaps(20), Gaps(12, whole=True), Gaps(24, whole=True), *(n for n in found if not isinstance(n, Day))]
    if len(frame.problem.pupils) <= FEW_PUPILS:
        found += [Menu(1), Menu(2)]
    if adults <= SMALL_SCHOOL:
        found += [People(Width(adults, adults), whole=False, paid=paid), Everyone()]
    return found
