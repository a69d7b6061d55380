"""Wishes joined with the children of a roster: who is meant, which form counts, which course is meant; nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.sources.account import RowOutcome
from api.files.sources.answers.courses import CourseIndex, ListedCourse
from api.files.sources.assemble.joining import JoinedWishes, join_wishes
from api.files.sources.assemble.roster import PupilIndex, RosterPupil, same_number
from api.files.sources.question import Asking
from api.files.sources.records import WishRecord
from api.files.sources.source import SourcePlace

ROSTER = PupilIndex.of([
    RosterPupil("1.1-01", "王小明", "1.1", "1", frozenset({"王大明", "13800000000"})), RosterPupil("1.1-02", "李丽", "1.1", "2"),
    RosterPupil("1.1-03", "赵凯", "1.1", "3"), RosterPupil("1.1-04", "赵凯", "1.1", "4"), RosterPupil("1.2-01", "李丽", "1.2", "1"),
    RosterPupil("3.1-01", "欧阳娜娜", "3.1", "1"), RosterPupil("3.1-02", "阿依古丽·买买提", "3.1", "2"),
])  # fmt: skip
COURSES = CourseIndex.of([
    ListedCourse("篮球社", "篮球社", (1, 2)), ListedCourse("合唱团", "合唱团"), ListedCourse("少儿编程", "少儿编程", (3, 4)),
    ListedCourse("中国舞", "中国舞"),
])  # fmt: skip
HOMES = {"一(1)班": "1.1", "一(2)班": "1.2", "三(1)班": "3.1"}


def wish(row: int, pupil: str, home: str = "一(1)班", number: str = "", choices: Sequence[str] = ("篮球",), remark: str = "",
         minute: int | None = None) -> WishRecord:  # fmt: skip
    moment = None if minute is None else datetime(2026, 9, 3, 12, minute)  # noqa: DTZ001  forms tell local time
    return WishRecord(SourcePlace("问卷.xlsx", "", row), pupil, home, number, (1, 3), tuple(choices), None, None, True, remark, moment)


def join(*wishes: WishRecord, answers: dict[str, str] | None = None) -> tuple[JoinedWishes, Asking]:
    asking = Asking(answers or {})
    return join_wishes(wishes, ROSTER, HOMES.get, lambda home: int(home[0]), COURSES, asking), asking


def said(found: JoinedWishes, row: int) -> str:
    return "；".join(fate.zh for place, fates in found.fates.items() if place.row == row for fate in fates)


def test_the_last_submission_counts_and_no_remark_is_lost() -> None:
    later, first = wish(1, "王小明", choices=("合唱",), minute=30), wish(2, "王 小明", choices=("篮球",), remark="过敏", minute=10)
    found, asking = join(later, first)
    assert found.applications["1.1-01"].choices == ("合唱团",)
    assert found.applications["1.1-01"].remark == "过敏"
    assert "以后一次（第 2 行）为准" in said(found, 2)
    assert "过敏" in said(found, 1)
    assert asking.questions == ()


def test_remarks_of_all_forms_are_handed_on() -> None:
    found, _ = join(wish(1, "王小明", remark="过敏"), wish(2, "王小明"), wish(3, "钱多多", remark="新转来"))
    assert [(each.pupil, each.name, each.text) for each in found.remarks] == [
        ("1.1-01", "一(1)班 王小明", "过敏"), ("", "一(1)班 钱多多", "新转来")]  # fmt: skip


def test_without_times_the_lower_row_counts() -> None:
    found, _ = join(wish(1, "王小明", choices=("合唱",)), wish(2, "王小明", choices=("篮球",)))
    assert found.applications["1.1-01"].choices == ("篮球社",)
    same, _ = join(wish(1, "王小明"), wish(2, "王小明"))
    assert "相同" in said(same, 1)


def test_a_wrong_class_is_told_where_the_name_is_the_only_one() -> None:
    found, asking = join(wish(1, "欧阳娜娜"), wish(2, "阿依古丽•买买提", home=""))
    assert set(found.applications) == {"3.1-01", "3.1-02"}
    assert "全校只有 3.1 欧阳娜娜" in said(found, 1)
    assert asking.questions == ()


def test_namesakes_are_asked_about_and_shared_out() -> None:
    found, asking = join(wish(1, "赵凯", choices=("合唱",)), wish(2, "赵凯", choices=("篮球",)))
    assert found.applications["1.1-03"].choices == ("合唱团",)
    assert found.applications["1.1-04"].choices == ("篮球社",)
    first, second = asking.questions
    turned, _ = join(wish(1, "赵凯", choices=("合唱",)), wish(2, "赵凯", choices=("篮球",)),
                     answers={first.id: "1.1-04", second.id: "1.1-03"})  # fmt: skip
    assert turned.applications["1.1-04"].choices == ("合唱团",)
    numbered, quiet = join(wish(1, "赵凯", number="04"))
    assert set(numbered.applications) == {"1.1-04"}
    assert quiet.questions == ()


def test_a_name_of_two_classes_without_a_class_is_not_guessed() -> None:
    found, asking = join(wish(1, "李丽", home=""))
    assert found.applications == {}
    assert "李丽" in asking.questions[0].zh
    assert "等回答" in said(found, 1)
    answered, _ = join(wish(1, "李丽", home=""), answers={asking.questions[0].id: "1.2-01"})
    assert set(answered.applications) == {"1.2-01"}


def test_a_parents_name_and_a_misspelling_are_asked_with_a_guess() -> None:
    found, asking = join(wish(1, "王大明"), wish(2, "欧阳那娜", home="三(1)班"))
    assert set(found.applications) == {"1.1-01", "3.1-01"}
    assert [question.guess for question in asking.questions] == ["1.1-01", "3.1-01"]
    refused, _ = join(wish(1, "王大明"), answers={asking.questions[0].id: "不用"})
    assert refused.applications == {}
    assert all(fate.outcome is RowOutcome.LEFT_OUT for fates in refused.fates.values() for fate in fates)


def test_a_child_in_no_roster_is_told_and_not_added() -> None:
    found, asking = join(wish(1, "钱多多"))
    assert found.applications == {}
    assert "名册里没有" in said(found, 1)
    assert "钱多多" in asking.questions[0].zh


def test_words_are_asked_once_and_courses_of_other_grades_are_told() -> None:
    found, asking = join(wish(1, "王小明", choices=("跳舞", "跆拳道", "编程")), wish(2, "李丽", choices=("跳舞", "跆拳道")))
    assert found.applications["1.1-01"].choices == ("中国舞",)
    assert [question.guess for question in asking.questions] == ["中国舞", "不用"]
    assert "（2 份答卷）" in asking.questions[0].zh
    assert "不收 1 年级" in said(found, 1)
    assert found.unlisted == {"跆拳道": 2}
    answered, _ = join(wish(1, "王小明", choices=("跆拳道",)), answers={asking.questions[1].id: "合唱团"})
    assert answered.applications["1.1-01"].choices == ("合唱团",)


@given(st.lists(st.tuples(
    st.sampled_from(("王小明", "李丽", "赵凯", "欧阳娜娜", "王大明", "钱多多", "李 丽", "")),
    st.sampled_from(("一(1)班", "一(2)班", "九(9)班", "")),
    st.sampled_from(("", "1", "02", "9")), st.lists(st.sampled_from(("篮球", "合唱", "编程", "跆拳道", "跳舞")), max_size=3),
), max_size=8))  # fmt: skip
@settings(max_examples=150, derandomize=True, deadline=None)
def test_every_form_has_its_account(forms: list[tuple[str, str, str, list[str]]]) -> None:
    wishes = [wish(row, pupil, home, number, choices) for row, (pupil, home, number, choices) in enumerate(forms)]
    found, _ = join(*wishes)
    assert {place.row for place in found.fates} == set(range(len(forms)))
    taken = [row for row in range(len(forms)) if any(
        fate.outcome is RowOutcome.TAKEN for place, fates in found.fates.items() if place.row == row for fate in fates)]  # fmt: skip
    assert sorted(taken) == sorted(application.place.row for application in found.applications.values())


def test_numbers_in_class() -> None:
    assert same_number("7", "07号")
    assert not same_number("", "")
    assert not same_number("0", "")
