"""Locks: what of a plan shall stay in every re-plan (K07), chosen in the school's words.

``{"grades": [1], "sections": ["chess#1"], "pupils": ["P1"], "people": ["T1"], "posts": [{"post": {…}, "week": 0}],
"tutoring": [1], "classes": ["301"]}``: the dismissal of grades, all sessions of sections with their rooms, all seats of
pupils, everything that people stand on, and whoever stands on posts (week 0: in every week), the tutoring of grades,
the care groups of classes. Instead of a list, ``"all"``. What is locked is what the plan says at that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields

from solver.errors import Path, PlanError
from solver.plan.decisions import decisions_of
from solver.plan.edit import read_record
from solver.plan.plan import Plan, Post
from solver.problem.findings import Findings
from solver.problem.replan import Decisions, Standing
from solver.units import EVERY_WEEK, Week

ALL = "all"
KEYS = ("grades", "sections", "pupils", "people", "posts", "tutoring", "classes")


@dataclass(frozen=True, slots=True)
class LockedPost:
    """Whoever stands on the post, in one week or in all (0)."""

    post: Post
    week: Week = EVERY_WEEK


OF_A_PLAN: Mapping[str, tuple[str, str]] = {
    "grades": ("有放学安排的年级", "grade with a dismissal"), "sections": ("已开设的教学班", "open section"),
    "pupils": ("有座位的学生", "pupil with a seat"), "people": ("有岗位的人员", "person on a post"),
    "tutoring": ("有辅导的年级", "grade with tutoring"), "classes": ("有托管的班级", "class in care"),
}  # fmt: skip
"""Key -> words for names that a plan has."""
OF_LOCKS: Mapping[str, tuple[str, str]] = {
    "grades": ("已锁的年级", "locked grade"), "sections": ("已锁的教学班", "locked section"), "pupils": ("已锁的学生", "locked pupil"),
    "people": ("已锁的人员", "locked person"), "tutoring": ("已锁辅导的年级", "grade of locked tutoring"),
    "classes": ("已锁托管的班级", "class of locked care"),
}  # fmt: skip
"""Key -> words for names that are locked."""


def read_locks(document: object, plan: Plan, path: Path = ()) -> Decisions:
    """What the document locks of the plan. Raises PlanError with every fault: wrong types, unknown keys, nothing of that name."""
    return _chosen(document, decisions_of(plan), OF_A_PLAN, path)


def change_locks(held: Decisions, lock: object, unlock: object, plan: Plan) -> Decisions:
    """Locks with those that one document adds, and without those that another names, whatever the plan says of these now.

    held: locks so far. lock, unlock: documents as of :func:`read_locks`. Raises PlanError: as there of what is to be locked; wrong types
    and unknown keys of what is to be unlocked.
    """
    added, gone = read_locks(lock, plan, ("lock",)), _chosen(unlock, held, OF_LOCKS, ("unlock",))
    parts = {
        each.name: tuple(sorted({*getattr(held, each.name)} - {*getattr(gone, each.name)} | {*getattr(added, each.name)}))
        for each in fields(Decisions)
    }
    return Decisions(**parts)


def _chosen(document: object, held: Decisions, words: Mapping[str, tuple[str, str]], path: Path) -> Decisions:
    """Part of decisions that a document chooses."""
    found = Findings()
    if not isinstance(document, Mapping):
        found.wrong_type(path, document, "对象", "an object")
        raise PlanError(found.faults)
    for key in document:
        if key not in KEYS:
            found.unknown((*path, str(key)), key, "锁定项", "lock", KEYS)
    reader = _Reader(document, path, found, words)
    grades = reader.chosen("grades", {d[0] for d in held.dismissals}, int)
    sections = reader.chosen("sections", {f"{m[0]}#{m[1]}" for m in held.meetings}, str)
    pupils = reader.chosen("pupils", {s[0] for s in held.seats}, str)
    people = reader.chosen("people", {a[5] for a in held.adults}, str)
    posts = reader.posts(held.adults)
    tutored = reader.chosen("tutoring", {t[0] for t in held.tutoring}, int)
    classes = reader.chosen("classes", {c[0] for c in held.care}, str)
    if found.faults:
        raise PlanError(found.faults)
    return Decisions(
        dismissals=tuple(d for d in held.dismissals if d[0] in grades),
        meetings=tuple(m for m in held.meetings if f"{m[0]}#{m[1]}" in sections),
        seats=tuple(s for s in held.seats if s[0] in pupils),
        adults=tuple(a for a in held.adults if a[5] in people or posts(a)),
        tutoring=tuple(t for t in held.tutoring if t[0] in tutored),
        care=tuple(c for c in held.care if c[0] in classes),
    )


@dataclass(frozen=True)
class _Reader:
    document: Mapping[str, object]
    path: Path
    found: Findings
    words: Mapping[str, tuple[str, str]]

    def chosen(self, key: str, known: Collection[str | int], kind: type) -> Collection[str | int]:
        """The names under a key; all that are known for ``"all"``."""
        raw = self.document.get(key, ())
        if raw == ALL:
            return known
        if not isinstance(raw, list | tuple):
            self.found.wrong_type((*self.path, key), raw, "列表或 all", 'a list or "all"')
            return ()
        names: set[str | int] = set()
        for index, name in enumerate(raw):
            here = (*self.path, key, index)
            if not isinstance(name, str | int) or not isinstance(name, kind) or isinstance(name, bool):
                self.found.wrong_type(here, name, *(("整数", "a whole number") if kind is int else ("文字", "text")))
            elif name not in known:
                self.found.unknown(here, name, *self.words[key], sorted(str(each) for each in known))
            else:
                names.add(name)
        return names

    def posts(self, standing: tuple[Standing, ...]) -> Callable[[Standing], bool]:
        """Whether an adult stands on one of the posts that are locked."""
        raw = self.document.get("posts", ())
        if raw == ALL:
            return lambda _adult: True
        if not isinstance(raw, list | tuple):
            self.found.wrong_type((*self.path, "posts"), raw, "列表或 all", 'a list or "all"')
            raw = ()
        locked: set[tuple[tuple[str | int, ...], Week]] = set()
        held = {adult[:4] for adult in standing}
        for index, item in enumerate(raw):
            here = (*self.path, "posts", index)
            if not isinstance(item, Mapping):
                self.found.wrong_type(here, item, "对象", "an object")
                continue
            read: LockedPost | None = read_record(item, LockedPost, here, self.found)
            if read is None:
                continue
            key = (read.post.kind, read.post.weekday, read.post.subject, read.post.detail)
            if key not in held:
                self.found.add(
                    (*here, "post"), f"{read.post.kind}/{read.post.subject}", "这个岗位上没有人。", "Nobody stands on this post.",
                    hint_zh="可能岗位写错了。", hint_en="Maybe the post is misspelt.",
                )  # fmt: skip
            locked.add((key, read.week))
        return lambda adult: (adult[:4], EVERY_WEEK) in locked or (adult[:4], adult[4]) in locked
