"""Survey exports and chains of messages: any shape is read back as the wishes that were printed, and every row has its account."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.sources.account import RowOutcome
from api.files.sources.kind import SURE, UNLIKELY, ReadTable
from api.files.sources.kinds.chain import CHAIN
from api.files.sources.kinds.survey import SURVEY
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import WishRecord
from api.files.sources.source import MergedArea, SourceTable
from api.files.table.cell import Raw
from tests.files.sources.survey_shapes import SHAPES, Wished, chain, class_ways, table, wishes


def read(sheet: SourceTable, asking: Asking | None = None) -> ReadTable:
    kind = CHAIN if CHAIN.likeness(sheet) > SURVEY.likeness(sheet) else SURVEY
    return kind.read(sheet, SheetMapping(kind.key), asking or Asking())


def records(sheet: SourceTable) -> list[WishRecord]:
    return [record for record in read(sheet).records if isinstance(record, WishRecord)]


@given(wishes(), st.sampled_from(SHAPES), st.data())
@settings(max_examples=80, derandomize=True, deadline=None)
def test_every_shape_is_read_back(found: list[Wished], shape: type, data: st.DataObject) -> None:
    written = {wish.name: data.draw(st.sampled_from(class_ways(wish))) for wish in found}
    blank = data.draw(st.sampled_from(("", " ", "\u3000", "  ")))
    names = {wish.name: blank.join(wish.name) if len(wish.name) == 2 else wish.name for wish in found}
    rows = shape(found, written, names)
    for _ in range(data.draw(st.integers(0, 2))):
        rows.insert(data.draw(st.integers(len(rows) - len(found), len(rows))), [""])
    sheet = table(rows)
    assert max(SURVEY.likeness(sheet), CHAIN.likeness(sheet)) > UNLIKELY + 30
    got = records(sheet)
    assert [(wish.pupil, wish.weekdays, wish.choices) for wish in got] == [(w.name, w.days, w.plain_choices) for w in found]
    assert [wish.class_name.replace("（", "(").replace("）", ")") for wish in got] == [
        written[wish.name].replace("（", "(").replace("）", ")") for wish in found
    ]
    for wish, truth in zip(got, found, strict=True):
        assert truth.remark in wish.remark
        assert wish.remark in (truth.remark, f"妈妈；{truth.remark}")
    read_again = read(sheet)
    accounted = {record.place.row for record in read_again.records} | {place.row for place in read_again.fates}
    assert accounted == set(sheet.filled())


def test_one_course_a_weekday() -> None:
    rows = [["班级", "姓名", "星期一", "星期二", "星期三", "星期四", "星期五", "备注"],
            ["三1班", "王小明", "篮球", "托管", "", "合唱", "不参加", ""],
            ["三1班", "李丽", "√", "", "", "", "", "周四要练琴"]]  # fmt: skip
    first, second = records(table([list(row) for row in rows]))
    assert (first.weekdays, first.choices, first.clubs) == ((1, 2, 4), ("篮球", "合唱"), 2)
    assert dict(first.fields) == {"周一": "篮球", "周四": "合唱"}
    assert (second.weekdays, second.choices, second.remark) == ((1,), (), "周四要练琴")


def test_a_form_with_letters_says_who_does_not_come() -> None:
    rows = [["答题序号", "答题时间", "1.学生姓名（填空）", "2.年级（单选）", "3.班级（单选）", "4.星期一参加（单选）",
             "5.星期二参加（单选）"],
            ["1", "2026-09-01 8:00:00", "王小明", "1年级", "2班", "A.不参加", "AA.篮球社"],
            ["2", "2026-09-01 8:02:00", "李丽", "1年级", "2班", "A.不参加", "A.不参加"]]  # fmt: skip
    first, second = records(table([list(row) for row in rows]))
    assert (first.class_name, first.weekdays, first.choices) == ("1年级2班", (2,), ("篮球社",))
    assert (second.weekdays, second.takes_part) == ((), False)


def test_two_rows_of_headings_and_the_class_in_the_title() -> None:
    rows = [["三（1）班课后服务报名表", "", "", "", "", "", ""], ["序号", "姓名", "参加时间", "", "社团志愿", "", "备注"],
            ["", "", "周一", "周二", "志愿1", "志愿2", ""], ["1", "王小明", "√", "", "篮球", "合唱", "过敏"],
            ["合计", "", "1", "0", "", "", ""]]  # fmt: skip
    merged = (MergedArea(0, 0, 0, 6), MergedArea(1, 2, 1, 3), MergedArea(1, 4, 1, 5), MergedArea(1, 0, 2, 0), MergedArea(1, 1, 2, 1),
              MergedArea(1, 6, 2, 6))  # fmt: skip
    for areas in (merged, ()):
        (found,) = records(table([list(row) for row in rows], areas))
        assert (found.class_name, found.weekdays, found.choices, found.remark) == ("三(1)班", (1,), ("篮球", "合唱"), "过敏")


def test_late_clubs_and_sentences() -> None:
    rows = [["1、孩子姓名", "2、班级", "3、是否参加课后服务", "4、社团志愿", "5、每周想上几门", "6、是否需要延时到18:00", "7、您的建议"],
            ["王小明", "1.1", "A.参加", "篮球→合唱", "两门", "需要", "希望多些户外活动"],
            ["李丽", "1.1", "参加", "托管", "", "到17:45", ""], ["赵凯", "1.1", "不参加", "", "", "", ""],
            ["周悦", "1.1", "参加", "篮球、服从调剂", "1", "看情况", ""]]  # fmt: skip
    first, second, third, fourth = records(table([list(row) for row in rows]))
    assert (first.choices, first.clubs, first.late_until, first.remark) == (("篮球", "合唱"), 2, 1080, "希望多些户外活动")
    assert (second.choices, second.late_until, second.takes_part) == ((), 1065, True)
    assert (third.weekdays, third.takes_part) == ((), False)
    assert fourth.late_until is None
    assert "服从调剂" in fourth.remark
    assert "看情况" in fourth.remark


def test_a_column_that_looks_like_choices_is_asked_about() -> None:
    rows = [["提交答卷时间", "1、班级", "2、孩子姓名", "3、您对哪些感兴趣？"], ["2026/9/3 12:00:00", "1.1", "王小明", "篮球┋合唱"],
            ["2026/9/3 12:00:00", "1.1", "李丽", "合唱┋篮球"], ["2026/9/3 12:00:00", "1.1", "赵凯", "合唱┋篮球"]]  # fmt: skip
    rows[0][3] = "3、请勾选"
    asking = Asking()
    found = read(table([list(row) for row in rows]), asking)
    (question,) = asking.questions
    assert "请勾选" in question.zh
    assert next(record.choices for record in found.records if isinstance(record, WishRecord)) == ("篮球", "合唱")
    refused = read(table([list(row) for row in rows]), Asking({question.id: "否"}))
    first = refused.records[0]
    assert isinstance(first, WishRecord)
    assert (first.choices, first.remark) == ((), "篮球┋合唱")


def test_habits_of_offices_and_forms() -> None:
    (dated,) = records(table([["序号", "学生", "班级", "选课情况"], ["1", "王小明", "1.1", "周一篮球、周三：合唱"]]))
    assert (dated.weekdays, dated.choices) == ((1, 3), ("篮球", "合唱"))
    rows = [["班级", "姓名", "周一", "周二", "社团1"], ["1.1", "王小明", "1", "", "篮球"], ["", "李丽", "", "1", "书法"]]
    assert [record.class_name for record in records(table(rows))] == ["1.1", "1.1"]
    rows = [["姓名", "班级", "社团[篮球]", "社团[合唱]", "社团[其他]"], ["王小明", "1.1", "已选", "", ""],
            ["李丽", "1.1", "", "已选", "击剑"]]  # fmt: skip
    assert [record.choices for record in records(table(rows))] == [("篮球",), ("合唱", "击剑")]
    rows = [["孩子姓名", "班级", "社团（多选）", "志愿是否服从调剂"], ["王小明", "1.1", "篮球┋合唱", "否"]]
    assert [(record.choices, record.remark) for record in records(table(rows))] == [
        (("篮球", "合唱"), "志愿是否服从调剂：否")]  # fmt: skip
    rows = [["序号", "5(篮球)", "5(合唱)", "孩子姓名", "班级（如：一（1）班）"], ["1", "1", "0", "王小明", "一(1)班"]]
    assert [record.choices for record in records(table(rows))] == [("篮球",)]


def test_rows_that_are_no_answer_are_accounted_for() -> None:
    rows = [["班级", "姓名", "社团"], ["1.1", "测试", "篮球"], ["1.1", "", "合唱"], ["班级", "姓名", "社团"], ["注：以最后一次为准"],
            ["1.1", "王小明", "篮球"], ["合计：1人"]]  # fmt: skip
    found = read(table([list(row) for row in rows]))
    assert len(found.records) == 1
    said = {place.row: fate for place, fate in found.fates.items()}
    assert "测试" in said[1].zh
    assert said[2].told
    assert not said[3].told
    assert not said[6].told
    assert all(fate.outcome is RowOutcome.LEFT_OUT for fate in said.values())


@pytest.mark.parametrize("rows", [
    [["姓名", "机构", "课程", "可来星期"], ["张教练", "阳光", "篮球", "周一"]],
    [["班级", "姓名", "学号", "性别", "备注"], ["1.1", "王小明", "1", "男", "走读"]],
    [["姓名", "任教学科", "任教班级", "手机"], ["王敏", "语文", "1.1", "139"]],
    [["课程名称", "年级", "星期", "教师", "人数"], ["篮球", "1-2", "周一", "王敏", "20"]],
    [["班级", "星期一", "星期二"], ["1.1", "语文", "数学"]],
    [["通知"], ["各位家长"]],
])  # fmt: skip
def test_other_lists_are_no_surveys(rows: list[list[str]]) -> None:
    sheet = table([list(row) for row in rows])
    assert SURVEY.likeness(sheet) < UNLIKELY
    assert CHAIN.likeness(sheet) < UNLIKELY


def test_a_chain_in_one_cell_or_parted_at_commas() -> None:
    text = "#接龙\n报名\n例 一(1)班 小明 篮球 周一\n\n1. 一(3)班 王小明，篮球、合唱，周一三五\n对花生过敏\n"
    text += "2、李丽 一3班 书法 每天 延时到18:00"
    for sheet in (table([[text]]), table([line.split("，") for line in text.split("\n")])):
        assert CHAIN.likeness(sheet) >= SURE
        first, second = records(sheet)
        assert (first.pupil, first.class_name, first.choices, first.weekdays) == ("王小明", "一(3)班", ("篮球", "合唱"), (1, 3, 5))
        assert first.remark == "对花生过敏"
        assert (second.pupil, second.weekdays, second.late_until) == ("李丽", (1, 2, 3, 4, 5), 1080)
        found = read(sheet)
        assert {r.place.row for r in found.records} | {p.row for p in found.fates} == set(sheet.filled())


def test_an_entry_that_does_not_come_or_names_no_child() -> None:
    rows: list[list[Raw]] = [*chain([], {}, {}), ["1. 一(3)班 钱多多 不参加"], ["2. 一(3)班"],
            ["3. 一(3)班 赵 小红妈妈：篮球→书法，周一至周四，花生过敏"]]  # fmt: skip
    found = read(table(rows))
    first, third = found.records
    assert isinstance(first, WishRecord)
    assert isinstance(third, WishRecord)
    assert (first.pupil, first.weekdays, first.takes_part) == ("钱多多", (), False)
    assert (third.pupil, third.choices, third.weekdays, third.remark) == ("赵小红", ("篮球", "书法"), (1, 2, 3, 4), "花生过敏")
    assert any("没有写孩子的姓名" in fate.zh for fate in found.fates.values())
