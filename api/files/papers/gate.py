"""Papers for the gate: visitors by date (H05), the queue of dismissal (H03), extended care."""

from __future__ import annotations

from api.files.content.names import PageNames, day_name, day_words, days_name, people_by_week
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.check.required_posts import RequiredPost
from solver.papers.queue import Release, releases
from solver.units import EVERY_WEEK, clock


def visitors_paper(desk: PaperContext) -> Paper:
    """Everybody from outside, date by date, with space to sign in and out."""
    rows: list[Row] = []
    documents = []
    people = desk.problem.outside_of
    by_day: dict[int, list[tuple[int, int, str, str, str]]] = {}
    for stand in desk.view.of_kind("lead", "assist"):
        key = stand.post.subject, stand.post.detail
        for session, slot in zip(desk.view.opened[key].sessions, stand.slots, strict=True):
            for person in stand.people[EVERY_WEEK]:
                if person in people:
                    by_day.setdefault(session.weekday, []).append(
                        (slot.start, slot.end, person, desk.names.section(*key), desk.names.room(session.room))
                    )
    for each in desk.later_days:
        for start, end, person, name, room in sorted(by_day.get(each.weekday, ())):
            when = f"{clock(start)}–{clock(end)}"
            rows.append((
                Cell(day_words(each), "label", align="center"),
                Cell(desk.names.person(person)),
                Cell(people[person].organisation or "—"),
                Cell(name),
                Cell(when),
                Cell(room),
                *(Cell() for _ in range(4)),
            ))  # fmt: skip
            documents.append({"date": each.day.isoformat(), "name": desk.names.person(person),
                              "organisation": people[person].organisation, "section": name, "start": clock(start),
                              "end": clock(end), "room": room})  # fmt: skip
    header = heads(("日期", "date"), ("姓名", "name"), ("单位", "organisation"), ("事由", "section"), ("时间", "time"), ("地点", "room"),
                   ("挂牌", "badge"), ("进校", "in"), ("离校", "out"), ("门卫签名", "signed"))  # fmt: skip
    note = ("名单以外的人员不得入校；更换人员须先经学校核实。", "Nobody else enters; a replacement is checked by the school first.")
    widths = (14, 14, 22, 22, 16, 18, 8, 12, 12, 16)
    page = Page("visitors", "来访名单", "visitors", widths, (PageBlock("门卫来访登记名单", "Visitors expected at the gate", (header,),
                                                             tuple(rows), note),), 2)  # fmt: skip
    return Paper("来访名单", "Visitors", (page,), {"visitors": documents})


def gates_paper(desk: PaperContext) -> Paper:
    """The sheet alone."""
    queue = releases(desk.view)
    document = [
        {"gate": desk.names.gate(item.gate), "lane": item.lane, "order": item.place, "class": item.class_id,
         "start": seconds(item.start), "end": seconds(item.end)}
        for item in queue
    ]  # fmt: skip
    return Paper("放学排队单", "Gate sequence", (gates_sheet(desk, queue),), {"queue": document})


def gates_sheet(desk: PaperContext, queue: tuple[Release, ...]) -> Page:
    """A sheet a gate: the queue class by class, then who stands there."""
    days = desk.problem.weekdays
    widths = (9, 7, 7, 11, 18, *(15 for _ in days))
    escorts = _escorts(desk)
    header: Row = (
        *heads(("放学", "time"), ("通道", "lane"), ("次序", "order"), ("班级", "class"), ("出校门", "leaves")),
        *(Cell((f"{day_name(weekday)}带队", f"{day_name(weekday)} led by")) for weekday in days),
    )
    note = (
        "各班按通道和次序排队，由最后一节看护教师带到校门；合班的班级由同一位教师带队。时刻为时:分:秒。",
        "Classes queue by lane and order; the adult of the last period leads them.",
    )
    blocks = []
    for gate in dict.fromkeys(item.gate for item in queue):
        rows: list[Row] = [_release_row(desk, item, escorts) for item in queue if item.gate == gate]
        posts = _gate_posts(desk, gate, len(widths))
        if posts:
            rows += [(Cell(("校门护送人员", "Adults at the gate"), "banner", cols=len(widths)),), *posts]
        blocks.append(PageBlock(f"{desk.names.gate(gate)} 放学排队次序",
                                f"{desk.names.gate(gate)}: queue of dismissal", (header,), tuple(rows), note))
    if not blocks:
        blocks.append(PageBlock("放学排队次序", "Queue of dismissal", (), (), text=(("没有学生放学。", "Nobody leaves."),)))
    return Page("gates", "放学排队", "gates", widths, tuple(blocks), 1, portrait=True, apart=True, dense=True)


def seconds(moment: int) -> str:
    """``17:10:36``."""
    return f"{clock(moment // 60)}:{moment % 60:02d}"


def _escorts(desk: PaperContext) -> dict[tuple[str, int], RequiredPost]:
    """(class, weekday) -> the care post of its last period."""
    found = {}
    for group in desk.view.kept.groups:
        for class_id in group.classes:
            window = desk.problem.window_of[desk.problem.class_of[class_id].grade]
            if group.period == len(window.periods) - 1:
                found[class_id, group.weekday] = desk.view.stands["care", group.weekday, group.host, group.period]
    return found


def _release_row(desk: PaperContext, item: Release, escorts: dict[tuple[str, int], RequiredPost]) -> Row:
    cells = []
    for weekday in desk.problem.weekdays:
        stand = escorts.get((item.class_id, weekday))
        if stand is None:
            cells.append(Cell("—"))
            continue
        host = stand.post.subject
        who = people_by_week(stand, desk.view.weeks, desk.names.person)
        cells.append(Cell(who + (f"\n（在{desk.names.home(host)}合班）" if host != item.class_id else "")))
    return (
        Cell(clock(item.minute), "label"),
        Cell(str(item.lane), align="center"),
        Cell(str(item.place), align="center"),
        Cell(desk.names.home(item.class_id)),
        Cell(f"{seconds(item.start)}–{seconds(item.end)}"),
        *cells,
    )


def _gate_posts(desk: PaperContext, gate: str, columns: int) -> list[Row]:
    """Adults at a gate, one row a wave."""
    table: dict[int, dict[int, RequiredPost]] = {}
    for stand in desk.view.of_kind("gate"):
        if stand.post.subject == gate:
            table.setdefault(stand.post.detail, {})[stand.post.weekday] = stand
    days = desk.problem.weekdays
    return [
        (
            Cell(f"{clock(minute)}–{clock(minute + desk.view.escort)}", "label", cols=columns - len(days)),
            *(Cell(people_by_week(stands[weekday], desk.view.weeks, desk.names.person) if weekday in stands else "—", "gate")
              for weekday in days),
        )
        for minute, stands in sorted(table.items())
    ]  # fmt: skip


def late_paper(desk: PaperContext, names: PageNames) -> Paper:
    """Extended care, weekday by weekday: rooms, adults, pupils by name or id, and space to sign."""
    widths = (8, 16, 14, 16, 18, 22, 22, 22)
    blocks = []
    stands = {stand.post.weekday: stand for stand in desk.view.of_kind("late")}
    rooms = {item.weekday: "、".join(desk.names.room(room) for room in item.rooms) for item in desk.plan.late_care}
    header = heads(("序号", "no."), names.pupil_heading, ("班级", "class"), ("约定接走", "until"), ("实际接走", "collected"),
                   ("接走人", "by"), ("家长签名", "signature"), ("备注", "remark"))  # fmt: skip
    for weekday in desk.problem.weekdays:
        span = desk.view.late_spans.get(weekday)
        if span is None:
            continue
        staying = [pupil for pupil in desk.problem.pupils if pupil.late_until is not None and weekday in pupil.weekdays]
        rows: tuple[Row, ...] = tuple(
            (Cell(str(number), align="center"), Cell(names.pupil(pupil.id)), Cell(names.home(pupil.class_id)),
             Cell(clock(pupil.late_until or 0)), *(Cell() for _ in range(4)))
            for number, pupil in enumerate(sorted(staying, key=lambda one: (one.late_until or 0, one.class_id, one.id)), 1)
        )  # fmt: skip
        who = people_by_week(stands[weekday], desk.view.weeks, desk.names.person) if weekday in stands else "【缺人】"
        when, where = f"{clock(span.start)}–{clock(span.end)}", rooms.get(weekday, "【未定场地】")
        note = f"{when} · {where} · 共{len(staying)}人 · 看护：{who}".replace("\n", "；")
        blocks.append(PageBlock(f"延时托管登记表 {day_name(weekday)}　日期 ＿＿月＿＿日",
                                f"Extended care, {day_name(weekday)}, date ________", (header,), rows, note))
    if not blocks:
        text = (f"{days_name(desk.problem.weekdays)}没有学生申请延时托管。",)
        blocks.append(PageBlock("延时托管登记表", "Extended care", (), (), text=text))
    pages = tuple(
        Page(f"late{number}", f"延时托管{number}", "late", widths, (block,)) for number, block in enumerate(blocks, 1)
    )
    return Paper("延时托管登记表", "Extended care", pages)
