"""Edits applied to a plan, one after the other; each gives a new plan in canonical order and changes no other thing.

What follows of itself: when a grade leaves at another time, those who stood at a wave that is gone go with it, unless the new
wave had people already; when a care group is closed or joins another, its adult's post is gone;
when a section is closed, its pupils go by their next choices. Fees follow from what a family
applied for, not from seats, and stay. Flex grants follow from duties: :mod:`solver.search.editing` decides them anew for whom
they change. Everything else stays, and what no longer fits is for the checker to name: a class that has nobody to look after it
after a session was moved, an empty post, a room too small.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from solver.errors import Path, PlanError
from solver.plan.closing import close_section
from solver.plan.edit import (
    CloseCare,
    CloseSection,
    Edit,
    MergeCare,
    MoveDismissal,
    MoveSeat,
    MoveSession,
    OpenCare,
    ReplaceAdult,
    SwapAdults,
    SwapSeats,
)
from solver.plan.plan import POST_KINDS, Assignment, CareGroup, Dismissal, Plan, Post, Seat, Section
from solver.problem.findings import Findings
from solver.problem.problem import Problem
from solver.units import Week


def apply_edits(problem: Problem, weeks: int, plan: Plan, edits: Sequence[Edit], path: Path = ("edits",)) -> Plan:
    """The plan after all edits. weeks: of the template (D02). Raises PlanError with the faults of every edit that cannot be
    applied: it names something that does not exist or is not in the plan. An edit is read against the plan that those before it made.
    """
    found = Findings()
    for index, edit in enumerate(edits):
        plan = _APPLY[type(edit)](_Step(problem, weeks, (*path, index), found), plan, edit)
    if found.faults:
        raise PlanError(found.faults)
    return plan.canonical()


@dataclass(frozen=True)
class _Step:
    """One edit in the making: where its faults go."""

    problem: Problem
    weeks: int
    path: Path
    found: Findings

    def known(self, field: str, value: object, words: tuple[str, str], known: Collection[str]) -> bool:
        if value in known:
            return True
        self.found.unknown((*self.path, field), value, *words, known)
        return False

    def absent(self, field: str, value: object, zh: str, en: str) -> None:
        """Something exists, but not so in the plan as it is now."""
        self.found.add((*self.path, field), value, zh, en, hint_zh="可能方案已经改过，请重新读取。",
                       hint_en="Maybe the plan was changed meanwhile; read it again.")  # fmt: skip

    def section(self, field: str, ident: str, plan: Plan) -> Section | None:
        opened = {section.id: section for section in plan.sections}
        return opened[ident] if self.known(field, ident, ("已开设的教学班", "open section"), opened) else None

    def person(self, field: str, ident: str) -> bool:
        return self.known(field, ident, ("人员", "person"), [*self.problem.staff_of, *self.problem.outside_of])

    def post(self, field: str, post: Post) -> bool:
        problem = self.problem
        if not self.known(f"{field}.kind", post.kind, ("岗位类型", "kind of post"), POST_KINDS):
            return False
        subjects: Mapping[str, Mapping[str, object]] = {
            "care": problem.class_of, "lead": problem.offering_of, "assist": problem.offering_of, "gate": problem.gate_of,
            "fixed": problem.post_of, "qa": problem.post_of,
        }  # fmt: skip
        known = subjects.get(post.kind, {"": None} if post.kind in ("late", "standby") else problem.block_of)
        return self.known(f"{field}.subject", post.subject, ("岗位对象", "subject of a post"), known)

    def over(self, field: str, post: Post, week: Week) -> tuple[Week, ...]:
        """The weeks in which an assignment of the post stands in a plan."""
        always = post.kind in ("lead", "assist")
        most = 0 if always else self.weeks
        if week > most:
            self.found.outside((*self.path, field), week, 0, most)
            return ()
        return (week,) if week or always else tuple(range(1, self.weeks + 1))


def _move_session(step: _Step, plan: Plan, edit: MoveSession) -> Plan:
    section = step.section("section", edit.section, plan)
    if edit.to_room is not None and not step.known("to_room", edit.to_room, ("场地", "room"), step.problem.room_of):
        return plan
    if section is None:
        return plan
    held = [session for session in section.sessions if session.weekday == edit.weekday]
    if not held:
        step.absent("weekday", edit.weekday, f"{edit.section} 当天没有课。", f"{edit.section} does not meet that day.")
        return plan
    old = held[0]
    new = old._replace(
        weekday=old.weekday if edit.to_weekday is None else edit.to_weekday,
        start=old.start if edit.to_start is None else edit.to_start,
        room=old.room if edit.to_room is None else edit.to_room,
    )
    sessions = tuple(new if session is old else session for session in section.sessions)
    moved = section._replace(sessions=sessions)
    return replace(plan, sections=tuple(moved if item is section else item for item in plan.sections))


def _replace_adult(step: _Step, plan: Plan, edit: ReplaceAdult) -> Plan:
    good = step.post("post", edit.post)
    for field, ident in (("old", edit.old), ("new", edit.new)):
        good = (ident is None or step.person(field, ident)) and good
    weeks = step.over("week", edit.post, edit.week) if good else ()
    if edit.old is None and edit.new is None:
        step.absent("new", "", "没有说明由谁接替、由谁离开。", "Neither who comes nor who leaves is said.")
    elif weeks:
        standing = set(plan.assignments)
        if edit.old is None:
            found = [week for week in weeks if Assignment(edit.post, week, edit.new or "") not in standing]
        else:
            found = [week for week in weeks if Assignment(edit.post, week, edit.old) in standing]
        if found:
            gone = {Assignment(edit.post, week, edit.old or "") for week in found}
            here = {Assignment(edit.post, week, edit.new) for week in found} if edit.new is not None else set()
            return _with(plan, gone, here)
        field, who = ("new", edit.new) if edit.old is None else ("old", edit.old)
        words = ("已在这个岗位。", "stands there already.") if edit.old is None else ("不在这个岗位。", "does not stand there.")
        step.absent(field, who, f"{who} {words[0]}", f"{who} {words[1]}")
    return plan


def _with(plan: Plan, gone: set[Assignment], here: set[Assignment]) -> Plan:
    kept = tuple(item for item in plan.assignments if item not in gone and item not in here)
    return replace(plan, assignments=(*kept, *here))


def _swap_adults(step: _Step, plan: Plan, edit: SwapAdults) -> Plan:
    pairs = (("post", edit.post, "person", edit.person), ("other_post", edit.other_post, "other_person", edit.other_person))
    good = True
    for field, post, who, person in pairs:
        good = step.post(field, post) and step.person(who, person) and good
    if not good:
        return plan
    gone: set[Assignment] = set()
    here: set[Assignment] = set()
    standing = set(plan.assignments)
    for (_, post, who, person), (_, _, _, other) in (pairs, pairs[::-1]):
        weeks = step.over("week", post, edit.week)
        held = {Assignment(post, week, person) for week in weeks} & standing
        if not held and weeks:
            step.absent(who, person, f"{person} 不在这个岗位。", f"{person} does not stand there.")
            good = False
        gone |= held
        here |= {item._replace(person=other) for item in held}
    return _with(plan, gone, here) if good else plan


def _seat(step: _Step, plan: Plan, field: str, pupil: str, ident: str) -> Seat | None:
    section = step.section(field, ident, plan)
    if section is None:
        return None
    seat = Seat(pupil, section.offering, section.number)
    if seat not in set(plan.seats):
        step.absent(field, ident, f"学生 {pupil} 不在 {ident}。", f"Pupil {pupil} does not sit in {ident}.")
        return None
    return seat


def _move_seat(step: _Step, plan: Plan, edit: MoveSeat) -> Plan:
    if not step.known("pupil", edit.pupil, ("学生", "pupil"), step.problem.pupil_of):
        return plan
    if edit.old is None and edit.new is None:
        step.absent("new", "", "没有说明离开或进入哪个教学班。", "Neither the section left nor the one joined is said.")
        return plan
    old = None if edit.old is None else _seat(step, plan, "old", edit.pupil, edit.old)
    new = None if edit.new is None else step.section("new", edit.new, plan)
    if (edit.old is not None and old is None) or (edit.new is not None and new is None):
        return plan
    kept = tuple(seat for seat in plan.seats if seat != old)
    if new is None:
        return replace(plan, seats=kept)
    seat = Seat(edit.pupil, new.offering, new.number)
    if seat in kept:
        step.absent("new", edit.new, f"学生 {edit.pupil} 已在 {edit.new}。", f"Pupil {edit.pupil} sits in {edit.new} already.")
        return plan
    return replace(plan, seats=(*kept, seat))


def _swap_seats(step: _Step, plan: Plan, edit: SwapSeats) -> Plan:
    first = _seat(step, plan, "section", edit.pupil, edit.section)
    second = _seat(step, plan, "other_section", edit.other_pupil, edit.other_section)
    if first is None or second is None:
        return plan
    if first == second:
        step.absent("other_pupil", edit.other_pupil, "两个座位相同。", "Both are the same seat.")
        return plan
    kept = tuple(seat for seat in plan.seats if seat not in (first, second))
    return replace(plan, seats=(*kept, first._replace(pupil=second.pupil), second._replace(pupil=first.pupil)))


def _move_dismissal(step: _Step, plan: Plan, edit: MoveDismissal) -> Plan:
    old = next((item for item in plan.dismissals if item.grade == edit.grade), None)
    if edit.gate is not None and not step.known("gate", edit.gate, ("校门", "gate"), step.problem.gate_of):
        return plan
    if old is None:
        grades = [str(item.grade) for item in plan.dismissals]
        step.found.unknown((*step.path, "grade"), str(edit.grade), "有放学安排的年级", "grade with a dismissal", grades)
        return plan
    new = Dismissal(old.grade, edit.minute, old.gate if edit.gate is None else edit.gate)
    others = tuple(item for item in plan.dismissals if item is not old)
    waves = {(item.gate, item.minute) for item in others}
    plan = replace(plan, dismissals=(*others, new))
    wave, goal = (old.gate, old.minute), (new.gate, new.minute)
    if wave in waves or wave == goal:  # others leave there still: so do those who see them out
        return plan
    gone = [a for a in plan.assignments if a.post.kind == "gate" and (a.post.subject, a.post.detail) == wave]
    there = () if goal in waves else tuple(a._replace(post=a.post._replace(subject=goal[0], detail=goal[1])) for a in gone)
    left = set(gone)
    return replace(plan, assignments=(*(a for a in plan.assignments if a not in left), *there))


def _group(step: _Step, plan: Plan, field: str, home: str, when: tuple[int, int]) -> CareGroup | None:
    if not step.known(field, home, ("班级", "class"), step.problem.class_of):
        return None
    found = next((g for g in plan.care_groups if (g.weekday, g.period) == when and g.host == home), None)
    if found is None:
        step.absent(field, home, f"{home} 这一节不是托管主班。", f"{home} hosts no care group then.")
    return found


def _regroup(plan: Plan, gone: Collection[CareGroup], here: Collection[CareGroup]) -> Plan:
    """Other groups; posts of hosts that are gone are gone with them."""
    kept = tuple(group for group in plan.care_groups if group not in gone)
    hosts = {(group.weekday, group.period, group.host) for group in here}
    lost = {(g.weekday, g.period, g.host) for g in gone} - hosts
    assignments = tuple(
        a for a in plan.assignments if a.post.kind != "care" or (a.post.weekday, a.post.detail, a.post.subject) not in lost
    )
    return replace(plan, care_groups=(*kept, *here), assignments=assignments)


def _merge_care(step: _Step, plan: Plan, edit: MergeCare) -> Plan:
    when = edit.weekday, edit.period
    host, guest = _group(step, plan, "host", edit.host, when), _group(step, plan, "guest", edit.guest, when)
    if host is None or guest is None:
        return plan
    if host is guest:
        step.absent("guest", edit.guest, "主班不能并入自己。", "A group cannot join itself.")
        return plan
    return _regroup(plan, (host, guest), (host._replace(classes=tuple(sorted({*host.classes, *guest.classes}))),))


def _open_care(step: _Step, plan: Plan, edit: OpenCare) -> Plan:
    if not step.known("home", edit.home, ("班级", "class"), step.problem.class_of):
        return plan
    when = edit.weekday, edit.period
    there = next((g for g in plan.care_groups if (g.weekday, g.period) == when and edit.home in g.classes), None)
    own = CareGroup(edit.weekday, edit.period, edit.home, (edit.home,))
    if there is None:
        return _regroup(plan, (), (own,))
    if there.host == edit.home:
        step.absent("home", edit.home, f"{edit.home} 这一节已是主班。", f"{edit.home} hosts a group then already.")
        return plan
    rest = there._replace(classes=tuple(home for home in there.classes if home != edit.home))
    return _regroup(plan, (there,), (rest, own))


def _close_care(step: _Step, plan: Plan, edit: CloseCare) -> Plan:
    group = _group(step, plan, "host", edit.host, (edit.weekday, edit.period))
    return plan if group is None else _regroup(plan, (group,), ())


def _close_section(step: _Step, plan: Plan, edit: CloseSection) -> Plan:
    section = step.section("section", edit.section, plan)
    return plan if section is None else close_section(step.problem, plan, section)


_APPLY: Mapping[type[Any], Callable[[_Step, Plan, Any], Plan]] = {
    MoveSession: _move_session, ReplaceAdult: _replace_adult, SwapAdults: _swap_adults, MoveSeat: _move_seat,
    SwapSeats: _swap_seats, MoveDismissal: _move_dismissal, MergeCare: _merge_care, OpenCare: _open_care,
    CloseCare: _close_care, CloseSection: _close_section,
}  # fmt: skip
