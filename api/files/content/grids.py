"""Weekly grids: by class, by adult, by room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from api.files.content.names import PageNames, by_week, day, week_name
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.content.shown_part import ShownPart, fixed_part, gate_part, minute_part, people_part
from api.files.labels import OUTSIDE_KINDS
from api.files.plan.bundle import PlanBundle
from solver.check.assigned_duties import AssignedDuty
from solver.check.blocks import groups_of, post_kind
from solver.check.required_posts import RequiredPost
from solver.plan.plan import Post
from solver.problem.people import Outside
from solver.units import clock
from solver.words import FLEX, ROLES, TUTORING, span

_LEGEND = (
    "颜色：绿 托管 · 蓝 授课 · 浅蓝 助教 · 黄 校门 · 紫 巡察值守 · 橙 延时 · 灰 多种",
    "Colours: green care · blue lead · light blue assist · yellow gate · violet patrol · orange late · grey mixed",
)


def adult_page(bundle: PlanBundle, names: PageNames) -> Page:
    """By adult: one row a week, all posts with their times, and the totals."""
    problem, view, facts = bundle.problem, bundle.view, bundle.report.facts
    minutes: dict[tuple[str, int], int] = defaultdict(int)
    for duty in view.each_duty():
        minutes[duty.person, duty.week] += duty.slot.credit
    flex = {(item.person, item.week, item.weekday): item.kind for item in bundle.plan.flex}
    people = [(person.id, ROLES.get(person.role, person.role)) for person in problem.staff]
    people += [(person.id, _guest(person)) for person in problem.outside]
    rows: list[Row] = []
    for person, role in people:
        for week in range(1, view.weeks + 1):
            first = week == 1
            load = facts.loads.get(person)
            totals = (
                count(facts.minutes.get(person, 0)),
                count(facts.duty_days.get(person, 0)),
                count(load / 100, "#,##0.0") if load is not None else Cell("—", align="right"),
            )
            rows.append((
                Cell(names.person(person), "label"),
                Cell(role),
                Cell(week_name(week, view.weeks)),
                *(
                    _duty_cell(view.duties.get((person, week, weekday), ()), flex.get((person, week, weekday)), names)
                    for weekday in problem.post_days
                ),
                count(minutes[person, week]),
                *(totals if first else (Cell(), Cell(), Cell())),
            ))  # fmt: skip
    header: Row = (
        *heads(("姓名", "name"), ("类别", "role"), ("周次", "week")),
        *(day(weekday) for weekday in problem.post_days),
        *heads(("本周分钟", "minutes"), ("合计分钟", "total"), ("值班天数", "days"), ("折算负担", "load")),
    )
    note = (
        f"以 {view.weeks} 周为一个循环，合计为一个循环之和；折算负担按工作量和上期结转换算，单位分钟（D02）。{_LEGEND[0]}",
        f"Totals of a cycle of {view.weeks} weeks. {_LEGEND[1]}",
    )
    widths = (12, 10, 7, *(23 for _ in problem.post_days), 10, 10, 10, 10)
    return Page("by_adult", "按教职工", "by adult", widths, (PageBlock("教职工课后服务安排", "Duties by adult", (header,),
                                                                 tuple(rows), note),), 3)  # fmt: skip


def _guest(person: Outside) -> str:
    """Word for somebody from outside in the column of roles."""
    return "校外" if person.kind == "agency" else OUTSIDE_KINDS.get(person.kind, person.kind)


def _duty_cell(duties: Sequence[AssignedDuty], flex: str | None, names: PageNames) -> Cell:
    found = sorted(duties, key=lambda duty: (duty.slot.start, duty.stand.post))
    kinds = {duty.stand.kind for duty in found}
    lines = [f"{span(duty.slot.start, duty.slot.end)} {names.post(duty.stand.post)}" for duty in found]
    if flex:
        lines.insert(0, f"弹性 {FLEX.get(flex, flex)}")
    return Cell("\n".join(lines), kinds.pop() if len(kinds) == 1 else "mixed" if kinds else "")


def class_page(bundle: PlanBundle, names: PageNames) -> Page:
    """By class: rows class and period, columns weekdays."""
    problem, plan, view = bundle.problem, bundle.plan, bundle.view
    tutoring = {(item.grade, item.weekday, item.period): item.kind for item in plan.tutoring}
    groups = {(group.weekday, group.period, name): group for group in view.kept.groups for name in group.classes}
    clubs = _clubs(bundle)
    leave = {item.grade: item for item in plan.dismissals}
    attending = {(pupil.class_id, weekday) for pupil in problem.pupils for weekday in pupil.weekdays}
    rows: list[Row] = []
    for home in problem.classes:
        leaving = leave.get(home.grade)
        called = names.home(home.id)
        label = f"{called}\n{clock(leaving.minute)} 放学\n{names.gate(leaving.gate)}" if leaving else called
        leaves = () if leaving is None else (
            fixed_part(called),
            minute_part(clock(leaving.minute), (home.grade,)),
            gate_part(names.gate(leaving.gate), (home.grade,)),
        )  # fmt: skip
        for number, period in enumerate(problem.window_of[home.grade].periods):
            cells = []
            for weekday in problem.weekdays:
                lines, shade = [], ""
                stands: tuple[ShownPart, ...] = ()
                kind = tutoring.get((home.grade, weekday, number))
                if kind:
                    lines.append(TUTORING.get(kind, kind))
                group = groups.get((weekday, number, home.id))
                if group:
                    shade = "care"
                    lines += _care_lines(group.host, group.classes, home.id, bundle, names)
                    stand = view.stands["care", weekday, group.host, number]
                    stands = (fixed_part("\n".join(lines)), *_who_parts(stand, view.weeks, names))
                    lines.append(_who(stand, view.weeks, names))
                taken = [(name, pupils) for start, end, name, pupils in clubs[home.id, weekday]
                         if start < period.end and period.start < end]  # fmt: skip
                if taken:
                    shade = shade or "lead"
                    lines.append("社团 " + "、".join(f"{name}{pupils}人" for name, pupils in taken))
                if not lines and (home.id, weekday) not in attending:
                    lines.append("—")
                cells.append(Cell("\n".join(lines), "tutoring" if kind and group else shade, parts=stands))
            rows.append((Cell(label, "label", parts=leaves), Cell(f"第{number + 1}节\n{span(period.start, period.end)}"), *cells))
    header: Row = (*heads(("班级", "class"), ("时段", "period")), *(day(weekday) for weekday in problem.weekdays))
    note = (
        "绿色为托管（深绿的一节含学业辅导），下面是看护教师，各周不同时分开写；“社团”后是本班去各班的人数。",
        "Green is care (dark green: with tutoring) with its adult, by week where weeks differ; then clubs with the class's pupils.",
    )
    widths = (13, 14, *(28 for _ in problem.weekdays))
    return Page("by_class", "按班级", "by class", widths, (PageBlock("各班课后服务安排", "Service by class", (header,),
                                                             tuple(rows), note),), 2)  # fmt: skip


def _care_lines(host: str, classes: tuple[str, ...], own: str, bundle: PlanBundle, names: PageNames) -> list[str]:
    home = bundle.problem.class_of.get(host)
    room = names.room(home.room) if home else host
    if len(classes) == 1 and host == own:
        return [f"托管 {room}"]
    return [f"合班 {names.homes(classes)}", f"托管 {room}"]


def _who(stand: RequiredPost, weeks: int, names: PageNames) -> str:
    text = by_week(_who_by_week(stand, weeks, names), weeks)
    return text if "\n" in text else f"看护 {text}"


def _who_by_week(stand: RequiredPost, weeks: int, names: PageNames) -> list[str]:
    """People who stand there in each week, and how many lack."""
    found = []
    for week in range(1, weeks + 1):
        people = stand.of(week)
        lacking = stand.headcount - len(people)
        parts = [names.people(people)] if people else []
        found.append(" ".join([*parts, f"【缺{lacking}人】"] if lacking > 0 else parts))
    return found


def _who_parts(stand: RequiredPost, weeks: int, names: PageNames) -> tuple[ShownPart, ...]:
    """Parts of :func:`_who`: one of all weeks where they are alike, else one a week."""
    found = _who_by_week(stand, weeks, names)
    if len(set(found)) == 1:
        return (people_part(found[0], stand.post, range(1, weeks + 1)),)
    return tuple(people_part(text, stand.post, (week,)) for week, text in enumerate(found, 1))


def _clubs(bundle: PlanBundle) -> dict[tuple[str, int], list[tuple[int, int, str, int]]]:
    """(class, weekday) -> sessions (start, end, section, pupils of the class)."""
    problem, names = bundle.problem, PageNames(bundle.problem)
    members: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for seat in bundle.plan.seats:
        pupil = problem.pupil_of.get(seat.pupil)
        if pupil:
            members[seat.offering, seat.number][pupil.class_id] += 1
    found: dict[tuple[str, int], list[tuple[int, int, str, int]]] = defaultdict(list)
    for section in bundle.plan.sections:
        offering = problem.offering_of.get(section.offering)
        for session in section.sessions if offering else ():
            end = session.start + (offering.minutes if offering else 0)
            for class_id, pupils in members[section.offering, section.number].items():
                name = names.section(section.offering, section.number)
                found[class_id, session.weekday].append((session.start, end, name, pupils))
    return found


def room_page(bundle: PlanBundle, names: PageNames) -> Page:
    """By room: rows rooms in use, columns weekdays."""
    problem, plan, view = bundle.problem, bundle.plan, bundle.view
    uses: dict[tuple[str, int], list[tuple[int, int, str, str]]] = defaultdict(list)
    ends = {  # who waits for the dismissal still has the room (H07)
        (room, weekday, use.kind, use.subject, use.start): use.end
        for (room, weekday), found in view.room_uses.items()
        for use in found
    }
    for group in view.kept.groups:
        home = problem.class_of[group.host]
        period = problem.window_of[home.grade].periods[group.period]
        text = "托管 " + names.homes(group.classes)
        until = ends.get((home.room, group.weekday, "care", group.host, period.start), period.end)
        uses[home.room, group.weekday].append((period.start, until, text, "care"))
    for section in plan.sections:
        offering = problem.offering_of.get(section.offering)
        for session in section.sessions:
            end = session.start + (offering.minutes if offering else 0)
            end = ends.get((session.room, session.weekday, "lead", section.id, session.start), end)
            text = names.section(section.offering, section.number)
            uses[session.room, session.weekday].append((session.start, end, text, "lead"))
    for weekday, late in view.late_spans.items():
        for room in view.kept.late_rooms.get(weekday, ()):
            uses[room, weekday].append((late.start, late.end, f"延时托管（共{view.demand.late[weekday]}人）", "late"))
    for block in problem.blocks:
        kind = post_kind(block)
        for taken in groups_of(problem, bundle.policy, block):
            for weekday in block.weekdays:
                text = f"{names.post(Post(kind, weekday, block.id, 0))}（{taken.pupils}人）"
                uses[taken.room, weekday].append((block.start, block.end, text, kind))
    used = {room for room, _ in uses}
    rows = []
    for place in problem.rooms:
        if place.id in used:
            cells = []
            for weekday in problem.post_days:
                here = sorted(uses[place.id, weekday])
                kinds = {kind for *_, kind in here}
                text = "\n".join(f"{span(start, end)} {what}" for start, end, what, _ in here)
                cells.append(Cell(text, kinds.pop() if len(kinds) == 1 else "mixed" if kinds else ""))
            label = place.name or place.id
            rows.append((Cell(label, "label"), Cell(f"{place.zone}\n{place.capacity}人"), *cells))
    header: Row = (
        *heads(("场地", "room"), ("区域/容量", "zone/size")),
        *(day(weekday) for weekday in problem.post_days),
    )
    widths = (16, 13, *(27 for _ in problem.post_days))
    return Page("by_room", "按场地", "by room", widths, (PageBlock("场地使用安排", "Use of rooms", (header,), tuple(rows), _LEGEND),),
                2)  # fmt: skip
