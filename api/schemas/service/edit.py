"""Edits, locks and differences on the wire."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.schemas.base import Wire
from api.schemas.service.answer import AnswerDoc
from solver.plan.edit import MOST

EXAMPLES = [
    {"edit": "move_session", "section": "chess#1", "weekday": 4, "to_weekday": 3, "to_start": "16:10", "to_room": "lab"},
    {"edit": "replace_adult", "post": {"kind": "care", "weekday": 1, "subject": "301", "detail": 0}, "week": 0, "old": "T1", "new": "T2"},
    {"edit": "move_seat", "pupil": "P1", "old": "chess#1", "new": "chess#2"},
    {"edit": "move_dismissal", "grade": 3, "minute": "17:40"},
]


class NewEdits(Wire):
    """Edits in their order: objects with ``edit`` (move_session, replace_adult, swap_adults, move_seat, swap_seats,
    move_dismissal, merge_care, open_care, close_care, close_section) and the fields of that kind, as
    docs/guide/editing-locks-replan.md lists them.
    """

    edits: list[dict[str, Any]] = Field(min_length=1, max_length=MOST, examples=[EXAMPLES])


class NewLocks(Wire):
    """What is locked, instead of what was before: a list, or ``"all"``. What is not named is not locked."""

    grades: Any = Field(default=(), description="年级放学时间 dismissal of grades", examples=[[1, 2], "all"])
    sections: Any = Field(default=(), description="教学班的课次和教室 sessions and rooms of sections", examples=[["chess#1"], "all"])
    pupils: Any = Field(default=(), description="学生的座位 seats of pupils", examples=[["P1"], "all"])
    people: Any = Field(default=(), description="人员的全部岗位 everything that people stand on", examples=[["T1"], "all"])
    posts: Any = Field(default=(), description="岗位上的人 whoever stands on posts", examples=["all"])
    tutoring: Any = Field(default=(), description="年级辅导 tutoring of grades", examples=[[3], "all"])
    classes: Any = Field(default=(), description="班级的托管 care of classes", examples=[["301"], "all"])


class LockChange(Wire):
    """Locks to add and to release beside those held, each as in ``NewLocks``."""

    lock: NewLocks = Field(default_factory=NewLocks)
    unlock: NewLocks = Field(default_factory=NewLocks)


class TierChange(AnswerDoc):
    """A goal before and after, in counted units (smaller is better); ``per_unit`` of them are one ``unit``."""

    name: str
    zh: str
    en: str
    before: int
    after: int
    scale: int
    unit_zh: str
    unit_en: str
    per_unit: int


class ChangeDoc(AnswerDoc):
    kind: str
    subjects: list[str]
    zh: str
    en: str


class ViolationDoc(AnswerDoc):
    rule: str
    subjects: list[str]
    place: str
    weekday: int | None
    measured: str
    limit: str
    zh: str
    en: str


class EditedDoc(AnswerDoc):
    """revision: number of what was kept, null after a dry run. violations: all of the plan as it is now. fresh: rules that
    were kept before and are broken now.
    """

    plan_id: str
    based_on: int
    revision: int | None
    valid: bool
    violations: list[ViolationDoc]
    fresh: list[str]
    tiers: list[TierChange]
    changes: list[ChangeDoc]
    locks: list[Any]


class SideDoc(AnswerDoc):
    """valid: it breaks no rule."""

    plan_id: str
    revision: int
    valid: bool


class DifferenceDoc(AnswerDoc):
    """hidden: changes that concern pupils, of whom this role is not told. tiers: goals that both revisions measure."""

    before: SideDoc
    after: SideDoc
    changes: list[ChangeDoc]
    hidden: int
    tiers: list[TierChange]
