"""CSES, the timetables of classroom displays: written and read back, refused with a way out, exported with the service."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from api.files.cses.document import CsesDay, CsesDocument, CsesLesson, CsesSubject, cses_bytes
from api.files.cses.export import SERVICE, class_document, cses_zip
from api.files.cses.reader import LARGEST, read_cses
from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.files.sources.kinds.cses import CsesFile
from api.files.sources.question import Asking
from api.files.sources.records import LessonRecord
from api.files.sources.source import SourceFile
from api.services.exporting import SUFFIXES_OF, export, kind_faults, lists_pupils
from solver import ProblemError
from solver.check.report import check
from solver.policy.load import load_policy
from solver.problem.bells import Lesson
from solver.words import TUTORING
from tests.files import samples

LETTERS = "语文数学体音null08:~#-'\"{}[]&*! 张"
words = st.text(LETTERS, min_size=1, max_size=6).map(str.strip).filter(lambda text: text not in ("", "null", "~"))
subjects = st.lists(st.builds(CsesSubject, words, words | st.just(""), words | st.just(""), words | st.just("")),
                    max_size=5, unique_by=lambda subject: subject.name)  # fmt: skip
lessons = st.tuples(words, st.integers(0, 1300), st.integers(1, 100)).map(lambda drawn: CsesLesson(drawn[0], drawn[1], drawn[1] + drawn[2]))
weeks = st.sampled_from(("", "odd", "even"))
days = st.builds(CsesDay, words | st.just(""), st.integers(1, 7), weeks, st.lists(lessons, max_size=4).map(tuple))
documents = st.builds(CsesDocument, subjects.map(tuple), st.lists(days, max_size=6).map(tuple))


@given(documents)
def test_a_document_is_read_back(document: CsesDocument) -> None:
    data = cses_bytes(document)
    assert read_cses("a.yaml", data) == document
    content = yaml.safe_load(data)
    assert content["version"] == 1
    assert all(isinstance(day["enable_day"], int) and day["weeks"] in ("all", "odd", "even") for day in content["schedules"])
    assert all(isinstance(each["start_time"], str) for day in content["schedules"] for each in day["classes"])


FOREIGN = """
version: 1
subjects:
  - {name: 数学, simplified_name: 数, teacher: 李梅, room: "101"}
  - name: 体育（李强）
    teacher: 李强
schedules:
  - name: 星期一
    enable_day: 1
    weeks: all
    classes:
      - {subject: 数学, start_time: 08:20:00, end_time: 09:00}
      - {subject: 体育（李强）, start_time: 33000, end_time: "9:50:00"}
      - {subject: 课后服务 托管, start_time: "15:30:00", end_time: "16:10:00"}
  - {name: "", enable_day: tue, weeks: even, classes: [{subject: 班会, start_time: "8:00:00", end_time: "8:40:00"}]}
"""


def test_files_of_other_programs_are_read() -> None:
    """Times without quotation marks, as seconds, weekdays in words; the service is left out."""
    result = CsesFile().read(SourceFile("一(2)班.yaml", FOREIGN.encode()), Asking())
    found = [(r.class_name, r.weekday, r.subject, r.teacher, r.room, r.weeks, r.start, r.end) for r in result.records
             if isinstance(r, LessonRecord)]  # fmt: skip
    assert found == [("一(2)班", 1, "数学", "李梅", "101", "", 500, 540), ("一(2)班", 1, "体育", "李强", "", "", 550, 590),
                     ("一(2)班", 2, "班会", "", "", "even", 480, 520)]  # fmt: skip
    assert [(place.sheet, place.row) for place in result.fates] == [("1 星期一", 2)]


def test_a_file_whose_name_is_no_class_asks_once() -> None:
    asking = Asking()
    CsesFile().read(SourceFile("课表.yaml", FOREIGN.encode()), asking)
    (question,) = asking.questions
    answered = Asking({question.id: "二(3)班"})
    result = CsesFile().read(SourceFile("课表.yaml", FOREIGN.encode()), answered)
    assert {record.class_name for record in result.records if isinstance(record, LessonRecord)} == {"二(3)班"}


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\nschedules: []\n"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (LAUGHS.encode(), "锚点"),
        (b"[" * 5_000, "锚点"),
        (b"schedules: [", "读不懂"),
        (b"\xff\xfe", "读不懂"),
        (b"a: 1", "没有 schedules"),
        (b"- 1", "没有 schedules"),
        (b" " * (LARGEST + 1), "不能超过"),
        (FOREIGN.replace("version: 1", "version: 2").encode(), "版本"),
        (FOREIGN.replace("enable_day: 1", "enable_day: 9").encode(), "enable_day"),
        (FOREIGN.replace('"9:50:00"', '"9:00:00"').encode(), "先后有序"),
        (b"schedules: [1]\nsubjects: [{}]", "没有名称"),
        (b"!!python/object/apply:os.system ['true']", "没有 schedules"),
    ],
)
def test_what_is_wrong_is_told_with_a_way_out(data: bytes, word: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_cses("a.yaml", data)
    assert word in caught.value.faults[0].zh
    assert all(fault.hint_zh.startswith("可能") and fault.hint_en.startswith("Maybe") for fault in caught.value.faults)


def desk() -> PaperContext:
    """The template's school, with lessons of a class in the morning."""
    problem = samples.example_problem()
    staff, home = problem.staff[0].id, problem.classes[0].id
    told = (Lesson(1, 500, 540, home, staff, None, "语文"), Lesson(1, 550, 590, home, staff, None, "美术", "odd"),
            Lesson(1, 550, 590, home, problem.staff[1].id, None, "音乐", "even"),
            Lesson(2, 500, 540, home, problem.staff[1].id, None, "语文"))  # fmt: skip
    problem = replace(problem, lessons=told)
    policy, plan = load_policy("national"), samples.example_plan()
    return PaperContext(PlanBundle(problem, policy, plan, check(problem, policy, plan)))


def test_lessons_and_service_of_every_class_are_exported() -> None:
    found = desk()
    packed = ZipFile(io.BytesIO(cses_zip(found)))
    assert len(packed.namelist()) == len(found.problem.classes)
    home = found.problem.classes[0]
    document = class_document(found, home)
    assert [(day.weekday, day.weeks) for day in document.days][:2] == [(1, "odd"), (1, "even")]
    assert [each.subject for each in document.days[0].lessons][:2] == ["语文", "美术"]
    service = [each for day in document.days for each in day.lessons if each.subject.startswith(SERVICE)]
    assert {(each.start, each.end) for each in service} == {(p.start, p.end) for p in found.problem.window_of[home.grade].periods}
    names = [subject.name for subject in document.subjects]
    assert len(set(names)) == len(names)
    assert f"{SERVICE} {TUTORING['reading']}" in {name.partition("（")[0] for name in names}
    assert {each.subject for day in document.days for each in day.lessons} <= set(names)
    result = CsesFile().read(SourceFile(packed.namelist()[0], packed.read(packed.namelist()[0])), Asking())
    back = {(r.weekday, r.start, r.end, r.subject, r.teacher, r.weeks) for r in result.records if isinstance(r, LessonRecord)}
    person = found.names.person
    first, second = (each.id for each in found.problem.staff[:2])
    assert back == {(1, 500, 540, "语文", person(first), ""),
                    (1, 550, 590, "美术", person(first), "odd"), (1, 550, 590, "音乐", person(second), "even"),
                    (2, 500, 540, "语文", person(second), "")}  # fmt: skip


def test_no_pupil_is_named_and_the_same_plan_gives_the_same_bytes() -> None:
    found = desk()
    data = cses_zip(found)
    assert data == cses_zip(desk())
    assert data == export("cses", found, SUFFIXES_OF["cses"][0])
    assert not kind_faults("cses", "KIND")
    assert not lists_pupils("cses")
    packed = ZipFile(io.BytesIO(data))
    text = "".join(packed.read(name).decode() for name in packed.namelist())
    assert not [pupil.id for pupil in found.problem.pupils if pupil.id in text]
