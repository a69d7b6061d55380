"""Families' wishes, and the shapes in which forms export them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from api.files.sources.source import MergedArea, SourceTable
from api.files.table.cell import Raw

SIGNS = "一二三四五"
COURSES = ("篮球", "合唱团", "书法", "绘本（1、2年级）", "3D打印", "无人机")
NAMES = ("王小明", "李丽", "赵凯", "欧阳娜娜", "阿依古丽·买买提", "何七", "孙悦", "周子墨")
Sheet = list[list[Raw]]


@dataclass(frozen=True)
class Wished:
    """A family's wish, as far as every shape can say it."""

    name: str
    grade: int
    number: int
    days: tuple[int, ...]
    choices: tuple[str, ...]
    remark: str

    @property
    def plain_choices(self) -> tuple[str, ...]:
        return tuple(name.replace("（", "(").replace("）", ")") for name in self.choices)


@st.composite
def wishes(draw: st.DrawFn) -> list[Wished]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6, unique=True))
    return [
        Wished(
            name, draw(st.integers(1, 6)), draw(st.integers(1, 12)),
            tuple(sorted(draw(st.sets(st.integers(1, 5), min_size=1)))),
            tuple(draw(st.lists(st.sampled_from(COURSES), min_size=1, max_size=4, unique=True))),
            draw(st.sampled_from(("", "对花生过敏", "外婆接"))),
        )
        for name in names
    ]  # fmt: skip


def class_ways(wish: Wished) -> tuple[str, ...]:
    sign = "一二三四五六"[wish.grade - 1]
    return (f"{sign}({wish.number})班", f"{sign}（{wish.number}）班", f"{wish.grade}.{wish.number}", f"{sign}年级{wish.number}班",
            f"{sign}{wish.number}班", f"{wish.grade}{wish.number:02d}", f"{wish.grade}-{wish.number}")  # fmt: skip


SYSTEM = ("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP")


def _system(i: int) -> list[Raw]:
    return [i + 1, f"2026/9/3 12:{i:02d}:00", "65秒", "微信", "N/A", "10.0.0.1(浙江-杭州)"]


def survey_text(found: Sequence[Wished], written: Mapping[str, str], names: Mapping[str, str]) -> Sheet:
    """问卷星 by text: days with ┋, an order with →."""
    rows: Sheet = [[*SYSTEM, "1、您孩子的姓名", "2、孩子所在班级", "3、每周参加的时间[多选题]", "4、社团志愿[排序题]", "5、备注"]]
    for i, wish in enumerate(found):
        days = "┋".join(f"周{SIGNS[day - 1]}" for day in wish.days)
        rows.append([*_system(i), names[wish.name], written[wish.name], days, "→".join(wish.choices), wish.remark or "(空)"])
    return rows


def survey_ranks(found: Sequence[Wished], written: Mapping[str, str], names: Mapping[str, str]) -> Sheet:
    """问卷星 by numbers: a column a day with 1 and 0, a column a course with its rank, -2 where it has none."""
    rows: Sheet = [[*SYSTEM, "1、学生姓名", "2、班级", *(f"3、参加的日期(周{sign})" for sign in SIGNS),
                    *(f"4、社团排序({chr(65 + i)}.{name})" for i, name in enumerate(COURSES)), "5、其他要求"]]  # fmt: skip
    for i, wish in enumerate(found):
        ranks: list[Raw] = [wish.choices.index(name) + 1 if name in wish.choices else -2 for name in COURSES]
        days: list[Raw] = [int(day in wish.days) for day in range(1, 6)]
        rows.append([*_system(i), names[wish.name], written[wish.name], *days, *ranks, wish.remark or "(跳过)"])
    return rows


def collected(found: Sequence[Wished], written: Mapping[str, str], names: Mapping[str, str]) -> Sheet:
    """腾讯文档: headings with （必填）, commas."""
    rows: Sheet = [["提交者（自动）", "提交时间（自动）", "学生姓名（必填）", "班级（必填）", "参加日期（必填）", "想上的社团（必填）",
                    "备注"]]  # fmt: skip
    for wish in found:
        days = "、".join(f"周{SIGNS[day - 1]}" for day in wish.days)
        rows.append(["妈妈", "2026年9月3日 12:00", names[wish.name], written[wish.name], days, "，".join(wish.choices), wish.remark])
    return rows


def ranked_columns(found: Sequence[Wished], written: Mapping[str, str], names: Mapping[str, str]) -> Sheet:
    """A sheet of an office: a title, a column a choice, days joined, a total below."""
    rows: Sheet = [["课后服务报名汇总"], ["班级", "姓名", "参加星期", "第一志愿", "第二志愿", "第三志愿", "第四志愿", "备注"]]
    for wish in found:
        days = "周" + "".join(SIGNS[day - 1] for day in wish.days)
        rows.append([written[wish.name], names[wish.name], days, *(*wish.choices, "", "", "")[:4], wish.remark])
    return [*rows, ["合计", len(found)]]


def joined_cells(found: Sequence[Wished], written: Mapping[str, str], names: Mapping[str, str]) -> Sheet:
    """Class and name in one cell, as in a form with one free question."""
    rows: Sheet = [["序号", "班级+姓名", "哪几天参加", "选课（按志愿顺序）", "留言"]]
    for i, wish in enumerate(found):
        days = ",".join(f"星期{SIGNS[day - 1]}" for day in wish.days)
        rows.append([i + 1, f"{written[wish.name]} {names[wish.name]}妈妈", days, "|".join(wish.choices), wish.remark])
    return rows


def chain(found: Sequence[Wished], written: Mapping[str, str], names: Mapping[str, str]) -> Sheet:
    """A chain of messages: one text of numbered lines; names without blanks."""
    lines: Sheet = [["#接龙"], ["课后服务报名"], ["例 一(1)班 小明 篮球 周一周三"], [""]]
    for i, wish in enumerate(found, 1):
        days = "每天" if len(wish.days) == 5 else "周" + "".join(SIGNS[day - 1] for day in wish.days)
        lines.append([f"{i}. {written[wish.name]} {names[wish.name]} {'→'.join(wish.choices)} {days} {wish.remark}".strip()])
    return lines


SHAPES: tuple[Callable[[Sequence[Wished], Mapping[str, str], Mapping[str, str]], Sheet], ...] = (
    survey_text, survey_ranks, collected, ranked_columns, joined_cells, chain,
)  # fmt: skip


def table(rows: Sequence[Sequence[Raw]], merged: tuple[MergedArea, ...] = (), sheet: str = "Sheet1") -> SourceTable:
    """Rows as a sheet."""
    width = max(len(row) for row in rows)
    return SourceTable("报名.xlsx", sheet, tuple((*row, *("",) * (width - len(row))) for row in rows), merged)
