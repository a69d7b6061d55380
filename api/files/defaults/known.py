"""School as its office knows it; everything else of a problem is taken by default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.mapping.assumed import Assumed
from solver.problem.bells import Interval, Lesson, Window
from solver.problem.blocks import Block
from solver.problem.calendar import MakeUpDay
from solver.problem.companions import Companion
from solver.problem.money import Money
from solver.problem.people import Outside, Staff
from solver.problem.places import FixedPost, Gate, Room, Walk
from solver.problem.pupils import HomeClass, Pupil
from solver.units import Minute, Weekday

__all__ = ["Assumed", "KnownCourse", "KnownSchool"]


@dataclass(frozen=True, slots=True)
class KnownCourse:
    """A course that may be opened, as far as it is known; None and empty = not said.

    id: empty = the name. leaders: ids of own staff and outside people who may lead it. room: id or name of the room it is held in.
    minimum, maximum: pupils a section. minutes: of a session. sessions: a week. members: pupil ids of a squad.
    """

    name: str
    id: str = ""
    grades: tuple[int, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    leaders: tuple[str, ...] = ()
    room: str = ""
    weekdays: tuple[Weekday, ...] = ()
    sessions: int | None = None
    minutes: int | None = None
    max_sections: int | None = None
    strand: str = ""
    academic: bool = False
    members: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """All that is known of a school's term; ids in it refer to one another as in a problem. None and empty = not said.

    term: its name; first, last: its days. classes: ``room`` may be ``""``. outside: ``rate`` 0 of anybody but a charity's, and no
    ``weekdays``, are not said. vetted: ids of outside people of whom the school says that all papers are complete, where it gives no
    dates. periods: bells of the regular day. start: of the service; end: the earliest dismissal.
    """

    name: str
    first: date | None = None
    last: date | None = None
    term: str = ""
    classes: tuple[HomeClass, ...] = ()
    pupils: tuple[Pupil, ...] = ()
    staff: tuple[Staff, ...] = ()
    outside: tuple[Outside, ...] = ()
    vetted: frozenset[str] = frozenset()
    courses: tuple[KnownCourse, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    periods: tuple[Interval, ...] = ()
    rooms: tuple[Room, ...] = ()
    start: Minute | None = None
    end: Minute | None = None
    work_end: Minute | None = None
    holidays: tuple[date, ...] | None = None
    make_up_days: tuple[MakeUpDay, ...] | None = None
    windows: tuple[Window, ...] = ()
    gates: tuple[Gate, ...] = ()
    posts: tuple[FixedPost, ...] = ()
    walks: tuple[Walk, ...] = ()
    blocks: tuple[Block, ...] = ()
    companions: tuple[Companion, ...] = ()
    money: Money | None = None
