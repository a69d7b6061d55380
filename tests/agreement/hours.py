"""Mutants of time: models that know less of when duties begin and end, and where (D08, D14, H07, D10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any
from unittest.mock import patch

from solver.model.build import Model
from solver.model.context import ModelContext
from solver.model.duties import Duty
from solver.model.eligibility import Eligibility
from solver.model.families import dismissal, rooms, staffing
from solver.model.instance import Instance
from solver.model.linear_model import TRUE
from solver.model.shift import Shift, Zones
from solver.model.timings import Timings
from solver.plan import Post
from solver.policy import Policy
from solver.problem import FixedPost, Offering, Problem
from solver.units import Minute, Weekday
from tests.agreement.cases import whole
from tests.agreement.mutants import CodeMutant, framed, judged


def patched(target: object, name: str, new: Callable[..., Any]) -> Callable[[Problem, Policy], Model]:
    """The whole model, written while one function is another."""

    def make(problem: Problem, policy: Policy) -> Model:
        with patch.object(target, name, new):
            return whole(problem, policy)

    return make


# when -----------------------------------------------------------------------------------------------------------------


class CareUntilFirst(Instance):
    """Care in the last period ends with the first slot of the host's grade."""

    def care_until(self, home: str, period: int, leaving: Minute, gate: Zones = ()) -> Shift:
        return super().care_until(home, period, min(self._slots(home)), gate)

    def _slots(self, home: str) -> tuple[Minute, ...]:
        """Every minute at which a class of the band may leave."""
        return tuple(m for grade in self.band_of_class[home].grades for m in self.window(grade).dismissals)


class CareUntilLast(CareUntilFirst):
    """Care in the last period ends with the last slot of the band."""

    def care_until(self, home: str, period: int, leaving: Minute, gate: Zones = ()) -> Shift:
        return Instance.care_until(self, home, period, max(self._slots(home)), gate)


class LateFromFirst(Instance):
    """Extended care begins with the first slot of its grades."""

    def late_from(self, weekday: Weekday, start: Minute, zones: Zones = ()) -> Shift:
        first = min(m for grade in self.late_grades[weekday] for m in self.window(grade).dismissals)
        return super().late_from(weekday, first, zones)


class StandbyFromLast(Instance):
    """Stand-by begins with the last slot of all."""

    def standby_from(self, weekday: Weekday, last: Minute) -> Shift | None:
        return super().standby_from(weekday, max(m for window in self.problem.windows for m in window.dismissals))


def _anybody_sits(timings: Timings, section: tuple[str, int], grade: int) -> int:
    """Some pupil of every grade that may attend sits there."""
    return TRUE


_IS_LATE, _USES, _LATE_WAYS = Timings.is_late, rooms.uses, staffing._ways_of


def _escort_counts(timings: Timings, end: Minute, released: Minute, after: Minute | None) -> int:
    """A duty is late by its end, the escort included."""
    return _IS_LATE(timings, end, end, after)


def _waits_outside(p: ModelContext, day: Weekday) -> dict[str, list[rooms.Use]]:
    """Uses of rooms that begin with a bell end with the last bell of the same window or before."""
    last = {period.start: window.periods[-1].end for window in p.problem.windows for period in window.periods}
    return {
        room: [use._replace(end=min(use.end, last.get(use.start, use.end))) for use in users] for room, users in _USES(p, day).items()
    }


def _same(part: int) -> Callable[[ModelContext, int, int, int], None]:
    """Grades that merge have the same part of a slot: its minute (0) or its gate (1)."""

    def same_part(p: ModelContext, merged: int, grade: int, other: int) -> None:
        mine: dict[object, list[int]] = {}
        there: dict[object, list[int]] = {}
        for found, slots in ((mine, p.v.slots_of(grade)), (there, p.v.slots_of(other))):
            for slot in slots:
                found.setdefault(slot[part], []).append(slot[2])
        for key, columns in mine.items():
            terms = [(1, merged), *((1, column) for column in columns), *((-1, column) for column in there.get(key, ()))]
            p.rows.linear("D14", terms, upper=1)

    return same_part


# where ----------------------------------------------------------------------------------------------------------------


class CareEndsNowhere(Instance):
    """The way from the gate at which a care group left is not measured."""

    def care_until(self, home: str, period: int, leaving: Minute, gate: Zones = ()) -> Shift:
        return super().care_until(home, period, leaving)


class SessionsEndNowhere(Instance):
    """The way from the gate at which a session left is not measured."""

    def session_until(self, offering: Offering, start: Minute, leaving: Minute | None, gate: Zones = ()) -> Shift:
        return super().session_until(offering, start, leaving)


class GatesAnywhere(Instance):
    """The ways from and to gates are not measured for whoever stands there."""

    def shift(self, post: Post) -> Shift:
        found = super().shift(post)
        return replace(found, zones=(), leaves=()) if post.kind == "gate" else found


class PatrolsAnywhere(Instance):
    """The ways from and to fixed posts are not measured."""

    def _of_fixed(self, fixed: FixedPost) -> Shift:
        return replace(super()._of_fixed(fixed), zones=(), leaves=())


def _only_to_late(p: ModelContext, duties: list[Duty], chosen: Mapping[str, int]) -> None:
    """The ways from the rooms of extended care are not measured."""
    end = max((stay.end for stay in duties if stay.kind == "late"), default=0)
    _LATE_WAYS(p, [duty for duty in duties if duty.kind == "late" or duty.start < end], chosen)


class LessonsAnywhere(Eligibility):
    """The ways from and to lessons are not measured."""

    @cached_property
    def _taught(self) -> dict[tuple[str, int, int], list[tuple[Minute, Minute, Zones]]]:
        return {}


TIME_MUTANTS = (
    CodeMutant("care ends with the first slot", "K02", framed(CareUntilFirst)),
    CodeMutant("care ends with the last slot of the band", "K02", framed(CareUntilLast)),
    CodeMutant("extended care begins with the first slot", "K02", framed(LateFromFirst)),
    CodeMutant("stand-by begins with the last slot", "A09", framed(StandbyFromLast)),
    CodeMutant("a session ends for whoever may attend", "C10W", patched(Timings, "seated", _anybody_sits)),
    CodeMutant("escorts make duties late", "D05", patched(Timings, "is_late", _escort_counts)),
    CodeMutant("waiting takes up no room", "I04", patched(rooms, "uses", _waits_outside)),
    CodeMutant("a merged group leaves at two minutes", "D14", patched(dismissal, "_same_slot", _same(1))),
    CodeMutant("a merged group leaves by two gates", "D14", patched(dismissal, "_same_slot", _same(0))),
    CodeMutant("no way from gates after care", "D08", framed(CareEndsNowhere)),
    CodeMutant("no way from gates after sessions", "D08", framed(SessionsEndNowhere)),
    CodeMutant("no way to gates", "D08", framed(GatesAnywhere)),
    CodeMutant("no way to patrols", "D08", framed(PatrolsAnywhere)),
    CodeMutant("no way to and from late rooms", "D08", patched(staffing, "_ways_of_late", lambda *_: None)),
    CodeMutant("no way from late rooms", "D08", patched(staffing, "_ways_of", _only_to_late)),
    CodeMutant("no way from lessons to late rooms", "D08", patched(staffing, "_lessons_before_late", lambda *_: None)),
    CodeMutant("no way from lessons", "D08", judged(LessonsAnywhere)),
)
