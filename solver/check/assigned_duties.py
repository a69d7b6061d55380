"""Who stands where: assignments laid on the posts (the last part of K00), and the duties that follow.

A duty is one occurrence (person, week, weekday, interval, credit, zone); an assignment to a section gives one for
each of its sessions in every week.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from solver.check.names import Names, Words, once
from solver.check.required_posts import PostInterval, PostKey, RequiredPost
from solver.check.well_formed import WellFormedPlan
from solver.plan.plan import Assignment, Plan
from solver.problem.problem import Problem
from solver.units import EVERY_WEEK, Week, Weekday


class AssignedDuty(NamedTuple):
    """One slot of a post as one person does it in one week."""

    person: str
    week: Week
    stand: RequiredPost
    slot: PostInterval


DayDuties = dict[tuple[str, Week, Weekday], list[AssignedDuty]]


def fill(problem: Problem, plan: Plan, kept: WellFormedPlan, stands: Mapping[PostKey, RequiredPost]) -> None:
    """Put every sound assignment on its stand; name the others as faults."""
    names = Names(problem)
    staff, outside = problem.staff_of, problem.outside_of
    seen: set[tuple[int, Week, str]] = set()
    for item in plan.assignments:
        post = item.post
        stand = stands.get((post.kind, post.weekday, post.subject, post.detail))
        if stand is None:
            _fault(kept, names, item, ("none", "post"), ("方案中没有这个岗位", "the plan has no such post"))
            continue
        people = stand.people.get(item.week)
        key = (id(stand), item.week, item.person)
        if people is None:
            limit = "0" if stand.weeks == (EVERY_WEEK,) else f"1..{len(stand.weeks)}"
            _fault(kept, names, item, (str(item.week), limit), (f"周次应为{limit}", f"the week must be {limit}"))
        elif item.person not in staff and item.person not in outside:
            _fault(kept, names, item, (item.person, "person"), ("没有这个人", "there is no such person"))
        elif key in seen:
            _fault(kept, names, item, ("2", "1"), ("重复", "it is listed twice"))
        else:
            seen.add(key)
            people.append(item.person)
    for stand in stands.values():
        for week, people in stand.people.items():
            if len(people) > stand.headcount:
                zh, en = names.post(stand.post)
                on_zh, on_en = once(week, stand.post.weekday)
                words = (
                    f"岗位“{zh}”（{on_zh}）安排了{len(people)}人，只需{stand.headcount}人",
                    f"Post {en}, {on_en}, has {len(people)} persons and needs {stand.headcount}",
                )
                weekday = stand.post.weekday or None
                kept.fault(tuple(people), len(people), stand.headcount, words, weekday=weekday)


def duties_of(stands: Mapping[PostKey, RequiredPost], weeks: int) -> DayDuties:
    """Every duty, by person, week and weekday."""
    found: DayDuties = {}
    every = range(1, weeks + 1)
    for stand in stands.values():
        for week, people in stand.people.items():
            for person in people:
                for slot in stand.slots:
                    for each in every if week == EVERY_WEEK else (week,):
                        duty = AssignedDuty(person, each, stand, slot)
                        found.setdefault((person, each, slot.weekday), []).append(duty)
    return found


def _fault(kept: WellFormedPlan, names: Names, item: Assignment, figures: tuple[str, str], why: Words) -> None:
    post_zh, post_en = names.post(item.post)
    who = names.person(item.person)
    on_zh, on_en = once(item.week, item.post.weekday)
    words = (
        f"{who}的岗位安排“{post_zh}”（{on_zh}）有误：{why[0]}",
        f"Assignment of {who} to {post_en}, {on_en}: {why[1]}",
    )
    kept.fault((item.person,), figures[0], figures[1], words, weekday=item.post.weekday or None)
