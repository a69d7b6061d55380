"""The filing pack 备案材料 (I01, I02, I05): cover, one-school-one-plan, menu, outside people, rooms, timetable, compliance,
deadlines. No pupil is named or listed; adults are named as the school gave them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from api.files.citation import basis_titles, citation_document
from api.files.content.balance import money_words
from api.files.content.grids import class_page
from api.files.content.names import BLANK, days_name, grade_names
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.content.posts import dismissal_page
from api.files.content.wishes import first_words, met_words
from api.files.draw_pdf import COVER
from api.files.labels import POOLS, ROOM_TYPES, STRANDS
from api.files.papers.compliance import compliance_sheet
from api.files.papers.deadlines import deadlines_sheet
from api.files.papers.gate import gates_sheet
from api.files.papers.menu import menu_sheet, tutoring_words
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from api.files.task_words import SHADES, state_words
from solver.check.families.time import end_of_work
from solver.papers.queue import releases
from solver.papers.tasks import filing, state_of
from solver.units import clock
from solver.words import ROLES, TUTORING

CONTENTS = ("一校一案", "课程菜单", "校外师资", "资源台账", "每周安排", "放学安排", "放学排队", "合规清单", "期限表")


def filing_paper(desk: PaperContext) -> Paper:
    """The whole pack."""
    pages = (
        _cover(desk),
        _plan(desk),
        menu_sheet(desk, named=True),
        _outside(desk),
        _rooms(desk),
        class_page(desk.bundle, desk.names),
        dismissal_page(desk.bundle, desk.names),
        gates_sheet(desk, releases(desk.view)),
        compliance_sheet(desk),
        deadlines_sheet(desk),
    )
    return Paper("课后服务备案材料", "Filing pack", pages, {"filing": _deadline(desk)})


def _deadline(desk: PaperContext) -> dict[str, Any]:
    """The last day of filing (I02) and its state; None where the policy says no day."""
    task = filing(desk.policy, desk.problem.term)
    state = state_of(task, desk.records, desk.on) if task else None
    return {
        "due": task.due.isoformat() if task and task.due else None,
        "when_zh": task.when[0] if task else "",
        "when_en": task.when[1] if task else "",
        "state": state.kind if state else None,
        "state_zh": state_words(task, state, desk.on) if task and state else "",
        "on": desk.on.isoformat() if desk.on else None,
        "days_left": task.days_left(desk.on) if task and desk.on else None,
        **(citation_document(desk.policy, task.source, task.rule) if task else {"basis": "", "document": "", "quote": ""}),
    }


def _cover(desk: PaperContext) -> Page:
    due = _deadline(desk)
    broken = len(desk.report.violations)
    limit = f"{due['due']}（{due['when_zh']}）" if due["due"] else "本规则集没有规定备案的日期"
    state = f"{due['state_zh']}（以 {desk.on} 为准）" if desk.on else f"{due['state_zh']}\n未给出日期，不判断逾期"
    shade = SHADES[due["state"]] if due["state"] else ""
    lines = (
        ("学校", desk.problem.school, ""),
        ("学期", desk.term_words, ""),
        ("规则集", desk.policy.zh, ""),
        ("备案期限", limit, ""),
        *([("备案进度", state, shade)] if due["state"] else []),
        ("核验结论", f"不符合 {broken} 处，见合规清单" if broken else "逐条核验，没有不符合", "bad" if broken else "good"),
        ("材料目录", "\n".join(f"{number}. {name}" for number, name in enumerate(CONTENTS, 1)), ""),
        ("报送部门", BLANK, ""),
        ("学校负责人", BLANK, ""),
        ("填报人及电话", BLANK, ""),
        ("报送日期", "＿＿＿＿年＿＿月＿＿日　（盖章）", ""),
    )
    rows = tuple((Cell(label, "label"), Cell(text, shade)) for label, text, shade in lines)
    block = PageBlock(f"{desk.problem.school}\n课后服务备案材料", "Filing pack of the after-school service", (), rows)
    return Page(COVER, "封面", "cover", (24, 70), (block,), sheets_high=1, portrait=True)


def _plan(desk: PaperContext) -> Page:
    """One school, one plan (I01): what a bureau reads first."""
    facts, problem = desk.report.facts, desk.problem
    full = sum(1 for pupil in problem.pupils if set(problem.weekdays) <= set(pupil.weekdays))
    blocks = (
        PageBlock("一校一案：课后服务实施方案", "One school, one plan", (), (), text=(
            "依据：" + "；".join(basis_titles(desk.policy)) + "。",
            (f"原则：自愿、公益、安全；学期为周期，按需求分项目编班。本学期自 {problem.term.first} 至 {problem.term.last}，"
            f"共 {len(desk.days)} 个服务日。"),
            (f"对象：全校学生 {len(problem.pupils)} 人，报名 {facts.applicants} 人，其中每个服务日都参加的 {full} 人；"
            f"每节都有去处的 {facts.seated} 人。"),
            f"社团志愿：{met_words(desk.bundle.wishes)[0]}。{first_words(desk.bundle.wishes)[0]}。")),
        _windows(desk),
        PageBlock("服务内容", "Content", (), (), text=_content(desk)),
        _staff(desk),
        PageBlock("安全保障", "Safety", (), (), text=_safety(desk)),
        PageBlock("收费与监督", "Fee and supervision", (), (), text=_fee(desk)),
    )  # fmt: skip
    return Page("plan", "一校一案", "one plan", (16, 20, 30, 16, 20), blocks, portrait=True)


def _windows(desk: PaperContext) -> PageBlock:
    leave = {item.grade: item for item in desk.plan.dismissals}
    rows: list[Row] = []
    for window in sorted(desk.problem.windows, key=lambda one: one.grade):
        leaving = leave.get(window.grade)
        rows.append((
            Cell(grade_names([window.grade]), "label"),
            Cell(f"{clock(window.start)}–{clock(leaving.minute) if leaving else '未定'}"),
            Cell("\n".join(f"{clock(period.start)}–{clock(period.end)}" for period in window.periods)),
            Cell(clock(leaving.minute) if leaving else "未定"),
            Cell(desk.names.gate(leaving.gate) if leaving else "未定"),
        ))  # fmt: skip
    header = heads(("年级", "grade"), ("服务时间", "hours"), ("时段", "periods"), ("放学", "dismissal"), ("校门", "gate"))
    note = f"{days_name(desk.problem.weekdays)}；当地正常下班时间 {clock(end_of_work(desk.problem, desk.policy))}。"
    return PageBlock("服务时间", "Hours", (header,), tuple(rows), note)


def _content(desk: PaperContext) -> tuple[str, ...]:
    lines = []
    for grades, words in (pair for band in desk.problem.bands for pair in tutoring_words(desk, band.grades)):
        minutes = [
            periods[item.period].end - periods[item.period].start
            for item in desk.plan.tutoring
            if item.grade in grades and item.period < len(periods := desk.problem.window_of[item.grade].periods)
        ]
        if minutes:
            lines.append(f"{grade_names(grades)}：每天 {min(minutes)} 分钟学业辅导（{words}），不讲授新课。")
    by_strand = Counter(STRANDS.get(offering.strand, offering.strand) for _, offering in desk.opened)
    listed = "、".join(f"{strand}{number}个" for strand, number in by_strand.items())
    lines.append(f"“1+N”：基础托管之外开设 {len(desk.opened)} 个教学班（{listed or '无'}），见课程菜单。")
    kinds = Counter(TUTORING.get(item.kind, item.kind) for item in desk.plan.tutoring)
    lines.append("每周辅导安排（年级×天）：" + "、".join(f"{kind}{number}" for kind, number in kinds.items()) + "。")
    return tuple(lines)


def _staff(desk: PaperContext) -> PageBlock:
    busy = {item.person for item in desk.plan.assignments}
    rows: list[Row] = []
    for role, word in ROLES.items():
        people = [person for person in desk.problem.staff if person.role == role]
        if people:
            rows.append((
                Cell(word, "label"),
                count(len(people)),
                count(sum(1 for person in people if person.takes_part)),
                count(sum(1 for person in people if person.id in busy)),
                count(sum(desk.report.facts.minutes.get(person.id, 0) for person in people)),
            ))  # fmt: skip
    outside = desk.problem.outside
    rows.append((Cell("校外师资", "label"), count(len(outside)), count(len(outside)),
                 count(sum(1 for person in outside if person.id in busy)),
                 count(sum(desk.report.facts.minutes.get(person.id, 0) for person in outside))))  # fmt: skip
    header = heads(("类别", "role"), ("人数", "people"), ("参加服务", "take part"), ("本方案上岗", "on duty"),
                   (f"{desk.view.weeks}周服务分钟", "minutes"))  # fmt: skip
    return PageBlock("服务人员", "Staff", (header,), tuple(rows), "以本校教职工为主，轮流上岗（D01、D02）。")


def _safety(desk: PaperContext) -> tuple[str, ...]:
    patrols = "；".join(
        f"{post.name or post.id}（{post.zone}区）{days_name(post.weekdays)} {clock(post.start)}–{clock(post.end)} {post.headcount} 人"
        for post in desk.problem.posts
        if post.kind == "patrol"
    )
    gates = "；".join(f"{gate.name or gate.id} {gate.lanes} 条通道，每批护送 {gate.staff} 人" for gate in desk.problem.gates)
    demand = desk.view.demand
    rooms = dict.fromkeys(desk.names.room(room) for item in desk.plan.late_care for room in item.rooms)
    late = (
        f"每天最多 {max(demand.late.values())} 人，至 {clock(max(span.end for span in desk.view.late_spans.values()))}，"
        f"在{'、'.join(rooms) or '未定场地'}。" if desk.view.late_spans else "本学期没有学生申请。"
    )  # fmt: skip
    apart = "各年级错峰，" if len({item.minute for item in desk.plan.dismissals}) > 1 else ""
    return (
        f"行政巡察：{patrols or '未安排'}。每日有安排、有记录。",
        f"放学：{apart}由看护教师带队，护送 {desk.view.escort} 分钟。{gates}。见放学安排。",
        f"延时托管：{late}",
        "点名和签离：每班有点名册，学生由家长签字接走；校外人员凭名单和挂牌由门卫登记入校。",
        f"应急预案和场所安全检查：负责人 {BLANK}　检查日期 {BLANK}",
    )


def _fee(desk: PaperContext) -> tuple[str, ...]:
    hour = desk.policy.number_or("G02", "minutes_per_classhour", 40) or 40
    fee = desk.problem.money.fee
    return (
        f"收费：每生每课时 {fee / 100:.2f} 元（{hour} 分钟），按报名天数计收，经公示后收取；家庭经济困难学生减免。",
        *([f"收支（按本方案推算，全学期）：{money_words(sheet)[0]}。"] if (sheet := desk.bundle.balance) else []),
        f"监督：学校电话 {BLANK}　邮箱 {BLANK}\n　　　区（县）电话 {BLANK}　邮箱 {BLANK}",
        f"领导小组：组长 {BLANK}　中层干部代表 {BLANK}　普通教师代表 {BLANK}",
    )


def _outside(desk: PaperContext) -> Page:
    sections: dict[str, list[str]] = {}
    for item in desk.plan.assignments:
        if item.post.kind == "lead" and item.person in desk.problem.outside_of:
            sections.setdefault(item.person, []).append(desk.names.section(item.post.subject, item.post.detail))
    rows: list[Row] = []
    for person in desk.problem.outside:
        dates = (
            ("\n".join(str(day) if day else "未填" for day in (person.approved_from, person.approved_to))),
            str(person.reviewed or "未填"),
            "\n".join(str(day) if day else "未填" for day in (person.insured_from, person.insured_to)),
            str(person.filed or "未填"),
        )
        rows.append((
            Cell(desk.names.person(person.id), "label"),
            Cell(person.organisation or "—"),
            Cell("、".join(sections.get(person.id, ())) or "本学期未带班"),
            Cell(POOLS.get(person.pool, person.pool)),
            *(Cell(text, "bad" if "未填" in text and person.id in sections else "") for text in dates),
            Cell("有" if person.clean_record else "无", "" if person.clean_record or person.id not in sections else "bad"),
            Cell("有" if person.contract else "无", "" if person.contract or person.id not in sections else "bad"),
        ))  # fmt: skip
    header = heads(("姓名", "name"), ("单位", "organisation"), ("带班", "sections"), ("师资库", "pool"), ("审批起止", "approved"),
                   ("面审", "reviewed"), ("保险起止", "insured"), ("备案", "filed"),
                   ("无违法记录", "clean record"), ("合同", "contract"))  # fmt: skip
    note = ("面审在开课前；先投保、再备案、后入校（E03–E06、E14）。", "Reviewed, insured and filed before the first session.")
    text = () if rows else ("本学期没有校外师资。",)
    block = PageBlock("校外师资与手续", "Outside people and their papers", (header,) if rows else (), tuple(rows), note, text)
    return Page("outside", "校外师资", "outside", (14, 22, 26, 10, 16, 14, 16, 14, 12, 8), (block,), 1)


def _rooms(desk: PaperContext) -> Page:
    """Rooms, gates and fixed posts (I05)."""
    used = Counter(item.room for section, _ in desk.opened for item in section.sessions)
    rows: tuple[Row, ...] = tuple(
        (Cell(room.name or room.id, "label"), Cell(ROOM_TYPES.get(room.type, room.type)), Cell(room.zone), count(room.capacity),
         count(used[room.id]))
        for room in desk.problem.rooms
    )  # fmt: skip
    by_type = Counter(ROOM_TYPES.get(room.type, room.type) for room in desk.problem.rooms)
    header = heads(("场地", "room"), ("类型", "type"), ("区域", "zone"), ("容量", "places"), ("每周课次", "sessions a week"))
    note = "合计：" + "，".join(f"{word} {number} 间" for word, number in by_type.items())
    return Page("rooms", "资源台账", "rooms", (30, 16, 12, 12, 14), (
        PageBlock("场地资源台账", "Inventory of rooms", (header,), rows, note),), portrait=True)  # fmt: skip
