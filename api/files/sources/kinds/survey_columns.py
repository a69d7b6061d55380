"""Headings of a survey's export -> what each column holds.

A heading is a question: ``1、您孩子的姓名（必填）``, ``Q3.参加的星期[多选题]``. Several columns of one question are its options
(``5、(篮球)``, ``5、想参加的社团:篮球``), its weekdays (``周一``), or its ranks (``第一志愿``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.files.sources.answers.weekdays import is_weekdays, weekdays_in
from solver.units import Weekday

NUMBERED = re.compile(r"^\s*(?:第|q|Q)?\s*(\d{1,3})\s*(?:题|[、.．:：_\-)）])\s*")
_MARKS = re.compile(
    r"[(（\[【]\s*(?:必填|选填|自动|可?多选|单选|多选题|单选题|排序题?|填空题?|矩阵.{0,6}|最多选?\d+项?|可不填|多项选择|请?按.{0,10}排序?)\s*[)）\]】]|[*＊]"
)
_OPTION = re.compile(r"^(.*?)\s*(?:[(（\[【〔]\s*(.+?)\s*[)）\]】〕]|[:：|—_–-]+\s*([^:：|—_–-]+?))\s*[:：]?\s*$", re.DOTALL)
_SIGNS = "一二三四五六七八九"
_RANK = re.compile(
    rf"第\s*([{_SIGNS}1-9])\s*(?:个?志愿|选择|意向|选|项|喜欢)|志愿\s*([{_SIGNS}1-9])|([{_SIGNS}])\s*志愿|^(首选)|^(次选|备选)"
)
_DAY = re.compile(r"(?:周|星期|礼拜)\s*([一二三四五六日天])")
_LABEL = re.compile(r"^[A-Za-z]\s*[.、．:：)]\s*")

METADATA = frozenset((
    "序号", "编号", "答题序号", "答题编号", "答卷编号", "提交者", "填写人", "填写者", "所用时间", "填写时长", "答题时长", "来源",
    "来源详情", "来自ip", "ip", "ip地址", "总分", "得分", "昵称", "微信昵称", "用户昵称", "修改时间", "开始时间", "开始答题时间",
    "填写设备", "设备", "操作系统", "浏览器", "省份", "城市", "地理位置", "国家和地区", "用户id", "答题渠道", "自定义字段", "状态",
    "审核状态", "openid", "头像",
))  # fmt: skip
"""Columns that form services add by themselves."""
_SUBMITTED = ("提交答卷时间", "^提交时间", "^填写时间", "^结束答?题?时间", "^时间戳", "^答题时间", "^提交日期", "^接龙时间", "^完成时间")
_PRIVATE = ("身份证", "证件", "学籍", "手机", "电话", "联系方式", "微信号", "(?:家长|父亲|母亲|监护人|联系人|接送人)的?(?:姓名|名字)",
            "与.{0,6}关系", "邮箱", "住址", "地址", "性别", "生日", "出生", "民族", "签名", "签字")  # fmt: skip
_LATE = ("延时", "晚托", "晚接", "几点.{0,4}接", "接.{0,4}(?:几点|时间)", "(?:离校|放学|托管到)(?:时间|几点)?")
_REMARK = ("备注", "服从", "调剂", "意见", "建议", "特殊", "过敏", "病史", "疾病", "健康", "留言", "想说", "补充", "^说明$",
           "^要求$", "^其[他它]$", "其[他它].{0,3}(?:要求|说明|需求|情况|事项)")  # fmt: skip
_CLUBS = ("几(?:门|个|项|种|节)", "(?:门|个|项)数", "多少(?:门|个|项)", "数量", "社团数")
_TAKES_PART = ("是否.{0,8}(?:参加|参与|报名|自愿|同意|需要)", "参加与否", "参加意愿", "(?:愿意|自愿|同意)参加", "^是否$", "参加吗")
_WHO = ("班.{0,6}(?:姓名|名字)", "(?:姓名|名字).{0,6}班")
_NUMBER = ("班内.{0,2}(?:学号|序号|编号)", "座号", "班级学号", "^学号", "号数", "学生编号")
_PUPIL = ("姓名", "名字", "^(?:学生|孩子|宝贝|幼儿)$")
_WEEKDAYS = ("(?:哪几|哪些|哪|几)天", "星期", "周几", "参加的?(?:时间|日期|日子|天)", "时间段?$", "上课时间", "每周参加")
_CHOICES = ("社团", "课程", "兴趣", "志愿", "选课", "选报", "俱乐部", "特长", "项目", "想.{0,3}(?:上|学|参加)",
            "报名(?:班|科目|内容)?$", "选修")  # fmt: skip
_FIELDS = tuple((name, re.compile("|".join(words))) for name, words in (
    ("submitted", _SUBMITTED), ("private", _PRIVATE), ("late", _LATE), ("remark", _REMARK), ("clubs", _CLUBS),
    ("takes_part", _TAKES_PART), ("who", _WHO), ("number", _NUMBER), ("grade", ("年级$", "几年级")),
    ("class_name", ("班级", "班别", "所在班", "行政班", "哪个班", "班$", "班次")), ("pupil", _PUPIL), ("weekdays", _WEEKDAYS),
    ("choices", _CHOICES),
))  # fmt: skip
"""Field and what its heading says; the first that fits. Their order tells ``接送人姓名`` from a pupil's name, and so on."""
_COURSES = re.compile("|".join((*_CHOICES, "活动", "排序", "选择", "喜欢")))
_TICKS = frozenset((
    "1", "0", "√", "✓", "✔", "×", "x", "是", "否", "y", "n", "yes", "no", "true", "false", "选", "未选", "选中", "未选中", "已选",
    "已选择", "-2", "-3", "-", "/", "(空)", "(跳过)",
))  # fmt: skip
MOST_RANK = 30
"""The greatest number in a column of an option that is held for a rank."""


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """field: ``pupil``, ``class_name``, ``who`` (several of these in one cell), ``choices``, ``choice`` (of a ``rank``, a ``day``, or
    both), ``option`` (a course of which the cell says whether or in which place it is chosen), ``day`` (whether the child comes on a
    weekday), …, ``known`` (added by the service), ``private`` (not kept), ``other`` (not recognised). name: the heading as written.
    option: the option's label, rank: 1..9, 0 = none; day: 0 = none."""

    index: int
    field: str
    name: str
    option: str = ""
    rank: int = 0
    day: Weekday = 0


@dataclass(frozen=True, slots=True)
class Headings:
    """first, last: rows of the headings, two where a question stands above its options. texts: of every column, both joined by a colon."""

    first: int
    last: int
    texts: tuple[str, ...]


def headings_of(rows: Sequence[Sequence[str]]) -> Headings | None:
    """The headings among the first rows, in which merged areas are filled in; None where there are none."""
    first = _heading_row(rows)
    if first < 0:
        return None
    above, below = list(rows[first]), rows[first + 1] if first + 1 < len(rows) else ()
    filled = [text or next((above[k] for k in range(i, -1, -1) if above[k]), "") if i < len(below) and below[i] else text
              for i, text in enumerate(above)]  # fmt: skip
    pairs = list(zip(filled, below, strict=False))
    labels = [i for i, (top, label) in enumerate(pairs) if label and label != top]
    shared = [i for i in labels if sum(filled[j] == filled[i] for j in labels) > 1]
    named = [i for i, text in enumerate(above) if _field_of(question(text)) in ("pupil", "who")]
    if len(shared) < 2 or len(shared) < len(labels) or any(i in labels for i in named):
        return Headings(first, first, tuple(rows[first]))
    return Headings(first, first + 1, tuple(f"{filled[i]}:{below[i]}" if i in labels else text for i, text in enumerate(above)))


def _heading_row(rows: Sequence[Sequence[str]]) -> int:
    """The row with most headings among the first; -1 where none has two. Of two, one above the other, the upper."""
    best, most = -1, 1
    for i, row in enumerate(rows[:15]):
        cells = [cell for cell in row if cell]
        score = sum(_field_of(question(cell)) not in ("", "other") and len(cell) < 80 for cell in cells)
        score += sum(bool(NUMBERED.match(cell)) for cell in cells) if len(cells) > 2 else 0
        if score > most:
            best, most = i, score
    return best


def question(heading: str) -> str:
    """A heading without its number and its marks of kind (``（必填）``, ``[多选题]``), in one width."""
    text = unicodedata.normalize("NFKC", heading).strip()
    return _MARKS.sub("", NUMBERED.sub("", text)).strip(" :*\n")


def columns_of(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> tuple[SurveyColumn, ...]:
    """Fields of the columns. headings: of all columns, empty ones too. cells: by column, those below the heading that are not empty."""
    groups = _groups(headings)
    found = []
    for i, heading in enumerate(headings):
        if not heading and not cells[i]:
            continue
        found.append(_grouped(i, heading, groups[i], cells[i]) if i in groups else _single(i, heading, cells[i]))
    if any(each.field == "choice" and each.day and not each.rank for each in found):
        found = [replace(each, field="choice") if each.field == "day" else each for each in found]
    return tuple(_one_pupil(found))


def _groups(headings: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Column -> question and option of those that share a question with another one."""
    parts: dict[str, list[tuple[int, str, str]]] = {}
    for i, heading in enumerate(headings):
        text = unicodedata.normalize("NFKC", _MARKS.sub("", heading)).strip()
        number = NUMBERED.match(text)
        found = _OPTION.match(NUMBERED.sub("", text))
        if found and (found[2] or found[3]):
            key = f"{number[1]}|" if number else f"|{found[1].strip()}"
            if number or found[1].strip():
                parts.setdefault(key, []).append((i, found[1].strip(), (found[2] or found[3]).strip()))
    groups = {}
    for members in parts.values():
        asked = _common([each[1] for each in members])
        if len(members) > 1 and len({option for *_, option in members}) > 1:
            groups.update({i: (asked if len(asked) > 1 else "", _LABEL.sub("", option)) for i, _, option in members})
    return groups


def _common(texts: Sequence[str]) -> str:
    """The beginning that texts share."""
    first, last = min(texts), max(texts)
    return first[: next((i for i, sign in enumerate(first) if sign != last[i]), len(first))]


def _grouped(index: int, heading: str, asked: tuple[str, str], cells: Sequence[str]) -> SurveyColumn:
    """A column of a question with several: a weekday, a rank, or an option."""
    about, option = asked
    if _DAY.search(option) or _RANK.search(option):
        return _single(index, heading, cells)
    alone = _field_of(about)
    strange = about and not _COURSES.search(about)
    if strange or alone in ("private", "remark", "submitted") or not (_ticked(cells) or _same(option, cells)):
        return _single(index, heading, cells)
    return SurveyColumn(index, "option", heading, option)


def _single(index: int, heading: str, cells: Sequence[str]) -> SurveyColumn:
    """A column by its heading, and by its cells where the heading leaves it open."""
    asked = question(heading)
    day, rank = _DAY.search(asked), _RANK.search(asked)
    signs = next((sign for sign in rank.groups()[:3] if sign), "") if rank else ""
    place = 0 if not rank else (_SIGNS.find(signs) + 1 or int(signs)) if signs else 1 if rank[4] else 2
    weekday: Weekday = "一二三四五六日".find(day[1].replace("天", "日")) + 1 if day else 0
    several = len(set(_DAY.findall(asked))) > 1 or re.search("至|到", asked) is not None
    if day and not several and not _mostly(cells, is_weekdays):
        if _ticked(cells) and not rank:
            return SurveyColumn(index, "day", heading, day=weekday)
        return SurveyColumn(index, "choice", heading, rank=place, day=weekday)
    if rank:
        return SurveyColumn(index, "choice", heading, rank=place)
    field = _field_of(asked)
    days_alone = field == "choices" and _mostly(cells, is_weekdays)
    if days_alone or (field in ("takes_part", "", "late") and _mostly(cells, lambda cell: weekdays_in(cell) not in (None, ()))):
        field = "weekdays" if field != "late" else field
    if not field and asked and _ticked(cells) and cells:
        return SurveyColumn(index, "option", heading, _LABEL.sub("", asked))
    return SurveyColumn(index, field or "other", heading)


def _field_of(asked: str) -> str:
    bare = re.sub(r"\s", "", asked).lower()
    if not bare or re.sub(r"\(.*?\)", "", bare) in METADATA:
        return "known" if bare else ""
    return next((field for field, words in _FIELDS if words.search(bare)), "")


def _ticked(cells: Sequence[str]) -> bool:
    """Whether cells are ticks or ranks, and nothing else."""
    values = {cell.lower() for cell in cells}
    return all(cell in _TICKS or (cell.isascii() and cell.isdigit() and int(cell) <= MOST_RANK) for cell in values)


def _same(option: str, cells: Sequence[str]) -> bool:
    """Whether a column's cells repeat its option, as some exports do instead of a 1, or are words filled in."""
    return any(cell == option or _LABEL.sub("", cell) == option for cell in cells) or option.startswith(("其他", "其它"))


def _mostly(cells: Sequence[str], test: object) -> bool:
    return bool(cells) and callable(test) and sum(bool(test(cell)) for cell in cells) * 10 >= len(cells) * 6


def _one_pupil(found: list[SurveyColumn]) -> list[SurveyColumn]:
    """Columns with one name of the pupil: of several the one that says so, the others are not kept."""
    names = [column for column in found if column.field == "pupil"]
    if len(names) < 2:
        return found
    best = next((each for each in names if re.search("孩子|学生|宝贝|幼儿|子女|小朋友", each.name)), names[0])
    return [replace(each, field="private") if each.field == "pupil" and each is not best else each for each in found]
