"""The page of care by class: adults of each class with their class periods, and the share held by those it knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from api.files.content.names import PageNames, day_name, week_name
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from solver.check.names import Words
from solver.papers.class_care import CareAdult, CareReport, ClassCare, ClassPeriod
from solver.problem.people import TEACHING_ROLES
from solver.problem.problem import Problem
from solver.units import Week
from solver.words import ROLES

WIDTHS = (12, 12, 12, 16, 10, 10, 84)
NUMBERED = "、"
GROUPS = {"本班": ("homeroom", "teacher"), "本年级": ("grade",), "其他": ("other",)}
"""Name of a group of adults on the list of classes -> the relations in it."""
RUN = 3
"""Number of periods in a row from which they are written as first and last. Raising it lists more of them one by one."""


def class_care_page(found: CareReport, names: PageNames) -> Page:
    """Every class in care, the smallest share of own teachers first, with its adults and how often each comes."""
    zh, en = turn_words(found.weeks)
    rows: list[Row] = [
        (
            Cell(names.home(item.class_id), "label"),
            count(item.periods),
            _share(item.own, item),
            _share(item.near, item),
            count(len(item.adults)),
            count(item.empty)._replace(shade="bad" if item.empty else ""),
            Cell(adults_words(item, names)),
        )
        for item in found.worst_first
    ]
    header = heads(("班级", "class"), (f"{zh}看护节数", "class periods"), ("本班教师", "own teachers"),
                   ("本班或本年级", "own or of the grade"), ("人数", "adults"), ("缺人节数", "nobody"),
                   (f"看护人员和{zh}节数", "adults, class periods of each"))  # fmt: skip
    note = (
        "由本班教师看护最少的班排在前面。本班教师：班主任和正课课表中给本班上课的教师；本年级：给本年级任何一个班上课的教师。“—”为没有登记任课教师。",
        (f"Classes with fewest periods by own teachers first; own: class teacher and teachers of the class in the regular timetable;"
        f" counted over {en}.")
    )
    block = PageBlock("各班由谁看护", "Care by class", (header,), tuple(rows), note, text=(care_words(found),))
    return Page("class_care", "各班看护", "care by class", WIDTHS, (block,), 1)


def _share(part: int, item: ClassCare) -> Cell:
    """``26 (87%)``; a dash for a class of which nobody is known."""
    if not item.known:
        return Cell("—", align="right")
    return count(part / item.periods, "0%")._replace(text=f"{part} ({part / item.periods:.0%})")


def care_words(found: CareReport) -> Words:
    """The shares of the whole school, and how many adults a class sees."""
    if not found.classes:
        return "没有托管班", "no class is in care"
    zh, en = turn_words(found.weeks)
    adults_zh = f"每班由 {found.adults:g} 人看护（中位数），最多 {found.most_adults} 人"
    adults_en = f"a class has {found.adults:g} adults in {en} (median), at most {found.most_adults}"
    if not found.periods:
        return f"没有登记任课教师，说不出由本班教师看护多少；{adults_zh}", f"nobody is known to teach a class; {adults_en}"
    own, near, whole = found.own, found.near, found.periods
    return (
        f"{zh}看护 {whole} 班次，由本班教师 {own}（{own / whole:.1%}），由本班或本年级教师 {near}（{near / whole:.1%}）；{adults_zh}",
        (f"{whole} class periods of care, {own} by teachers of the class ({own / whole:.1%}), {near} by these or others of its grade"
         f" ({near / whole:.1%}); {adults_en}"),
    )


def few_words(found: CareReport, limit: int, names: Mapping[str, str]) -> Words:
    """``3.2 12/30、…``: classes with a smaller share of own teachers than the school, smallest first, at most ``limit``. names: of classes
    by id."""
    below = [item for item in found.worst_first if item.known and item.own * found.periods < found.own * item.periods]
    listed = NUMBERED.join(f"{names.get(item.class_id, item.class_id)} {item.own}/{item.periods}" for item in below[:limit])
    if len(below) <= limit:
        return listed, listed
    return f"{listed} 等 {len(below)} 个班", f"{listed}, {len(below)} classes in all"


def adults_words(item: ClassCare, names: PageNames) -> str:
    """``本班 王老师 12、李老师 6；本年级 赵老师 3；其他 孙老师 1``: adults by relation, each with class periods."""
    groups = {zh: [each for each in item.adults if each.relation in relations] for zh, relations in GROUPS.items()}
    listed = (f"{zh} {NUMBERED.join(f'{names.person(each.person)} {len(each.periods)}' for each in those)}"
              for zh, those in groups.items() if those)  # fmt: skip
    return "；".join(listed) or "—"


def class_words(item: ClassCare, weeks: int) -> Words:
    """One class in a sentence: how often by own teachers, by others of its grade, by others, and by how many adults."""
    zh, en = turn_words(weeks)
    adults_zh, adults_en = f"共 {len(item.adults)} 人轮流", f"{len(item.adults)} adult{'' if len(item.adults) == 1 else 's'}"
    if not item.known:
        return (f"{zh}共看护 {item.periods} 节，{adults_zh}。没有登记本班的班主任和任课教师。",
                f"{item.periods} periods in {en}, {adults_en}; the teachers of this class are not on record.")  # fmt: skip
    share = f"{item.own / item.periods:.0%}"
    parts = [
        (item.own, f"由本班教师看护 {item.own} 节（{share}）", f"{item.own} by its own teachers ({share})"),
        (item.near - item.own, f"本年级其他教师 {item.near - item.own} 节", f"{item.near - item.own} by others of its grade"),
        (item.periods - item.near - item.empty, f"其他人员 {item.periods - item.near - item.empty} 节",
         f"{item.periods - item.near - item.empty} by others"),
        (item.empty, f"缺人 {item.empty} 节", f"{item.empty} without anybody"),
    ]  # fmt: skip
    told = [part for index, part in enumerate(parts) if part[0] or index == 0]
    return (f"{zh}共 {item.periods} 节，{'，'.join(part for _, part, _ in told)}；{adults_zh}。",
            f"{item.periods} periods in {en}: {', '.join(part for *_, part in told)}; {adults_en}.")  # fmt: skip


def turn_words(weeks: int) -> Words:
    """Length of the template in words: ``每周``, ``两周``, ``4 周``."""
    if weeks == 1:
        return "每周", "a week"
    return ("两周", "two weeks") if weeks == 2 else (f"{weeks} 周", f"{weeks} weeks")


def relation_words(problem: Problem, adult: CareAdult) -> str:
    """``班主任（语文）``, ``任教数学``, ``本年级教师``, ``行政``."""
    subjects = NUMBERED.join(adult.subjects)
    if adult.relation == "homeroom":
        return f"班主任（{subjects}）" if subjects else "班主任"
    if adult.relation == "teacher":
        return f"任教{subjects}" if subjects else "任课教师"
    if adult.relation == "grade":
        return "本年级教师"
    staff = problem.staff_of.get(adult.person)
    if staff is None:
        return "校外人员"
    return "其他教师" if staff.role in TEACHING_ROLES else ROLES.get(staff.role, staff.role)


def when_words(periods: Sequence[ClassPeriod], weeks: int) -> str:
    """``周一第1、2节，周三第3节`` where somebody comes every week, else a line each: ``每周：周一第1节``, ``单周：周二第1节``."""
    turns: dict[tuple[int, int], list[Week]] = defaultdict(list)
    for each in sorted(periods):
        turns[each.weekday, each.period].append(each.week)
    lines: dict[tuple[Week, ...], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (weekday, period), found in sorted(turns.items()):
        lines[tuple(found)][weekday].append(period + 1)
    told = {
        these: "，".join(f"{day_name(weekday)}第{_numbers(found)}节" for weekday, found in lines[these].items())
        for these in sorted(lines, key=lambda some: (-len(some), some))
    }
    every = tuple(range(1, weeks + 1))
    if list(told) == [every]:
        return told[every]
    return "\n".join(f"{_weeks(these, weeks)}：{text}" for these, text in told.items())


def _weeks(these: tuple[Week, ...], weeks: int) -> str:
    return "每周" if len(these) == weeks else NUMBERED.join(week_name(week, weeks) for week in these)


def _numbers(found: Sequence[int]) -> str:
    """``1–3`` of a run, else ``1、3``."""
    if len(found) >= RUN and found[-1] - found[0] == len(found) - 1:
        return f"{found[0]}–{found[-1]}"
    return NUMBERED.join(map(str, found))
