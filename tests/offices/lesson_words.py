"""A lesson as it is written into a cell of a timetable, and which teacher a reader can tell from it."""

from __future__ import annotations

from dataclasses import replace

from tests.offices.curriculum import SHORT
from tests.offices.disorder import Disorder
from tests.offices.personal_names import surname_of
from tests.offices.truth import OfficeTruth, Taught
from tests.offices.writing import Hand

WEEKS = {"odd": ("(单)", "（单周）", "单:"), "even": ("(双)", "（双周）", "双:")}


class LessonWords:
    """Words of one timetable: one pattern for the whole file; lessons whose teacher stays open are marked ``ask``."""

    def __init__(self, hand: Hand, truth: OfficeTruth, file: str) -> None:
        self._hand, self._truth, self._file = hand, truth, file
        self._pattern = hand.random.choice(("{s} {t}", "{s}\n{t}", "{s}({t})", "{s}（{t}）", "{s}/{t}"))
        self._week = hand.random.randrange(2)
        self._surname = hand.has(Disorder.SURNAME_ONLY)
        self._short = hand.has(Disorder.SHORT_SUBJECTS)
        self._bearers: dict[str, set[str]] = {}
        for lesson in truth.lessons:
            self._bearers.setdefault(surname_of(lesson.teacher) + lesson.subject, set()).add(lesson.teacher)
        self._staff = {teacher.name: teacher for teacher in truth.teachers}
        if self._surname:
            truth.concludes(Disorder.SURNAME_ONLY, file, "姓加学科、班级能确定教师的，直接确定；不能的要问", ask=True)
        if self._short:
            truth.concludes(Disorder.SHORT_SUBJECTS, file, "语=语文，数=数学，体=体育 等")
        truth.lessons[:] = [replace(lesson, ask=self._open(lesson)) for lesson in truth.lessons]

    def cell(self, lessons: list[Taught]) -> str | None:
        """The text of one cell; two lessons: odd and even weeks."""
        texts = []
        for lesson in lessons:
            subject = SHORT[lesson.subject] if self._short else lesson.subject
            teacher = surname_of(lesson.teacher) if self._surname else lesson.teacher
            text = self._pattern.format(s=subject, t=teacher)
            if lesson.weeks:
                self._truth.concludes(Disorder.ODD_EVEN, self._file, f"{text}：单双周各一门课")
                text = text.replace("\n", " ") + WEEKS[lesson.weeks][self._week]
            texts.append(text)
        return ("\n" if self._week else " / ").join(texts) or None

    def _open(self, lesson: Taught) -> bool:
        """Whether surname, subject and class leave more than one person (or one that the staff list does not suggest)."""
        if not self._surname:
            return False
        alike = [teacher for teacher in self._truth.teachers if surname_of(teacher.name) == surname_of(lesson.teacher)]
        of_subject = [teacher for teacher in alike if lesson.subject in teacher.subjects]
        of_class = [teacher for teacher in alike if lesson.class_id in teacher.classes]
        return not any([found.name for found in group] == [lesson.teacher] for group in (alike, of_subject, of_class))
