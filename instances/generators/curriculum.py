"""Who teaches what: lessons a week by subject, and the teacher of every class and subject.

Hours follow the national curriculum scheme of 2022 (26 lessons a week in grades 1-2, 30 in grades 3-6, 34 in grades 7-9;
the split by subject within its ranges is an assumption, and junior high has the integrated subjects 科学 and 历史与社会).
"""

from __future__ import annotations

from dataclasses import dataclass

from instances.generators.parameters import StaffPlan
from solver.problem.pupils import HomeClass

LOWER = {"语文": 8, "数学": 4, "道德与法治": 2, "体育": 4, "音乐": 2, "美术": 2, "科学": 1, "劳动": 1, "班队与综合": 2}
UPPER = {
    "语文": 7, "数学": 4, "英语": 3, "道德与法治": 2, "体育": 3, "音乐": 2, "美术": 2, "科学": 2, "信息科技": 1,
    "劳动": 1, "班队与综合": 3,
}  # fmt: skip
JUNIOR = {
    "语文": 6, "数学": 5, "英语": 4, "科学": 5, "历史与社会": 3, "道德与法治": 2, "体育": 3, "音乐": 1, "美术": 1, "信息科技": 1,
    "劳动": 1, "班队与综合": 2,
}  # fmt: skip
GROUPS = (
    ("语文", "道德与法治"), ("数学",), ("体育",), ("英语",), ("科学", "信息科技"), ("音乐",), ("美术", "劳动"), ("历史与社会",),
)  # fmt: skip
"""Subjects that one subject teacher gives together."""
ADMIN_LESSONS = 0.6
"""Lessons of an administrator who teaches, compared with a teacher's."""


@dataclass(frozen=True, slots=True)
class Course:
    """``count`` lessons a week of a subject in a class, given by one person."""

    class_id: str
    subject: str
    count: int
    staff_id: str


@dataclass(frozen=True, slots=True)
class Teaching:
    """The persons who teach, by role, and their courses. Ids run T001.. in the order homeroom, subject, admin."""

    homerooms: tuple[tuple[str, str], ...]
    subject_teachers: tuple[str, ...]
    courses: tuple[Course, ...]

    def subjects_of(self, staff_id: str) -> tuple[str, ...]:
        """Subjects of a person, most lessons first."""
        lessons: dict[str, int] = {}
        for course in self.courses:
            if course.staff_id == staff_id:
                lessons[course.subject] = lessons.get(course.subject, 0) + course.count
        return tuple(sorted(lessons, key=lambda subject: -lessons[subject]))


def hours(grade: int) -> dict[str, int]:
    """Lessons a week by subject."""
    return LOWER if grade <= 2 else UPPER if grade <= 6 else JUNIOR


def staff_id(number: int) -> str:
    """``T001`` for person 0."""
    return f"T{number + 1:03d}"


def _split(loads: list[int], weights: list[float]) -> list[list[int]]:
    """Give every subject group to persons: several persons a group where there are enough, else several groups a
    person. Returns the persons of each group."""
    people = len(weights)
    if people >= sum(1 for load in loads if load):
        counts = [1 if load else 0 for load in loads]
        for _ in range(people - sum(counts)):
            neediest = max(range(len(loads)), key=lambda g: loads[g] / counts[g] if counts[g] else 0.0)
            counts[neediest] += 1
        starts = [sum(counts[:g]) for g in range(len(counts))]
        return [list(range(start, start + count)) for start, count in zip(starts, counts, strict=True)]
    taken = [0.0] * people
    found: list[list[int]] = [[] for _ in loads]
    for group in sorted(range(len(loads)), key=lambda g: -loads[g]):
        if loads[group]:
            person = min(range(people), key=lambda n: (taken[n] + loads[group]) / weights[n])
            taken[person] += loads[group]
            found[group] = [person]
    return found


def teaching(classes: tuple[HomeClass, ...], plan: StaffPlan) -> Teaching:
    """Assign every course. Each class has one homeroom teacher, who gives 语文 (or 数学) and ``homeroom_subjects``."""
    homerooms = tuple((staff_id(n), home.id) for n, home in enumerate(classes))
    step = len(classes) // plan.math_homerooms if plan.math_homerooms else len(classes) + 1
    taught: dict[tuple[str, str], str] = {}
    for n, home in enumerate(classes):
        is_math = n % step == step - 1
        taught[home.id, "数学" if is_math else "语文"] = staff_id(n)
        for subject in plan.homeroom_subjects:
            taught.setdefault((home.id, subject), staff_id(n))
        if is_math and n and classes[n - 1].grade == home.grade:  # two parallel classes, as is usual
            taught.setdefault((classes[n - 1].id, "数学"), staff_id(n))
    first = len(classes)
    subject_count = plan.total - plan.admin - plan.support - len(classes)
    weights = [1.0] * subject_count + [ADMIN_LESSONS] * (plan.admin if plan.admin_teach else 0)
    open_courses = [
        [
            (home.id, subject, hours(home.grade)[subject])
            for home in classes
            for subject in group
            if subject in hours(home.grade) and (home.id, subject) not in taught
        ]
        for group in GROUPS
    ]
    loads = [sum(count for _, _, count in group) for group in open_courses]
    for group, people in zip(open_courses, _split(loads, weights), strict=True):
        total = sum(count for _, _, count in group)
        done = 0
        for class_id, subject, count in group:
            # neighbouring classes share a teacher, so that teachers stay within few grades
            person = people[min(len(people) - 1, (done + count // 2) * len(people) // total)]
            taught[class_id, subject] = staff_id(first + person)
            done += count
    courses = tuple(
        Course(home.id, subject, count, taught[home.id, subject])
        for home in classes
        for subject, count in hours(home.grade).items()
    )
    return Teaching(homerooms, tuple(staff_id(first + n) for n in range(subject_count)), courses)
