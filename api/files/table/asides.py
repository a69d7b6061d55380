"""Asides of offices beside and below a table: columns of remarks and phones, totals, signatures. It is passed over, and told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.files.table.cell import Raw, raw_text
from api.files.table.columns import normal

COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("备注", re.compile(r"备注|说明|^注$|remark|^notes?$|comment")),
    ("姓名", re.compile(r"姓名$|^名字$|联系人|家长|监护人|^pupil name$")),
    ("联系方式", re.compile(r"电话|手机|联系方式|微信|^qq|邮箱|phone|mobile|e-?mail")),
    ("合计", re.compile(r"合计|小计|总计|总人数|^total$|^sum$")),
    ("序号", re.compile(r"^序号?$|^no\.?$|^#$|^行号$")),
    ("个人信息", re.compile(r"性别|民族|身份证|学籍|学号$|出生|生日|年龄|住址|地址|职称|学历|籍贯|^gender$|^sex$")),
    ("签字", re.compile(r"签名|签字|盖章|signature")),
)
"""Kinds of columns that no sheet has and that many offices add: what they hold, and their headings."""
SHEETS = re.compile(
    r"备注|说明|须知|笔记|草稿|统计|汇总|合计|通讯录|联系|电话|备份|旧表|参考|目录|封面|^notes?$|^sheet ?\d+$|^工作表 ?\d+$"
)
"""Titles of sheets that are no table of ours."""
_TOTAL = re.compile(
    r"(?:本班|本校|全校|全班|班级|年级|.年级|.{1,3}班|人数)?(?:合计|总计|小计|共计|平均)(?:人数|数)?[:：]?\d*人?|(?:total|sum)s?:?"
)
_NOTE = re.compile(
    r"(?:备注|说明|注|填表|填报|制表|审核|审批|负责人|联系人|校长|单位|日期|温馨提示).{0,8}[:：].*|[(（]?(?:此处|以上|以下|示例).*",
    re.DOTALL,
)
MOST_BESIDE = 3
"""Cells of a row that is a note, at most."""


def aside(heading: str) -> str | None:
    """Content of a column with this heading, where it is one that is passed over."""
    text = normal(heading)
    return next((what for what, words in COLUMNS if words.search(text)), None)


def is_aside_sheet(title: str) -> bool:
    """Whether a sheet is one of notes, sums or addresses by its title."""
    return bool(SHEETS.search(normal(title)))


def aside_row(filled: Sequence[Raw]) -> str | None:
    """Kind of a row with these filled cells that is no entry, ``合计`` or ``说明``, or None."""
    texts = [raw_text(cell).strip() for cell in filled[:2]]
    if any(_TOTAL.fullmatch(text.lower()) for text in texts):
        return "合计"
    if texts and len(filled) <= MOST_BESIDE and _NOTE.fullmatch(texts[0]):
        return "说明"
    return None
