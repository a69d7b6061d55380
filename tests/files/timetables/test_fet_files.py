"""Timetables of FET: a small file of our own, what is refused, and the example files of Debian's package fet-data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.files.sources.importing import Imported, import_files
from api.files.sources.kinds.fet import FetFile
from api.files.sources.mapping import ImportMapping
from api.files.sources.question import Asking
from api.files.sources.records import LessonRecord, PeriodRecord, StaffRecord
from api.files.sources.source import SourceFile
from solver import Params, ProblemError, check_plan, load_policy, solve

EXAMPLES = Path("/usr/share/doc/fet-data/examples")
needs_examples = pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the examples of FET are not there: apt-get install fet-data")
KIND = FetFile()


def names(tag: str, each: str, words: tuple[str, ...]) -> str:
    inside = "".join(f"<{each}><Name>{word}</Name></{each}>" for word in words)
    return f"<{tag}>{inside}</{tag}>"


def activity(ident: int, teacher: str, students: str, subject: str, *, duration: int = 1, active: str = "true") -> str:
    who = "".join(f"<Teacher>{name}</Teacher>" for name in teacher.split("+"))
    sets = "".join(f"<Students>{name}</Students>" for name in students.split("+") if name)
    return (f"<Activity>{who}<Subject>{subject}</Subject>{sets}<Duration>{duration}</Duration><Id>{ident}</Id>"
            f"<Active>{active}</Active></Activity>")  # fmt: skip


def start(ident: int, day: str, hour: str, weight: str = "100") -> str:
    return (f"<ConstraintActivityPreferredStartingTime><Weight_Percentage>{weight}</Weight_Percentage><Activity_Id>{ident}</Activity_Id>"
            f"<Preferred_Day>{day}</Preferred_Day><Preferred_Hour>{hour}</Preferred_Hour><Active>true</Active>"
            f"</ConstraintActivityPreferredStartingTime>")  # fmt: skip


DAYS = ("周一", "周二", "周三", "周四", "周五")
HOURS = ("8:20-9:00", "9:10-9:50", "10:10-10:50")
ACTIVITIES = (
    activity(1, "张敏", "一(1)班", "语文", duration=2), activity(2, "李强", "一(2)班", "体育"),
    activity(3, "王芳+赵云", "一(1)班+一(2)班", "班会"),
    activity(4, "孙丽", "一(1)班甲组", "英语"), activity(5, "周杰", "一(1)班乙组", "英语"), activity(6, "李强", "一年级", "升旗"),
    activity(7, "李强", "一(1)班", "体育"), activity(8, "李强", "一(1)班", "体育", active="false"),
)  # fmt: skip
STARTS = (start(1, "周一", HOURS[0]), start(2, "周二", HOURS[2]), start(3, "周三", HOURS[0]), start(4, "周四", HOURS[1]),
          start(5, "周四", HOURS[1]), start(6, "周五", HOURS[0]), start(7, "周五", HOURS[1], weight="50"))  # fmt: skip


def document(days: tuple[str, ...] = DAYS, starts: tuple[str, ...] = STARTS, mode: str = "Official", version: str = "6.1.5") -> bytes:
    """A school of one grade with two classes, one of which has halves."""
    years = ("<Students_List><Year><Name>一年级</Name><Group><Name>一(1)班</Name><Subgroup><Name>一(1)班甲组</Name></Subgroup>"
             "<Subgroup><Name>一(1)班乙组</Name></Subgroup></Group><Group><Name>一(2)班</Name></Group></Year></Students_List>")  # fmt: skip
    room = ("<Space_Constraints_List><ConstraintActivityPreferredRoom><Weight_Percentage>100</Weight_Percentage><Activity_Id>2"
            "</Activity_Id><Room>操场</Room></ConstraintActivityPreferredRoom></Space_Constraints_List>")  # fmt: skip
    text = (f'<?xml version="1.0" encoding="UTF-8"?><fet version="{version}"><Institution_Name>红星小学</Institution_Name>'
            f"<Mode>{mode}</Mode>{names('Days_List', 'Day', days)}{names('Hours_List', 'Hour', HOURS)}{years}"
            f"<Activities_List>{''.join(ACTIVITIES)}</Activities_List><Time_Constraints_List>{''.join(starts)}</Time_Constraints_List>"
            f"{room}</fet>")  # fmt: skip
    return text.encode()


def read(data: bytes, name: str = "a.fet") -> list[tuple[object, ...]]:
    result = KIND.read(SourceFile(name, data), Asking())
    lessons = [record for record in result.records if isinstance(record, LessonRecord)]
    return [(r.weekday, r.period, r.class_name, r.subject, r.teacher, r.room, r.weeks) for r in lessons]


def test_placed_activities_are_lessons() -> None:
    assert read(document()) == [
        (1, 1, "一(1)班", "语文", "张敏", "", ""), (1, 2, "一(1)班", "语文", "张敏", "", ""), (2, 3, "一(2)班", "体育", "李强", "操场", ""),
        (3, 1, "一(1)班", "班会", "王芳", "", ""), (3, 1, "一(2)班", "班会", "", "", ""), (3, 1, "", "班会", "赵云", "", ""),
        (4, 2, "一(1)班", "英语", "孙丽", "", ""), (4, 2, "", "英语", "周杰", "", ""),
        (5, 1, "一(1)班", "升旗", "李强", "", ""), (5, 1, "一(2)班", "升旗", "", "", "")]  # fmt: skip
    result = KIND.read(SourceFile("a.fet", document()), Asking())
    assert [(p.period, p.start, p.end) for p in result.records if isinstance(p, PeriodRecord)] == [
        (1, 500, 540), (2, 550, 590), (3, 610, 650)]  # fmt: skip
    staff = {r.name: (r.subjects, r.classes) for r in result.records if isinstance(r, StaffRecord)}
    assert staff["李强"] == (("体育", "升旗"), ("一(2)班", "一(1)班"))
    assert {place.row: fate.told for place, fate in result.fates.items()} == {6: True, 7: False}


@pytest.mark.parametrize("days", [("Lunedì", "Martedì", "Mercoledì", "Giovedì", "Venerdì"), ("L", "M1", "M2", "J", "V")])
def test_days_of_other_languages_are_told_or_asked(days: tuple[str, ...]) -> None:
    starts = tuple(text.replace(zh, day) for text in STARTS for zh, day in zip(DAYS, days, strict=True) if f">{zh}<" in text)
    asking = Asking()
    result = KIND.read(SourceFile("a.fet", document(days, starts)), asking)
    assert [r.weekday for r in result.records if isinstance(r, LessonRecord)] == [1, 1, 2, 3, 3, 3, 4, 4, 5, 5]
    assert len(asking.questions) == (days[0] == "L")


def test_two_weeks_in_turn_and_mornings_with_afternoons() -> None:
    two = tuple(f"{day}A" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")) + tuple(f"{day}B" for day in ("Mon", "Tue", "Wed", "Thu", "Fri"))
    placed = [start(number, two[number + 2], HOURS[0]) for number in range(1, 7)]
    assert {(row[0], row[6]) for row in read(document(two, tuple(placed)))} >= {(4, "odd"), (5, "odd"), (1, "even"), (4, "even")}
    halves = tuple(f"{day} {half}" for day in DAYS for half in ("上午", "下午"))
    placed = [start(number, halves[number], HOURS[0]) for number in range(1, 7)]
    found = read(document(halves, tuple(placed), "Mornings_Afternoons"))
    assert (1, 4, "一(1)班", "语文", "张敏", "", "") in found
    assert (2, 1, "一(2)班", "体育", "李强", "操场", "") in found


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><fet version="6.0">&z;</fet>'


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (document(starts=STARTS[:2]), "没有排好"),
        (document(mode="Block_Planning"), "不是星期"),
        (document(mode="", version="5.44.0-mathmake"), "不是星期"),
        (document(days=(*DAYS, *DAYS[:4])), "不是一周"),
        (b"<fet><Days_List>", "读不懂"),
        (b"\xff\xfe\x00", "读不懂"),
        (b"<other/>", "不是 FET"),
        (BOMB, "读不懂"),
    ],
    ids=["unplaced", "blocks", "terms", "nine days", "cut off", "no text", "another root", "entities"],
)
def test_what_is_no_weekly_timetable_is_refused_with_a_way_out(data: bytes, word: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read(data)
    (fault,) = caught.value.faults
    assert word in fault.zh
    assert fault.hint_zh.startswith("可能")
    assert fault.hint_en.startswith("Maybe")


def examples() -> Iterator[Path]:
    return iter(sorted(EXAMPLES.rglob("*.fet")))


@needs_examples
def test_every_example_is_imported_or_refused_with_a_reason() -> None:
    imported = refused = 0
    for path in examples():
        source = SourceFile(path.name, path.read_bytes())
        assert KIND.recognises(source)
        try:
            result = KIND.read(source, Asking())
        except ProblemError as error:
            refused += all(fault.zh and fault.hint_zh for fault in error.faults)
            continue
        imported += 1
        rows = {record.place.row for record in result.records} | {place.row for place in result.fates}
        assert rows == set(range(max(rows) + 1))
    assert imported + refused == sum(1 for _ in examples())
    assert imported >= 25


PLANNED = ("6th-Primary-School.fet", "Lycee_Salem_2_data_and_timetable.fet", "modified2_data_and_timetable.fet")


def with_roster(source: SourceFile) -> Imported:
    """The timetable with a child of every class, each class answered as one of ours."""
    records = KIND.read(source, Asking()).records
    homes = sorted({r.class_name for r in records if isinstance(r, LessonRecord) and r.class_name})
    rows = [f"{home},1,{'张王李赵'[place % 4]}小{'明华丽芳伟强'[place // 4]},男" for place, home in enumerate(homes)]
    roster = SourceFile("花名册.csv", "\n".join(["班级,座号,姓名,性别", *rows]).encode())
    policy, mapping, answers = load_policy("national"), ImportMapping(), dict[str, str]()
    for _ in range(2):
        imported = import_files([source, roster], answers, mapping, policy, date(2026, 8, 20))
        told = {"class_name": "班级", "name": "姓名"}
        mapping = ImportMapping({key: replace(sheet, columns=told) for key, sheet in imported.mapping.sheets.items()})
    asked = [question.id for question in imported.questions if question.id.startswith("class-")]
    answers = {ident: f"{place // 9 + 1}.{place % 9 + 1}" for place, ident in enumerate(asked)}
    return import_files([source, roster], answers, mapping, policy, date(2026, 8, 20))


@needs_examples
@pytest.mark.parametrize("name", PLANNED)
def test_three_examples_are_planned_to_the_end(name: str) -> None:
    path = next(path for path in examples() if path.name == name)
    imported = with_roster(SourceFile(name, path.read_bytes()))
    assert not imported.faults
    assert len(imported.problem.lessons) > 200
    policy = load_policy("national")
    result = solve(imported.problem, policy, Params(seconds=None, effort=0.05, seed=3, workers=1))
    assert result.plan is not None
    assert not check_plan(imported.problem, policy, result.plan).violations
