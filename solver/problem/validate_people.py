"""Faults of classes, own staff and outside instructors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from solver.errors import Path
from solver.problem.checks import (
    MOST_FEN,
    check_ids,
    check_interval,
    check_once,
    check_range,
    check_ref,
    check_spans,
    check_weekday,
    check_weekdays,
    check_weeks,
)
from solver.problem.findings import Findings
from solver.problem.people import HELPERS, OUTSIDE_KINDS, POOLS, REASONS, ROLES, Outside, Skill, Staff
from solver.problem.problem import Problem

LARGEST_BALANCE = 100_000


def check_classes(found: Findings, problem: Problem) -> None:
    """Classes: unique ids, a grade that has a service window, a known room."""
    check_ids(found, "classes", (home.id for home in problem.classes), ("班级", "class"))
    for i, home in enumerate(problem.classes):
        if home.grade not in problem.window_of:
            known = "、".join(map(str, sorted(problem.window_of)))
            found.add(("classes", i, "grade"), home.grade, f"该年级没有服务时间；有服务时间的年级：{known or '无'}。",
                      f"This grade has no service window; grades that have one: {known or 'none'}.")  # fmt: skip
        check_ref(found, ("classes", i, "room"), home.room, ("教室", "room"), problem.room_of)


def check_people(found: Findings, problem: Problem) -> None:
    """Own staff and outside instructors share one namespace of ids."""
    taken: set[str] = set()
    check_ids(found, "staff", (person.id for person in problem.staff), ("教职工", "member of staff"), taken)
    check_ids(found, "outside", (person.id for person in problem.outside), ("校外教师", "outside instructor"), taken)
    for i, person in enumerate(problem.staff):
        _check_staff(found, problem, ("staff", i), person)
    for i, guest in enumerate(problem.outside):
        _check_outside(found, ("outside", i), guest)


def _check_staff(found: Findings, problem: Problem, path: Path, person: Staff) -> None:
    check_ref(found, (*path, "role"), person.role, ("角色", "role"), ROLES)
    check_ref(found, (*path, "homeroom"), person.homeroom, ("班级", "class"), problem.class_of)
    _check_skills(found, (*path, "skills"), person.skills)
    for j, busy in enumerate(person.unavailable):
        check_weekday(found, (*path, "unavailable", j, "weekday"), busy.weekday)
        check_interval(found, (*path, "unavailable", j), busy.start, busy.end)
        check_weeks(found, (*path, "unavailable", j, "weeks"), busy.weeks)
    for j, reason in enumerate(person.reasons):
        check_ref(found, (*path, "reasons", j), reason, ("关爱事由", "reason code"), REASONS)
    check_once(found, (*path, "reasons"), person.reasons, "关爱事由", "reason code")
    for j, home in enumerate(person.classes):
        check_ref(found, (*path, "classes", j), home, ("班级", "class"), problem.class_of)
    check_once(found, (*path, "classes"), person.classes, "任教班级", "class taught")
    check_range(found, (*path, "share"), person.share, 10, 100)
    check_range(found, (*path, "balance"), person.balance, -LARGEST_BALANCE, LARGEST_BALANCE)
    if person.max_days is not None:
        check_range(found, (*path, "max_days"), person.max_days, 0, 7)
    check_ref(found, (*path, "tier"), person.tier, ("课酬档次", "pay tier"), [tier.id for tier in problem.money.tiers])
    check_spans(found, (*path, "leaves"), person.leaves)
    _check_stay(found, path, person.joined, person.left)
    if person.role in HELPERS and person.homeroom is not None:
        found.add((*path, "homeroom"), person.homeroom, "志愿者和家长不能当班主任。",
                  "A volunteer or parent is no class teacher.",
                  hint_zh="可能岗位类别填错了。", hint_en="Maybe the role is wrong.")  # fmt: skip


def _check_outside(found: Findings, path: Path, guest: Outside) -> None:
    check_range(found, (*path, "rate"), guest.rate, 0)
    if guest.contract_cap is not None:
        check_range(found, (*path, "contract_cap"), guest.contract_cap, 0, MOST_FEN)
    check_weekdays(found, (*path, "weekdays"), guest.weekdays)
    _check_skills(found, (*path, "skills"), guest.skills)
    check_ref(found, (*path, "pool"), guest.pool, ("师资库级别", "pool"), POOLS)
    check_ref(found, (*path, "kind"), guest.kind, ("校外人员类别", "kind of outside instructor"), OUTSIDE_KINDS)
    check_range(found, (*path, "max_sections"), guest.max_sections, 0)
    check_interval(found, path, guest.earliest, guest.latest, ("earliest", "latest"))
    _check_stay(found, path, guest.joined, guest.left)
    # Dates that have run out or are missing are a matter of rules E03-E06; only an insurance that runs backwards is a fault.
    first, last = guest.insured_from, guest.insured_to
    if first is not None and last is not None and last < first:
        found.add((*path, "insured_to"), last.isoformat(), f"保险截止日期早于开始日期（{first}）。",
                  f"The insurance ends before it begins ({first}).")  # fmt: skip


def _check_stay(found: Findings, path: Path, joined: date | None, left: date | None) -> None:
    if joined is not None and left is not None and left < joined:
        found.add((*path, "left"), left.isoformat(), f"离职日期早于入职日期（{joined}）。",
                  f"The last day lies before the first ({joined}).")  # fmt: skip


def _check_skills(found: Findings, path: Path, skills: Sequence[Skill]) -> None:
    for j, skill in enumerate(skills):
        check_range(found, (*path, j, "level"), skill.level, 1, 3)
    check_once(found, path, [skill.name for skill in skills], "特长", "skill")
