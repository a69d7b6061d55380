"""The form of the responsible inspector (I10): time, mode, content and safety, with what the plan says beside the finding."""

from __future__ import annotations

from api.files.content.balance import money_words
from api.files.content.names import BLANK, days_name, grade_names
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.content.wishes import met_words
from api.files.labels import STRANDS
from api.files.papers.menu import tutoring_words
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.check.families.time import end_of_work
from solver.units import clock


def inspection_paper(desk: PaperContext) -> Paper:
    """One upright sheet to fill in on the spot."""
    rows: list[Row] = []
    for area, items in _items(desk):
        rows += [
            (Cell(area, "label"), Cell(what), Cell(planned), Cell(), Cell("□符合 □不符合"))
            for what, planned in items
        ]  # fmt: skip
    header = heads(("方面", "area"), ("检查内容", "item"), ("方案安排", "planned"), ("现场情况", "found"), ("结论", "verdict"))
    text = (f"学校：{desk.problem.school}　学期：{desk.problem.term.name}", f"检查日期：{BLANK}　责任督学：{BLANK}")
    sign: tuple[Row, ...] = (
        (Cell("主要问题", "label"), Cell("\n\n", cols=4)),
        (Cell("整改要求", "label"), Cell("\n\n", cols=4)),
        (Cell("签名", "label"), Cell("督学：", cols=2), Cell("学校：", cols=2)),
    )
    blocks = (
        PageBlock("课后服务督导检查表", "Inspection form", (header,), tuple(rows), text=text),
        PageBlock("意见", "Remarks", (), sign),
    )
    return Paper("督导检查表", "Inspection form", (Page("inspection", "督导检查表", "inspection", (10, 34, 44, 26, 20), blocks,
                                                portrait=True),))  # fmt: skip


def _items(desk: PaperContext) -> list[tuple[str, list[tuple[str, str]]]]:
    problem = desk.problem
    hours = [f"{grade_names(band.grades)} {clock(band.start)} 开始" for band in problem.bands]
    ends = [f"{item.grade}年级 {clock(item.minute)} {desk.names.gate(item.gate)}" for item in desk.plan.dismissals]
    tutoring = [
        f"{grade_names(grades)}：{words}" for band in problem.bands for grades, words in tutoring_words(desk, band.grades)
    ]
    strands = dict.fromkeys(STRANDS.get(offering.strand, offering.strand) for _, offering in desk.opened)
    leaders = {item.person for item in desk.plan.assignments if item.post.kind == "lead"}
    outside = [person for person in problem.outside if person.id in leaders]
    patrols = [f"{post.name or post.id} {clock(post.start)}–{clock(post.end)} {post.headcount}人"
               for post in problem.posts if post.kind == "patrol"]  # fmt: skip
    led = desk.names.people([person.id for person in outside]) or "—"
    gates = "\n".join(f"{gate.name or gate.id}：{gate.lanes} 通道，护送 {gate.staff} 人" for gate in problem.gates)
    late = dict.fromkeys(desk.names.room(room) for item in desk.plan.late_care for room in item.rooms)
    return [
        ("时间", [("每周5天、每天不少于规定时长", f"{days_name(problem.weekdays)}\n" + "\n".join(hours)),
                ("结束时间与当地下班时间衔接", f"当地下班 {clock(end_of_work(desk.problem, desk.policy))}\n" + "\n".join(ends)),
                ("不占用正常教学时间", "正课结束后开始")]),
        ("方式", [("自愿参加，无强制或变相强制", f"报名 {desk.report.facts.applicants} 人 / 全校 {len(problem.pupils)} 人"),
                ("按学生志愿安排课程", met_words(desk.bundle.wishes)[0]),
                ("公示收费、时间和内容", f"每生每课时 {problem.money.fee / 100:.2f} 元"),
                *([("经费收支平衡，不以营利为目的", money_words(sheet)[0])] if (sheet := desk.bundle.balance) else []),
                ("备案和公开安排表（晒课表）", "见备案材料")]),
        ("内容", [("每天至少一个学时学业辅导，一二年级无书面作业", "\n".join(tutoring) or "未安排"),
                ("不讲授新课、不集体补课", "辅导为作业、阅读、答疑"),
                ("课程多样，按课表上课，有计划和教案", f"{len(desk.opened)} 个教学班：{'、'.join(strands) or '—'}")]),
        ("师资", [("教师到岗、点名、交接", f"岗位 {desk.report.facts.posts} 人次，已排 {desk.report.facts.posts_filled} 人次"),
                ("校外人员手续齐全、挂牌、未擅自更换", f"校外带班 {len(outside)} 人：{led}")]),
        ("安全", [("每日行政巡察有安排有记录", "\n".join(patrols) or "未安排"),
                ("放学排队、护送、错峰", gates),
                ("延时托管有场地有看护", "、".join(late) or "无人申请"),
                ("门卫登记、应急预案、场所检查", "见门卫名单和预案")]),
    ]  # fmt: skip
