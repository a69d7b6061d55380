"""The sign-up slip as text that 问卷星 imports: title, introduction, then questions with their kind in square brackets.

Format of the text import: a blank line between questions; ``1. 题目*[单选题]`` with one option a line below it, ``*`` where an answer is
required; 单选题 one answer, 多选题 several, 下拉框 one of a long list, 填空题 free text.
"""

from __future__ import annotations

from collections.abc import Iterator

from api.files.content.names import PageNames, class_name, days_name
from api.files.signup.choices import chosen_offerings, late_ends, offering_words, ranks
from api.files.signup.paper import NUMERALS
from solver.problem.problem import Problem
from solver.units import clock

ONE, SEVERAL, LIST, TEXT = "单选题", "多选题", "下拉框", "填空题"


def form_text(problem: Problem) -> str:
    """Request -> text of the form, UTF-8 without markup."""
    names = PageNames(problem)
    menu = "\n".join(_line(offering_words(names, problem, offering)) for offering in chosen_offerings(problem))
    intro = f"自愿参加；志愿按先后填写，名额不足时按志愿编排，不以报名先后决定。只能选报本年级的课程：\n{menu}"
    questions = (
        "\n".join([f"{number}. {_line(title)}{'*' if required else ''}[{kind}]", *map(_line, options)])
        for number, (title, kind, required, options) in enumerate(_questions(problem, names), 1)
    )
    return "\n\n".join([f"{_line(problem.school)}{_line(problem.term.name)}课后服务报名", intro, *questions]) + "\n"


def _questions(problem: Problem, names: PageNames) -> Iterator[tuple[str, str, bool, list[str]]]:
    """Title, kind, whether an answer is required, and options of each question."""
    yield "班级", LIST, True, [class_name(problem.class_names[home.id]) for home in problem.classes]
    yield "学生姓名", TEXT, True, []
    yield "班内学号（座号）", TEXT, False, []
    yield "是否参加课后服务", ONE, True, ["参加", "不参加"]
    yield "参加的日子", SEVERAL, False, [days_name([weekday]) for weekday in problem.weekdays]
    late = late_ends(problem)
    if late:
        yield "延时托管", ONE, False, ["不需要", *(f"至{clock(until)}" for until in late)]
    courses = [names.offering(offering.id) for offering in chosen_offerings(problem)]
    if courses:
        yield "想上几门课程", ONE, False, [str(number) for number in range(4)]
    for rank in range(ranks(problem)):
        yield f"第{NUMERALS[rank]}志愿", LIST, False, ["无", *courses]
    yield "备注", TEXT, False, []


def _line(text: str) -> str:
    """Text on one line, without the brackets that mark kinds of questions."""
    return " ".join(text.split()).replace("[", "（").replace("]", "）")
