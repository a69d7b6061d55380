"""All kinds of sheets and of files that can be imported."""

from __future__ import annotations

from api.files.sources.kind import FileKind, SourceKind
from api.files.sources.kinds.chain import CHAIN
from api.files.sources.kinds.class_columns import ClassColumns
from api.files.sources.kinds.class_roster import ClassRoster
from api.files.sources.kinds.course_list import CourseList
from api.files.sources.kinds.cses import CsesFile
from api.files.sources.kinds.fet import FetFile
from api.files.sources.kinds.outside_list import OutsideList
from api.files.sources.kinds.previous_plan import PREVIOUS_PLAN
from api.files.sources.kinds.previous_request import PREVIOUS_REQUEST
from api.files.sources.kinds.staff_list import StaffList
from api.files.sources.kinds.survey import SURVEY
from api.files.sources.kinds.teaching_plan import TeachingPlan
from api.files.sources.kinds.timetable_grid import TimetableGrid
from api.files.sources.kinds.timetable_rows import TimetableRows

KINDS: tuple[SourceKind, ...] = (
    ClassRoster(), ClassColumns(), StaffList(), OutsideList(), CourseList(), SURVEY, CHAIN,
    TimetableGrid(), TimetableRows(), TeachingPlan(),
)  # fmt: skip
"""Kinds of sheets; of two that a sheet looks alike, the first."""
FILE_KINDS: tuple[FileKind, ...] = (PREVIOUS_REQUEST, PREVIOUS_PLAN, FetFile(), CsesFile())
"""Kinds of files read as a whole; they are asked before a file is read as tables."""
