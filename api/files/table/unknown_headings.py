"""Hints for headings and sheets that are not known: the near one, the columns for dates, or nothing that misleads."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

from api.files.table.cell import LONGEST_WORD
from api.files.table.columns import normal

NEAR = 0.5
"""Likeness (0 to 1) from which on a heading may be meant, with and without :data:`COMMON`."""
COMMON = ("日期", "编号", "名称", "时间", "时刻", "类别", "date", "name", " id")
"""Words that many headings share, and that make no two of them alike."""
DATED = (
    "入职", "离职", "到岗", "离岗", "上岗", "报到", "调入", "调出", "借调", "转入", "转出", "入学", "转学", "插班", "退学",
    "请假", "休假", "产假",
    "病假", "事假", "婚假", "哺乳", "缺勤", "起始日期", "起止", "生效", "失效", "加入日期", "退出日期", "离开日期",
    "joined", "left on", "hire", "leave", "absence", "start date", "end date", "since", "until",
)  # fmt: skip
"""Words of columns and sheets that say from when to when somebody is there."""
DATES: tuple[str, str] = (
    ("可能是想写谁从哪天到哪天在：“教职工”表用“入职日期”“离职日期”“请假”三列，“校外师资”表用“到岗日期”“离岗日期”，“场地”表用“停用日期”；"
    "学生按当时的情况填“参加星期”，到那天改过来，再用 replan --date 接着排。"),
    ("Maybe it says from when to when somebody is there: staff have the columns joined, left and leaves, outside instructors joined "
    "and left, rooms closures; pupils have their weekdays as they are now: change them on that day, and replan --date."),
)  # fmt: skip
"""A pair of hints, Chinese and English."""


def dated(text: str) -> bool:
    """Whether a heading or a title asks for dates of somebody's coming and going."""
    found = normal(text)
    return any(word in found for word in DATED)


def near(text: str, known: Iterable[str]) -> str | None:
    """The known name that is really like the text, or None."""
    word = normal(text)[:LONGEST_WORD]
    found = get_close_matches(word, list(known), n=1, cutoff=NEAR)
    alike = bool(found) and SequenceMatcher(None, _own(word), _own(found[0])).ratio() >= NEAR
    return found[0] if alike else None


def _own(word: str) -> str:
    """The word without what many headings share."""
    for common in COMMON:
        word = word.replace(common, "")
    return word
