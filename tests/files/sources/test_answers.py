"""Answers in families' own words: choices, weekdays, times, who a child is, and which course is meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.sources.answers.choices import EXPORT, WRITTEN, ranked, separator_of
from api.files.sources.answers.courses import CourseIndex, ListedCourse, choices_in, course_key, named_courses
from api.files.sources.answers.late import minutes_in, said_yes
from api.files.sources.answers.weekdays import is_weekdays, weekdays_in
from api.files.sources.answers.who import name_like, who_of

COURSES = ("篮球", "合唱", "书法", "3D打印", "24点", "无人机", "绘本（1、2年级）", "趣味编程", "有氧操")
LABELLED = ("篮球", "合唱", "书法", "绘本(1、2年级)", "无人机")
SIGNS = "一二三四五"


@st.composite
def _printed_choices(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """An answer in one of the ways in which forms and people write an order, and its courses."""
    wished = draw(st.lists(st.sampled_from(COURSES), min_size=1, max_size=4, unique=True))
    way = draw(st.sampled_from(("→", "┋", "|", "，", "、", "\n", " > ", "; ", "numbered", "circled", "ranks", "labels")))
    if way == "numbered":
        text = " ".join(f"{i}.{name}" for i, name in enumerate(wished, 1))
    elif way == "circled":
        text = "".join(f"{chr(0x2460 + i)}{name}" for i, name in enumerate(wished))
    elif way == "ranks":
        told = [f"第{SIGNS[i]}志愿：{name}" for i, name in enumerate(wished)]
        text = draw(st.sampled_from(("；", "\n", " ", "，"))).join(draw(st.permutations(told)))
    elif way == "labels":
        wished = [name for name in wished if name in ("篮球", "合唱", "书法", "无人机", "趣味编程")] or ["篮球"]
        text = "┋".join(f"{chr(65 + i)}. {name}" for i, name in enumerate(wished))
    else:
        text = way.join(wished)
    return text, tuple(name.replace("（", "(").replace("）", ")") for name in wished)


@given(_printed_choices())
@settings(max_examples=200, derandomize=True, deadline=None)
def test_an_order_is_read_back_however_it_is_written(case: tuple[str, tuple[str, ...]]) -> None:
    text, wished = case
    assert ranked(text).choices == wished


@pytest.mark.parametrize("text", ["", "(空)", "（跳过）", "无", "没有", "都不参加", "不参加任何社团", "-", "/", "暂无"])
def test_answers_that_choose_nothing(text: str) -> None:
    assert ranked(text).choices == ()


def test_what_is_no_course_becomes_the_remark() -> None:
    assert ranked("篮球┋其他〖攀岩〗").choices == ("篮球", "攀岩")
    assert ranked("篮球〖校队〗┋合唱").remark == "篮球：校队"
    assert ranked("篮球、服从调剂").remark == "服从调剂"
    long = ranked("篮球，孩子对花生和牛奶都严重过敏，活动之后请不要给他任何零食谢谢老师")
    assert long.choices[0] == "篮球"
    assert "零食" in long.remark


def test_a_column_has_one_separator() -> None:
    cells = ["书法、国画", "书法、国画┋篮球"]
    assert separator_of(cells) is EXPORT
    assert ranked(cells[0], separator_of(cells)).choices == ("书法、国画",)
    assert separator_of(["书法、国画", "篮球（1┋2年级）"]) is WRITTEN


@st.composite
def _printed_days(draw: st.DrawFn) -> tuple[str, tuple[int, ...]]:
    days = tuple(sorted(draw(st.sets(st.integers(1, 5), min_size=1))))
    signs = [SIGNS[day - 1] for day in days]
    ways = ["、".join(f"周{sign}" for sign in signs), "┋".join(f"星期{sign}" for sign in signs), "周" + "".join(signs),
            "每周" + "、".join(signs), ",".join(f"礼拜{sign}" for sign in signs), "┋".join(f"周{sign}（15:30-17:30）" for sign in signs),
            "┋".join(f"{chr(64 + day)}.周{sign}" for day, sign in zip(days, signs, strict=True))]  # fmt: skip
    if len(days) > 1:
        ways += ["".join(signs), "、".join(map(str, days)), "".join(map(str, days))]
    if days == tuple(range(days[0], days[-1] + 1)) and len(days) > 1:
        ways += [f"周{signs[0]}至周{signs[-1]}", f"周{signs[0]}-{signs[-1]}", f"星期{signs[0]}到星期{signs[-1]}"]
    if days == (1, 2, 3, 4, 5):
        ways += ["每天", "天天", "都参加", "全部", "工作日"]
    if len(days) == 4:
        out = next(day for day in range(1, 6) if day not in days)
        ways += [f"除周{SIGNS[out - 1]}外每天", f"每天，周{SIGNS[out - 1]}不来", f"周{SIGNS[out - 1]}不参加"]
    return draw(st.sampled_from(ways)), days


@given(_printed_days())
@settings(max_examples=200, derandomize=True, deadline=None)
def test_weekdays_are_read_back_however_they_are_written(case: tuple[str, tuple[int, ...]]) -> None:
    text, days = case
    assert weekdays_in(text) == days


def test_answers_without_weekdays() -> None:
    assert weekdays_in("不参加") == ()
    assert weekdays_in("否") == ()
    assert weekdays_in("家长来接") is None
    assert weekdays_in("") is None
    assert not is_weekdays("三")
    assert not is_weekdays("王小明")


@pytest.mark.parametrize(("text", "minutes"), [
    ("18:00", (1080,)), ("18：15", (1095,)), ("17点30", (1050,)), ("下午5点半", (1050,)), ("六点", (1080,)), ("17:30-18:00", (1050, 1080)),
    ("5.30", (1050,)), ("不需要", ()), ("3", ()), ("3.", ()),
])  # fmt: skip
def test_times_of_day(text: str, minutes: tuple[int, ...]) -> None:
    assert minutes_in(text) == minutes


@pytest.mark.parametrize(("text", "said"), [
    ("是", True), ("自愿参加", True), ("A.参加", True), ("√", True), ("1", True), ("否", False), ("不参加", False), ("B. 不需要", False),
    ("0", False), ("×", False), ("", None), ("18:00", None),
])  # fmt: skip
def test_yes_and_no(text: str, said: bool | None) -> None:
    assert said_yes(text) is said


CLASSES = ("一(3)班", "一（3）班", "1.3", "1-3", "一3班", "一年级3班", "1年级（3）班", "103班", "2024级3班", "一年级三班")
NAMES = ("王小明", "李丽", "欧阳娜娜", "阿依古丽·买买提", "何七")


@given(st.sampled_from(CLASSES), st.sampled_from(NAMES), st.sampled_from(("", "7", "07")), st.sampled_from(("", "妈妈", "家长", "同学")),
       st.sampled_from((" ", "　", "-", "，", "")), st.booleans())  # fmt: skip
@settings(max_examples=300, derandomize=True, deadline=None)
def test_a_child_is_found_in_joined_text(home: str, name: str, number: str, relation: str, sign: str, first: bool) -> None:
    numbered = f"{number}号" if number else ""
    sign = sign or (" " if home[-1].isdigit() else "")
    text = sign.join(part for part in ((home, numbered, name + relation) if first else (name + relation, home, numbered)) if part)
    who = who_of(text)
    assert (who.class_name, who.number, who.name) == (home.replace("（", "(").replace("）", ")"), number, name)
    assert who.relation == relation


def test_marks_and_blanks_in_names() -> None:
    assert who_of("王 小明").name == "王小明"
    assert who_of("张敏*").name == "张敏"
    assert who_of("李明（班长）").name == "李明"
    assert who_of("赵\u3000凯\u200b").name == "赵凯"
    assert who_of("10107王小明").class_name == "101"
    assert name_like("王小明妈妈")
    assert not name_like("对花生过敏")


LISTED = CourseIndex.of([
    ListedCourse("C1", "篮球社（1-2年级）", (1, 2)), ListedCourse("C2", "篮球社（3-6年级）", (3, 4, 5, 6)), ListedCourse("C3", "合唱团"),
    ListedCourse("C4", "书法、国画"), ListedCourse("C5", "创意美术"), ListedCourse("C6", "少儿编程"), ListedCourse("C7", "中国舞"),
    ListedCourse("C8", "跳绳"), ListedCourse("C9", "足球队", (3, 4)),
])  # fmt: skip


@pytest.mark.parametrize(("words", "grade", "course"), [
    ("篮球", 1, "C1"), ("篮球", 3, "C2"), ("打篮球", 3, "C2"), ("篮球社", 5, "C2"), ("合唱", 1, "C3"), ("A.合唱社团", 1, "C3"),
    ("美术", 2, "C5"), ("编程课", 3, "C6"), ("踢足球", 3, "C9"), ("篮球(一二年级)", 2, "C1"), ("篮 球 社", 2, "C1"),
])  # fmt: skip
def test_words_that_mean_one_course(words: str, grade: int, course: str) -> None:
    found = LISTED.find(words, grade).sure
    assert found is not None
    assert found.id == course


def test_words_that_mean_none_or_several() -> None:
    assert LISTED.find("跆拳道", 1).guesses == ()
    assert [course.id for course in LISTED.find("跳舞", 1).guesses] == ["C7", "C8"]
    assert [course.id for course in LISTED.find("唱歌", 1).guesses] == ["C3"]
    assert [course.id for course in LISTED.find("篮球社（3-6年级）", 1).closed] == ["C2"]
    assert [course.id for course in LISTED.find("足球队", 1).closed] == ["C9"]


def test_names_cut_in_two_and_names_run_together() -> None:
    read = choices_in(["书法", "国画", "篮球和合唱", "篮球社"], LISTED, 1)
    assert [choice.found.sure.id for choice in read if choice.found.sure] == ["C4", "C1", "C3"]


def test_a_list_of_courses_from_answers() -> None:
    assert named_courses(["篮球", "篮球社", "合唱", "篮球", "合唱团"]) == ("篮球", "合唱")
    assert course_key("乐队") == "乐队"
    often = ["绘本阅读"] * 12 + ["陶艺"] * 8 + ["趣味英语"] * 9 + ["英语戏剧"] * 8
    assert named_courses([*often, "绘本", "读绘本", "捏泥巴"]) == ("绘本阅读", "趣味英语", "英语戏剧", "陶艺")
    assert named_courses(["绘本", "绘本阅读"] * 5, [ListedCourse("K", "绘本阅读")]) == ()


def test_of_two_courses_of_a_kind_the_one_with_more_signs_in_common_is_guessed() -> None:
    index = CourseIndex.of([ListedCourse("A", "英语戏剧"), ListedCourse("B", "趣味英语")])
    assert [course.id for course in index.find("英语趣配音").guesses] == ["B", "A"]
