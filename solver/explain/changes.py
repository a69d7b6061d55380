"""A difference between two plans in sentences, Chinese first, English beside it. Pupils appear by id alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from solver.check.names import Names, Words, day, once
from solver.plan.difference import ChangedAdults, ChangedDismissal, ChangedTutoring, Difference, Reseated
from solver.plan.membership import Membership
from solver.plan.plan import CareGroup, Dismissal, Section, Tutoring
from solver.problem.problem import Problem
from solver.units import clock

NOBODY: Words = ("无人", "nobody")
NOBODY_MOVED = Membership()
JOINED = ("pupils_left", "pupils_new", "adults_left", "adults_new", "gone", "added")
"""Kinds of change that are no part of a plan: who and what the requests name."""
TUTORED = {"homework": "书面作业", "reading": "阅读", "qa": "答疑"}


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One sentence. kind: a field of :class:`Difference`, or one of JOINED. subjects: ids of what it is about."""

    kind: str
    subjects: tuple[str, ...]
    zh: str
    en: str


def changes(
    problem: Problem, found: Difference, members: Membership = NOBODY_MOVED, was: Problem | None = None
) -> tuple[PlanChange, ...]:
    """Every change in a sentence: who and what joined or left, then in the order of the difference's fields.

    members: of pupils who joined or left it is not said that they change sections. was: the request of the earlier plan, for
    names of what is gone.
    """
    names = Names(problem, was)
    moved = members.pupils.left | members.pupils.came
    return (
        *_pupils_joined(members, found),
        *_adults_joined(names, members),
        *_things_joined(names, members),
        *_sections(names, found),
        *(_adult(names, item) for item in found.adults),
        *(_pupil(names, item) for item in found.pupils if item.pupil not in moved),
        *(_dismissal(names, item) for item in found.dismissals),
        *(_tutoring(item) for item in found.tutoring),
        *_care(names, found),
    )


def _pupils_joined(members: Membership, found: Difference) -> Iterator[PlanChange]:
    seats = {item.pupil: item for item in found.pupils}

    def told(ids: tuple[str, ...]) -> Words:
        return ("、".join(ids), ", ".join(ids)) if ids else ("托管", "care")

    for pupils, zh, en in ((members.pupils.gone, "已离开", "has left"), (members.pupils.out, "不再参加课后服务", "takes part no more")):
        for pupil in pupils:
            was = told(seats[pupil].left if pupil in seats else ())
            yield PlanChange("pupils_left", (pupil,), f"学生 {pupil} {zh}（原在 {was[0]}）。", f"Pupil {pupil} {en} (was in {was[1]}).")
    for pupils, zh, en in ((members.pupils.fresh, "是新增的", "is new"), (members.pupils.begun, "开始参加课后服务", "takes part now")):
        for pupil in pupils:
            now = told(seats[pupil].joined if pupil in seats else ())
            yield PlanChange("pupils_new", (pupil,), f"学生 {pupil} {zh}：{now[0]}。", f"Pupil {pupil} {en}: {now[1]}.")


def _adults_joined(names: Names, members: Membership) -> Iterator[PlanChange]:
    adults = members.adults
    for kind, people, zh, en in (
        ("adults_left", adults.gone, "已离开", "has left"), ("adults_left", adults.out, "不再参加课后服务", "takes part no more"),
        ("adults_new", adults.fresh, "是新增的", "is new"), ("adults_new", adults.begun, "开始参加课后服务", "takes part now"),
    ):  # fmt: skip
        for person in people:
            name = names.person(person)
            yield PlanChange(kind, (person,), f"人员 {name} {zh}。", f"{name} {en}.")


def _things_joined(names: Names, members: Membership) -> Iterator[PlanChange]:
    called: dict[str, tuple[str, str, Callable[[str], str]]] = {
        "class": ("班级", "Class", names.home), "room": ("场地", "Room", names.room), "gate": ("校门", "Gate", names.gate),
        "offering": ("课程", "Offering", names.offering), "post": ("固定岗", "Post", names.fixed_post),
        "block": ("时段", "Block", names.block),
    }  # fmt: skip
    for sort, turnover in members.things:
        zh, en, name = called[sort]
        for ident in turnover.gone:
            yield PlanChange("gone", (ident,), f"{zh} {name(ident)} 已不在申请中。", f"{en} {name(ident)} is gone.")
        for ident in turnover.fresh:
            yield PlanChange("added", (ident,), f"新增{zh} {name(ident)}。", f"{en} {name(ident)} is new.")


def _sections(names: Names, found: Difference) -> Iterator[PlanChange]:
    for section in found.opened:
        name, (zh, en) = names.section(section.offering, section.number), _sessions(names, section)
        yield PlanChange("opened", (section.id,), f"新开教学班 {name}：{zh}。", f"Section {name} is new: {en}.")
    for section in found.closed:
        name, (zh, en) = names.section(section.offering, section.number), _sessions(names, section)
        yield PlanChange("closed", (section.id,), f"停开教学班 {name}（原为 {zh}）。", f"Section {name} is closed (it was {en}).")
    for moved in found.moved:
        name = names.section(moved.after.offering, moved.after.number)
        (old_zh, old_en), (new_zh, new_en) = _sessions(names, moved.before), _sessions(names, moved.after)
        yield PlanChange("moved", (moved.after.id,), f"教学班 {name} 由 {old_zh} 调到 {new_zh}。",
                     f"Section {name} moves from {old_en} to {new_en}.")  # fmt: skip


def _sessions(names: Names, section: Section) -> Words:
    told = [(day(x.weekday), f"{clock(x.start)} {names.room(x.room)}") for x in section.sessions]
    return "、".join(f"{on[0]} {text}" for on, text in told), ", ".join(f"{on[1]} {text}" for on, text in told)


def _people(names: Names, people: Iterable[str]) -> Words:
    found = [names.person(ident) for ident in people]
    return ("、".join(found), ", ".join(found)) if found else NOBODY


def _adult(names: Names, item: ChangedAdults) -> PlanChange:
    post_zh, post_en = names.post(item.post)
    when = [once(week, item.post.weekday) for week in item.weeks]
    period = (f"第{item.post.detail + 1}节", f" period {item.post.detail + 1}") if item.post.kind == "care" else ("", "")
    on_zh, on_en = "、".join(zh for zh, _ in when) + period[0], ", ".join(en for _, en in when) + period[1]
    (old_zh, old_en), (new_zh, new_en) = _people(names, item.left), _people(names, item.came)
    return PlanChange("adults", (*item.left, *item.came), f"{on_zh}“{post_zh}”：{old_zh} → {new_zh}。",
                  f"{on_en}, {post_en}: {old_en} → {new_en}.")  # fmt: skip


def _pupil(names: Names, item: Reseated) -> PlanChange:
    (old_zh, old_en), (new_zh, new_en) = (_seats(names, ids) if ids else ("托管", "care") for ids in (item.left, item.joined))
    return PlanChange("pupils", (item.pupil,), f"学生 {item.pupil}：{old_zh} → {new_zh}。", f"Pupil {item.pupil}: {old_en} → {new_en}.")


def _seats(names: Names, sections: Iterable[str]) -> Words:
    parts = (each.rpartition("#") for each in sections)
    told = [names.section(offering, int(number)) for offering, _, number in parts]
    return "、".join(told), ", ".join(told)


def _dismissal(names: Names, item: ChangedDismissal) -> PlanChange:
    def told(found: Dismissal | None) -> str:
        return "—" if found is None else f"{clock(found.minute)} {names.gate(found.gate)}"

    old, new = told(item.before), told(item.after)
    return PlanChange("dismissals", (f"G{item.grade}",), f"{item.grade}年级放学：{old} → {new}。",
                  f"Dismissal of grade {item.grade}: {old} → {new}.")  # fmt: skip


def _tutoring(item: ChangedTutoring) -> PlanChange:
    def told(found: Tutoring | None) -> Words:
        if found is None:
            return "—", "—"
        return f"第{found.period + 1}节{TUTORED.get(found.kind, found.kind)}", f"period {found.period + 1} {found.kind}"

    (old_zh, old_en), (new_zh, new_en), (on_zh, on_en) = told(item.before), told(item.after), day(item.weekday)
    return PlanChange("tutoring", (f"G{item.grade}",), f"{item.grade}年级{on_zh}辅导：{old_zh} → {new_zh}。",
                  f"Tutoring of grade {item.grade}, {on_en}: {old_en} → {new_en}.")  # fmt: skip


def _care(names: Names, found: Difference) -> Iterator[PlanChange]:
    for kind, groups in (("care", found.care), ("care_ended", found.care_ended)):
        for group in groups:
            (on_zh, on_en), (all_zh, all_en), host = _when(group), names.homes(group.classes), names.home(group.host)
            if kind == "care":
                zh, en = f"{on_zh}托管班：{all_zh}。", f"Care group on {on_en}: {all_en}."
            else:
                zh, en = f"{on_zh}不再有 {host} 的托管班。", f"No care group of {host} any more on {on_en}."
            yield PlanChange(kind, group.classes, zh, en)


def _when(group: CareGroup) -> Words:
    on_zh, on_en = day(group.weekday)
    return f"{on_zh}第{group.period + 1}节", f"{on_en} period {group.period + 1}"
