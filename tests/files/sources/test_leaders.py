"""Courses for which no file names a leader: who may lead them by subject, how many sections they have, and whom the office is asked for."""

from __future__ import annotations

from api.files.sources.assemble.leaders import LEADERS
from api.files.sources.importing import Imported
from tests.files.sources.offices_files import csv_file, imported

ROSTER = csv_file("名册.csv", "班级,学号,姓名", *(f"三(1)班,{n},王{chr(0x4E00 + n)}明" for n in range(1, 41)))
STAFF = csv_file("教师名单.csv", "姓名,职务,任教学科", "张敏,任课教师,语文", "孙丽,任课教师,音乐", "周红,任课教师,音乐", "陈强,副校长,")
SURVEY = csv_file("报名.csv", "班级,学号,姓名,第一志愿,第二志愿",
                  *(f"三(1)班,{n},王{chr(0x4E00 + n)}明,合唱团,国际象棋" for n in range(1, 41)))  # fmt: skip


def leads(found: Imported) -> dict[str, set[str]]:
    people = (*found.problem.staff, *found.problem.outside)
    return {o.id: {p.id for p in people if any(s.name == o.skill for s in p.skills)} for o in found.problem.offerings}


def test_whom_nobody_names_is_asked_once_for_all_such_courses() -> None:
    found = imported(ROSTER, STAFF, SURVEY)
    (question,) = (each for each in found.questions if each.id == LEADERS)
    assert "国际象棋" in question.zh
    assert "合唱团" not in question.zh
    assert leads(found) == {"合唱团": {"孙丽", "周红"}, "国际象棋": set()}


def test_the_answer_names_leaders_by_course() -> None:
    found = imported(ROSTER, STAFF, SURVEY, answers={LEADERS: "国际象棋：陈强；国际象棋=张敏"})
    assert not found.faults
    assert leads(found)["国际象棋"] == {"陈强", "张敏"}


def test_an_answer_that_names_nobody_or_no_course_is_a_fault_of_its_own() -> None:
    found = imported(ROSTER, STAFF, SURVEY, answers={LEADERS: "国际象棋=李四、围棋=张敏"})
    assert [fault.value for fault in found.faults] == ["国际象棋=李四", "围棋=张敏"]


def test_sections_follow_demand_as_far_as_there_are_leaders() -> None:
    sections = {o.id: o.max_sections for o in imported(ROSTER, STAFF, SURVEY).problem.offerings}
    assert sections == {"合唱团": 2, "国际象棋": 1}
