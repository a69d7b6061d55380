"""Structure of a plan (K00): keeps the items that mean something and names every fault of the others.

All later checks read only what passes here, so that a damaged plan still gets every violation named and never
raises. An item with a fault is kept when it still has one plain meaning (a dismissal minute that is not on the list,
a section number beyond the maximum); it is left out when it refers to nothing or says the same thing twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solver.check.demand import Demand
from solver.check.measurement import Breaches, Measurement
from solver.check.names import Words, code, day, grade_id, once, section_id
from solver.plan.plan import (
    FLEX_KINDS,
    TUTORING_KINDS,
    CareGroup,
    Dismissal,
    Flex,
    Plan,
    Section,
    Tutoring,
)
from solver.problem.problem import Problem
from solver.units import Week, Weekday, clock

if TYPE_CHECKING:
    from solver.check.plan_index import PlanIndex

SectionKey = tuple[str, int]


def _entries(view: PlanIndex) -> int:
    plan = view.plan
    lists = (plan.dismissals, plan.tutoring, plan.care_groups, plan.sections, plan.seats, plan.assignments, plan.late_care,
             plan.flex, plan.fees)  # fmt: skip
    return sum(map(len, lists))


FAULT = Breaches("K00", "有误的方案条目", "faulty entries of the plan", _entries)


@dataclass
class WellFormedPlan:
    """What is left of a plan, and the faults.

    dismissals: grade -> record. tutoring: (grade, weekday) -> record. groups: care groups with a known host in a band,
    known classes only. sections: (offering, number) -> section, as given. seats: section -> pupils; seats_of: pupil ->
    sections. late_rooms: weekday -> known, distinct rooms. fees: pupil -> fen.
    """

    faults: list[Measurement] = field(default_factory=list)
    dismissals: dict[int, Dismissal] = field(default_factory=dict)
    tutoring: dict[tuple[int, Weekday], Tutoring] = field(default_factory=dict)
    groups: list[CareGroup] = field(default_factory=list)
    sections: dict[SectionKey, Section] = field(default_factory=dict)
    seats: dict[SectionKey, list[str]] = field(default_factory=dict)
    seats_of: dict[str, list[SectionKey]] = field(default_factory=dict)
    late_rooms: dict[Weekday, tuple[str, ...]] = field(default_factory=dict)
    flex: list[Flex] = field(default_factory=list)
    fees: dict[str, int] = field(default_factory=dict)

    def fault(
        self,
        subjects: tuple[str, ...],
        measured: object,
        limit: object,
        words: Words,
        *,
        place: str = "",
        weekday: Weekday | None = None,
    ) -> None:
        """Note one fault of structure."""
        self.faults.append(FAULT.breach(subjects, place, weekday, str(measured), str(limit), *words))


def sieve(problem: Problem, plan: Plan, demand: Demand, weeks: int) -> WellFormedPlan:
    """Sort out everything but the assignments, which need the posts (:mod:`solver.check.assigned_duties`)."""
    kept = WellFormedPlan()
    days = frozenset(problem.weekdays)
    _dismissals(problem, plan, kept)
    _tutoring(problem, plan, kept, days)
    _sections(problem, plan, kept, days)
    _groups(problem, plan, kept, days)
    _seats(problem, plan, kept)
    _late_care(problem, plan, kept, demand)
    _flex(problem, plan, kept, weeks, days)
    _fees(problem, plan, kept)
    return kept


def _dismissals(problem: Problem, plan: Plan, kept: WellFormedPlan) -> None:
    for item in plan.dismissals:
        who = (grade_id(item.grade),)
        window = problem.window_of.get(item.grade)
        if window is None:
            words = (
                f"放学安排提到没有服务时段的{item.grade}年级",
                f"Dismissal of grade {item.grade}, which has no window",
            )
            kept.fault(who, item.grade, "window", words)
            continue
        if item.grade in kept.dismissals:
            words = f"{item.grade}年级有多个放学安排", f"Grade {item.grade} has more than one dismissal"
            kept.fault(who, 2, 1, words)
            continue
        kept.dismissals[item.grade] = item
        if item.minute not in window.dismissals:
            at, allowed = clock(item.minute), ", ".join(clock(minute) for minute in window.dismissals)
            words = (
                f"{item.grade}年级的放学时间{at}不在可选时间（{allowed}）之内",
                f"Grade {item.grade} leaves at {at}, which is none of its slots ({allowed})",
            )
            kept.fault(who, at, allowed, words)
        if item.gate not in window.gates:
            allowed = ", ".join(window.gates)
            words = (
                f"{item.grade}年级不能走校门“{item.gate}”（可走：{allowed}）",
                f"Grade {item.grade} may not use gate {item.gate} (may use: {allowed})",
            )
            kept.fault(who, item.gate, allowed, words, place=item.gate)
    for grade in problem.window_of:
        if grade not in kept.dismissals:
            kept.fault((grade_id(grade),), 0, 1, (f"{grade}年级没有放学安排", f"Grade {grade} has no dismissal"))


def _tutoring(problem: Problem, plan: Plan, kept: WellFormedPlan, days: frozenset[Weekday]) -> None:
    for item in plan.tutoring:
        window = problem.window_of.get(item.grade)
        key = (item.grade, item.weekday)
        what = ""
        if window is None:
            what, measured, limit, en = "没有服务时段", str(item.grade), "window", "the grade has no window"
        elif item.weekday not in days:
            what, measured, limit, en = "不是服务日", str(item.weekday), _days(days), "the weekday has no service"
        elif not 0 <= item.period < len(window.periods):
            last = len(window.periods) - 1
            what, measured, limit, en = "节次不存在", str(item.period), f"0..{last}", "there is no such period"
        elif key in kept.tutoring:
            what, measured, limit, en = "同一天重复", "2", "1", "the day has more than one record"
        else:
            kept.tutoring[key] = item
            if item.kind not in TUTORING_KINDS:
                what, measured, limit, en = "辅导类型未知", item.kind, ", ".join(TUTORING_KINDS), "its kind is unknown"
        if what:
            words = (
                f"{item.grade}年级的辅导（{day(item.weekday)[0]}第{item.period + 1}节，{code(item.kind)}）有误：{what}",
                f"Tutoring of grade {item.grade}, {day(item.weekday)[1]}, period {item.period + 1}, {item.kind}: {en}",
            )
            kept.fault((grade_id(item.grade),), measured, limit, words, weekday=item.weekday)


def _sections(problem: Problem, plan: Plan, kept: WellFormedPlan, days: frozenset[Weekday]) -> None:
    for item in plan.sections:
        offering = problem.offering_of.get(item.offering)
        key = (item.offering, item.number)
        ident = section_id(*key)
        if offering is None:
            kept.fault((ident,), item.offering, "offering", _wrong(ident, "没有这门课程", "there is no such offering"))
            continue
        if key in kept.sections:
            kept.fault((ident,), 2, 1, _wrong(ident, "重复开设", "it is listed twice"))
            continue
        kept.sections[key] = item
        if not 1 <= item.number <= offering.max_sections:
            limit = f"1..{offering.max_sections}"
            words = _wrong(ident, f"班号超出{limit}", f"its number is outside {limit}")
            kept.fault((ident,), item.number, limit, words)
        for session in item.sessions:
            if session.weekday not in days:
                words = _wrong(
                    ident, f"{day(session.weekday)[0]}不是服务日", f"{day(session.weekday)[1]} has no service"
                )
                kept.fault((ident,), session.weekday, _days(days), words, weekday=session.weekday)
            if session.room not in problem.room_of:
                words = _wrong(ident, f"没有场地“{session.room}”", f"there is no room {session.room}")
                kept.fault((ident,), session.room, "room", words, place=session.room, weekday=session.weekday)


def _groups(problem: Problem, plan: Plan, kept: WellFormedPlan, days: frozenset[Weekday]) -> None:
    seen: set[tuple[Weekday, int, str]] = set()
    placed: set[tuple[Weekday, int, str]] = set()
    for item in plan.care_groups:
        host = problem.class_of.get(item.host)
        band = problem.band_of_grade.get(host.grade) if host else None
        words: Words | None = None
        measured, limit = "", ""
        if host is None:
            measured, limit = item.host, "class"
            words = _wrong_group(item, "没有这个班级", "there is no such class")
        elif item.weekday not in days:
            measured, limit = str(item.weekday), _days(days)
            words = _wrong_group(item, "不是服务日", "the weekday has no service")
        elif band is None or not 0 <= item.period < len(band.periods):
            measured, limit = str(item.period), f"0..{len(band.periods) - 1}" if band else "window"
            words = _wrong_group(item, "节次不存在", "there is no such period")
        elif (item.weekday, item.period, item.host) in seen:
            measured, limit = "2", "1"
            words = _wrong_group(item, "重复", "it is listed twice")
        if words is not None:
            kept.fault((item.host,), measured, limit, words, weekday=item.weekday)
            continue
        seen.add((item.weekday, item.period, item.host))
        classes = tuple(dict.fromkeys(name for name in item.classes if name in problem.class_of))
        if item.host not in item.classes:
            words = _wrong_group(item, "不含主班", "the host is not among its classes")
            kept.fault((item.host,), item.host, "host", words, weekday=item.weekday)
        for name in item.classes:
            if name not in problem.class_of:
                words = _wrong_group(item, f"没有班级“{name}”", f"there is no class {name}")
                kept.fault((item.host, name), name, "class", words, weekday=item.weekday)
            elif (item.weekday, item.period, name) in placed:
                words = _wrong_group(item, f"{name}同一节被安排多次", f"{name} is in more than one place")
                kept.fault((item.host, name), 2, 1, words, weekday=item.weekday)
            placed.add((item.weekday, item.period, name))
        kept.groups.append(CareGroup(item.weekday, item.period, item.host, classes))


def _seats(problem: Problem, plan: Plan, kept: WellFormedPlan) -> None:
    pupils = problem.pupil_of
    seen: set[tuple[str, str, int]] = set()
    kept.seats = {key: [] for key in kept.sections}
    for item in plan.seats:
        pupil, key = item.pupil, (item.offering, item.number)
        if pupil not in pupils:
            ident = section_id(*key)
            words = f"{ident}的名单中有未知学生“{pupil}”", f"Unknown pupil {pupil} in {ident}"
            kept.fault((pupil, ident), pupil, "pupil", words)
        elif key not in kept.sections:
            ident = section_id(*key)
            words = f"学生{pupil}被排入未开设的{ident}", f"Pupil {pupil} is seated in {ident}, which is not opened"
            kept.fault((pupil, ident), ident, "section", words)
        elif (pupil, item.offering, item.number) in seen:
            ident = section_id(*key)
            words = f"学生{pupil}在{ident}的名单中重复", f"Pupil {pupil} is listed twice in {ident}"
            kept.fault((pupil, ident), 2, 1, words)
        else:
            seen.add((pupil, item.offering, item.number))
            kept.seats[key].append(pupil)
            kept.seats_of.setdefault(pupil, []).append(key)


def _late_care(problem: Problem, plan: Plan, kept: WellFormedPlan, demand: Demand) -> None:
    for item in plan.late_care:
        if item.weekday not in demand.late or item.weekday in kept.late_rooms:
            twice = item.weekday in kept.late_rooms
            why = ("重复", "is listed twice") if twice else ("无人报名", "has no pupil")
            words = f"{day(item.weekday)[0]}的延时托管{why[0]}", f"Late care on {day(item.weekday)[1]} {why[1]}"
            kept.fault((), 2 if twice else 0, 1, words, weekday=item.weekday)
            continue
        kept.late_rooms[item.weekday] = tuple(dict.fromkeys(room for room in item.rooms if room in problem.room_of))
        for room in dict.fromkeys(item.rooms):
            if room not in problem.room_of:
                words = f"延时托管的场地“{room}”不存在", f"There is no room {room} for late care"
                kept.fault((room,), room, "room", words, place=room, weekday=item.weekday)
            elif item.rooms.count(room) > 1:
                words = f"延时托管的场地{room}重复", f"Room {room} is listed more than once for late care"
                kept.fault((room,), item.rooms.count(room), 1, words, place=room, weekday=item.weekday)


def _flex(problem: Problem, plan: Plan, kept: WellFormedPlan, weeks: int, days: frozenset[Weekday]) -> None:
    seen: set[tuple[str, Week, Weekday]] = set()
    for item in plan.flex:
        key = (item.person, item.week, item.weekday)
        found: tuple[object, object, str, str] | None = None
        if item.person not in problem.staff_of:
            found = item.person, "staff", "不是本校教职工", "is not own staff"
        elif not 1 <= item.week <= weeks:
            found = item.week, f"1..{weeks}", "周次不存在", "in a week that does not exist"
        elif item.weekday not in days:
            found = item.weekday, _days(days), "不是服务日", "on a day without service"
        elif item.kind not in FLEX_KINDS:
            found = item.kind, ", ".join(FLEX_KINDS), "类型未知", "of an unknown kind"
        elif key in seen:
            found = 2, 1, "同一天重复", "more than once a day"
        if found is None:
            seen.add(key)
            kept.flex.append(item)
            continue
        measured, limit, zh, en = found
        on_zh, on_en = once(item.week, item.weekday)
        words = (
            f"{item.person}的弹性上下班（{on_zh}，{code(item.kind)}）有误：{zh}",
            f"Flex of {item.person}, {on_en}, {item.kind}: {en}",
        )
        kept.fault((item.person,), measured, limit, words, weekday=item.weekday)


def _fees(problem: Problem, plan: Plan, kept: WellFormedPlan) -> None:
    for item in plan.fees:
        if item.pupil not in problem.pupil_of:
            words = f"收费表中有未知学生“{item.pupil}”", f"Unknown pupil {item.pupil} among the fees"
            kept.fault((item.pupil,), item.pupil, "pupil", words)
        elif item.pupil in kept.fees:
            kept.fault(
                (item.pupil,), 2, 1, (f"学生{item.pupil}有多条收费", f"Pupil {item.pupil} has more than one fee")
            )
        else:
            kept.fees[item.pupil] = item.fen


def _days(days: frozenset[Weekday]) -> str:
    return ", ".join(str(weekday) for weekday in sorted(days))


def _wrong(ident: str, zh: str, en: str) -> Words:
    return f"教学班{ident}有误：{zh}", f"Section {ident}: {en}"


def _wrong_group(item: CareGroup, zh: str, en: str) -> Words:
    on_zh, on_en = day(item.weekday)
    number = item.period + 1
    return (
        f"托管班{item.host}（{on_zh}第{number}节）有误：{zh}",
        f"Care group {item.host} ({on_en}, period {number}): {en}",
    )
