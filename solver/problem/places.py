"""Rooms, gates, walking times and fixed duty posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solver.problem.calendar import DateSpan
from solver.problem.option import option
from solver.units import Minute, Weekday

CLASSROOM = "classroom"
LATE_ROOM = "late"


@dataclass(frozen=True, slots=True)
class Room:
    """A room or field. ``type`` is free text matched with an offering's room type; ``late`` marks the place of
    extended care (H08), ``classroom`` a home room. ``zone`` is the building or floor for walking and patrol.
    checked_to: last day on which its safety check is valid, or None where none is kept (H06).
    visits: how often a term every class should come here from care, 0 = never; a reading room 阅览室 (B09).
    travel: minutes on the way to a venue off campus 校外场馆, 0 on campus; escorts: adults that a session there needs
    beyond the policy's number (B13). screen: lessons can be shown there (B12).
    holds: classes that may have regular lessons there at once, as on a playing field; a joint lesson counts once. The service has
    one use of the room at a time all the same (H07), and none while any lesson is there (I04).
    closures: days on which it is closed, as for repair (K01)."""

    id: str
    type: str
    capacity: int
    zone: str
    name: str = ""
    checked_to: date | None = option(None)
    visits: int = option(0)
    travel: int = option(0)
    escorts: int = option(0)
    screen: bool = option(False)
    holds: int = option(1)
    closures: tuple[DateSpan, ...] = option(())

    def there(self, day: date) -> bool:
        """Whether the room is open on a day (K01)."""
        return not any(closure.holds(day) for closure in self.closures)


@dataclass(frozen=True, slots=True)
class Walk:
    """Walking minutes between two zones, either way; pairs not listed take the policy's number (D08)."""

    zone_a: str
    zone_b: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Gate:
    """A school gate: lanes that release queues side by side, seconds a class needs in a lane, adults a wave needs.

    zone: the building or part of the grounds where it stands; empty: the way to it is not measured (D08)."""

    id: str
    lanes: int
    seconds_per_class: int
    staff: int = 1
    name: str = ""
    zone: str = option("")


@dataclass(frozen=True, slots=True)
class FixedPost:
    """A post that is not born of a group or a gate: ``patrol`` 行政巡察 of a zone, ``qa`` 答疑 (B05), or another ``duty``.

    subjects, grades: of a ``qa`` post, the subjects of which its adults teach one, and the grades that it is for.
    """

    id: str
    kind: str
    zone: str
    start: Minute
    end: Minute
    weekdays: tuple[Weekday, ...]
    headcount: int = 1
    roles: tuple[str, ...] = ("admin",)
    name: str = ""
    subjects: tuple[str, ...] = option(())
    grades: tuple[int, ...] = option(())


FIXED_POST_KINDS = ("patrol", "duty", "qa")
