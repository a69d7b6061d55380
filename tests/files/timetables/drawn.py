"""Timetables of small schools, and the sheets that offices would write them on."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

from api.files.sources.source import MergedArea, SourceTable

SUBJECTS = ("语文", "数学", "英语", "体育", "音乐", "美术", "科学", "道德与法治", "信息科技", "劳动", "班会", "自习", "校本课程")
PEOPLE = ("张敏", "王芳", "李娜", "刘洋", "欧阳静", "陈一鸣", "赵云", "孙丽华", "周杰", "马超")
ROOMS = ("操场", "音乐教室", "机房1", "图书馆", "301")
CLASSES = ("一(1)班", "一(2)班", "二(1)班", "三年级4班", "六（3）班")
TIMES = ((500, 540), (550, 590), (610, 650), (660, 700), (840, 880), (890, 930), (940, 980))
"""Bells of seven periods: four in the morning, three in the afternoon."""
MORNING = 4
DAYS = 5

Entry = tuple[str, str, str, str]
"""Subject, teacher, room, weeks."""
Truth = dict[tuple[str, int, int], tuple[Entry, ...]]
"""By class, weekday and period."""


@dataclass(slots=True)
class Sheet:
    """A sheet in the making."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[MergedArea] = field(default_factory=list)

    def put(self, row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> None:
        self.cells[row, column] = text
        if rows > 1 or columns > 1:
            self.merged.append(MergedArea(row, column, row + rows - 1, column + columns - 1))

    def table(self, file: str = "课表.xlsx") -> SourceTable:
        height = max((row for row, _ in self.cells), default=0) + 2
        width = max([*(column for _, column in self.cells), *(area.last_column for area in self.merged)]) + 1
        height = max([height, *(area.last_row + 1 for area in self.merged)])
        rows = tuple(tuple(self.cells.get((row, column), "") for column in range(width)) for row in range(height))
        return SourceTable(file, self.name, rows, tuple(self.merged))


@dataclass(frozen=True, slots=True)
class Style:
    """How an office writes. cell: how subject, teacher and room stand. day: how weekdays are called. period: how periods are.

    halves: a merged column 上午/下午 with numbers that begin again. times: ``none``, ``cell`` (below the number), ``column``.
    recess: whether rows of recess and lunch stand between. title: whether the sheet has a title. below: subject and teacher in two rows.
    merge: whether equal neighbours down a day are merged into a double lesson."""

    cell: str
    day: str
    period: str
    halves: bool
    times: str
    recess: bool
    title: bool
    merge: bool
    blank: bool


styles = st.builds(
    Style,
    cell=st.sampled_from(("{s} {t}", "{s}\n{t}", "{s}({t})", "{s}（{t}）", "{s}/{t}", "{s}　{t}", "{s} {t}老师", "{s}、{t}")),
    day=st.sampled_from(("星期{}", "周{}", "礼拜{}", "{}", "en")),
    period=st.sampled_from(("第{n}节", "{d}", "第{d}节", "{n}", "{d}节")),
    halves=st.booleans(),
    times=st.sampled_from(("none", "cell", "column", "two columns")),
    recess=st.booleans(),
    title=st.booleans(),
    merge=st.booleans(),
    blank=st.booleans(),
)
NUMERALS = "一二三四五六七八九"
ENGLISH = ("Mon", "Tue", "Wed", "Thu", "Fri")


def truth_of(seed: int) -> Truth:
    """A week of lessons of two to four classes; a few periods are free, some lessons are of odd or even weeks."""
    rng = Random(seed)
    truth: Truth = {}
    for name in rng.sample(CLASSES, rng.randint(2, 4)):
        for day in range(1, DAYS + 1):
            for period in range(1, len(TIMES) + 1):
                kind = rng.randint(0, 11)
                subject, other = rng.sample(SUBJECTS, 2)
                teacher, second = rng.choice(PEOPLE), rng.choice(PEOPLE)
                if kind == 1:
                    truth[name, day, period] = ((subject, teacher, "", "odd"), (other, second, "", "even"))
                elif kind == 2:
                    truth[name, day, period] = ((subject, "", "", ""),)
                elif kind:
                    truth[name, day, period] = ((subject, teacher, rng.choice(("", "", "", *ROOMS)), ""),)
    return truth


truths = st.integers(0, 10**6).map(truth_of)


def cell(entries: tuple[Entry, ...], style: Style) -> str:
    """Entries as a cell of the style."""
    if not entries:
        return ""
    if len(entries) == 2:
        (odd, first, _, _), (even, second, _, _) = entries
        return f"单:{odd} {first}\n双:{even} {second}"
    subject, teacher, room, _ = entries[0]
    text = style.cell.format(s=subject, t=teacher) if teacher else subject
    return f"{text} {room}" if room else text


def day_word(day: int, style: Style) -> str:
    return ENGLISH[day - 1] if style.day == "en" else style.day.format(NUMERALS[day - 1])


def period_word(period: int, style: Style) -> str:
    """A period's heading; with halves the numbers begin anew in the afternoon."""
    number = period - MORNING if style.halves and period > MORNING else period
    text = style.period.format(n=NUMERALS[number - 1], d=number)
    return f"{text}\n{span_word(period)}" if style.times == "cell" else text


def span_word(period: int) -> str:
    return "-".join(clock_word(minute) for minute in TIMES[period - 1])


def clock_word(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"
