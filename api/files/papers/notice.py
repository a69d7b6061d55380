"""The letter to parents (C02, C09): the six items, rights and duties, and the slip to sign."""

from __future__ import annotations

from api.files.content.names import BLANK, date_name, days_name, grade_name, grade_names
from api.files.content.page import Cell, Page, PageBlock, Row
from api.files.labels import STRANDS
from api.files.language import Said
from api.files.papers.fee_words import fee_words
from api.files.papers.menu import menu_sheet, service_hours, tutoring_words
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.units import clock

WIDTHS = (24, 30, 24, 30)


def notice_paper(desk: PaperContext) -> Paper:
    """The letter, with the menu behind it."""
    letter = Page("notice", "告家长书", "notice", WIDTHS, (*_letter(desk), _slip(desk)), portrait=True)
    return Paper("告家长书", "Notice to parents", (letter, menu_sheet(desk, named=True)))


def _letter(desk: PaperContext) -> tuple[PageBlock, ...]:
    problem = desk.problem
    first = desk.days[0].day if desk.days else problem.term.first
    opening = (
        "各位家长：",
        (f"本学期（{desk.term_words}）我校自{date_name(first)}起开展课后服务，共{len(desk.days)}个服务日。"
        "课后服务坚持自愿、公益、非营利原则，是否参加由学生和家长自主决定。现将有关事项告知如下。"),
    )
    blocks = [PageBlock(f"{problem.school}课后服务告家长书", "Notice to parents", (), (), text=opening)]
    for number, (zh, en, text) in enumerate(_items(desk)):
        blocks.append(PageBlock(f"{'一二三四五六七八九十'[number]}、{zh}", en, (), (), text=text))
    return tuple(blocks)


def _items(desk: PaperContext) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        ("服务方式", "Mode", (
            ("实行“1+N”：基础托管加自选课程。报名按家长申请、班级审核、学校统筹安排的程序办理；课程按志愿统一编排，"
            "不以报名先后决定名额，名额不足时按志愿名次由系统编排，并留存编排记录。"),)),
        ("服务内容", "Content", _content(desk)),
        ("服务时间", "Time", _time(desk)),
        ("服务场地", "Place", _place(desk)),
        ("服务师资", "Staff", _staff(desk)),
        ("收费", "Fee", fee_words(desk.problem, desk.policy)),
        ("权利和义务", "Rights and duties", (
            "学校：按公布的安排提供服务，落实看护、点名、护送和应急措施，不讲授新课，不强制参加。",
            "教师：按时到岗、按时点名，维持纪律和安全，把学生送出校门后离岗。",
            "学生：按时参加，遵守纪律，服从看护教师的管理。",
            "家长：如实申请，按时接送并签字；不能按时接的，提前申请延时托管。可随时监督课后服务工作，可按规定退出。")),
        ("其他", "Further", (
            "学校引导家长自愿为学生购买意外伤害险，不作为参加课后服务的条件。",
            f"监督投诉：学校电话 {BLANK}　邮箱 {BLANK}\n　　　　　区（县）电话 {BLANK}　邮箱 {BLANK}")),
    ]  # fmt: skip


def _content(desk: PaperContext) -> tuple[str, ...]:
    lines = [
        f"{grade_names(grades)}：每天至少一个学时的学业辅导（{words}）。"
        for band in desk.problem.bands
        for grades, words in tutoring_words(desk, band.grades)
    ]
    strands = dict.fromkeys(STRANDS.get(offering.strand, offering.strand) for _, offering in desk.opened)
    if desk.opened:
        lines.append(f"自选课程共{len(desk.opened)}个教学班，包括{'、'.join(strands)}等门类，详见所附课程菜单。")
    return tuple(lines)


def _time(desk: PaperContext) -> tuple[str, ...]:
    days = days_name(desk.problem.weekdays)
    lines = [
        f"{grade_names(grades)}：{days}（学习日，寒暑假和法定节假日除外）{span}。"
        for band in desk.problem.bands
        for grades, span in service_hours(desk, band)
    ]
    late = [pupil.late_until for pupil in desk.problem.pupils if pupil.late_until is not None and pupil.weekdays]
    if late:
        lines.append(f"延时托管：有特殊需要的，经家长申请可延至{clock(max(late))}以前接走。")
    return tuple(lines)


def _place(desk: PaperContext) -> tuple[str, ...]:
    rooms = dict.fromkeys(desk.names.room(item.room) for section, _ in desk.opened for item in section.sessions)
    late = dict.fromkeys(desk.names.room(room) for item in desk.plan.late_care for room in item.rooms)
    lines = ["基础托管和学业辅导在各班教室（人数较少时合班）。"]
    if rooms:
        lines.append(f"课程在{'、'.join(rooms)}。")
    if late:
        lines.append(f"延时托管在{'、'.join(late)}。")
    gates: dict[tuple[int, str], list[int]] = {}
    for item in desk.plan.dismissals:
        gates.setdefault((item.minute, item.gate), []).append(item.grade)
    lines += [f"{'、'.join(grade_name(grade) for grade in sorted(grades))}{clock(minute)}由{desk.names.gate(gate)}放学。"
              for (minute, gate), grades in sorted(gates.items())]  # fmt: skip
    return tuple(lines)


def _staff(desk: PaperContext) -> tuple[str, ...]:
    busy = {item.person for item in desk.plan.assignments}
    own = sum(1 for person in desk.problem.staff if person.id in busy)
    outside = [person for person in desk.problem.outside if person.id in busy]
    text = f"以本校教职工为主，共{own}人轮流上岗。"
    if outside:
        organisations = dict.fromkeys(person.organisation for person in outside if person.organisation)
        text += f"另聘校外师资{len(outside)}人" + (f"（{'、'.join(organisations)}）" if organisations else "")
        text += "，均须经遴选审批、面审、投保和备案后入校，只开设非学科类课程。"
    return (text,)


def _slip(desk: PaperContext) -> PageBlock:
    """Slip that comes back signed (C05)."""
    lines: tuple[tuple[Said, str, Said, str], ...] = (
        (("班级", "class"), "", ("学生姓名", "pupil's name"), ""),
        (("是否参加", "takes part"), "□ 自愿参加　□ 不参加", ("参加的日子", "days"),
         "　".join(f"□{days_name([weekday])}" for weekday in desk.problem.weekdays)),
        (("延时托管", "extended care"), "□ 不需要　□ 需要，至 ＿＿:＿＿", ("放学方式", "leaving"), "□ 家长接　□ 经家长同意自行回家"),
        (("家长签名", "signature"), "", ("日期", "date"), "＿＿年＿＿月＿＿日"),
    )  # fmt: skip
    rows: tuple[Row, ...] = tuple((Cell(a, "label"), Cell(b), Cell(c, "label"), Cell(d)) for a, b, c, d in lines)
    return PageBlock("回执", "Slip to sign and return", (), rows)
