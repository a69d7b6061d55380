"""Companions whose entry has no effect, or who can have no seat for it (C10, C10W): told by pair, with the cause.

No such entry is a fault: two who chose nothing in common keep nobody from anything.
"""

from __future__ import annotations

from collections import defaultdict

from solver.explain.wording import names
from solver.model.given import GivenSeats
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.companions import CompanionPair
from solver.problem.problem import Problem

LISTED = 20
"""Pairs whom a sentence names; all pupils of them are the reason's subjects."""


def companion_warnings(problem: Problem, policy: Policy) -> list[Reason]:
    """Pairs who are to be together and cannot be, by cause; groups who must be and are more than a section holds."""
    pairs = [pair for pair in problem.companion_pairs if not pair.apart and policy.on("C10" if pair.must else "C10W")]
    if not pairs:
        return []
    given = GivenSeats(problem, policy)
    causes: dict[tuple[str, str], list[CompanionPair]] = defaultdict(list)
    for pair in pairs:
        cause = _cause(problem, given, pair)
        if cause is not None:
            causes[cause].append(pair)
    found = [_told(of, zh, en) for (zh, en), of in causes.items()]
    return [*found, *_crowds(problem, policy, given, [pair for pair in pairs if pair.must and policy.hard("C10")])]


def _told(pairs: list[CompanionPair], zh: str, en: str) -> Reason:
    listed = names(("—".join(pair.pupils) for pair in pairs), LISTED)
    return Reason("C10", f"{len(pairs)} 对同伴的“一起”不起作用，{zh}：{listed}。",
                  f"{len(pairs)} pairs of companions cannot be together, {en}: {listed}.", str(len(pairs)),
                  subjects=tuple(dict.fromkeys(name for pair in pairs for name in pair.pupils)))  # fmt: skip


def _cause(problem: Problem, given: GivenSeats, pair: CompanionPair) -> tuple[str, str] | None:
    """Why two can never sit together, or None."""
    one, other = (problem.pupil_of[name] for name in pair.pupils)
    if not (one.weekdays and other.weekdays and one.clubs and other.clubs):
        return "有一人不参加服务或不上课程", "one of them does not attend or wants no course"
    both = [problem.offering_of[choice] for choice in one.choices if choice in other.choices]
    if not both:
        return "两人没有选同一门课程", "they have no choice in common"
    open_to = [offering for offering in both if all(given.admits(name, offering) for name in pair.pupils)]
    if not open_to:
        return "有一人未签协议、不在服务年级或没有学过先修课程", "one of them may not have a seat (C05, B16)"
    days = set(problem.weekdays).intersection(one.weekdays, other.weekdays)
    if all(len(days.intersection(offering.weekdays)) < offering.sessions for offering in open_to):
        return "课程不在两人都参加的日子开", "the courses do not meet on days on which both attend"
    return None


def _crowds(problem: Problem, policy: Policy, given: GivenSeats, pairs: list[CompanionPair]) -> list[Reason]:
    """Pupils who must be together, one with the next, and are more than a section of a course holds: none of them can sit there."""
    found = []
    for offering in problem.offerings:
        group: dict[str, set[str]] = {}
        for pair in pairs:
            if all(
                offering.id in problem.pupil_of[name].choices and problem.pupil_of[name].clubs and given.admits(name, offering)
                for name in pair.pupils
            ):
                one, other = (group.get(name, {name}) for name in pair.pupils)
                for name in one | other:
                    group[name] = one | other
        most = offering.maximum if policy.on("C06") else len(problem.pupils)
        for crowd in {frozenset(names_) for names_ in group.values() if len(names_) > most}:
            listed = names(sorted(crowd), LISTED)
            found.append(Reason("C10", f"{len(crowd)} 名学生依次必须一起，超过 {offering.id} 每班 {most} 人，都上不了：{listed}。",
                                f"{len(crowd)} pupils must be together, more than the {most} of a section of {offering.id}, so that "
                                f"none of them can sit there: {listed}.", str(len(crowd)), str(most),
                                tuple(sorted(crowd))))  # fmt: skip
    return found
