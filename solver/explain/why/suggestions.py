"""Suggestions for a post: adults who may stand there, with reasons, and the price of each by the checker; the best first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from solver.check.names import Words
from solver.check.report import Report, check
from solver.errors import Fault, PlanError
from solver.explain.refusal.fact import Fact
from solver.explain.why.context import WhyContext
from solver.explain.why.person_facts import busy_facts, cap_facts, clashing, pair_facts
from solver.explain.why.place import Place, place_words
from solver.explain.why.question import WhyPerson, question_faults
from solver.explain.why.wording import cost_words
from solver.plan.edit import ReplaceAdult
from solver.plan.plan import Plan, Post
from solver.units import EVERY_WEEK, Week

TRIED = 8
"""Adults whose price is measured. Raising it finds cheaper ones, each by a check of the whole plan."""

Edited = Callable[[ReplaceAdult], Plan]
"""An edit -> the plan after it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Adult for a post. violations: new ones, in sentences. price: tier -> counted units more (negative: less)."""

    person: str
    words: Words
    violations: tuple[Words, ...] = ()
    price: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Adults for a post in a week (0: in all). words: how many may stand there, and how many were tried."""

    post: Post
    week: Week
    words: Words
    found: tuple[Suggestion, ...]


class _Candidate(NamedTuple):
    """In the order in which adults are tried: free, below their caps, known to the class, with little to do."""

    busy: bool
    capped: bool
    strange: bool
    minutes: int
    person: str
    reasons: tuple[Words, ...]


def suggestions(context: WhyContext, edited: Edited, post: Post, week: Week, leaver: str | None) -> Suggestions:
    """Adults who may stand on a post instead of ``leaver``, or beside those who do; week 0: every week, and the only one of sections.

    Raises PlanError with the faults of a post, week or person that the plan does not have.
    """
    place = _place(context, post, week, leaver)
    candidates = sorted(_candidates(context, place, leaver))
    tried = [_suggestion(context, edited, place, leaver, each) for each in candidates[:TRIED]]
    found = sorted(tried, key=lambda each: (len(each.violations), context.vector(each.price)))  # of equals, the order of trying
    free = sum(not each.busy and not each.capped for each in candidates)
    zh, en = place_words(context, place)
    words = (
        (f"“{zh}”：{len(candidates)} 人可以上，其中 {free} 人当时有空；试了 {len(tried)} 人，好的在前。",
         f"{en}: {len(candidates)} may stand there, of whom {free} are free then; {len(tried)} were tried, the best first.")
        if candidates else (f"“{zh}”：没有别人可以上。", f"{en}: nobody else may stand there.")
    )  # fmt: skip
    return Suggestions(post, week, words, tuple(found))


def _place(context: WhyContext, post: Post, week: Week, leaver: str | None) -> Place:
    people = (*context.problem.staff_of, *context.problem.outside_of)
    asked = leaver or next(iter(people), "")
    faults = question_faults(context.problem, context.plan, context.weeks, WhyPerson(asked, post, week))
    stand = context.view.stands.get((post.kind, post.weekday, post.subject, post.detail))
    if not faults and stand is None:
        faults = [Fault(("post",), post.kind, "这个岗位现在不需要人。", "This post needs nobody now.", "可能课程已经停开。",
                        "Maybe its course was closed.")]  # fmt: skip
    if faults or stand is None:
        raise PlanError(faults)
    return Place(post, EVERY_WEEK if stand.weeks == (EVERY_WEEK,) else week, stand)


def _candidates(context: WhyContext, place: Place, leaver: str | None) -> Iterator[_Candidate]:
    """Everybody whom nothing but other duties keeps from the post."""
    there = {leaver, *place.holders, *(name for week in place.weeks(context) for name in place.stand.of(week))}
    minutes = context.report.facts.minutes
    for name in (*context.problem.staff_of, *(context.problem.outside_of if place.post.kind == "lead" else ())):
        if name in there or pair_facts(context, name, place):
            continue
        busy, caps, known = clashing(context, name, place), cap_facts(context, name, place), _known(context, name, place)
        load = minutes.get(name, 0)
        facts: list[Fact] = [*busy_facts(context, name, busy), *caps][:1]
        free = [("当时有空", "is free then")] if not busy else []
        held = [(fact.zh.rstrip("。"), fact.en.rstrip(".")) for fact in facts]
        words = (*known, *free, (f"现有 {load} 分钟", f"{load} minutes now"), *held)
        yield _Candidate(bool(busy), bool(caps), not known, load, name, words)


def _known(context: WhyContext, person: str, place: Place) -> tuple[Words, ...]:
    """Whether the adult is known to the class of a care post (D16)."""
    staff, post = context.problem.staff_of.get(person), place.post
    if post.kind != "care" or staff is None:
        return ()
    home = context.names.home(post.subject)
    if staff.homeroom == post.subject:
        return ((f"是{home}的班主任", f"is the class teacher of {home}"),)
    return ((f"教{home}", f"teaches {home}"),) if post.subject in context.instance.taught.get(person, ()) else ()


def _suggestion(context: WhyContext, edited: Edited, place: Place, leaver: str | None, candidate: _Candidate) -> Suggestion:
    plan = edited(ReplaceAdult(place.post, place.week, leaver, candidate.person))
    report = check(context.problem, context.policy, plan)
    fresh, price = _fresh(context, report), context.price(report)
    zh, en = "，".join(each[0] for each in candidate.reasons), ", ".join(each[1] for each in candidate.reasons)
    if fresh:
        told = f"{zh}。会新增违规 {len(fresh)} 处：{fresh[0][0]}", f"{en}. {len(fresh)} new violations: {fresh[0][1]}"
        return Suggestion(candidate.person, told, fresh, price)
    cost = cost_words(context, price, "exact in scope")
    return Suggestion(candidate.person, (f"{zh}。{cost[0]}", f"{en}. {cost[1]}"), (), price)


def _fresh(context: WhyContext, report: Report) -> tuple[Words, ...]:
    """Violations that the plan did not have."""
    before = Counter((each.rule, each.zh) for each in context.report.violations)
    found = []
    for each in report.violations:
        if before[each.rule, each.zh] > 0:
            before[each.rule, each.zh] -= 1
        else:
            found.append((each.zh, each.en))
    return tuple(found)
