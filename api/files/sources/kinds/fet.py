"""Timetables made with FET: placed activities as lessons, teachers with their subjects and classes, bells where hours tell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.files.sources.account import RowFate, left_out
from api.files.sources.fet.document import FetActivity, FetDocument, read_fet, refusal
from api.files.sources.fet.students import classes_of
from api.files.sources.fet.week import FetDay, bells_of_hours, days_of
from api.files.sources.kind import ReadTable
from api.files.sources.question import Asking
from api.files.sources.records import LessonRecord, PeriodRecord, Record, StaffRecord
from api.files.sources.source import SourceFile, SourcePlace

LIST = "Activities_List"
LEAST_PLACED = 50
"""Percent of activities that must be placed: a file with fewer holds what is locked, and no timetable."""
INACTIVE = left_out("在 FET 里停用了", "switched off in FET", told=False)
UNPLACED = left_out("FET 没有排上这节课", "not placed by FET")
BESIDE = left_out("班级这时已有别的课，又没有教师", "the class has another lesson then, and there is no teacher")
NOBODY = left_out("没有教师也没有学生", "neither a teacher nor students")


@dataclass(frozen=True, slots=True)
class FetFile:
    """The kind of file."""

    key: str = "fet"
    zh: str = "FET 课表"
    en: str = "timetable of FET"

    def recognises(self, source: SourceFile) -> bool:
        """By suffix, or by the root of the document."""
        return source.suffix == ".fet" or (source.suffix == ".xml" and b"<fet" in source.data[:2000].lower())

    def read(self, source: SourceFile, asking: Asking) -> ReadTable:
        """Read the file. Raises ProblemError where it holds no weekly timetable."""
        fet = read_fet(source.name, source.data)
        active = [each for each in fet.activities if each.active]
        days = days_of(source.name, fet, asking)
        placed = [each for each in active if each.id in fet.starts and fet.starts[each.id][0] in days
                  and fet.starts[each.id][1] in fet.hours]  # fmt: skip
        if 100 * len(placed) < LEAST_PLACED * len(active) or not placed:
            raise refusal(
                source.name, f"{len(placed)}/{len(active)}", f"这个 FET 文件没有排好的课表：{len(active)} 项活动只排定了 {len(placed)} 项",
                f"this file of FET holds no timetable: {len(placed)} of {len(active)} activities are placed",
                "可能是排课前的数据；请在 FET 里排课，导入 timetables 文件夹里以 _data_and_timetable.fet 结尾的文件。",
                "Maybe it is the data before; let FET make the timetable and take the file ending in _data_and_timetable.fet.")  # fmt: skip
        return _read(source.name, fet, days, placed)


def _read(file: str, fet: FetDocument, days: Mapping[str, FetDay], placed: list[FetActivity]) -> ReadTable:
    homes = classes_of(fet)
    known = {each.id for each in placed}
    records: list[Record] = []
    fates: dict[SourcePlace, RowFate] = {}
    taught: dict[str, tuple[dict[str, None], dict[str, None], int]] = {}
    busy: set[tuple[str, int, int, str]] = set()
    for activity in fet.activities:
        place = SourcePlace(file, LIST, activity.index)
        classes = tuple(dict.fromkeys(home for name in activity.students for home in homes.get(name, (name,))))
        if not activity.active or activity.id not in known or not (classes or activity.teachers):
            fates[place] = INACTIVE if not activity.active else UNPLACED if activity.id not in known else NOBODY
            continue
        for teacher in activity.teachers:
            subjects, of, _ = taught.setdefault(teacher, ({}, {}, activity.index))
            subjects[activity.subject] = None
            of.update(dict.fromkeys(classes))
        lessons = _lessons(place, fet, days, activity, classes, busy)
        records += lessons
        if not lessons:
            fates[place] = BESIDE
    for teacher, (subjects, of, first) in taught.items():
        records.append(StaffRecord(SourcePlace(file, LIST, first), teacher, subjects=tuple(subjects), classes=tuple(of)))
    if not any(day.offset for day in days.values()):
        first_place = SourcePlace(file, LIST, placed[0].index)
        records += [PeriodRecord(first_place, period, *bell) for period, bell in bells_of_hours(fet.hours).items()]
    return ReadTable(tuple(records), fates)


def _lessons(place: SourcePlace, fet: FetDocument, days: Mapping[str, FetDay], activity: FetActivity, classes: tuple[str, ...],
             busy: set[tuple[str, int, int, str]]) -> list[LessonRecord]:  # fmt: skip
    """Lessons of an activity, one for every hour and class. Teachers beyond the first, and those of groups that are taught beside a
    lesson of the same class, have lessons without a class."""
    day_name, hour = fet.starts[activity.id]
    day = days[day_name]
    first = fet.hours.index(hour) + 1
    room = fet.rooms.get(activity.id, "")
    found = []
    for number in range(first, min(first + activity.duration, len(fet.hours) + 1)):
        period = number + day.offset
        free = [home for home in classes if (home, day.weekday, period, day.weeks) not in busy]
        busy.update((home, day.weekday, period, day.weeks) for home in free)
        of = [*free, *[""] * (not free)]
        for place_of, home in enumerate(of):
            teacher = activity.teachers[0] if activity.teachers and not place_of else ""
            if home or teacher:
                found.append(LessonRecord(place, day.weekday, period, home, activity.subject, teacher, room, day.weeks))
        found += [LessonRecord(place, day.weekday, period, "", activity.subject, teacher, "", day.weeks)
                  for teacher in activity.teachers[1:]]  # fmt: skip
    return found
