"""Kinds of changes: each with the name by which documents and the short form call it."""

from __future__ import annotations

from collections.abc import Mapping

from solver.changes.change import Change
from solver.changes.course_room import CourseRoom
from solver.changes.courses import CourseDays, Maximum, Minimum, SectionCount
from solver.changes.demand import Applicants, CourseDemand
from solver.changes.joining import Join, JoinOutside, Vetting
from solver.changes.leaving import AddGate, CloseGate, GateSeconds, Lanes, Slots
from solver.changes.money import FeeRate, Pay, Rate, Subsidy
from solver.changes.people import Absent, Available, CapDays, Leave, TakePart, Train
from solver.changes.places import AddRoom, Capacity, CloseRoom
from solver.changes.posts import DropPost
from solver.changes.rules import Level, Profile, RuleNumber, Weight

_CLASSES: tuple[type[Change], ...] = (
    Leave, TakePart, Join, JoinOutside, Absent, Available, CapDays, Train, Vetting, AddRoom, CloseRoom, Capacity, Lanes, GateSeconds,
    AddGate, CloseGate, Slots, DropPost, Applicants, CourseDemand, Minimum, Maximum, SectionCount, CourseDays, CourseRoom, FeeRate, Pay,
    Rate, Subsidy, Level, RuleNumber, Weight, Profile,
)  # fmt: skip
KINDS: Mapping[str, type[Change]] = {each.kind: each for each in _CLASSES}
"""Kind -> its class, in the order in which they are told."""
