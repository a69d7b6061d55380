"""A sheet an adult: own duties of every week with minutes and places, and the total."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from api.files.content.names import day, week_name
from api.files.content.page import Cell, Page, PageBlock, Row
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.check.assigned_duties import AssignedDuty
from solver.errors import Fault, ProblemError
from solver.explain.why.question import post_text
from solver.problem.problem import Problem
from solver.units import EVERY_WEEK, Week, Weekday, clock
from solver.words import FLEX, ROLES, span

WEEK, DAY = 9, 22
"""Widths of the columns, in characters."""


def teacher_week_paper(desk: PaperContext) -> Paper:
    """Every adult with a duty, own staff first, a sheet each."""
    people = [*desk.problem.staff_of, *desk.problem.outside_of]
    busy = {person for person, _, _ in desk.view.duties}
    return teacher_sheets(desk, [person for person in people if person in busy])


def teacher_sheets(desk: PaperContext, people: Sequence[str]) -> Paper:
    """A sheet for each of these adults, also for one without a duty."""
    blocks = tuple(_sheet(desk, person) for person in people)
    if not blocks:
        blocks = (PageBlock("教师任务单", "Duties of the adult", (), (), text=(("没有排岗。", "Nobody has a duty."),)),)
    widths = (WEEK, *(DAY for _ in desk.problem.post_days))
    page = Page("teacher_week", "教师任务单", "adults", widths, blocks, apart=True)
    return Paper("教师任务单", "Duties by adult", (page,), {"adults": [_document(desk, person) for person in people]})


def known_adults(problem: Problem, named: Sequence[str], path: str) -> list[str]:
    """The adults named, each once. Raises ProblemError with every id that is nobody's."""
    known = [*problem.staff_of, *problem.outside_of]
    faults = []
    for name in named:
        if name not in problem.staff_of and name not in problem.outside_of:
            near = "、".join(get_close_matches(name, known, n=3)) or next(iter(known), "—")
            faults.append(Fault((path,), name, "没有这个教职工或校外人员。", "There is no such adult.",
                                f"可能写错了，请用人员编号，如 {near}。", f"Maybe it is misspelt; give an id, as {near}."))  # fmt: skip
    if faults:
        raise ProblemError(faults)
    return list(dict.fromkeys(named))


def _document(desk: PaperContext, person: str) -> dict[str, Any]:
    """Duties of an adult in every week of the template, with the minutes and days of all weeks."""
    facts = desk.report.facts
    found = [duty for key, duties in desk.view.duties.items() if key[0] == person for duty in duties]
    return {
        "person": person, "name": desk.names.person(person),
        "minutes": facts.minutes.get(person, 0), "days": facts.duty_days.get(person, 0),
        "flex": [{"week": item.week, "weekday": item.weekday, "kind": item.kind} for item in desk.plan.flex if item.person == person],
        "duties": [
            {"week": duty.week, "weekday": duty.slot.weekday, "start": clock(duty.slot.start), "end": clock(duty.slot.end),
             "post": post_text(duty.stand.post), "doing": desk.names.post(duty.stand.post), "place": place_of_duty(desk, duty)}
            for duty in sorted(found, key=lambda duty: (duty.week, duty.slot.weekday, duty.slot.start, duty.stand.post))
        ],
    }  # fmt: skip


def _sheet(desk: PaperContext, person: str) -> PageBlock:
    weeks, days = desk.view.weeks, desk.problem.post_days
    found = [{weekday: _duties(desk, person, week, weekday) for weekday in days} for week in range(1, weeks + 1)]
    alike = all(each == found[0] for each in found)
    rows: list[Row] = []
    for week, duties in enumerate(found[:1] if alike else found, 1):
        name = "每周" if alike else week_name(week, weeks)
        minutes = sum(duty.slot.credit for weekday in days for duty in desk.view.duties.get((person, week, weekday), ()))
        rows.append((Cell(f"{name}\n{minutes} 分钟", "label"), *(Cell("\n".join(duties[weekday]) or "—") for weekday in days)))
    header: Row = (Cell(("周次", "week")), *(day(weekday) for weekday in days))
    staff, guest = desk.problem.staff_of.get(person), desk.problem.outside_of.get(person)
    role = ROLES.get(staff.role, staff.role) if staff is not None else guest.organisation if guest is not None else ""
    facts = desk.report.facts
    total = f"一个循环（{weeks} 周）值班 {facts.duty_days.get(person, 0)} 天，共 {facts.minutes.get(person, 0)} 分钟"
    text = (" · ".join(part for part in (role, desk.term_words, total) if part),)
    return PageBlock(f"{desk.names.person(person)} 课后服务任务单",
                     f"Duties of {desk.names.person(person)}", (header,), tuple(rows), "", text)


def _duties(desk: PaperContext, person: str, week: Week, weekday: Weekday) -> list[str]:
    """Lines of a day: a flex grant, then each duty with its minutes, activity and place."""
    lines = [f"弹性 {FLEX.get(item.kind, item.kind)}" for item in desk.plan.flex if item[:3] == (person, week, weekday)]
    duties = sorted(desk.view.duties.get((person, week, weekday), ()), key=lambda duty: (duty.slot.start, duty.stand.post))
    for duty in duties:
        lines.append(f"{span(duty.slot.start, duty.slot.end)} {desk.names.post(duty.stand.post)}")
        where = place_of_duty(desk, duty)
        others = [other for other in duty.stand.of(EVERY_WEEK if EVERY_WEEK in duty.stand.people else week) if other != person]
        told = " ".join(part for part in (where, f"同岗 {desk.names.people(others)}" if others else "") if part)
        lines += [f"　{told}"] if told else []
    return lines


def place_of_duty(desk: PaperContext, duty: AssignedDuty) -> str:
    """Room or gate of a duty by its name; nothing where the name of the post tells it."""
    post, names = duty.stand.post, desk.names
    if post.kind == "care":
        home = desk.problem.class_of.get(post.subject)
        return "" if home is None else names.room(home.room)
    if post.kind in ("lead", "assist"):
        opened = desk.view.opened.get((post.subject, post.detail))
        sessions = () if opened is None else opened.sessions
        return "、".join(dict.fromkeys(names.room(each.room) for each in sessions if each.weekday == duty.slot.weekday))
    if post.kind == "late":
        return "、".join(names.room(room) for room in desk.view.kept.late_rooms.get(duty.slot.weekday, ()))
    return ""


