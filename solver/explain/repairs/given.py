"""Repairs of given sections (squads B11, dream classes B08): rooms, leaders, papers, sizes and days with which they can open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from solver.changes.amount import Amount
from solver.changes.apply import apply_changes
from solver.changes.change import Change
from solver.changes.course_room import CourseRoom
from solver.changes.courses import CourseDays, Minimum
from solver.changes.joining import Vetting
from solver.changes.people import Train
from solver.changes.rules import Level, RuleNumber
from solver.errors import PolicyError, ProblemError
from solver.explain.openings import Openings
from solver.explain.repairs.kind import RepairKind
from solver.explain.repairs.ladder import FixedLadder, Ladder, Rung
from solver.policy.policy import Policy
from solver.problem.offerings import Offering
from solver.problem.people import TEACHING_ROLES
from solver.problem.problem import Problem

WEIGHTS = {
    RepairKind.RENEW: 10, RepairKind.DAYS: 20, RepairKind.ROOM: 25, RepairKind.MINIMUM: 30, RepairKind.TRAIN: 40, RepairKind.SOFT: 80,
    RepairKind.NUMBER: 25,
}  # fmt: skip
"""Weights by kind, in tenths of asking one person for one day more."""
VALID_LONGER = timedelta(days=31)
"""Days after the term until which renewed papers are valid."""
MOST_TRAINED = 3
"""People whose training is tried, one after another."""
Step = tuple[RepairKind, tuple[Change, ...], tuple[str, ...]]


def given_ladders(problem: Problem, policy: Policy, blamed: frozenset[str]) -> list[list[Ladder]]:
    """For every given section that cannot open, and of those in ``blamed`` (ids of offerings), which fit nowhere together, its ladders."""
    openings = Openings(problem, policy)
    groups: list[list[Ladder]] = []
    for offering in problem.offerings:
        if not _must_open(offering, policy):
            continue
        found: list[Ladder] = []
        obstacles = {reason.rule for reason in openings.obstacles[offering.id]}
        takers = next((int(r.measured) for r in openings.obstacles[offering.id] if r.rule == "C06"), None)
        steps: dict[RepairKind, list[Step]] = {}
        for step in _steps(problem, offering, obstacles, takers) if obstacles else _moves(problem, offering, blamed):
            steps.setdefault(step[0], []).append(step)
        for kind, options in steps.items():
            rungs = [rung for step in options if (rung := _opening(problem, policy, offering, step)) is not None]
            if rungs:
                found.append(FixedLadder(kind, rungs))
        found += _rarely(policy, offering)
        if obstacles or offering.id in blamed:
            found += _wishes(problem, policy, offering)
        groups += [found] if found else []
    return groups


def _must_open(offering: Offering, policy: Policy) -> bool:
    return (bool(offering.members) and policy.hard("B11")) or (offering.dream and policy.hard("B08"))


def _steps(problem: Problem, offering: Offering, obstacles: set[str], takers: int | None) -> Iterator[Step]:
    """What takes the obstacles away one by one, the likely first."""
    if obstacles & {"H07", "I04", "B12"}:
        sizes: dict[str, int] = {}
        for room in problem.rooms:
            if room.type != offering.room_type and room.capacity >= offering.minimum and room.type != "late":
                sizes[room.type] = sizes.get(room.type, 0) + 1
        for kind, _ in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
            yield RepairKind.ROOM, (CourseRoom((offering.id,), kind),), (offering.id,)
    if obstacles & {"K04", "I04"}:
        yield from _moves(problem, offering, frozenset((offering.id,)))
    if takers:
        yield RepairKind.MINIMUM, (Minimum(Amount(takers), (offering.id,)),), (offering.id,)
    if "D07" in obstacles:
        until = problem.term.last + VALID_LONGER
        for guest in problem.outside:
            ends = (guest.approved_to, guest.insured_to)
            approved, insured = (until if end is None or end < problem.term.last else None for end in ends)
            if (approved or insured) and any(skill.name == offering.skill for skill in guest.skills):
                yield RepairKind.RENEW, (Vetting((guest.id,), approved_to=approved, insured_to=insured),), (guest.id,)
        for person in [p for p in problem.staff if p.takes_part and p.role in TEACHING_ROLES][:MOST_TRAINED]:
            yield RepairKind.TRAIN, (Train((person.id,), offering.skill, max(1, offering.skill_level)),), (person.id,)


def _moves(problem: Problem, offering: Offering, blamed: frozenset[str]) -> Iterator[Step]:
    more = tuple(day for day in problem.weekdays if day not in offering.weekdays)
    if more and offering.id in blamed:
        yield RepairKind.DAYS, (CourseDays((offering.id,), add=more),), (offering.id,)


def _opening(problem: Problem, policy: Policy, offering: Offering, step: Step) -> Rung | None:
    """The step, if the section can open with it."""
    kind, changes, touched = step
    try:
        after = apply_changes(problem, policy, changes)
    except (ProblemError, PolicyError):  # the data do not admit it: no repair
        return None
    if Openings(after.problem, after.policy).obstacles[offering.id]:
        return None
    zh, en = "；".join(s.zh for s in after.sentences), "; ".join(s.en for s in after.sentences)
    return Rung(changes, zh, en, 1, WEIGHTS[kind], touched)


def _rarely(policy: Policy, offering: Offering) -> list[Ladder]:
    """B11: fewer times a week than are laid down, for a squad that has fewer sessions."""
    if not offering.members or not policy.hard("B11") or offering.sessions >= policy.number("B11", "sessions"):
        return []
    now = policy.number("B11", "sessions")
    rung = Rung((RuleNumber("B11", "sessions", Amount(offering.sessions)),), f"把规则 B11 的 sessions（校队每周训练次数）从 {now} 调到 "
                f"{offering.sessions}", f"lower sessions of B11 (times a week that a squad trains) from {now} to {offering.sessions}",
                now - offering.sessions, WEIGHTS[RepairKind.NUMBER])  # fmt: skip
    return [FixedLadder(RepairKind.NUMBER, [rung])]


def _wishes(problem: Problem, policy: Policy, offering: Offering) -> list[Ladder]:
    """B11 as a wish, where the policy knows it as one: the squad stays shut."""
    rule = policy.rules.get("B11")
    if not offering.members or rule is None or "soft" not in rule.levels:
        return []
    changes = (Level("B11", "soft"),)
    told = changes[0].told(problem)
    named = f"{offering.name}({offering.id})" if offering.name else offering.id
    return [FixedLadder(RepairKind.SOFT, [Rung(changes, f"{told.zh}，{named} 可以不开", f"{told.en}; {offering.id} may stay shut", 1,
                                               WEIGHTS[RepairKind.SOFT], (offering.id,))])]  # fmt: skip
