"""How many of a plan's parts there are: what breaches are counted among (:class:`solver.check.measurement.Breaches`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solver.check.plan_index import PlanIndex


def duties(view: PlanIndex) -> int:
    """Duties of all people and weeks."""
    return sum(map(len, view.duties.values()))


def sections(view: PlanIndex) -> int:
    """Opened sections."""
    return len(view.opened)


def sessions(view: PlanIndex) -> int:
    """Sessions of a week."""
    return sum(len(opened.section.sessions) for opened in view.opened.values())


def seats(view: PlanIndex) -> int:
    """Seats in all sections."""
    return sum(opened.seats for opened in view.opened.values())


def seated(view: PlanIndex) -> int:
    """Pupils with a seat."""
    return len(view.kept.seats_of)


def room_uses(view: PlanIndex) -> int:
    """Uses of rooms in a week."""
    return sum(map(len, view.room_uses.values()))
