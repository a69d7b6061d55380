"""Class rosters: 学籍 export, plain list, a sheet a class, a file a class."""

from __future__ import annotations

from collections.abc import Iterator

from tests.offices.around_table import Column, Row, dictionary_sheet, moved, tabled
from tests.offices.disorder import Disorder
from tests.offices.sheet import Sheet, csv_text, html_as_xls, ods, xlsx
from tests.offices.truth import Child, OfficeTruth, SchoolClass
from tests.offices.writing import FIRST_YEAR, Hand, chinese

Marked = tuple[Child, str]
"""A child and its name as written."""


def write_roster(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """The files of the roster."""
    if hand.has(Disorder.CLASS_A_FILE):
        return _file_a_class(hand, truth)
    if hand.has(Disorder.CLASS_A_SHEET):
        return _sheet_a_class(hand, truth)
    if hand.random.random() < 0.5:
        return _registry_export(hand, truth)
    return _plain_list(hand, truth)


def listed(hand: Hand, truth: OfficeTruth, home: SchoolClass) -> list[Child]:
    """The rows of one class in the order of the office: numbers, the withdrawn among them, newcomers last."""
    here = [child for child in truth.children if child.class_id == home.id and child.number is not None]
    here += [child for child in truth.gone if child.class_id == home.id]
    return sorted(here, key=lambda child: child.number or 0)


def newcomers(truth: OfficeTruth) -> list[Child]:
    """Children without a number, whom somebody wrote at the end by hand."""
    return [child for child in truth.children if child.number is None]


def written_name(hand: Hand, truth: OfficeTruth, file: str, child: Child) -> str:
    """The name with its marks of an office."""
    text = hand.name(child.name)
    if hand.has(Disorder.FOOTNOTE_MARKS) and hand.random.random() < 0.03:
        text += hand.random.choice(("*", "①", "（班长）", "(中队长)", "※"))
        truth.concludes(Disorder.FOOTNOTE_MARKS, file, f"{text}：记号和职务不是姓名的一部分")
    return text


def _remark(hand: Hand, truth: OfficeTruth, file: str, child: Child) -> str | None:
    if child.status:
        truth.concludes(Disorder.WITHDRAWN, file, f"{child.name}（{child.status}）不参加，不算在校生")
        return hand.random.choice((child.status, f"{child.status}（9月）", f"已{child.status.removeprefix('已')}"))
    if child.number is None:
        truth.concludes(Disorder.NEW_BY_HAND, file, f"{child.name} 是新转入的学生，没有班内学号")
        return "新转入"
    if hand.has(Disorder.REMARKS) and hand.random.random() < 0.04:
        return hand.random.choice(("住校", "对花生过敏", "外婆接", "近视，坐前排", "父亲是本校教师"))
    return None


def _registry_export(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """One sheet with the columns of the registry of pupils; class and grade in columns of their own."""
    file = "全校学生学籍信息" + (".xls" if hand.has(Disorder.HTML_AS_XLS) else ".xlsx")
    columns = [Column("序号"), Column(hand.heading("年级", "年级名称")), Column(hand.heading("班级", "班级名称", "所在班级")),
               Column(hand.heading("班内学号", "学号", "座号")), Column("全国学籍号", True), Column(hand.heading("姓名", "学生姓名")),
               Column("性别"), Column("出生日期"), Column("身份证件号", True), Column("民族"), Column("学生类别"), Column("就读方式"),
               Column("监护人姓名"), Column("联系电话", True), Column("备注")]
    rows: list[Row] = []
    grade_alone = hand.random.random() < 0.5
    for child, home in _everyone(hand, truth):
        alone = f"{chinese(home.number) if home.number < 5 else home.number}班"
        cell = alone if grade_alone else hand.class_name(home, any_way=True)
        grade = f"{chinese(home.grade)}年级"
        if hand.has(Disorder.COHORT):
            year = FIRST_YEAR + 1 - home.grade
            grade, cell = f"{year}级", f"{home.number}班" if grade_alone else f"{year}级{home.number}班"
            truth.concludes(Disorder.COHORT, file, f"{year}级在2026学年是{chinese(home.grade)}年级")
        rows.append([len(rows) + 1, grade, cell, hand.number(child.number),
                     f"G3301**********{len(rows) % 10000:04d}", written_name(hand, truth, file, child), child.gender,
                     f"{2020 - home.grade}{1 + len(rows) % 12:02d}{1 + len(rows) % 28:02d}", f"3301**********{len(rows) % 10000:04d}",
                     "汉族", "", "走读", child.guardian or None, child.phone, _remark(hand, truth, file, child)])
    moved(hand, columns, rows, 1)
    sheet = tabled(hand, truth, file, "学生基础信息", f"{truth.name}学生学籍信息表", columns, rows,
                   note="注：本表由学籍系统导出，班内学号以班主任名单为准。")
    if file.endswith(".xls"):
        truth.concludes(Disorder.HTML_AS_XLS, file, "网页表格与 xlsx 同样读取")
        return {file: html_as_xls(sheet)}
    return {file: xlsx([sheet, *dictionary_sheet(hand, truth, file)])}


def _everyone(hand: Hand, truth: OfficeTruth) -> Iterator[tuple[Child, SchoolClass]]:
    homes = {home.id: home for home in truth.classes}
    for home in truth.classes:
        yield from ((child, home) for child in listed(hand, truth, home))
    yield from ((child, homes[child.class_id]) for child in newcomers(truth))


def _plain_list(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """A short list: class, number, name, gender; as xlsx, csv in GBK or ods."""
    stem = "学生花名册"
    suffix = ".csv" if hand.has(Disorder.GBK_CSV) else ".ods" if hand.has(Disorder.ODS) else ".xlsx"
    file = stem + suffix
    columns = [Column("序号"), Column(hand.heading("班级", "班别", "所在班级")),
               Column(hand.heading("学号", "座号", "班内序号", "班级学号")),
               Column(hand.heading("姓名", "学生姓名", "学生")), Column("性别")]
    if hand.has(Disorder.PHONES):
        columns += [Column(hand.heading("家长电话", "联系方式", "监护人手机"), True)]
    columns += [Column("备注")]
    rows: list[Row] = []
    homes = list(_everyone(hand, truth))
    # A merged block has one spelling of its class.
    spelled = {home.id: hand.class_name(home, any_way=True) for home in truth.classes}
    for child, home in homes:
        written = spelled[home.id] if hand.has(Disorder.MERGED_CELLS) else hand.class_name(home, any_way=True)
        phones = [child.phone] if hand.has(Disorder.PHONES) else []
        rows.append([len(rows) + 1, written, hand.number(child.number), written_name(hand, truth, file, child), child.gender,
                     *phones, _remark(hand, truth, file, child)])
    if not hand.has(Disorder.MERGED_CELLS):
        moved(hand, columns, rows, 1)
    sheet = tabled(hand, truth, file, "花名册", f"{truth.name}2026学年第一学期学生花名册", columns, rows, merge=1, key=3,
                   note="说明：本表仅供校内使用。")
    if suffix == ".csv":
        truth.concludes(Disorder.GBK_CSV, file, "文件编码为 GBK，文字应完整")
        for row in sheet.rows:
            row[:] = [None if value is None else str(value).replace("\ufeff", "") for value in row]
        return {file: csv_text(_unmerged(sheet), "gb18030")}
    if suffix == ".ods":
        truth.concludes(Disorder.ODS, file, "ods 与 xlsx 同样读取")
        return {file: ods([sheet])}
    return {file: xlsx([sheet, *dictionary_sheet(hand, truth, file)])}


def _unmerged(sheet: Sheet) -> Sheet:
    """What a spreadsheet writes into a csv: merged areas leave their first value alone."""
    return Sheet(sheet.name, sheet.rows)


def _class_table(hand: Hand, truth: OfficeTruth, file: str, home: SchoolClass, sheet_name: str) -> Sheet:
    columns = [Column(hand.heading("学号", "座号", "序号")), Column("姓名"), Column("性别")]
    if hand.has(Disorder.PHONES):
        columns += [Column("家长姓名"), Column("联系电话", True)]
    columns += [Column("备注")]
    rows: list[Row] = []
    new = [child for child in newcomers(truth) if child.class_id == home.id]
    for child in [*listed(hand, truth, home), *new]:
        phones = [child.guardian or None, child.phone] if hand.has(Disorder.PHONES) else []
        rows.append([hand.number(child.number), written_name(hand, truth, file, child), child.gender, *phones,
                     _remark(hand, truth, file, child)])
    title = f"{hand.class_name(home)}学生名单（班主任：{home.homeroom}）"
    return tabled(hand, truth, file, sheet_name, title, columns, rows, key=1, note="以上名单由班主任核对。")


def _sheet_a_class(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    file = "各班学生名单.xlsx"
    truth.concludes(Disorder.CLASS_A_SHEET, file, "工作表名就是班级")
    sheets = [_class_table(hand, truth, file, home, hand.class_name(home)) for home in truth.classes]
    return {file: xlsx([*sheets, *dictionary_sheet(hand, truth, file)])}


def _file_a_class(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for home in truth.classes:
        suffix = ".csv" if hand.has(Disorder.GBK_CSV) and hand.random.random() < 0.3 else ".xlsx"
        file = hand.class_name(home) + "名单" + suffix
        truth.concludes(Disorder.CLASS_A_FILE, file, "文件名就是班级")
        sheet = _class_table(hand, truth, file, home, "Sheet1")
        files[file] = csv_text(_unmerged(sheet), "gb18030") if suffix == ".csv" else xlsx([sheet])
    return files
