"""Timetables of classroom displays in CSES: a class a file, whose name is the class."""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.files.cses.document import CsesSubject
from api.files.cses.reader import read_cses
from api.files.sources.account import RowFate, joined, left_out
from api.files.sources.kind import ReadTable
from api.files.sources.question import Asking, Question, question_id
from api.files.sources.records import LessonRecord
from api.files.sources.source import SourceFile, SourcePlace
from api.files.sources.timetable.cell_lessons import SERVICE, is_pause
from api.files.sources.timetable.headings import group_of
from solver.problem.bells import is_free
from solver.problem.week_pattern import EVEN, ODD

NO_LESSON = left_out("课间、午休或课后服务，不是课", "a break or the service itself, no lesson", told=False)
BOTH_WEEKS = joined("单周和双周相同的课", "the same lesson of the other weeks")


@dataclass(frozen=True, slots=True)
class CsesFile:
    """The kind of file."""

    key: str = "cses"
    zh: str = "CSES 课表"
    en: str = "timetable of CSES"

    def recognises(self, source: SourceFile) -> bool:
        """By suffix."""
        return source.suffix in (".yaml", ".yml")

    def read(self, source: SourceFile, asking: Asking) -> ReadTable:
        """Lessons with their times. Asks for the class where the file's name tells none. Raises ProblemError."""
        document = read_cses(source.name, source.data)
        group = group_of(source.stem)
        name = group.name if group and not group.teacher else asking.ask(Question(
            question_id("timetable-of", source.name), f"“{source.name}”是哪个班的课表？请写成 一(1)班 或 1.1 这样。",
            f"Which class is {source.name} the timetable of? Answer as 1.1.", source.stem))  # fmt: skip
        subjects = {each.name: each for each in document.subjects}
        records: list[LessonRecord] = []
        fates: dict[SourcePlace, RowFate] = {}
        for number, day in enumerate(document.days):
            sheet = f"{number + 1} {day.name}".strip()
            for row, each in enumerate(day.lessons):
                place = SourcePlace(source.name, sheet, row)
                if is_free(each.subject) or is_pause(each.subject) or any(each.subject.startswith(word) for word in SERVICE):
                    fates[place] = NO_LESSON
                    continue
                known = subjects.get(each.subject)
                subject = _without_teacher(each.subject, known) if known else each.subject
                records.append(LessonRecord(
                    place, day.weekday, 0, name, subject, known.teacher if known else "", known.room if known else "",
                    day.weeks, each.start, each.end))  # fmt: skip
        return ReadTable(tuple(_every_week(records, fates)), fates)


def _every_week(records: list[LessonRecord], fates: dict[SourcePlace, RowFate]) -> list[LessonRecord]:
    """Records in which a lesson of both odd and even weeks is one of every week: a day that differs by week is written twice, whole."""
    kept: dict[LessonRecord, LessonRecord] = {}
    for each in records:
        alike = replace(each, place=SourcePlace(each.place.file, "", 0), weeks="")
        other = kept.get(replace(alike, weeks=EVEN if each.weeks == ODD else ODD)) if each.weeks else None
        if other is not None:
            kept[replace(alike, weeks=other.weeks)] = replace(other, weeks="")
            fates[each.place] = BOTH_WEEKS
        else:
            kept[replace(alike, weeks=each.weeks)] = each
    return list(kept.values())


def _without_teacher(name: str, subject: CsesSubject) -> str:
    """The name of a subject without the teacher or the room that stands behind it in brackets to tell it from others."""
    for word in (f"{subject.teacher} {subject.room}", subject.teacher, subject.room):
        name = name.removesuffix(f"（{word}）").removesuffix(f"({word})") if word.strip() else name
    return name.strip() or subject.name
