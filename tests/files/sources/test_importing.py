"""Whole imports of small offices: rows that are taken, joined and left out, questions, and what is kept for next time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.sources.account import RowOutcome
from api.files.sources.mapping import ImportMapping, mapping_bytes, read_mapping
from api.files.sources.source import SourceFile
from api.files.sources.tables import tables_of
from tests.files.sources.offices_files import csv_file, imported, pupils, xlsx_file

ROSTER = csv_file("名册.csv", "班级,学号,姓名", "一(1)班,1,王小明", "一(1)班,2,李小红", "二(1)班,1,赵刚")
STAFF = csv_file("教师名单.csv", "姓名,职务,任教学科,班主任班级", "张敏,班主任,语文,一(1)班", "陈强,副校长,,", "孙丽,教师,体育,")
NAMES = ["王小明", "李小红", "赵刚", "钱多", "周 舟", "吴迪*", "阿依古丽·买买提", "欧阳一", "王小明（班长）", "郑和（转出）"]
LINES = st.sampled_from([*(f"一(1)班,{number},{name}" for number, name in enumerate(NAMES, 1)), ",,", "合计,10人,", "备注：新生另附,,",
    "班级,学号,姓名",
                         "一(2)班,,", "二(3)班,5,孙小二", "一(2)班,7,王小明"])  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=14), st.sampled_from([[], ["学生名单,,"], ["学生名单,,", ",,"]]))
def test_every_row_that_is_not_empty_has_a_fate(lines: list[str], above: list[str]) -> None:
    """Whatever the order: no row is lost, none of what was said is not a row, and pupils are as many as rows that were taken as one."""
    source = csv_file("名册.csv", *above, "班级,学号,姓名", "三(1)班,1,冯唐", *lines)
    found = imported(source)
    (sheet,) = tables_of(source)
    assert {place.row for place in found.accounts} == set(sheet.filled())
    taken = [fate for fates in found.accounts.values() for fate in fates if fate.outcome is RowOutcome.TAKEN]
    assert len(taken) == len(found.problem.pupils) == len(found.names)


def test_pupils_are_pseudonyms_and_names_are_kept_apart() -> None:
    found = imported(ROSTER, STAFF)
    assert pupils(found) == {"1.1-01": "王小明", "1.1-02": "李小红", "2.1-01": "赵刚"}
    assert {pupil.id for pupil in found.problem.pupils} == set(found.names)
    assert [(person.id, person.role, person.homeroom) for person in found.problem.staff] == [
        ("张敏", "homeroom", "1.1"), ("陈强", "admin", None), ("孙丽", "subject", None)]  # fmt: skip
    assert not found.faults


def test_a_class_is_told_by_column_sheet_title_or_file() -> None:
    rows: list[list[object]] = [["序号", "姓名", "性别"], [1, "王一", "男"], [2, "李二", "女"]]
    for source in (
        xlsx_file("名册.xlsx", {"三(2)班": rows}),
        xlsx_file("三年级2班.xlsx", {"Sheet1": rows}),
        xlsx_file("名册.xlsx", {"Sheet1": [["2024级2班学生名单"], *rows]}, ["A1:C1"]),
        xlsx_file("三年级名册.xlsx", {"2班": rows}),
        xlsx_file("名册.xlsx", {"Sheet1": [["班级", *rows[0]], ["3.2", *rows[1]], [None, *rows[2]]]}),
    ):
        assert pupils(imported(source)) == {"3.2-01": "王一", "3.2-02": "李二"}, source.name


def test_tables_side_by_side_and_one_below_the_other() -> None:
    source = xlsx_file("名册.xlsx", {"名单": [
        ["一(1)班", None, None, "一(2)班", None], ["学号", "姓名", None, "学号", "姓名"], [1, "王一", None, 1, "李二"], [2, "张三", None],
        [], ["一(3)班"], ["学号", "姓名"], [1, "赵六"], ["合计", "1人"],
    ]}, ["A1:B1", "D1:E1"])  # fmt: skip
    assert pupils(imported(source)) == {"1.1-01": "王一", "1.1-02": "张三", "1.2-01": "李二", "1.3-01": "赵六"}


def test_a_class_a_column() -> None:
    source = xlsx_file("分班.xlsx", {"一年级": [
        ["一年级分班名单"], ["一（1）班", "一（2）班"], ["班主任：张敏", "班主任：陈强"], ["王一", "李二"], ["赵三", "钱四"], ["孙五",
            "周六"], ["共3人", "共3人"],
    ]})  # fmt: skip
    found = imported(source, STAFF)
    assert sorted(pupils(found).values()) == sorted(["王一", "赵三", "孙五", "李二", "钱四", "周六"])
    assert {person.id: person.homeroom for person in found.problem.staff}["陈强"] == "1.2"


def test_namesakes_are_two_and_a_row_written_twice_is_one() -> None:
    source = csv_file("名册.csv", "班级,学号,姓名", "一(1)班,1,王小明", "一(1)班,2,王小明", "一(1)班,2,王小明", "一(2)班,1,王小明")
    found = imported(source)
    assert pupils(found) == {"1.1-01": "王小明", "1.1-02": "王小明", "1.2-01": "王小明"}
    assert not [question for question in found.questions if question.id.startswith("same")]


def test_a_name_twice_without_any_number_is_asked_once() -> None:
    source = csv_file("名册.csv", "班级,姓名", "一(1)班,王小明", "一(1)班,李二", "一(1)班,王小明")
    (question,) = [question for question in imported(source).questions if question.id.startswith("same")]
    assert len(imported(source).names) == 2
    assert len(imported(source, answers={question.id: "两个人"}).names) == 3


def test_the_same_child_in_two_files_is_joined() -> None:
    again = csv_file("体检.csv", "姓名,班级,性别", "王小明,1.1,男", "赵刚,201班,男")
    found = imported(ROSTER, again)
    assert len(found.names) == 3
    assert [fate.outcome for place, fates in found.accounts.items() for fate in fates if place.file == "体检.csv" and place.row] == [
        RowOutcome.JOINED, RowOutcome.JOINED]  # fmt: skip


def test_who_has_left_is_left_out_and_told() -> None:
    found = imported(csv_file("名册.csv", "班级,姓名,备注", "一(1)班,王一,", "一(1)班,李二,已转出", "一(1)班,张三（休学）,",
        "一(1)班,赵四,转入"))
    assert sorted(found.names.values()) == ["王一", "赵四"]
    assert sum(fate.told and fate.outcome is RowOutcome.LEFT_OUT for fates in found.accounts.values() for fate in fates) == 2


def test_teachers_on_leave_take_no_part() -> None:
    found = imported(ROSTER, csv_file("教师.csv", "姓名,任教学科,备注", "张敏,语文,产假至12月", "陈强,数学,"))
    assert {person.id: person.takes_part for person in found.problem.staff} == {"张敏": False, "陈强": True}


def test_who_teaches_which_class_as_a_matrix() -> None:
    rows = [["任课安排表"], ["班级", "班主任", "语文", "数学", "体育"], ["一(1)班", "张 敏", "张敏", "陈强", "孙丽"], ["二(1)班",
        "陈强", "周舟", "陈强", "孙丽"]]
    found = imported(ROSTER, xlsx_file("任课.xlsx", {"Sheet1": rows}))
    people = {person.id: person for person in found.problem.staff}
    assert (people["陈强"].homeroom, people["陈强"].subjects, people["陈强"].classes) == ("2.1", ("数学",), ("1.1", "2.1"))
    assert set(people) == {"张敏", "陈强", "孙丽", "周舟"}


def test_what_was_answered_and_learned_is_kept() -> None:
    odd = csv_file("x.csv", "甲,乙", "一,二")
    first = imported(ROSTER, odd)
    (question,) = [question for question in first.open if question.id.startswith("kind")]
    second = imported(ROSTER, odd, answers={question.id: "不用"})
    assert question.id not in {each.id for each in second.open}
    kept = read_mapping(mapping_bytes(second.mapping))
    third = imported(ROSTER, odd, mapping=kept)
    assert question.id not in {each.id for each in third.open}


def test_a_heading_that_nobody_knows_can_be_assigned_by_hand() -> None:
    source = csv_file("名册.csv", "单位,座号,宝贝大名", "一(1)班,1,王一", "一(1)班,2,李二")
    first = imported(ROSTER, source)
    (signature,) = [key for key, sheet in first.mapping.sheets.items() if sheet.kind == "ignore"]
    by_hand = mapping_bytes(first.mapping).decode().replace(
        f'"{signature}": {{\n   "kind": "ignore",\n   "columns": {{}}',
        f'"{signature}": {{"kind": "class_roster", "columns": {{"name": "宝贝大名", "class_name": "单位", "number": "座号"}}')  # fmt: skip
    found = imported(source, mapping=read_mapping(by_hand.encode()))
    assert pupils(found) == {"1.1-01": "王一", "1.1-02": "李二"}


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_taken() -> None:
    found = imported(ROSTER, SourceFile("照片.jpg", b"\xff\xd8\xff\xe0"))
    assert [fault.path for fault in found.unread] == [("照片.jpg",)]
    assert len(found.names) == 3


def test_papers_of_outside_people_are_asked_for_and_never_assumed() -> None:
    agency = csv_file("阳光体育俱乐部外聘教练名单.csv", "姓名,课程,可上课时间,课时费", "钱进,足球,周二、周四,120")
    found = imported(ROSTER, agency)
    (person,) = found.problem.outside
    assert (person.organisation, person.weekdays, person.rate, person.contract) == ("阳光体育俱乐部", (2, 4), 12_000, False)
    (question,) = [question for question in found.open if question.id.startswith("papers")]
    (person,) = imported(ROSTER, agency, answers={question.id: "是"}).problem.outside
    assert person.contract
    assert person.clean_record


def test_an_empty_mapping_is_read_back() -> None:
    assert read_mapping(mapping_bytes(ImportMapping())) == ImportMapping()
