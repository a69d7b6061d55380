"""Page of a stress test: survival by absence rate, single points of failure, suppliers lost."""

from __future__ import annotations

from collections.abc import Sequence

from api.files.content.page import Cell, Page, PageBlock, count, heads
from api.files.language import Said, together
from solver import Problem
from solver.check.names import Names
from solver.units import WEEKDAYS_ZH, Week, Weekday
from solver.whatif.staffing.survival import Break, Stress, Survival

SHOWN = 3
"""Breaks named in a row."""
CAPPED = ("能顶的人本周次数已满", "others have had their week")
UNABLE = ("当时没有别人能顶", "nobody else can")
GOOD, POOR = 95, 80
"""Percent of days from which a plan stands absence well, and under which badly."""


def sentences(stress: Stress) -> list[tuple[str, str]]:
    """The findings in words, Chinese and English."""
    found = [_survival(each) for each in _told(stress.survivals)]
    if not stress.complete:
        found.append(("计算被中途停止，以下只是已经算完的部分。", "It was stopped; this is what had been computed by then."))
    if stress.single_points:
        number = len(stress.single_points)
        found.append((f"有 {number} 人，缺了其中一个，当天就有岗位空着。", f"Without any one of {number} people a post stays empty."))
    elif stress.complete:
        found.append(("不论谁一个人缺勤，当天都有人能顶岗。", "Whoever is away alone, somebody can step in."))
    return found


def _told(survivals: Sequence[Survival]) -> list[Survival]:
    """Of every spell: the first rate at which a day breaks, or the highest where none does."""
    found = []
    for spell in dict.fromkeys(each.spell for each in survivals):
        mine = [each for each in survivals if each.spell == spell]
        found.append(next((each for each in mine if each.survived < each.days), mine[-1]))
    return found


def _survival(each: Survival) -> tuple[str, str]:
    zh_spell, en_spell = _spell(each.spell)
    if each.survived == each.days:
        return (
            f"{zh_spell}，缺勤率到 {each.rate}% 时每天都排得满。",
            f"{en_spell}: with {each.rate}% away every day is covered.",
        )
    first = each.breaks[0]
    return (
        f"{zh_spell}，缺勤率 {each.rate}% 时有 {each.percent}% 的日子排得满，最先缺人的是{first.zh}。",
        f"{en_spell}: with {each.rate}% away {each.percent}% of days are covered; {first.en} breaks first.",
    )


def _spell(days: int) -> tuple[str, str]:
    return ("按天随机缺勤", "Absent by the day") if days == 1 else (f"每次连缺 {days} 天", f"Absent {days} days on end")


def stress_page(problem: Problem, stress: Stress) -> Page:
    """The page."""
    blocks = [_absence(stress)]
    if stress.single_points:
        blocks.append(_single(problem, stress))
    if stress.suppliers:
        blocks.append(_suppliers(problem, stress))
    return Page("stress", "抗缺勤能力", "Stress", (14, 12, 12, 16, 16, 60), tuple(blocks))


def _absence(stress: Stress) -> PageBlock:
    header = heads(
        ("缺勤率", "absent"), ("每次缺勤", "spell"), ("抽样天数", "days drawn"), ("能排满的日子", "days covered"),
        ("不计每周上限", "without weekly caps"), ("最先缺人的岗位", "what breaks first"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(f"{each.rate}%", "label"), Cell((f"{each.spell} 天", f"{each.spell} day" + "s" * (each.spell > 1))), count(each.days),
            Cell(f"{each.percent}%", _shade(each.percent), align="right"), Cell(f"{each.percent_alone}%", align="right"),
            Cell(_breaks(each.breaks)),
        )
        for each in stress.survivals
    )  # fmt: skip
    note = (
        (f"方案的岗位不变，{stress.adults} 名成人中随机有人缺勤，由当天在岗和能来的人顶上；顶过的班计入本周天数和迟班上限。"
        "“不计每周上限”只作对照，不能当作结论。"),
        (f"The posts of the plan stay; of {stress.adults} adults some are drawn as absent, and whoever is there steps in, within the caps "
        "of the week. The column without weekly caps is for comparison only.")
    )
    words = tuple(sentences(stress))
    return PageBlock("缺勤时能排满多少天", "Days covered under absence", (header,), rows, note, words)


def _shade(percent: int) -> str:
    return "good" if percent >= GOOD else "bad" if percent < POOR else ""


def _breaks(breaks: Sequence[Break]) -> Said:
    return together("\n", [
        (f"{each.zh}：{each.days} 天", f"{each.en}: {each.days} day{'s' * (each.days > 1)}") for each in breaks[:SHOWN]
    ])  # fmt: skip


def _single(problem: Problem, stress: Stress) -> PageBlock:
    names = Names(problem)
    header = (
        *heads(("姓名（编号）", "person")), *_wide(("缺勤的日子", "days"), 2), *_wide(("为什么", "why"), 2),
        *heads(("空着的岗位", "posts that stay empty")),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(names.person(each.person), "label"), Cell(_days(each.days, stress.days), cols=2),
            Cell(CAPPED if each.capped else UNABLE, cols=2), Cell(_posts(each.breaks)),
        )
        for each in stress.single_points
    )  # fmt: skip
    note = ("其他人都在，只缺这一个人，当天就有岗位空着。", "Everybody else is there, and still a post stays empty.")
    return PageBlock("一人缺勤就排不满", "Single points of failure", (header,), rows, note)


def _suppliers(problem: Problem, stress: Stress) -> PageBlock:
    names = Names(problem)
    header = (
        *_wide(("机构", "organisation"), 2),
        *heads(("天数", "days"), ("能排满", "covered"), ("人员", "people"), ("空着的岗位", "posts that stay empty")),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(each.organisation, "label", cols=2), count(each.days), count(each.survived),
            Cell("、".join(names.person(person) for person in each.people)), Cell(_posts(each.breaks)),
        )
        for each in stress.suppliers
    )  # fmt: skip
    note = ("这家机构的人全部不来，一个完整的周期里有几天排得满。",
            "Days of the template that are covered without anybody of the organisation.")
    return PageBlock("失去一家合作机构", "A supplier lost", (header,), rows, note)


def _wide(pair: tuple[str, str], cols: int) -> tuple[Cell, ...]:
    return (Cell(pair, cols=cols),)


def _posts(breaks: Sequence[Break]) -> str:
    return "、".join(each.zh for each in breaks[:SHOWN]) + (f" 等 {len(breaks)} 处" if len(breaks) > SHOWN else "")


def _days(days: Sequence[tuple[Week, Weekday]], template: Sequence[tuple[Week, Weekday]]) -> str:
    """``周二、周四``, with the week where it is not every week of the template."""
    found = []
    for weekday in sorted({day for _, day in days}):
        weeks = [week for week, day in days if day == weekday]
        every = weeks == [week for week, day in template if day == weekday]
        found.append(WEEKDAYS_ZH[weekday] + ("" if every else f"（第{'、'.join(map(str, weeks))}周）"))
    return "、".join(found)
