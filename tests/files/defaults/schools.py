"""Schools of which little is known, of any size."""

from __future__ import annotations

from datetime import date

from api.files.defaults.known import KnownCourse, KnownSchool
from solver.problem.people import Outside, Staff
from solver.problem.pupils import HomeClass, Pupil

EVERY_DAY = (1, 2, 3, 4, 5)
SUBJECTS = ("语文", "数学", "英语", "体育", "音乐", "美术", "科学")
COURSES = (
    KnownCourse("篮球", leaders=("吴体育",), room="操场"),
    KnownCourse("合唱", grades=(3, 4, 5, 6), room="音乐室"),
    KnownCourse("书法", leaders=("何老师",)),
    KnownCourse("编程", maximum=20, weekdays=(2, 4)),
    KnownCourse("茶道"),
)


def little(classes: int, staff: int, pupils: int = 35, courses: tuple[KnownCourse, ...] = COURSES) -> KnownSchool:
    """A primary school of six grades: a class teacher for every class, two of administration, the others teach; all pupils stay.

    classes: divisible by six, or below it. pupils: of each class.
    """
    grades = min(6, classes)
    homes = tuple(HomeClass(f"{n % grades + 1}.{n // grades + 1}", n % grades + 1, "") for n in range(classes))
    return KnownSchool(
        "实验小学",
        date(2026, 9, 1),
        date(2027, 1, 22),
        classes=homes,
        pupils=tuple(_pupil(home, n, courses) for home in homes for n in range(pupils)),
        staff=(
            *(Staff(f"班{home.id}", "homeroom", f"班{home.id}", home.id, (SUBJECTS[i % 2],)) for i, home in enumerate(homes)),
            *(Staff(f"教{i}", "subject", f"教{i}", None, (SUBJECTS[2 + i % 5],)) for i in range(staff - classes - 3)),
            Staff("吴体育", "subject", "吴体育", None, ("体育",)),
            *(Staff(name, "admin", name) for name in ("赵主任", "钱主任")),
        ),
        outside=(Outside("何老师", "少年宫", 0, ()),),
        courses=courses,
    )  # fmt: skip


def _pupil(home: HomeClass, number: int, courses: tuple[KnownCourse, ...]) -> Pupil:
    """Every third one wants a course of its grade."""
    fits = (
        [course.name for course in courses if not course.grades or home.grade in course.grades]
        if number % 3 == 0
        else []
    )
    chosen = (fits[number % len(fits)],) if fits else ()
    return Pupil(f"{home.id}-{number + 1:02}", home.id, EVERY_DAY, chosen, len(chosen))
