"""Care by class, counted by hand on the tiny school and added up on random assignments."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.content.class_care import (
    adults_words,
    care_words,
    class_care_page,
    class_words,
    few_words,
    relation_words,
    when_words,
)
from api.files.content.names import PageNames
from api.files.content.pages import plan_pages
from api.files.content.summary import summary_page
from api.files.language import zh
from api.files.papers.classes import class_sheets
from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.files.plan.document import plan_document
from solver.check.families.familiarity import faces, familiar_periods
from solver.check.plan_index import PlanIndex
from solver.check.report import check
from solver.papers.class_care import CareAdult, CareReport, ClassPeriod, class_care
from solver.plan.plan import Assignment, Plan
from solver.problem.bells import Lesson
from solver.problem.places import Room
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass
from tests.check import builders

PEOPLE = ("T1", "T2", "T3", "T4", "T5", "O1")


def school() -> Problem:
    """The tiny school with a second class of grade 1, which T5 teaches, and subjects of T1 and T3 in 1A."""
    base = builders.problem()
    lessons = (
        Lesson(1, 870, 920, "1A", "T1", "R1", subject="语文"), Lesson(2, 870, 920, "1A", "T1", "R1", subject="语文"),
        Lesson(1, 870, 930, "2A", "T2", "R2"), Lesson(2, 480, 520, "1A", "T3", "R1", subject="数学"),
        Lesson(3, 480, 520, "1B", "T5", "R3", subject="体育"),
    )  # fmt: skip
    return replace(base, classes=(*base.classes, HomeClass("1B", 1, "R3")), lessons=lessons,
                   rooms=(*base.rooms, Room("R3", "classroom", 45, "A")))  # fmt: skip


def plan() -> Plan:
    """T3, T5 and T4 stand in for T1 in the first period of Monday, Tuesday and Wednesday of week 2, on Thursday nobody does."""
    found = builders.plan()
    for day, person in ((1, "T3"), (2, "T5"), (3, "T4"), (4, None)):
        found = builders.reassigned(found, builders.care(day, "1A", 0), person, week=2)
    return found


def report(of: Plan | None = None, on: Problem | None = None) -> CareReport:
    return class_care(PlanIndex(on or school(), builders.policy(), of or plan()))


def test_who_comes_how_often_and_from_where() -> None:
    found = report()
    first, second = found.classes
    assert (first.class_id, first.periods, first.own, first.near, first.empty) == ("1A", 30, 27, 28, 1)
    assert [(each.person, each.relation, each.subjects, len(each.periods)) for each in first.adults] == [
        ("T1", "homeroom", ("语文",), 26), ("T3", "teacher", ("数学",), 1), ("T5", "grade", (), 1), ("T4", "other", (), 1),
    ]  # fmt: skip
    assert first.adults[1].periods == (ClassPeriod(2, 1, 0),)
    assert (second.class_id, second.own, second.near) == ("2A", 10, 10), "T1 of 1A looks after both classes in two periods"
    assert [(each.person, each.relation) for each in second.adults] == [("T2", "homeroom"), ("T1", "other")]
    assert (found.periods, found.own, found.near, found.adults, found.most_adults) == (60, 37, 38, 3, 4)
    assert [item.class_id for item in found.worst_first] == ["2A", "1A"]
    assert found.of("1B") is None, "it is never in care"


def test_a_class_of_which_nobody_is_known_counts_in_no_share() -> None:
    unknown = replace(school(), lessons=(), staff=tuple(replace(each, homeroom=None) if each.id == "T2" else each
                                                       for each in school().staff))  # fmt: skip
    found = report(builders.plan(), unknown)
    assert (found.periods, found.own) == (30, 30)
    assert [(item.class_id, item.known) for item in found.worst_first] == [("1A", True), ("2A", False)]
    assert "没有登记本班" in class_words(found.classes[1], 2)[0]
    assert "—" in [zh(cell.text) for cell in class_care_page(found, PageNames(unknown)).blocks[0].rows[1]]
    nobody = report(builders.plan(), replace(unknown, staff=tuple(replace(each, homeroom=None) for each in unknown.staff)))
    assert "没有登记任课教师" in care_words(nobody)[0]


def test_an_empty_plan_has_no_class_in_care() -> None:
    found = report(Plan())
    assert (found.classes, found.adults, found.most_adults) == ((), 0, 0)
    assert care_words(found)[0] == "没有托管班"


@given(st.lists(st.sampled_from([*PEOPLE, None]), min_size=40, max_size=40))
def test_it_adds_up_on_any_assignment(drawn: list[str | None]) -> None:
    base = builders.plan()
    posts = [(item.post, item.week) for item in base.assignments if item.post.kind == "care"]
    kept = tuple(item for item in base.assignments if item.post.kind != "care")
    care = tuple(Assignment(post, week, person) for (post, week), person in zip(posts, drawn, strict=True) if person is not None)
    view = PlanIndex(school(), builders.policy(), replace(base, assignments=kept + care))
    found = class_care(view)
    assert (found.periods, found.own, found.near) == familiar_periods(view), "as D16 counts"
    assert {each.class_id: {adult.person for adult in each.adults} for each in found.known} == faces(view), "as D16F counts"
    merged = {group.host: group.classes for group in base.care_groups if len(group.classes) > 1}
    teaches = {"1A": {"T1", "T3"}, "2A": {"T2"}}
    comes: Counter[tuple[str, str]] = Counter()
    for item in care:
        for home in merged[item.post.subject] if item.post.detail else (item.post.subject,):
            comes[home, item.person] += 1
    for each in found.classes:
        assert {adult.person: len(adult.periods) for adult in each.adults} == {
            person: times for (home, person), times in comes.items() if home == each.class_id
        }
        assert each.own == sum(comes[each.class_id, person] for person in teaches[each.class_id])
        assert each.own <= each.near <= each.periods - each.empty == sum(len(adult.periods) for adult in each.adults)


@pytest.mark.parametrize(
    ("periods", "weeks", "words"),
    [
        ([(1, 1, 0), (1, 1, 1), (1, 3, 2)], 1, "周一第1、2节，周三第3节"),
        ([(1, 1, 0), (2, 1, 0)], 2, "周一第1节"),
        ([(1, 1, 0), (2, 1, 0), (1, 1, 1), (1, 1, 2), (2, 5, 0)], 2, "每周：周一第1节\n单周：周一第2、3节\n双周：周五第1节"),
        ([(2, 4, 0), (2, 4, 1), (2, 4, 2)], 2, "双周：周四第1–3节"),
        ([(1, 2, 0), (3, 2, 0)], 4, "第1周、第3周：周二第1节"),
    ],
)  # fmt: skip
def test_when_somebody_comes(periods: list[tuple[int, int, int]], weeks: int, words: str) -> None:
    assert when_words([ClassPeriod(*each) for each in periods], weeks) == words


def test_sentences() -> None:
    found = report()
    zh, en = class_words(found.classes[0], 2)
    assert zh == "两周共 30 节，由本班教师看护 27 节（90%），本年级其他教师 1 节，其他人员 1 节，缺人 1 节；共 4 人轮流。"
    assert en == ("30 periods in two weeks: 27 by its own teachers (90%), 1 by others of its grade, 1 by others, 1 without anybody; "
                  "4 adults.")  # fmt: skip
    assert care_words(found)[0] == (
        "两周看护 60 班次，由本班教师 37（61.7%），由本班或本年级教师 38（63.3%）；每班由 3 人看护（中位数），最多 4 人"
    )
    assert few_words(found, 8, {})[0] == "2A 10/30"
    assert adults_words(found.classes[0], PageNames(school())) == "本班 李老师 26、张老师 1；本年级 孙师傅 1；其他 赵主任 1"
    told = {each.person: relation_words(school(), each) for each in found.classes[0].adults}
    assert told == {"T1": "班主任（语文）", "T3": "任教数学", "T5": "本年级教师", "T4": "行政"}
    for person, relation, words in (("T1", "homeroom", "班主任"), ("T3", "teacher", "任课教师"), ("T2", "other", "其他教师"),
                                    ("O1", "other", "校外人员")):  # fmt: skip
        assert relation_words(school(), CareAdult(person, relation, (), (ClassPeriod(1, 1, 0),))) == words


def bundle() -> PlanBundle:
    problem, by = school(), builders.policy()
    return PlanBundle(problem, by, plan(), check(problem, by, plan()))


def test_the_sheet_of_a_class() -> None:
    paper = class_sheets(PaperContext(bundle()), ["2A", "1B"])
    sheet, idle = paper.pages[0].blocks
    assert (sheet.zh, idle.zh) == ("2A 班 课后看护", "1B 班 课后看护")
    assert sheet.text[0] == "二年级 · 本班教室 R2 · 17:30 从北门放学"
    assert "由本班教师看护 10 节（33%）" in zh(sheet.text[1])
    grid = [[zh(cell.text) for cell in row] for row in sheet.rows]
    assert grid[0][1] == "阅读辅导\n王老师"
    assert grid[1][1] == "李老师\n与1A合班\n在R1"
    assert grid[-2] == ["王老师", "班主任", "10 节", "周一第1节，周二第1节，周三第1节，周四第1节，周五第1节"]
    assert grid[-1][:3] == ["李老师", "其他教师", "20 节"]
    assert "没有课后看护" in zh(idle.text[1])
    assert [item["class"] for item in paper.data["classes"]] == ["2A"]
    assert paper.data["classes"][0]["adults"][0]["when"][0] == {"week": 1, "weekday": 1, "period": 1}
    other = class_sheets(PaperContext(bundle()), ["1A"]).pages[0].blocks[0]
    assert [zh(row[4].text) for row in other.rows[:1]] == ["阅读辅导\n单周 李老师\n双周 【缺1人】"]
    assert all(sum(cell.cols for cell in row) == len(paper.pages[0].widths) for row in (*sheet.header, *sheet.rows, *other.rows))


def test_few_weekdays_leave_room_for_the_list_of_adults() -> None:
    by = builders.policy()
    monday = replace(school(), term=replace(school().term, last=school().term.first))
    assert monday.weekdays == (1,)
    page = class_sheets(PaperContext(PlanBundle(monday, by, plan(), check(monday, by, plan()))), ["1A"]).pages[0]
    assert all(sum(cell.cols for cell in row) == len(page.widths) for row in (*page.blocks[0].header, *page.blocks[0].rows))


def test_plan_pages_summary_and_document_tell_it() -> None:
    made = bundle()
    assert "class_care" in [page.key for page in plan_pages(made)]
    lines = {zh(row[0].text): zh(row[1].text) for row in summary_page(made, PageNames(made.problem)).blocks[0].rows}
    assert "37（61.7%）" in lines["各班看护"]
    document = plan_document(made)["report"]["care"]
    assert (document["periods"], document["own"], document["near"], document["adults_most"]) == (60, 37, 38, 4)
    assert document["classes"][0]["adults"][0] == {"person": "T1", "relation": "homeroom", "subjects": ["语文"], "periods": 26}
