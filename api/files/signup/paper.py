"""The letter, the menu and the slip with fields for the choices: what a school hands out before it has a plan (C02, C03, C05)."""

from __future__ import annotations

from api.files.content.names import BLANK, PageNames, date_name, days_name, grade_names, term_words
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.labels import STRANDS
from api.files.papers.fee_words import fee_words
from api.files.papers.paper import Paper
from api.files.signup.choices import chosen_offerings, late_ends, offering_days, ranks
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import clock

MENU_WIDTHS = (7, 22, 14, 20, 26, 12, 14)
SLIP_WIDTHS = (14, 34, 14, 38)
NUMERALS = "一二三四五六七八九"
CUT = "✂ ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ 沿此线剪下，交班主任 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄"


def signup_paper(problem: Problem, policy: Policy) -> Paper:
    """Two sheets: the letter with the slip below it, and the menu."""
    letter = Page("letter", "致家长信和回执", "letter, slip", SLIP_WIDTHS, (*_letter(problem, policy), _slip(problem)), portrait=True)
    menu = Page("choices", "课程菜单", "menu", MENU_WIDTHS, (_menu(problem),), portrait=True)
    return Paper("课后服务报名材料", "Sign-up papers", (letter, menu))


def _letter(problem: Problem, policy: Policy) -> tuple[PageBlock, ...]:
    dates = problem.term.service_dates()
    first = dates[0][0] if dates else problem.term.first
    hours = [
        f"{grade_names(band.grades)}：{days_name(problem.weekdays)} {clock(band.start)}–"
        f"{clock(max(max(problem.window_of[grade].dismissals) for grade in band.grades))}。"
        for band in problem.bands
    ]
    late = late_ends(problem)
    extended = [f"延时托管：有特殊需要的可申请延至 {clock(late[-1])} 以前接走。"] if late else []
    outside = ["部分课程由校外师资授课，均须经遴选审批、面审、投保和备案，只开设非学科类课程。"] if problem.outside else []
    items = (
        ("服务内容", "Content", (
            "每天有基础托管和学业辅导；另可自愿选报课程，课程见所附菜单，最后开设的课程以报名情况为准。",)),
        ("服务时间", "Time", (*hours, *extended)),
        ("服务场地和师资", "Place and staff", ("在本校教室和专用场地，由本校教职工轮流看护。", *outside)),
        ("收费", "Fee", fee_words(problem, policy)),
        ("怎样报名", "How to sign up", (
            "填写所附回执，或在学校发布的网上问卷中填写，二者填一样即可。志愿按先后填写；名额不足时按志愿编排，不以报名先后决定。",
            f"请于 ＿＿月＿＿日 前交班主任。咨询电话 {BLANK}　监督电话 {BLANK}")),
    )  # fmt: skip
    opening = (
        "各位家长：",
        (f"{term_words(problem.term)}，我校拟自{date_name(first)}起开展课后服务，共{len(dates)}个服务日。"
         "课后服务坚持自愿、公益、非营利原则，是否参加由学生和家长自主决定。现将有关事项告知如下，请阅读后报名。"),
    )  # fmt: skip
    blocks = [PageBlock(f"{problem.school}课后服务致家长信", "Letter to parents before sign-up", (), (), text=opening)]
    blocks += [PageBlock(f"{NUMERALS[number]}、{zh}", en, (), (), text=text) for number, (zh, en, text) in enumerate(items)]
    return tuple(blocks)


def _menu(problem: Problem) -> PageBlock:
    """Courses by number, which the slip asks for."""
    names = PageNames(problem)
    rows: tuple[Row, ...] = tuple(
        (
            Cell(str(number), "label", align="center"), Cell(names.offering(offering.id), "label"),
            Cell(STRANDS.get(offering.strand, offering.strand)), Cell(grade_names(offering.grades)),
            Cell(offering_days(problem, offering)), Cell(f"{offering.minutes}分钟"), count(offering.maximum * offering.max_sections),
        )
        for number, offering in enumerate(chosen_offerings(problem), 1)
    )  # fmt: skip
    header = heads(("编号", "no."), ("课程", "course"), ("类别", "kind"), ("参加对象", "grades"), ("可能的日子", "possible days"),
                   ("每次", "length"), ("最多名额", "most places"))  # fmt: skip
    note = ("报名人数不足的课程可能不开；上课的日子、地点和教师在编排后公布。",
            "A course with too few pupils may not open; day, place and teacher follow.")  # fmt: skip
    return PageBlock("课后服务课程菜单（报名用）", "Menu for sign-up", (header,), rows, note)


def _slip(problem: Problem) -> PageBlock:
    late = late_ends(problem)
    lines: list[tuple[tuple[str, str], str, tuple[str, str], str]] = [
        (("班级", "class"), "", ("学生姓名", "pupil"), ""),
        (("是否参加", "takes part"), "□ 自愿参加　□ 不参加", ("参加的日子", "days"),
         "　".join(f"□{days_name([weekday])}" for weekday in problem.weekdays)),
        (("想上几门课程", "courses wanted"), "□ 0　□ 1　□ 2　□ 3", ("延时托管", "extended care"),
         "□ 不需要" + "".join(f"　□ 至{clock(until)}" for until in late) if late else "本学期不提供"),
    ]  # fmt: skip
    field = "编号＿＿＿ 课程＿＿＿＿＿＿＿＿"
    wanted = [((f"第{NUMERALS[rank]}志愿", f"choice {rank + 1}"), field) for rank in range(ranks(problem))]
    blank = (("", ""), "")
    wanted += [blank] * (len(wanted) % 2)
    lines += [(*one, *other) for one, other in zip(wanted[::2], wanted[1::2], strict=True)]
    lines += [
        (("放学方式", "leaving"), "□ 家长接　□ 经家长同意自行回家", ("备注", "remark"), ""),
        (("家长签名", "signature"), "", ("日期", "date"), "＿＿年＿＿月＿＿日"),
    ]
    rows: tuple[Row, ...] = tuple((Cell(a, "label"), Cell(f"{b}\n"), Cell(c, "label"), Cell(d)) for a, b, c, d in lines)
    note = (f"{CUT}\n课程编号见课程菜单；志愿按先后填写，不填表示没有。", f"{CUT}\nNumbers of courses are those of the menu.")
    return PageBlock("课后服务报名回执", "Slip to sign and return", (), rows, note)
