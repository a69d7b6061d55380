"""Data of the class grid for its modules: names, sections, posts, pupils with their choices, locks, violations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.files.language import Language
from api.page.views.words import PlanWords, grade, weekday
from solver.check.report import Report
from solver.check.required_posts import RequiredPost
from solver.plan.plan import Plan, Post
from solver.policy.policy import Policy
from solver.policy.template import template_weeks
from solver.problem.problem import Problem


def board_data(
    problem: Problem, policy: Policy, plan: Plan, report: Report, locks: Sequence[Mapping[str, Any]], language: Language, *, pupils: bool,
    stands: Iterable[RequiredPost] = (),
) -> dict[str, Any]:  # fmt: skip
    """JSON-ready data in one language. pupils: whether pupils and their choices are in it. stands: posts of which those that lack
    adults are told. Times are minutes since midnight, ``posts`` are (kind, weekday, subject, detail, people by week, words), with one
    week for sections, which are alike in all; ``lacking`` has the same and the headcount."""
    weeks = template_weeks(problem, policy)
    words, said = PlanWords(problem, weeks), language.of
    people = {ident: words.person(ident) for ident in (*problem.staff_of, *problem.outside_of)}
    return {
        "weeks": [said(words.week(week)) for week in range(1, weeks + 1)],
        "days": [[day, said(weekday(day))] for day in problem.weekdays],
        "grades": {
            str(window.grade): {
                "name": said(grade(window.grade)), "periods": [[each.start, each.end] for each in window.periods],
                "slots": list(window.dismissals), "gates": list(window.gates),
                "leaves": next(([d.minute, d.gate] for d in plan.dismissals if d.grade == window.grade), None),
            }
            for window in problem.windows
        },
        "classes": {home.id: [said(words.home(home.id)), home.grade] for home in problem.classes},
        "people": people,
        "rooms": {room.id: [words.room(room.id), room.type, room.capacity] for room in problem.rooms},
        "gates": {gate.id: words.gate(gate.id) for gate in problem.gates},
        "offerings": {offering.id: words.offering(offering.id) for offering in problem.offerings},
        "sections": _sections(problem, plan, words, pupils=pupils),
        "care": [[g.weekday, g.period, g.host, list(g.classes)] for g in plan.care_groups],
        "posts": _posts(plan, words, weeks, language),
        "lacking": [
            [*stand.post, [stand.people[week] for week in stand.weeks], "" if stand.post.kind == "care" else said(words.post(stand.post)),
             stand.headcount]
            for stand in stands if stand.missing()
        ],
        "pupils": {p.id: [p.class_id, " ".join(p.choices)] for p in problem.pupils if p.weekdays} if pupils else {},
        "locks": list(locks),
        "broken": [[each.rule, said((each.zh, each.en))] for each in report.violations],
    }  # fmt: skip


def _sections(problem: Problem, plan: Plan, words: PlanWords, *, pupils: bool) -> dict[str, Any]:
    seated: dict[tuple[str, int], list[str]] = defaultdict(list)
    for seat in plan.seats if pupils else ():
        seated[seat.offering, seat.number].append(seat.pupil)
    found = {}
    for section in plan.sections:
        offering = problem.offering_of.get(section.offering)
        found[section.id] = {
            "name": words.section(section.offering, section.number), "offering": section.offering, "number": section.number,
            "sessions": [[s.weekday, s.start, s.room] for s in section.sessions], "pupils": seated[section.offering, section.number],
            "minutes": offering.minutes if offering else 0, "type": offering.room_type if offering else "",
            "grades": list(offering.grades) if offering else [], "most": offering.maximum if offering else 0,
            "least": offering.minimum if offering else 0, "assistants": offering.assistants if offering else 0,
        }  # fmt: skip
    return found


def _posts(plan: Plan, words: PlanWords, weeks: int, language: Language) -> list[list[Any]]:
    """Posts with somebody, and care groups with nobody."""
    found: dict[Post, list[list[str]]] = {}
    for group in plan.care_groups:
        found[Post("care", group.weekday, group.host, group.period)] = [[] for _ in range(weeks)]
    for item in plan.assignments:
        by_week = found.setdefault(item.post, [[] for _ in range(1 if item.week == 0 else weeks)])
        by_week[max(0, min(item.week, len(by_week)) - 1)].append(item.person)
    return [[*post, by_week, "" if post.kind == "care" else language.of(words.post(post))] for post, by_week in found.items()]
