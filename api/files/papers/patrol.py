"""The patrol (H01, H02): who goes round on which date, and the form to record it on."""

from __future__ import annotations

from api.files.content.names import day_name, day_words, people_by_week, week_name
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.check.required_posts import RequiredPost
from solver.words import span

FINDINGS = (
    "1 不按课表上课", "2 出工不出力", "3 无教学计划或教案", "4 讲授新课或集体补课", "5 迟到早退、脱岗", "6 秩序或安全隐患",
    "7 校外人员未挂牌", "8 校外人员擅自更换", "9 学生未点名或去向不明",
)  # fmt: skip
"""What a patrol may find (I14, B04, E09, C07), by the number that is written down."""


def patrol_paper(desk: PaperContext) -> Paper:
    """The dated schedule, then one form a weekday to copy."""
    pages = [_schedule(desk), *(_form(desk, weekday) for weekday in desk.problem.weekdays)]
    return Paper("行政巡察记录", "Patrol", tuple(pages), {"patrols": _documents(desk)})


def _patrols(desk: PaperContext) -> dict[int, list[RequiredPost]]:
    found: dict[int, list[RequiredPost]] = {}
    for stand in desk.view.of_kind("fixed"):
        if desk.problem.post_of[stand.post.subject].kind == "patrol":
            found.setdefault(stand.post.weekday, []).append(stand)
    return found


def _documents(desk: PaperContext) -> list[dict[str, str]]:
    patrols = _patrols(desk)
    return [
        {"date": each.day.isoformat(), "post": desk.names.fixed(stand.post.subject),
         "zone": desk.problem.post_of[stand.post.subject].zone,
         "time": span(stand.slots[0].start, stand.slots[0].end), "people": desk.names.people(stand.of(each.week))}
        for each in desk.later_days
        for stand in patrols.get(each.weekday, ())
    ]  # fmt: skip


def _schedule(desk: PaperContext) -> Page:
    patrols = _patrols(desk)
    rows: list[Row] = []
    for each in desk.later_days:
        for stand in patrols.get(each.weekday, ()):
            people = stand.of(each.week)
            lacking = stand.headcount - len(people)
            rows.append((
                Cell(day_words(each), "label", align="center"),
                Cell(week_name(each.week, desk.view.weeks)),
                Cell(desk.names.fixed(stand.post.subject)),
                Cell(desk.problem.post_of[stand.post.subject].zone),
                Cell(span(stand.slots[0].start, stand.slots[0].end)),
                Cell(desk.names.people(people) + (f"【缺{lacking}人】" if lacking > 0 else ""), "bad" if lacking > 0 else "fixed"),
                Cell(),
                Cell(),
            ))  # fmt: skip
    header = heads(("日期", "date"), ("周次", "week"), ("岗位", "post"), ("区域", "zone"), ("时间", "time"), ("巡察人", "patrol"),
                   ("发现问题数", "findings"), ("签名", "signed"))  # fmt: skip
    note = ("每天有安排、有记录（H01）；换人须先经学校同意。", "Every day is arranged and recorded.")
    return Page("patrol", "巡察安排", "patrol", (16, 8, 26, 10, 16, 24, 14, 20), (
        PageBlock("行政巡察安排表", "Patrol by date", (header,), tuple(rows), note),), 2)  # fmt: skip


def _form(desk: PaperContext, weekday: int) -> Page:
    """Groups and sections of one weekday by zone and time, with columns to write in."""
    rows = [
        (Cell(zone or "—", "label"), Cell(when), Cell(room), Cell(what), Cell(who, "mixed" if outside else ""),
         *(Cell() for _ in range(5)))
        for zone, when, room, what, who, outside in sorted(_groups(desk, weekday))
    ]  # fmt: skip
    header = heads(("区域", "zone"), ("时间", "time"), ("场地", "room"), ("托管班/教学班", "group"), ("教师", "adult"), ("到岗", "there"),
                   ("点名秩序", "order"), ("教案/挂牌", "plan, badge"), ("问题编号", "finding"), ("备注", "remark"))  # fmt: skip
    people = "；".join(
        f"{desk.names.fixed(stand.post.subject)}：{people_by_week(stand, desk.view.weeks, desk.names.person)}".replace("\n", "，")
        for stand in _patrols(desk).get(weekday, ())
    )
    text = (f"日期：＿＿＿＿年＿＿月＿＿日　天气：＿＿＿＿　应巡：{people or '未安排'}", f"问题编号：{'；'.join(FINDINGS)}。")
    note = ("★为校外师资带班，须核对挂牌和人员，巡察次数加倍（H02、E09）。", "★ led by outside people: check badge and person.")
    block = PageBlock(f"行政巡察记录表　{day_name(weekday)}", f"Patrol record, {day_name(weekday)}", (header,), tuple(rows), note, text)
    sign = PageBlock("小结", "Summary", (), (
        (Cell("主要问题", "label", cols=2), Cell("\n\n", cols=8)),
        (Cell("处理意见", "label", cols=2), Cell("\n\n", cols=8)),
        (Cell("巡察人签名", "label", cols=2), Cell("", cols=3), Cell("结束时间", "label", cols=2), Cell("", cols=3)),
    ))  # fmt: skip
    return Page(f"patrol{weekday}", f"巡察记录{day_name(weekday)}", "record", (8, 14, 22, 26, 20, 8, 10, 12, 10, 24), (block, sign))


def _groups(desk: PaperContext, weekday: int) -> list[tuple[str, str, str, str, str, bool]]:
    room_of = desk.problem.room_of
    found = []
    for group in desk.view.kept.groups:
        if group.weekday != weekday:
            continue
        stand = desk.view.stands["care", group.weekday, group.host, group.period]
        home = desk.problem.class_of[group.host]
        room = room_of.get(home.room)
        period = desk.problem.window_of[home.grade].periods[group.period]
        when = span(period.start, period.end)
        who = people_by_week(stand, desk.view.weeks, desk.names.person)
        found.append((room.zone if room else "", when, desk.names.room(home.room), "托管 " + desk.names.homes(group.classes), who, False))
    for section, offering in desk.opened:
        people = desk.sections.people("lead", section)
        lead = desk.view.stands.get(("lead", 0, section.offering, section.number))
        outside = lead is not None and any(person in desk.problem.outside_of for person in lead.of(1))
        for session in section.sessions:
            if session.weekday == weekday:
                room = room_of.get(session.room)
                when = span(session.start, session.start + offering.minutes)
                name = desk.names.section(section.offering, section.number)
                found.append((room.zone if room else "", when, desk.names.room(session.room), ("★" if outside else "") + name,
                              people or "【缺人】", outside))  # fmt: skip
    return found
