"""Cells as people write them: times, weekdays, grades, classes, amounts and words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.request.sheets import SHEETS
from api.files.table.cell import CellError
from api.files.table.grades import ALL_GRADES, CLASS, CLASS_LIST, GRADE, GRADES, parse_class_name
from api.files.table.kinds import TIME, WEEKDAYS, YES_NO_CELL, CellKind
from api.files.table.list_kinds import PERIODS
from api.files.table.number_kinds import INTEGER, LOAD_PERCENT, PERCENT, WAIVED_PERCENT, YUAN
from solver.problem.bells import Interval

STRAND = next(column.kind for spec in SHEETS for column in spec.columns if column.field == "strand")
ROLE = next(column.kind for spec in SHEETS for column in spec.columns if column.field == "role")
WORKDAYS = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        *(
            (TIME, text, 1050)
            for text in (
                "17:30",
                "17：30",
                "17点30",
                "17点半",
                "17时30分",
                "下午5点半",
                "下午五点半",
                "5:30pm",
                "1730",
                1730,
                "17.30",
                "十七点三十分",
                "下午5:30",
                dt.time(17, 30),
                0.72916667,
            )
        ),
        (TIME, 18.15, 1095),
        (TIME, "18.15", 1095),
        (TIME, 15.3, 930),
        (TIME, "中午12点半", 750),
        (TIME, "晚上7点", 1140),
        (TIME, "12点", 720),
        (TIME, "下午三点一刻", 915),
        (TIME, "830", 510),
        (TIME, 17, 1020),
        (TIME, "24:00", 1440),
        (TIME, dt.timedelta(hours=24), 1440),
        *(
            (WEEKDAYS, text, WORKDAYS)
            for text in (
                "一二三四五",
                "周一至周五",
                "星期一到星期五",
                "周一到五",
                "1-5",
                "每天",
                "工作日",
                "12345",
                12345,
                "全周",
                "周一～周五",
                "一、二、三、四、五",
            )
        ),
        (WEEKDAYS, "周一到周三", (1, 2, 3)),
        (WEEKDAYS, "周一┋周三", (1, 3)),
        (WEEKDAYS, "周二 周四", (2, 4)),
        (WEEKDAYS, "每周二、四", (2, 4)),
        (WEEKDAYS, "除周三外", (1, 2, 4, 5)),
        (WEEKDAYS, "每天（周三除外）", (1, 2, 4, 5)),
        (WEEKDAYS, "周一至周五除周五外", (1, 2, 3, 4)),
        (WEEKDAYS, "周末", (6, 7)),
        (WEEKDAYS, "不参加", ()),
        (WEEKDAYS, "周一下午、周三下午", (1, 3)),
        (GRADES, "一年级", (1,)),
        (GRADES, "三至六年级", (3, 4, 5, 6)),
        (GRADES, "3-6", (3, 4, 5, 6)),
        (GRADES, "三、四年级", (3, 4)),
        (GRADES, "低年级", (1, 2)),
        (GRADES, "中高年级", (3, 4, 5, 6)),
        (GRADES, "低段", (1, 2)),
        (GRADES, "全校", ALL_GRADES),
        (GRADES, "初一至初三", (7, 8, 9)),
        (GRADES, 3, (3,)),
        (GRADE, "七年级", 7),
        (GRADE, "二年级", 2),
        (CLASS, 1.1, "1.1"),
        (CLASS, 2.12, "2.12"),
        (CLASS, "一(1)班", "一(1)班"),
        (CLASS_LIST, 1.1, ("1.1",)),
        (CLASS_LIST, "1.1、1.2", ("1.1", "1.2")),
        *((YUAN, text, 6000) for text in ("60", "60元", "¥60", "60元/课时", "每课时60元", "60.00", "６０元")),
        (YUAN, "1,200", 120_000),
        (YUAN, "1.5万元", 1_500_000),
        (YUAN, "免费", 0),
        (YUAN, "2元/生/课时", 200),
        (INTEGER, "40人", 40),
        (INTEGER, "40分钟", 40),
        (INTEGER, "２次", 2),
        *((YES_NO_CELL, text, True) for text in ("是", "是的", "√", "Y", "参加", "有", "已签", 1)),
        *((YES_NO_CELL, text, False) for text in ("否", "不参加", "×", "N", "未签", 0)),
        (STRAND, "体育类", "sports"),
        (STRAND, "书法", "heritage"),
        (STRAND, "劳动教育", "labour"),
        (ROLE, "副校长", "admin"),
        (ROLE, "科任", "subject"),
        (ROLE, "保安", "support"),
        (ROLE, "返聘", "retired"),
        (PERIODS, "8:20-9:00", (Interval(500, 540),)),
        (PERIODS, "下午3点半到4点10分", (Interval(930, 970),)),
        (WAIVED_PERCENT, "全免", 100),
        (LOAD_PERCENT, "半职", 50),
    ],
)
def test_what_people_write_is_understood(kind: CellKind, written: Any, meant: object) -> None:
    assert kind.parse(written) == meant


@pytest.mark.parametrize(
    ("kind", "written", "told"),
    [
        (TIME, "5点半", "分不清是 05:30 还是 17:30"),
        (TIME, "六点", "分不清是 06:00 还是 18:00"),
        (TIME, 17.5, "分不清是 17:30 还是 17:50"),
        (TIME, "8", "这里要时刻"),
        (TIME, "25:00", "这里要时刻"),
        (TIME, "17:3", "这里要时刻"),
        (TIME, dt.datetime.fromisoformat("1900-01-01T15:30"), "日期"),
        (WEEKDAYS, dt.date(2026, 1, 5), "日期"),
        (WEEKDAYS, "√", "哪几天"),
        (WEEKDAYS, "看情况", "这里要星期"),
        (WEEKDAYS, "周五至周一", "这里要星期"),
        (GRADES, dt.date(2026, 3, 6), "日期"),
        (GRADES, "大班", "这里要年级"),
        (GRADE, "1-2", "一个年级"),
        (CLASS, dt.date(2026, 1, 2), "日期"),
        (CLASS, 1.234, "走样"),
        (YUAN, "60元/月", "金额"),
        (INTEGER, "40小时", "整数"),
        (INTEGER, "15-30", "整数"),
    ],
)
def test_what_may_mean_two_things_or_nothing_is_asked_with_a_way_out(kind: CellKind, written: Any, told: str) -> None:
    with pytest.raises(CellError) as caught:
        kind.parse(written)
    assert told in caught.value.zh
    assert caught.value.hint_zh.startswith("可能")
    assert caught.value.hint_en.startswith("Maybe")


@pytest.mark.parametrize(
    ("text", "grade", "number"),
    [
        ("一(1)班", 1, 1),
        ("一（1）班", 1, 1),
        ("1.1", 1, 1),
        ("1.10", 1, 10),
        ("一年级1班", 1, 1),
        ("1年1班", 1, 1),
        ("一年级（3）班", 1, 3),
        ("101", 1, 1),
        ("六(12)班", 6, 12),
        ("五三班", 5, 3),
        ("初一(2)班", 7, 2),
        ("1-2", 1, 2),
        ("3班", 0, 3),
        ("十二班", 0, 12),
        ("二十三班", 0, 23),
        ("11班", 0, 11),
        ("（1）班", 0, 1),
        ("一1班", 1, 1),
    ],
)
def test_names_of_classes(text: str, grade: int, number: int) -> None:
    assert parse_class_name(text) == (grade, number)


@pytest.mark.parametrize("text", ["2019级3班", "一年级", "R101", "合唱班A", "", "班", "1", "0.1"])
def test_other_names_are_no_classes(text: str) -> None:
    assert parse_class_name(text) is None


@given(st.integers(0, 1439))
def test_every_time_is_read_back_in_all_of_its_forms(minute: int) -> None:
    hour, rest = divmod(minute, 60)
    forms: list[Any] = [
        f"{hour}:{rest:02}",
        f"{hour}：{rest:02}",
        f"{hour:02}{rest:02}",
        dt.time(hour, rest),
        minute / 1440,
    ]
    if hour >= 13:
        forms += [f"{hour}点{rest}分", f"下午{hour - 12}点{rest}分", f"{hour}.{rest:02}", f"{hour}时{rest}"]
    assert {TIME.parse(form) for form in forms if form != 0.0} == {minute}


@given(
    st.sets(st.integers(1, 7), min_size=1),
    st.sampled_from(["", "、", ",", " ", "┋", "/"]),
    st.sampled_from(["", "周", "星期", "礼拜"]),
)
def test_every_set_of_weekdays_is_read_back(days: set[int], between: str, before: str) -> None:
    signs = "一二三四五六日"
    assert WEEKDAYS.parse(between.join(before + signs[day - 1] for day in sorted(days))) == tuple(sorted(days))


@given(st.integers(1, 9), st.integers(1, 9))
def test_every_range_of_grades_is_read_back(first: int, last: int) -> None:
    first, last = sorted((first, last))
    signs = "一二三四五六七八九"
    for text in (f"{first}-{last}", f"{signs[first - 1]}至{signs[last - 1]}年级", f"{first}年级到{last}年级"):
        assert GRADES.parse(text) == tuple(range(first, last + 1))


@given(st.integers(1, 9), st.integers(1, 30))
def test_every_class_is_known_by_its_ways_to_be_written(grade: int, number: int) -> None:
    sign = "一二三四五六七八九"[grade - 1]
    for text in (
        f"{grade}.{number}",
        f"{sign}({number})班",
        f"{sign}年级{number}班",
        f"{grade}年{number}班",
        f"{grade}{number:02}班",
        f"{sign}{number}班",
    ):
        assert parse_class_name(text) == (grade, number)


@pytest.mark.parametrize(("kind", "written"), [(LOAD_PERCENT, "免"), (LOAD_PERCENT, "全免"), (WAIVED_PERCENT, "全职"), (PERCENT, "全免")])
def test_words_of_one_percentage_say_nothing_of_another(kind: CellKind, written: str) -> None:
    """Whoever is exempt from duty has no full load."""
    with pytest.raises(CellError):
        kind.parse(written)
