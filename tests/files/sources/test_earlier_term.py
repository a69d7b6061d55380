"""Last term's request and plan as sources: people, places, money, balances, squads, courses passed, pupils a grade higher."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from api.files.defaults.complete import complete
from api.files.defaults.known import KnownCourse, KnownSchool
from api.files.plan.plan_file import PlanFile
from api.files.request.writer import request_bytes
from api.files.sources.assemble.earlier_pupils import matched
from api.files.sources.assemble.earlier_term import EarlierTerm
from api.files.sources.importing import Imported, import_files
from api.files.sources.kinds.previous_plan import PREVIOUS_PLAN
from api.files.sources.kinds.previous_request import PREVIOUS_REQUEST
from api.files.sources.mapping import ImportMapping
from api.files.sources.source import SourceFile, SourcePlace
from api.mapping.request import Request
from solver.plan.codec import dump
from solver.plan.plan import Assignment, CareGroup, Dismissal, Plan, Post, Seat, Section, Session
from solver.policy.load import load_policy
from solver.problem.bells import Busy, Lesson
from solver.problem.companions import Companion
from solver.problem.people import Outside, Skill, Staff
from solver.problem.places import Gate, Room
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass, Pupil
from solver.problem.validate import faults

NAMES = {"1.1-01": "王小明", "1.1-02": "李丽", "1.1-03": "赵凯", "6.1-01": "孙悦"}
TODAY = date(2027, 8, 20)


@cache
def last_term() -> Request:
    """A school of three classes, one of them empty: a squad, a course that asks for another, exemptions, a gate and a bell of its own."""
    staff = (
        Staff("陈敏", "homeroom", "陈敏", "1.1", ("语文",), (Skill("合唱团", 3),), share=80, balance=30, reasons=("family",),
              unavailable=(Busy(3, 930, 1000),), max_days=2),
        Staff("李强", "subject", "李强", None, ("体育",), (Skill("篮球社", 2),)), Staff("周红", "homeroom", "周红", "6.1", ("数学",)),
        Staff("吴主任", "admin", "吴主任"),
    )  # fmt: skip
    pupils = (
        Pupil("1.1-01", "1.1", (1, 3), ("篮球社",), 1, exempt=50, family="F1"), Pupil("1.1-02", "1.1", (1,), ("合唱团",), 1),
        Pupil("1.1-03", "1.1", (2,), category="hardship"), Pupil("6.1-01", "6.1", (1,), ("合唱团",), 1, family="F1"),
    )  # fmt: skip
    guest = Outside("雷杰", "阳光", 10_000, (2,), "雷杰", (Skill("书法", 3),), "city", date(2026, 8, 1), date(2028, 8, 1), date(2026, 8, 1),
                    date(2026, 8, 1), date(2028, 8, 1), date(2026, 8, 1), clean_record=True, contract=True)  # fmt: skip
    known = KnownSchool(
        "青山小学", date(2027, 2, 22), date(2027, 7, 2), "2026-2027学年第二学期",
        (HomeClass("1.1", 1, "A101"), HomeClass("2.1", 2, "A201"), HomeClass("6.1", 6, "A601")), pupils, staff, (guest,),
        courses=(KnownCourse("篮球社", leaders=("李强",), room="操场", strand="sports", requires=("合唱团",)),
                 KnownCourse("合唱团", leaders=("陈敏",), weekdays=(1,)), KnownCourse("田径队", leaders=("李强",), members=("1.1-02",)),
                 KnownCourse("书法", leaders=("雷杰",))),
        rooms=(Room("A101", "classroom", 50, "A", "一班教室"), Room("操场", "操场", 80, "外"), Room("A601", "classroom", 50, "A"),
               Room("A201", "classroom", 50, "A")),
        gates=(Gate("东门", 3, 45, 1, "东门"),), start=940, companions=(Companion("1.1-01", "1.1-02", "together"),),
    )  # fmt: skip
    policy = load_policy("national", {"D10": {"numbers": {"late_per_week": 3}}})
    problem = complete(known, policy).problem
    assert faults(problem) == []
    return Request(problem, "national", {"D10": {"numbers": {"late_per_week": 3}}})


def plan_of(problem: Problem) -> Plan:
    """Not a whole plan: a section with its leader and pupils, and care that one person stands."""
    care = tuple(CareGroup(day, 0, "1.1", ("1.1",)) for day in (1, 2, 3, 4, 5))
    return Plan(
        dismissals=tuple(Dismissal(window.grade, window.dismissals[0], "东门") for window in problem.windows),
        sections=(Section("合唱团", 1, (Session(1, problem.windows[0].periods[0].start, "A101"),)),),
        care_groups=care, seats=(Seat("1.1-02", "合唱团", 1), Seat("6.1-01", "合唱团", 1)),
        assignments=(Assignment(Post("lead", 0, "合唱团", 1), 0, "陈敏"),
                     *(Assignment(Post("care", day, "1.1", 0), week, "李强") for day in (1, 2, 3, 4, 5) for week in (1, 2))),
    )  # fmt: skip


def imported(*files: SourceFile, names: dict[str, str] | None = None, answers: dict[str, str] | None = None,
             today: date = TODAY) -> Imported:  # fmt: skip
    return import_files(files, answers or {}, ImportMapping(), load_policy("national", {}), today, names or {})


def request_file(suffix: str = ".xlsx") -> SourceFile:
    return SourceFile(f"上学期{suffix}", request_bytes(last_term(), suffix))


def plan_file() -> SourceFile:
    problem = last_term().problem
    document = {"version": 1, "school": problem.school, "term": problem.term.name, "plan": dump(plan_of(problem))}
    return SourceFile("上学期方案.json", json.dumps(document, ensure_ascii=False).encode())


ROSTER = SourceFile("名册.csv", "班级,学号,姓名\n二(1)班,1,王小明\n二(1)班,2,赵凯\n二(1)班,3,李丽\n一(1)班,1,钱多多\n".encode())


@pytest.mark.parametrize("suffix", [".xlsx", ".json"])
def test_files_of_our_own_are_recognised(suffix: str) -> None:
    assert PREVIOUS_REQUEST.recognises(request_file(suffix))
    assert not PREVIOUS_PLAN.recognises(request_file(suffix))
    assert PREVIOUS_PLAN.recognises(plan_file())
    assert not PREVIOUS_REQUEST.recognises(plan_file())
    assert not PREVIOUS_REQUEST.recognises(ROSTER)
    assert not PREVIOUS_REQUEST.recognises(SourceFile("x.json", b"[1"))
    assert not PREVIOUS_REQUEST.recognises(SourceFile("x.xlsx", b"PK\x03\x04"))


@pytest.mark.parametrize("suffix", [".xlsx", ".json"])
def test_a_school_year_later_from_last_terms_files_alone(suffix: str) -> None:
    found = imported(request_file(suffix), plan_file(), names=NAMES)
    problem = found.problem
    assert found.faults == ()
    assert problem.school == "青山小学"
    assert problem.term.name == "2027-2028学年第一学期"
    assert [pupil.id for pupil in problem.pupils] == ["2.1-01", "2.1-02", "2.1-03"]
    assert problem.class_of["2.1"].room == "A201"
    assert found.names == {"2.1-01": "王小明", "2.1-02": "李丽", "2.1-03": "赵凯"}
    assert problem.gates == last_term().problem.gates
    assert found.overrides == {"D10": {"numbers": {"late_per_week": 3}}}
    assert {question.id for question in found.questions} == {"term", "last-applications"}


def test_people_and_balances() -> None:
    staff = imported(request_file(), plan_file(), names=NAMES).problem.staff_of
    chen, li = staff["陈敏"], staff["李强"]
    assert (chen.homeroom, chen.share, chen.max_days, chen.reasons) == ("2.1", 80, 2, ("family",))
    assert chen.unavailable == (Busy(3, 930, 1000),)
    assert Skill("合唱团", 3) in chen.skills
    assert li.balance > 0 > chen.balance
    alone = imported(request_file(), names=NAMES)
    assert alone.problem.staff_of["陈敏"].balance == 30
    assert any("没有方案" in each.zh for each in alone.assumed)


def test_a_roster_a_grade_higher_keeps_pupils_by_name() -> None:
    found = imported(request_file(), plan_file(), ROSTER, names=NAMES)
    pupils = found.problem.pupil_of
    assert (pupils["2.1-01"].exempt, pupils["2.1-01"].family) == (50, "F1")
    assert pupils["2.1-02"].category == "hardship"
    assert pupils["2.1-03"].passed == ("合唱团",)
    assert found.problem.offering_of["田径队"].members == ("2.1-03",)
    assert found.problem.companions == (Companion("2.1-01", "2.1-03", "together"),)
    assert pupils["1.1-01"] == Pupil("1.1-01", "1.1")
    assert any("按姓名" in each.zh and each.value == "3 人" for each in found.assumed)
    assert any("毕业或转走" in each.zh for each in found.assumed)


def test_without_names_pupils_are_kept_by_class_and_number_and_told() -> None:
    found = imported(request_file(), ROSTER)
    assert found.problem.pupil_of["2.1-01"].exempt == 50
    assert found.problem.pupil_of["2.1-03"].category == "hardship"
    assert any("按班级和学号" in each.zh for each in found.assumed)
    assert imported(request_file()).names == {}


def test_applications_are_last_terms_where_there_are_none() -> None:
    found = imported(request_file(), names=NAMES)
    assert found.problem.pupil_of["2.1-01"].choices == ("篮球社",)
    assert found.problem.pupil_of["2.1-01"].weekdays == (1, 3)
    nobody = imported(request_file(), names=NAMES, answers={"last-applications": "否"})
    assert not any(pupil.weekdays for pupil in nobody.problem.pupils)


def test_a_menu_and_an_agencys_list_say_only_what_changed() -> None:
    menu = SourceFile("课程.csv", "课程名称,年级,带课教师\n篮球,1-6,李强\n合唱团,1-6,\n".encode())
    agency = SourceFile("机构.csv", "姓名,机构,课程,可来星期\n雷杰,阳光,书法,周四\n".encode())
    found = imported(request_file(), plan_file(), menu, agency, names=NAMES)
    offerings = {offering.name: offering for offering in found.problem.offerings}
    assert offerings["合唱团"].weekdays == (1,)
    assert offerings["篮球"].room_type == "操场"
    assert any(skill.name == "合唱团" for skill in found.problem.staff_of["陈敏"].skills)
    guest = next(person for person in found.problem.outside if person.name == "雷杰")
    assert (guest.weekdays, guest.pool, guest.rate, guest.approved_to) == ((4,), "city", 10_000, date(2028, 8, 1))
    assert not any(question.id.startswith("papers") for question in found.questions)


def test_the_same_school_year_promotes_nobody() -> None:
    found = imported(request_file(), names=NAMES, today=date(2027, 1, 25), answers={"term": "2026-2027学年第二学期"})
    assert {pupil.id for pupil in found.problem.pupils} == set(NAMES)


def test_teachers_keep_their_classes_within_a_school_year() -> None:
    request = last_term()
    lesson = Lesson(1, 800, 840, "1.1", "李强", subject="体育")
    taught = replace(request, problem=replace(request.problem, lessons=(lesson,)))
    file = SourceFile("上学期.json", request_bytes(taught, ".json"))
    same = imported(file, names=NAMES, today=date(2027, 1, 25), answers={"term": "2026-2027学年第二学期"})
    assert same.problem.staff_of["李强"].classes == ("1.1",)
    assert imported(file, names=NAMES).problem.staff_of["李强"].classes == ()


def test_a_plan_alone_and_of_another_school_is_told() -> None:
    alone = imported(ROSTER, plan_file())
    assert any("没有这份方案的申请" in fate.zh for fates in alone.accounts.values() for fate in fates)
    strange = replace(last_term(), problem=replace(last_term().problem, school="别的小学"))
    other = imported(SourceFile("上学期.json", request_bytes(strange, ".json")), plan_file(), names=NAMES)
    assert any("没有这份方案的申请" in fate.zh for fates in other.accounts.values() for fate in fates)


def test_every_row_of_the_request_has_its_account() -> None:
    found = imported(request_file(), names=NAMES)
    sheets = {place.sheet for place in found.accounts if place.file == "上学期.xlsx"}
    assert len(sheets) > 10
    assert all(fates for fates in found.accounts.values())


def test_nobody_is_taken_for_two() -> None:
    request = last_term()
    earlier = EarlierTerm(request, SourcePlace("x", "", 0), None, 1, {**NAMES, "1.1-03": "王小明"})
    now = tuple(Pupil(f"2.1-0{i}", "2.1") for i in (1, 2, 3))
    match = matched(earlier, now, {"2.1-01": "王小明", "2.1-02": "李丽", "2.1-03": "新人"})
    assert match.now == {"1.1-01": "2.1-01", "1.1-02": "2.1-02"}
    assert PlanFile(plan_of(request.problem)).school == ""
