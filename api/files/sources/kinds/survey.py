"""Survey exports -> wishes of families: 问卷星, 腾讯文档, 金山表单 and forms alike, one family a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from api.files.sources.account import HEADING, TITLE, RowFate, left_out
from api.files.sources.answers.choices import Ranked, is_nothing, ranked, separator_of
from api.files.sources.answers.late import late_until, said_yes
from api.files.sources.answers.weekdays import weekdays_in
from api.files.sources.answers.who import Who, class_in, who_of
from api.files.sources.kind import ColumnSpec, ReadTable
from api.files.sources.kinds.survey_columns import Headings, SurveyColumn, columns_of, headings_of, question
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking, Question, question_id
from api.files.sources.records import WishRecord
from api.files.sources.source import SourcePlace, SourceTable
from api.files.table.columns import normal
from solver.units import Minute, Weekday

WISHES = ("choices", "choice", "option", "day", "weekdays", "takes_part")
_SERVICE = re.compile(r"提交|答卷|答题|昵称|所用时间|来源|来自IP|填写|（自动）|\(自动\)", re.IGNORECASE)
_OTHERS = re.compile(r"教师|老师|机构|课酬|工号|职务|职称|任教|学科|科目|教研|聘|单位|负责人|地点|人数|名额|上限|节次")
"""Headings of lists of staff, of agencies and of courses."""
_CARE = re.compile(
    r"^(?:[只仅]|参加|要|需要)*(?:基[本础])?(?:托管|看护|作业|课业|自习|课后服务|延时服务|自主阅读)(?:辅导|托管|看护|班|服务)*$"
)
_TICK = re.compile(r"[√✓✔v1]|是|来|参加|需要?|要|yes|y|true|ok")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数|统计|共\s*\d+)")
_DATED = re.compile(r"(?:周|星期)([一二三四五])\s*[:：]?\s*([^\s、一二三四五至到-].+)")
"""A course with its day in a list: ``周一篮球、周三：合唱``."""
_TRIAL = re.compile(r"^(?:测试|test|试填|张三测试)\d*$", re.IGNORECASE)
_NUMERALS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2, "零": 0, "无": 0, "不": 0}
_UNTICKED = frozenset(("0", "否", "×", "x", "n", "no", "false", "未选", "未选中", "-2", "-3"))
SHORT = 3
"""Characters of an answer that says yes or no and nothing else."""
MOST_CLUBS = 10
"""The greatest number of clubs a week that an answer can mean; a larger number is something else."""


def is_care(words: str) -> bool:
    """Whether an answer means basic care and no course: 托管, 只参加作业辅导, a tick."""
    return _TICK.fullmatch(words.strip().lower()) is not None or _CARE.match(re.sub(r"[\s（）()]", "", words)) is not None


def _column(name: str, zh: str, en: str, *words: str, required: bool = False, several: bool = False) -> ColumnSpec:
    return ColumnSpec(name, zh, en, words, required=required, several=several)


@dataclass(frozen=True)
class Survey:
    """The export of a survey, one family a row."""

    key: str = "survey"
    zh: str = "志愿问卷"
    en: str = "survey of families"
    columns: tuple[ColumnSpec, ...] = (
        _column("pupil", "学生姓名", "pupil's name", "学生姓名", "孩子姓名", "姓名", required=True),
        _column("class_name", "班级", "class", "班级", "所在班级"),
        _column("grade", "年级", "grade", "年级"),
        _column("number", "班内学号", "number in the class", "学号", "座号"),
        _column("who", "班级姓名", "class and name in one cell", "班级姓名", "班级姓名学号"),
        _column("takes_part", "是否参加", "takes part", "是否参加", "是否参加课后服务"),
        _column("weekdays", "参加星期", "weekdays", "参加星期", "星期", "参加时间"),
        _column("choices", "课程志愿", "ranked choices", "课程志愿", "社团志愿", "社团", "课程", several=True),
        _column("choice", "第几志愿", "choice of a rank or a weekday", "第一志愿", "志愿1", "周一", several=True),
        _column("option", "一个选项一列", "one option a column", several=True),
        _column("clubs", "希望几门", "clubs wanted", "希望社团数", "每周几门"),
        _column("late", "延时", "extended care", "延时到", "延时托管"),
        _column("remark", "备注", "remark", "备注", "其他要求", several=True),
        _column("submitted", "提交时间", "time of submission", "提交答卷时间", "提交时间"),
    )

    def likeness(self, table: SourceTable) -> int:
        """How much a sheet looks like a survey: it asks for a child and for wishes, and is no list of staff, agencies or courses."""
        spread = table.spread()
        heads = headings_of(_texts(spread, 16))
        if heads is None:
            return 0
        columns = _columns(spread, heads)
        fields = {each.field for each in columns}
        named = "who" in fields or "pupil" in fields
        wishes = sum(name in fields for name in WISHES)
        if not named or not wishes:
            return 0
        told = bool(fields & {"who", "class_name"}) or bool(_class_above(spread, heads))
        marks = 50 + 10 * min(wishes, 2) + 15 * told + 5 * bool(fields & {"late", "clubs", "remark"})
        marks += 20 * any(_SERVICE.search(each.name) for each in columns)
        marks -= 60 * any(_OTHERS.search(question(each.name)) for each in columns if each.field not in ("choices", "private", "remark"))
        return max(0, min(100, marks))

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:
        """Wishes of every row below the headings."""
        spread = table.spread()
        heads = headings_of(_texts(spread, 16))
        if heads is None:
            return ReadTable((), {spread.place(i): TITLE for i in spread.filled()})
        columns = _settled(_columns(spread, heads), spread, heads, mapping, asking)
        reader = _Rows(spread, heads.last, columns, _class_above(spread, heads))
        fates: dict[SourcePlace, RowFate] = {spread.place(i): TITLE for i in spread.filled() if i < heads.first}
        fates |= {spread.place(i): HEADING for i in range(heads.first, heads.last + 1)}
        records = []
        for i in spread.filled():
            found = reader.read(i) if i > heads.last else None
            if isinstance(found, WishRecord):
                records.append(found)
            elif found is not None:
                fates[spread.place(i)] = found
        return ReadTable(tuple(records), fates)


SURVEY = Survey()


def _texts(table: SourceTable, most: int) -> list[list[str]]:
    return [[table.text(i, j) for j in range(table.width)] for i in range(min(most, len(table.rows)))]


def _columns(table: SourceTable, heads: Headings) -> tuple[SurveyColumn, ...]:
    cells = [[text for i in range(heads.last + 1, len(table.rows)) if (text := table.text(i, j))] for j in range(table.width)]
    return columns_of(heads.texts, cells)


def _class_above(table: SourceTable, heads: Headings) -> str:
    """The class that a title, the sheet or the file is named by, where rows tell none; the nearest first."""
    titles = [table.text(i, j) for i in range(heads.first - 1, -1, -1) for j in range(table.width)]
    return next((found for text in (*titles, table.sheet, table.file) if text and (found := class_in(text)[0])), "")


def _settled(columns: Sequence[SurveyColumn], table: SourceTable, heads: Headings, mapping: SheetMapping,
             asking: Asking) -> tuple[SurveyColumn, ...]:  # fmt: skip
    """Columns, those that were not recognised as they were assigned before; one that looks like choices is asked about where none holds
    them."""
    known = {each.field for each in columns}
    assigned = {heading: name for name, heading in mapping.columns.items() if name not in known}
    found = [SurveyColumn(each.index, assigned[normal(each.name)], each.name)
             if each.field == "other" and normal(each.name) in assigned else each for each in columns]  # fmt: skip
    if any(each.field in ("choices", "choice", "option") for each in found):
        return tuple(found)
    for i, each in enumerate(found):
        cells = [table.text(j, each.index) for j in range(heads.last + 1, len(table.rows))]
        if each.field == "other" and each.name and _looks_like_choices(cells):
            answer = asking.ask(Question(
                question_id("column", table.sheet, each.name),
                f"“{each.name}”这一列是不是课程志愿？", f'Does the column "{each.name}" hold choices of courses?',
                "是", {"是": "是课程志愿", "否": "不是，当作备注"},
            ))  # fmt: skip
            found[i] = SurveyColumn(each.index, "choices" if answer == "是" else "remark", each.name)
    return tuple(found)


def _looks_like_choices(cells: Iterable[str]) -> bool:
    """Whether cells name few things again and again, several in a cell."""
    filled = [cell for cell in cells if not is_nothing(cell)]
    parts = [part for cell in filled for part in ranked(cell, separator_of(filled)).choices]
    return len(filled) >= 3 and len(parts) > len(filled) and len(set(parts)) * 2 <= len(parts)


@dataclass
class _Rows:
    """Reads the rows below the headings of a table. section: the class that the last title above a row names.

    ranks: whether columns of options hold ranks. carries: whether a class that a row leaves empty is that of the row above, as offices
    write it and forms never do; carried: the last one."""

    table: SourceTable
    heading: int
    columns: tuple[SurveyColumn, ...]
    section: str
    separators: dict[int, re.Pattern[str]] = field(default_factory=dict)
    ranks: bool = False
    carries: bool = False
    carried: str = ""

    def __post_init__(self) -> None:
        rows = range(self.heading + 1, len(self.table.rows))
        for each in self.columns:
            if each.field in ("choices", "choice"):
                self.separators[each.index] = separator_of(self.table.text(i, each.index) for i in rows)
        cells = {self.table.text(i, each.index) for each in self.of("option") for i in rows}
        self.carries = not self.of("submitted") and bool(self.of("class_name"))
        self.ranks = any(cell.isascii() and cell.isdigit() and int(cell) > 1 for cell in cells)

    def of(self, name: str) -> list[SurveyColumn]:
        return [each for each in self.columns if each.field == name]

    def texts(self, row: int, name: str) -> list[str]:
        return [text for each in self.of(name) if (text := self.table.text(row, each.index))]

    def text(self, row: int, name: str) -> str:
        return next(iter(self.texts(row, name)), "")

    def read(self, row: int) -> WishRecord | RowFate:
        """The wish of a row, or the reason why it is none."""
        filled = [self.table.text(row, j) for j in range(self.table.width) if self.table.text(row, j)]
        if _TOTAL.match(filled[0]):
            return left_out("合计行", "a total", told=False)
        titled = class_in(filled[0])[0] if len(set(filled)) == 1 and not self.text(row, "who") else ""
        if titled:
            self.section = titled
            return TITLE
        if [question(text) for text in filled] == [question(each.name) for each in self.columns if each.name][: len(filled)]:
            return left_out("重复的表头", "headings again", told=False)
        who = self._who(row)
        if _TRIAL.match(who.name):
            return left_out(f"测试填写“{who.name}”", f'a trial: "{who.name}"')
        if not who.name and not who.number:
            known = {each.index for each in self.columns if each.field not in ("known", "other", "remark", "submitted")}
            if len(filled) == 1 or not any(self.table.text(row, j) for j in known):
                return left_out("不是一份答卷（备注或说明）", "no answer of a family, but a remark", told=len(filled) > 1)
            return left_out("没有写孩子的姓名", "the child's name is missing")
        return self._wish(row, who)

    def _who(self, row: int) -> Who:
        """The child of a row, from columns of its own or from a cell that joins them."""
        joined, name, class_name = self.text(row, "who"), self.text(row, "pupil"), self.text(row, "class_name")
        grade, number = self.text(row, "grade"), self.text(row, "number")
        base = who_of(joined) if joined else Who()
        mine = who_of(name) if name else Who()
        found, rest = class_in(class_name)
        if not mine.name and not base.name and found and rest:
            base = who_of(class_name)
        written = self._class(grade, class_name, found)
        if self.carries:
            written = self.carried = written or self.carried
        rest = base.rest if joined or not name else mine.rest
        number = _number(number) or mine.number or base.number
        return Who(written or mine.class_name or base.class_name or self.section, number, mine.name or base.name, rest)

    @staticmethod
    def _class(grade: str, class_name: str, found: str) -> str:
        """The class as written: its own cell, or that of the grade before a mere number (一年级, 2班)."""
        if found or not class_name:
            return found or grade
        grade = unicodedata.normalize("NFKC", grade).strip()
        if not grade:
            return class_name
        grade = grade if re.search("[级届年]$", grade) else f"{grade}年级"
        number = unicodedata.normalize("NFKC", class_name).strip(" ()班")
        return f"{grade}{number}班"

    def _wish(self, row: int, who: Who) -> WishRecord:
        choices, by_day, remarks = self._choices(row)
        care = [words for words in choices if is_care(words)]
        choices = [words for words in choices if not is_care(words)]
        weekdays, takes_part, left = self._days(row)
        if weekdays is None and by_day and takes_part is not False:
            weekdays = tuple(sorted(by_day))
        remarks += left
        late, said = self._late(row)
        remarks += said
        remarks += [told for each in self.of("remark") if (told := self._remark(row, each))]
        remarks += [f"{question(each.name)}：{text}" for each in self.of("other")
                    if each.name and (text := self.table.text(row, each.index)) and not is_nothing(text)]  # fmt: skip
        remarks += [who.rest] if who.rest else []
        if takes_part is None and (care or weekdays or choices):
            takes_part = True
        days = {day: words for day, words in by_day.items() if words and not is_care(words[0])}
        return WishRecord(
            self.table.place(row), who.name, who.class_name, who.number, weekdays, tuple(dict.fromkeys(choices)),
            self._clubs(row) if self.of("clubs") else len({words[0] for words in days.values()}) if days else None,
            late, takes_part, "；".join(dict.fromkeys(remarks)), _moment(self.table, row, self.of("submitted")),
            {f"周{'一二三四五六日'[day - 1]}": "、".join(words) for day, words in days.items()} | self._phone(row),
        )  # fmt: skip

    def _remark(self, row: int, each: SurveyColumn) -> str:
        """The remark of a column, with its question where the answer is a mere yes; a no counts where it is asked what may be done."""
        text, asked = self.table.text(row, each.index), question(each.name)
        if said_yes(text) is not None and len(text) <= SHORT and ("服从" in asked or said_yes(text)):
            return f"{asked}：{text}"
        return "" if is_nothing(text) else text

    def _phone(self, row: int) -> dict[str, str]:
        """The family's telephone number, by which namesakes are told apart; it is compared and not kept."""
        found = (re.search(r"1\d{10}", text.replace(" ", "").replace("-", "")) for text in self.texts(row, "private"))
        return next(({"phone": each[0]} for each in found if each), {})

    def _choices(self, row: int) -> tuple[list[str], dict[Weekday, list[str]], list[str]]:
        """Choices, best first: of columns with a rank, of columns of weekdays, of lists, of options; those by weekday; and remarks."""
        found: list[tuple[int, Weekday, int, str]] = []
        by_day: dict[Weekday, list[str]] = {}
        remarks = []
        for each in self.of("choice"):
            answer = self._ranked(row, each)
            remarks += [answer.remark] if answer.remark else []
            found += [(each.rank or 1, each.day, len(found), words) for words in answer.choices]
            if each.day:
                by_day.setdefault(each.day, []).extend(answer.choices)
        choices = [words for *_, words in sorted(found)]
        for each in self.of("choices"):
            answer = self._ranked(row, each)
            remarks += [answer.remark] if answer.remark else []
            for words in answer.choices:
                dated = _DATED.match(words)
                choices.append(dated[2] if dated else words)
                if dated:
                    by_day.setdefault("一二三四五".index(dated[1]) + 1, []).append(dated[2])
        return choices + self._options(row), by_day, remarks

    def _ranked(self, row: int, each: SurveyColumn) -> Ranked:
        return ranked(self.table.text(row, each.index), self.separators.get(each.index))

    def _options(self, row: int) -> list[str]:
        """Options that are chosen: by their numbers where the columns hold ranks, else in the order of the columns."""
        found = []
        for each in self.of("option"):
            text = unicodedata.normalize("NFKC", self.table.text(row, each.index)).strip().lower()
            number = int(text) if text.isascii() and text.isdigit() else 0
            if not text or text in _UNTICKED or (is_nothing(text) and not number):
                continue
            words = each.option
            if words.startswith(("其他", "其它")) and not number and said_yes(text) is None:
                words = self.table.text(row, each.index)
            found.append((number if self.ranks and number else 1, each.index, words))
        chosen = [words for *_, words in sorted(found)]
        return [each for words in chosen for each in ranked(words, re.compile("┋")).choices]

    def _days(self, row: int) -> tuple[tuple[Weekday, ...] | None, bool | None, list[str]]:
        """Weekdays (None = not asked or left empty), whether the child takes part (None = not said), and what was said beside."""
        said = self.text(row, "takes_part")
        takes_part = said_yes(said)
        cells = self.texts(row, "weekdays") + ([said] if said and not self.of("weekdays") else [])
        weekdays = next((days for cell in cells if (days := weekdays_in(cell)) is not None), None)
        left = [f"{question(each.name)}：{text}" for each in self.of("weekdays")
                if not is_nothing(text := self.table.text(row, each.index)) and weekdays_in(text) is None]  # fmt: skip
        if self.of("day"):
            ticks = {each.day for each in self.of("day") if _ticked(self.table.text(row, each.index))}
            weekdays = tuple(sorted(ticks | set(weekdays or ())))
        elif weekdays is None and any(each.day for each in self.of("choice")):
            came = {each.day for each in self.of("choice") if each.day and not is_nothing(self.table.text(row, each.index))}
            weekdays = tuple(sorted(came))
        if takes_part is False:
            return (), False, left
        return weekdays, False if weekdays == () and takes_part is None else takes_part, left

    def _late(self, row: int) -> tuple[Minute | None, list[str]]:
        """Until when the child stays: the time of the answer, else that of the question; a yes without a time goes into the remark."""
        times = []
        left = []
        for each in self.of("late"):
            text = self.table.text(row, each.index)
            if not text or said_yes(text) is False or is_nothing(text):
                continue
            minute = late_until(text) or (late_until(each.name) if said_yes(text) or weekdays_in(text) else None)
            times += [minute] if minute is not None else []
            left += [f"{question(each.name)}：{text}"] if minute is None else []
        return max(times, default=None), left

    def _clubs(self, row: int) -> int | None:
        text = unicodedata.normalize("NFKC", self.text(row, "clubs"))
        found = re.search(r"\d+", text)
        number = int(found[0]) if found else next((_NUMERALS[sign] for sign in text if sign in _NUMERALS), None)
        return number if number is not None and number <= MOST_CLUBS else None


def _ticked(text: str) -> bool:
    return bool(text) and text.lower() not in _UNTICKED and not is_nothing(text) and said_yes(text) is not False


def _number(text: str) -> str:
    """A number in the class; longer ones are of the school register, and say nothing of it."""
    digits = unicodedata.normalize("NFKC", text).strip(" 号")
    return digits if digits.isascii() and digits.isdigit() and len(digits) <= 3 else ""


_MOMENT = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?"
    r"(?:[\sT]+(\d{1,2})\s*[:：时]\s*(\d{1,2})(?:\s*[:：分]\s*(\d{1,2}))?)?"
)


def _moment(table: SourceTable, row: int, columns: Sequence[SurveyColumn]) -> datetime | None:
    """When a form was sent; of several times the last."""
    found = []
    for each in columns:
        raw = table.rows[row][each.index]
        if isinstance(raw, datetime):
            found.append(raw)
        elif isinstance(raw, date):
            found.append(datetime(raw.year, raw.month, raw.day))  # noqa: DTZ001  forms tell local time without a zone
        elif isinstance(raw, str) and (parts := _MOMENT.search(unicodedata.normalize("NFKC", raw))):
            try:
                found.append(datetime(*(int(part or 0) for part in parts.groups())))  # type: ignore[arg-type]  # noqa: DTZ001
            except ValueError:
                continue
    return max(found, default=None)
