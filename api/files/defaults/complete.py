"""Little that is known of a school -> a whole problem, with everything that was taken because nobody said it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.files.defaults.bells import windows_of
from api.files.defaults.courses import offerings_of
from api.files.defaults.guests import outside_of
from api.files.defaults.known import Assumed, KnownSchool
from api.files.defaults.places import gates_of, posts_of, rooms_of
from api.files.defaults.term import term_of
from api.files.defaults.told import Told
from solver.policy.policy import Policy
from solver.problem.money import Money
from solver.problem.problem import Problem

WITHOUT_TIMETABLE_ZH = (
    "没有课表：不知道谁下午最后还有课，认识本班的老师只看班主任和“任教班级”，弹性上下班也看不到上课时间；其余照常"
)
WITHOUT_TIMETABLE_EN = (
    "no timetable: late lessons are unknown, a class's own teachers are its class teacher and those with classes taught, "
    "flex hours do not see lessons; all else is as usual"
)


@dataclass(frozen=True)
class Completed:
    """A problem, not validated yet (:func:`solver.problem.validate.faults`), and what was assumed for it."""

    problem: Problem
    assumed: tuple[Assumed, ...]


def complete(known: KnownSchool, policy: Policy) -> Completed:
    """Everything that a school does not say is taken from the calendar, its policy, and what is usual.

    What is known goes into the problem as it is. Raises ProblemError where nothing tells which term it is.
    """
    told = Told()
    term = term_of(known, policy, told)
    gates = gates_of(known, told)
    windows = windows_of(known, term, gates, policy, told)
    rooms, classes = rooms_of(known, policy, told)
    money = known.money or _money(policy, told)
    outside = outside_of(known, term, money.pay, told)
    offerings, staff, guests = offerings_of(replace(known, outside=outside), windows, rooms, told)
    weekdays = tuple(sorted({weekday for _, weekday in term.service_dates()}))
    posts = posts_of(known, windows, weekdays, told)
    if not known.lessons:
        told.add("lessons", "", "没有", WITHOUT_TIMETABLE_ZH, WITHOUT_TIMETABLE_EN)
    problem = Problem(
        known.name, term, windows, classes, known.pupils, staff, rooms, gates, money, guests, offerings, posts, known.lessons,
        known.walks, known.blocks, known.companions,
    )  # fmt: skip
    return Completed(problem, told.all())


def _money(policy: Policy, told: Told) -> Money:
    """Fee and pay of the place's policy (G01, G05)."""
    fee, pay = policy.number("G01", "fen_per_classhour"), policy.number("G05", "fen_per_classhour")
    told.add(
        "money",
        "fee",
        f"{fee / 100:g} 元",
        f"每生每课时收费，按“{policy.zh.partition('（')[0]}”里的数",
        "fee a class-hour, the policy's number",
    )
    told.add(
        "money",
        "pay",
        f"{pay / 100:g} 元",
        f"每课时课酬，按“{policy.zh.partition('（')[0]}”里的数",
        "pay a class-hour, the policy's number",
    )
    return Money(fee, pay)
