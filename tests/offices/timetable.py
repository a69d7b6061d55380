"""The regular timetable: classes × periods on one sheet, periods × classes, a sheet a class, blocks one below another."""

from __future__ import annotations

from tests.offices.disorder import Disorder
from tests.offices.lesson_words import LessonWords
from tests.offices.sheet import Sheet, Value, xlsx
from tests.offices.truth import OfficeTruth, SchoolClass, Taught
from tests.offices.writing import DAYS, Hand, chinese, clock

Row = list[Value]
Cells = dict[tuple[str, int, int], list[Taught]]


def write_timetable(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """One workbook with all lessons."""
    file = hand.random.choice(("全校总课程表.xlsx", "课程表（2026秋）.xlsx", "总课表.xlsx"))
    words = LessonWords(hand, truth, file)
    cells: Cells = {}
    for lesson in truth.lessons:
        cells.setdefault((lesson.class_id, lesson.weekday, lesson.period), []).append(lesson)
    draw = hand.random.randrange(4)
    if draw == 0:
        sheets = [_classes_down(hand, truth, words, cells)]
    elif draw == 1:
        sheets = [_classes_across(hand, truth, words, cells)]
    elif draw == 2:
        sheets = [_class_page(hand, truth, words, cells, home) for home in truth.classes]
    else:
        sheets = [_blocks(hand, truth, words, cells)]
    if hand.has(Disorder.NOTES_BELOW):
        sheets[-1].rows += [[], ["说明：本课表自2026年9月1日起执行，调课须经教导处同意。"]]
        truth.concludes(Disorder.NOTES_BELOW, file, "课表下的说明不是课")
    return {file: xlsx(sheets)}


def _title(hand: Hand, truth: OfficeTruth, sheet: Sheet, width: int) -> None:
    if hand.has(Disorder.TITLE_ROWS):
        sheet.rows.append([f"{truth.name}2026学年第一学期总课程表", *[None] * (width - 1)])
        sheet.merges.append((0, 0, 0, width - 1))


def _classes_down(hand: Hand, truth: OfficeTruth, words: LessonWords, cells: Cells) -> Sheet:
    """A row a class; columns: weekday × period, the weekday merged over its periods."""
    periods = len(truth.bells)
    sheet = Sheet("总表")
    width = 1 + 5 * periods
    _title(hand, truth, sheet, width)
    top = len(sheet.rows)
    prefix = hand.random.choice(("星期", "周"))
    heading: Row = [hand.random.choice(("班级", "班级＼节次", None))]
    for weekday in range(1, 6):
        heading += [prefix + DAYS[weekday - 1], *[None] * (periods - 1)]
        sheet.merges.append((top, 1 + (weekday - 1) * periods, top, weekday * periods))
    sheet.rows.append(heading)
    number = hand.random.choice((lambda p: p, lambda p: f"第{chinese(p)}节", str))
    sheet.rows.append([None, *[number(bell.period) for _ in range(5) for bell in truth.bells]])
    if heading[0]:
        sheet.merges.append((top, 0, top + 1, 0))
    for home in truth.classes:
        sheet.rows.append([hand.class_name(home, any_way=True),
                           *[words.cell(cells.get((home.id, day, bell.period), [])) for day in range(1, 6) for bell in truth.bells]])
    return sheet


def _classes_across(hand: Hand, truth: OfficeTruth, words: LessonWords, cells: Cells) -> Sheet:
    """A row a weekday and period; a column a class."""
    sheet = Sheet("总课表")
    width = 3 + len(truth.classes)
    _title(hand, truth, sheet, width)
    timed = hand.random.random() < 0.5
    sheet.rows.append(["星期", "节次", *(["时间"] if timed else []), *[hand.class_name(home) for home in truth.classes]])
    for weekday in range(1, 6):
        first = len(sheet.rows)
        for bell in truth.bells:
            sheet.rows.append([
                ("星期" + DAYS[weekday - 1]) if len(sheet.rows) == first else None, bell.period,
                *([f"{clock(bell.start)}-{clock(bell.end)}"] if timed else []),
                *[words.cell(cells.get((home.id, weekday, bell.period), [])) for home in truth.classes],
            ])
        sheet.merges.append((first, 0, len(sheet.rows) - 1, 0))
    return sheet


def _page_rows(hand: Hand, truth: OfficeTruth, words: LessonWords, cells: Cells, home: SchoolClass) -> list[Row]:
    """One class: periods down, weekdays across, with 上午/下午 and the breaks that offices write in."""
    rows: list[Row] = [["", "节次", "时间", *["星期" + day for day in DAYS]]]
    for bell in truth.bells:
        half = "上午" if bell.period == 1 else "下午" if bell.period == 5 else None
        rows.append([half, f"第{chinese(bell.period)}节", f"{clock(bell.start)}—{clock(bell.end)}",
                     *[words.cell(cells.get((home.id, day, bell.period), [])) for day in range(1, 6)]])
        if bell.period == 2:
            rows.append([None, "大课间", "9:50—10:10", *["大课间活动"] * 5])
        if bell.period == 4:
            rows.append(["午间", "午餐、午休", "11:40—14:00", *[None] * 5])
    return rows


def _class_page(hand: Hand, truth: OfficeTruth, words: LessonWords, cells: Cells, home: SchoolClass) -> Sheet:
    sheet = Sheet(hand.class_name(home))
    sheet.rows.append([f"{hand.class_name(home)}课程表", *[None] * 7])
    sheet.merges.append((0, 0, 0, 7))
    if hand.has(Disorder.REMARKS):
        sheet.rows.append([f"班主任：{home.homeroom}", *[None] * 7])
    sheet.rows += _page_rows(hand, truth, words, cells, home)
    return sheet


def _blocks(hand: Hand, truth: OfficeTruth, words: LessonWords, cells: Cells) -> Sheet:
    """All classes one below another on one sheet, each with its own heading."""
    sheet = Sheet("课程表")
    for home in truth.classes:
        sheet.rows.append([f"{hand.class_name(home, any_way=True)}课程表", *[None] * 7])
        sheet.merges.append((len(sheet.rows) - 1, 0, len(sheet.rows) - 1, 7))
        sheet.rows += _page_rows(hand, truth, words, cells, home)
        sheet.rows.append([])
    return sheet
