"""View of a plan's revisions, and of the difference between two of them or between two plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.files.language import Said
from api.page.frame import when
from api.page.views.revision_words import broken_of, origin_of, value_of
from api.services.editing import Compared
from api.services.goals import GoalChange, goal_changes
from api.storage.plans import PlanRow, Revision
from api.storage.publications import Publication
from solver.explain.changes import PlanChange

GROUPS: tuple[tuple[Said, tuple[str, ...]], ...] = (
    (
        ("人和班级的增减", "People and classes that came or left"),
        ("pupils_left", "pupils_new", "adults_left", "adults_new", "gone", "added"),
    ),
    (("教学班", "Sections"), ("opened", "closed", "moved")),
    (("岗位换人", "Adults on posts"), ("adults",)),
    (("学生换班", "Pupils"), ("pupils",)),
    (("放学", "Dismissals"), ("dismissals",)),
    (("辅导", "Tutoring"), ("tutoring",)),
    (("托管班", "Care groups"), ("care", "care_ended")),
)
"""Heading of changes -> their kinds; a kind that stands nowhere is shown under the last heading."""
OTHER: Said = ("其他", "Other")
OPEN = 20
"""Changes of a heading that are shown at once; longer lists are unfolded by the reader. Raising it makes the page longer."""


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """Revision. broken: violations. in_force: it is published. was_public: it was, and is no more."""

    number: int
    created_at: int
    by: str
    origin: Said
    valid: bool
    broken: int
    in_force: bool
    was_public: bool


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    """Another plan of the term to compare with, in its newest revision. key: as the page's address has it."""

    key: str
    said: Said


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes under one heading, in sentences. unfolded: whether they are shown at once."""

    said: Said
    lines: tuple[Said, ...]

    @property
    def unfolded(self) -> bool:
        return len(self.lines) <= OPEN


@dataclass(frozen=True, slots=True)
class GoalLine:
    """Goal before and after in its unit. change: better or worse, and by how much; shade: class of its chip."""

    said: Said
    unit: Said
    before: str
    after: str
    change: Said
    shade: str


@dataclass(frozen=True, slots=True)
class RevisionDifference:
    """Difference of two revisions. same: they are one and the same. goals: those that differ; alike: number of the others.
    broken: violations before and after. hidden: changes of which the reader is not told."""

    before: Said
    after: Said
    same: bool
    groups: tuple[ChangeGroup, ...]
    goals: tuple[GoalLine, ...]
    alike: int
    broken: tuple[int, int]
    hidden: int

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def revision_lines(
    revisions: Iterable[Revision], published: Sequence[Publication], authors: Mapping[str, str]
) -> tuple[RevisionLine, ...]:
    """Revisions of a plan, newest first. published: publications of the plan, past ones too."""
    now = {each.revision for each in published if each.ended_at is None}
    ever = {each.revision for each in published}
    found = [
        RevisionLine(
            each.number, each.created_at, authors.get(each.created_by, ""), origin_of(each.why), each.valid, broken_of(each.report),
            each.number in now, each.number in ever - now,
        )
        for each in revisions
    ]  # fmt: skip
    return tuple(reversed(found))


def compared_plans(plans: Iterable[PlanRow], own: str) -> tuple[ComparedPlan, ...]:
    """Other plans to compare with. own: id of the plan whose page it is."""
    return tuple(
        ComparedPlan(
            f"{each.id}.{each.head}",
            (f"方案 {when(each.created_at)}（第 {each.head} 版）", f"plan of {when(each.created_at)}, revision {each.head}"),
        )
        for each in plans
        if each.id != own
    )  # fmt: skip


def revision_difference(found: Compared, created: Mapping[str, int]) -> RevisionDifference:
    """Difference of two revisions, ready to draw. created: plan -> moment of its creation, by which it is called."""
    lines = [_goal(each) for each in goal_changes(found.before.report, found.after.report)]
    differ = tuple(line for line in lines if line.before != line.after)
    return RevisionDifference(
        _side(found.before, found, created), _side(found.after, found, created), found.before == found.after, _groups(found.changes),
        differ, len(lines) - len(differ), (broken_of(found.before.report), broken_of(found.after.report)), found.hidden,
    )  # fmt: skip


def _side(revision: Revision, found: Compared, created: Mapping[str, int]) -> Said:
    number = revision.number
    if found.before.plan_id == found.after.plan_id:
        return f"第 {number} 版", f"revision {number}"
    made = when(created.get(revision.plan_id, revision.created_at))
    return f"方案 {made}（第 {number} 版）", f"plan of {made}, revision {number}"


def _goal(each: GoalChange) -> GoalLine:
    tier, less = each.tier, each.after - each.before
    before, after, by = (value_of(tier, value).text for value in (each.before, each.after, abs(less)))
    change: Said = ("不变", "unchanged")
    if less:
        change = (f"{'好' if less < 0 else '差'}了 {by}", f"{'better' if less < 0 else 'worse'} by {by}")
    return GoalLine((tier.zh, tier.en), (tier.unit_zh, tier.unit_en), before, after, change, "done" if less < 0 else "warn" if less else "")


def _groups(changes: Sequence[PlanChange]) -> tuple[ChangeGroup, ...]:
    known = {kind for _, kinds in GROUPS for kind in kinds}
    headed = [(said, [each for each in changes if each.kind in kinds]) for said, kinds in GROUPS]
    headed.append((OTHER, [each for each in changes if each.kind not in known]))
    return tuple(ChangeGroup(said, tuple((each.zh, each.en) for each in those)) for said, those in headed if those)
