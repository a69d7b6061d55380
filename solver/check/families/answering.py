"""Answering questions: B05, help for those who struggle and more for those who can, in school, every day.

Formula: on every weekday on which pupils of a grade attend, posts of kind qa for the grade have adults persons or more (data);
the subjects of a grade's posts of the week are subjects_per_week or more (data); whoever stands there teaches one of the
post's subjects; with level hard all such posts are filled.

Afterwards: every grade has somebody to ask each day, in the subjects of the week.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.coverage import unfilled
from solver.check.measurement import AT_LEAST, KINDS, PERSONS, Breaches, Measurement, Quantity
from solver.check.names import day, grade_id, when
from solver.check.plan_index import PlanIndex
from solver.units import Week


def _answerers(view: PlanIndex) -> int:
    return sum(len(people) for stand in view.of_kind("qa") for people in stand.people.values())


ADULTS = Quantity(
    "B05", "一个年级每天最少的答疑人次", "fewest adults who answer a grade's questions a day", AT_LEAST, PERSONS
)
SUBJECTS = Quantity("B05", "一个年级一周最少的答疑科目", "fewest subjects of a grade a week", AT_LEAST, KINDS)
STRANGERS = Breaches("B05", "不任教本科目的答疑人次", "people who answer in subjects they do not teach", _answerers)


def questions(view: PlanIndex) -> Iterator[Measurement]:
    """B05: posts for every grade and day, by people of the subject."""
    yield from unfilled(view, "B05")
    posts = [post for post in view.problem.posts if post.kind == "qa"]
    least, wanted = view.number("B05", "adults"), view.number("B05", "subjects_per_week")
    few, narrow = view.gauge(ADULTS), view.gauge(SUBJECTS)
    subjects: dict[int, set[str]] = {}
    for grade, weekday in sorted(view.demand.grade_days):
        here = [post for post in posts if grade in post.grades and weekday in post.weekdays]
        subjects.setdefault(grade, set()).update(subject for post in here for subject in post.subjects)
        found = sum(post.headcount for post in here)
        if few(found, least):
            on_zh, on_en = day(weekday)
            zh = f"{on_zh}：{grade}年级的答疑岗只有{found}人次，应不少于{least}人次"
            en = f"{on_en}: grade {grade} has {found} adults who answer questions, at least {least} are asked for"
            yield ADULTS.case(found, least, (grade_id(grade),), "", weekday, zh, en)
    for grade, known in subjects.items():
        if narrow(len(known), wanted):
            names = "、".join(sorted(known)) or "无"
            zh = f"{grade}年级一周的答疑只有{len(known)}门科目（{names}），应不少于{wanted}门"
            en = f"Grade {grade} can ask in {len(known)} subjects a week, at least {wanted} are asked for"
            yield SUBJECTS.case(len(known), wanted, (grade_id(grade),), "", None, zh, en)
    yield from _subject(view)


def _subject(view: PlanIndex) -> Iterator[Measurement]:
    """Whoever answers questions teaches one of the post's subjects."""
    for stand in view.of_kind("qa"):
        post = view.problem.post_of[stand.post.subject]
        weeks_of: dict[str, list[Week]] = {}
        for week, people in stand.people.items():
            for person in people:
                staff = view.problem.staff_of.get(person)
                if staff is None or not set(staff.subjects) & set(post.subjects):
                    weeks_of.setdefault(person, []).append(week)
        for person, weeks in weeks_of.items():
            on_zh, on_en = when(stand.post.weekday, weeks, view.weeks)
            who, (label_zh, label_en) = view.names.person(person), view.names.post(stand.post)
            staff = view.problem.staff_of.get(person)
            taught = ", ".join(staff.subjects) if staff else ""
            zh = f"{on_zh}：{who}不任教答疑岗“{label_zh}”的科目（{'、'.join(post.subjects)}）"
            en = f"{on_en}: {who} teaches none of the subjects of {label_en} ({', '.join(post.subjects)})"
            yield STRANGERS.breach(
                (person,), "", stand.post.weekday, taught or "none", ", ".join(post.subjects), zh, en
            )
