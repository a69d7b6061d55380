"""Faults of pupils: classes, days, choices, numbers of clubs, extended care.

A fault that many pupils share, such as a course that is misspelt in a whole class's survey, is said once, at the first of
them, with the number and the ids of all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from solver.errors import Path
from solver.problem.checks import check_ids, check_minute, check_once, check_range, check_ref, check_weekdays
from solver.problem.findings import Findings
from solver.problem.problem import Problem
from solver.problem.pupils import EXEMPT_CATEGORIES, Pupil
from solver.units import clock

LISTED = 30
"""Pupils whose ids a shared fault names; of more, the number alone."""


class _Shared:
    """Faults by what they say: each is noted once, when all pupils have been seen, in the order of their first pupil."""

    def __init__(self) -> None:
        self._pupils: dict[tuple[str, ...], list[str]] = {}
        self._paths: dict[tuple[str, ...], list[Path]] = {}
        self._add: dict[tuple[str, ...], Callable[[str, str], None]] = {}

    def note(self, kind: tuple[str, ...], pupil: str, path: Path, add: Callable[[str, str], None]) -> None:
        """``add`` of the first pupil is called once with who they are, in Chinese and English. path: of this pupil's entry."""
        self._pupils.setdefault(kind, []).append(pupil)
        self._paths.setdefault(kind, []).append(path)
        self._add.setdefault(kind, add)

    def tell(self, found: Findings) -> None:
        """Note each fault, with the places of all that it is about."""
        for kind, add in self._add.items():
            before = len(found.faults)
            self._tell(kind, add)
            found.faults[before:] = [replace(fault, also=tuple(self._paths[kind][1:])) for fault in found.faults[before:]]

    def _tell(self, kind: tuple[str, ...], add: Callable[[str, str], None]) -> None:
        pupils = self._pupils[kind]
        listed = pupils[:LISTED]
        more = ("…", " …") if len(pupils) > LISTED else ("", "")
        if len(pupils) == 1:
            add(f"学生 {pupils[0]}", f"pupil {pupils[0]}")
        else:
            add(
                f"{len(pupils)} 名学生（{'、'.join(listed)}{more[0]}）",
                f"{len(pupils)} pupils ({', '.join(listed)}{more[1]})",
            )


def check_pupils(found: Findings, problem: Problem) -> None:
    """Pupils: known class and choices that fit the grade, clubs within the list, extended care after dismissal."""
    check_ids(found, "pupils", (pupil.id for pupil in problem.pupils), ("学生", "pupil"))
    shared = _Shared()
    for i, pupil in enumerate(problem.pupils):
        _check_pupil(found, problem, ("pupils", i), pupil)
        _check_choices(found, problem, ("pupils", i), pupil, shared)
        _check_clubs(found, ("pupils", i), pupil, shared)
    shared.tell(found)


def _check_pupil(found: Findings, problem: Problem, path: Path, pupil: Pupil) -> None:
    check_ref(found, (*path, "class_id"), pupil.class_id, ("班级", "class"), problem.class_of)
    check_weekdays(found, (*path, "weekdays"), pupil.weekdays)
    check_range(found, (*path, "exempt"), pupil.exempt, 0, 100)
    check_ref(found, (*path, "category"), pupil.category, ("减免类别", "category of exemption"), EXEMPT_CATEGORIES)
    if pupil.category is not None and pupil.exempt:
        found.add((*path, "exempt"), pupil.exempt, "减免百分比和减免类别只能填一项。",
                  "Give either a percentage or a category of exemption, not both.",
                  hint_zh="可能类别已定下百分比（见政策 G02），百分比留空即可。",
                  hint_en="Maybe the category sets the percentage already (policy G02); leave it at 0.")  # fmt: skip
    home = problem.class_of.get(pupil.class_id)
    if pupil.late_until is not None and check_minute(found, (*path, "late_until"), pupil.late_until):
        window = problem.window_of.get(home.grade) if home else None
        last = max(window.dismissals, default=0) if window else 0
        if window and window.dismissals and pupil.late_until <= last:
            found.add((*path, "late_until"), clock(pupil.late_until), f"延时托管应晚于本年级最晚放学时间（{clock(last)}）。",
                      f"Extended care lasts beyond the grade's last dismissal slot ({clock(last)}).",
                      hint_zh="可能该生不需要延时托管。", hint_en="Maybe the pupil needs no extended care.")  # fmt: skip


def _check_choices(found: Findings, problem: Problem, path: Path, pupil: Pupil, shared: _Shared) -> None:
    home = problem.class_of.get(pupil.class_id)
    for j, choice in enumerate(pupil.choices):
        here = (*path, "choices", j)
        offering = problem.offering_of.get(choice)
        if offering is None:
            shared.note(("unknown", choice), pupil.id, here, _unknown(found, problem, here, choice))
        elif home and home.grade not in offering.grades:
            shared.note(
                ("grade", choice, str(home.grade)),
                pupil.id,
                here,
                _wrong_grade(found, here, choice, offering.grades, home.grade),
            )
    check_once(found, (*path, "choices"), pupil.choices, "志愿", "choice")


def _unknown(found: Findings, problem: Problem, path: Path, choice: str) -> Callable[[str, str], None]:
    def add(_zh: str, _en: str) -> None:
        found.unknown(
            path, choice, "课程", "offering", problem.offering_of, more=(f"志愿里有它的：{_zh}。", f"Chosen by {_en}.")
        )

    return add


def _wrong_grade(
    found: Findings, path: Path, choice: str, grades: tuple[int, ...], grade: int
) -> Callable[[str, str], None]:
    listed = "、".join(map(str, grades))

    def add(zh: str, en: str) -> None:
        found.add(path, choice, f"这门课只招 {listed} 年级，{zh}在 {grade} 年级。",
                  f"This offering is for grades {listed}; {en} in grade {grade}.",
                  hint_zh="可能志愿填错了课程，或课程的年级漏写了。",
                  hint_en="Maybe another offering was meant, or the offering lacks a grade.")  # fmt: skip

    return add


def _check_clubs(found: Findings, path: Path, pupil: Pupil, shared: _Shared) -> None:
    """The number of clubs lies within the list of choices."""
    here = (*path, "clubs")
    most = len(pupil.choices)

    def none(zh: str, en: str) -> None:
        found.add(here, pupil.clubs, f"{zh}填了希望社团数，但没有填课程志愿，排不了课程。",
                  f"A number of clubs and no choices: {en}; no course can be given.",
                  hint_zh="可能课程志愿漏填了；不想上课程的，希望社团数留空。",
                  hint_en="Maybe the choices were left out; leave the number empty where no club is wanted.")  # fmt: skip

    def more(zh: str, en: str) -> None:
        found.add(here, pupil.clubs, f"希望社团数应在 0 到 {most}（志愿数）之间；超出的有：{zh}。",
                  f"Clubs wanted must be between 0 and {most} (number of choices); not so for {en}.",
                  hint_zh="可能少填了志愿，或多写了一位。", hint_en="Maybe choices are missing, or a digit too many.")  # fmt: skip

    if pupil.clubs > 0 and not most:
        shared.note(("clubs without choices",), pupil.id, here, none)
    elif not 0 <= pupil.clubs <= most:
        shared.note(("clubs", str(pupil.clubs), str(most)), pupil.id, here, more)
