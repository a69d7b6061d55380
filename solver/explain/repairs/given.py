"""Repairs of given sections (squads B11, dream classes B08): rooms, leaders, papers, sizes and days with which they can open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from solver.explain.repairs.ladder import FixedLadder, Ladder, Rung, joined
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
    """Ladders of every given section that cannot open, and one group for those of ``blamed`` (ids of offerings): these can open each by
    itself, and fit nowhere together.
    """
    openings = Openings(problem, policy)
    groups: list[list[Ladder]] = []
    together: list[Offering] = []
    for offering in problem.offerings:
        if not _must_open(offering, policy):
            continue
        obstacles = {reason.rule for reason in openings.obstacles[offering.id]}
        takers = next((int(r.measured) for r in openings.obstacles[offering.id] if r.rule == "C06"), None)
        if obstacles:
            steps = _alone(problem, policy, offering, _steps(problem, offering, obstacles, takers))
            groups.append([*steps, *_rarely(policy, offering), *_wishes(problem, policy, [offering])])
        elif offering.id in blamed:
            together.append(offering)
        else:
            groups.append(_rarely(policy, offering))
    rarely = [ladder for offering in together for ladder in _rarely(policy, offering)]
    apart = [*_wishes(problem, policy, together), *_moved(problem, policy, together)]
    if len(together) == 1:  # one that trains too rarely fits nowhere for that alone
        groups.append([*rarely, *apart])
    else:
        groups += [[max(rarely, key=lambda ladder: ladder.first.amount)] if rarely else [], apart]
    return [group for group in groups if group]


def _alone(problem: Problem, policy: Policy, offering: Offering, steps: Iterator[Step]) -> list[Ladder]:
    """Ladders of an offering by kind, of the steps with which it can open."""
    options: dict[RepairKind, list[Rung]] = {}
    for step in steps:
        rung = _opening(problem, policy, offering, step)
        if rung is not None:
            options.setdefault(step[0], []).append(rung)
    return [FixedLadder(kind, rungs) for kind, rungs in options.items()]


def _moved(problem: Problem, policy: Policy, together: Sequence[Offering]) -> list[Ladder]:
    """More days for one of the offerings, for two, and so on."""
    more = [rung for each in together for step in _moves(problem, each) if (rung := _opening(problem, policy, each, step)) is not None]
    return [FixedLadder(RepairKind.DAYS, [joined(more[:count]) for count in range(1, len(more) + 1)])] if more else []


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
        yield from _moves(problem, offering)
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


def _moves(problem: Problem, offering: Offering) -> Iterator[Step]:
    more = tuple(day for day in problem.weekdays if day not in offering.weekdays)
    if more:
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


def _wishes(problem: Problem, policy: Policy, offerings: Sequence[Offering]) -> list[Ladder]:
    """B11 as a wish, where the policy knows it as one: of these squads one, or more, stay shut."""
    rule = policy.rules.get("B11")
    squads = [offering for offering in offerings if offering.members]
    if not squads or rule is None or "soft" not in rule.levels:
        return []
    changes = (Level("B11", "soft"),)
    told, ids = changes[0].told(problem), tuple(squad.id for squad in squads)
    named = "、".join(f"{squad.name}({squad.id})" if squad.name else squad.id for squad in squads)
    zh = f"{told.zh}，{named} " + ("其中一些可以不开" if len(squads) > 1 else "可以不开")
    en = f"{told.en}; " + ("some of " if len(squads) > 1 else "") + f"{', '.join(ids)} may stay shut"
    return [FixedLadder(RepairKind.SOFT, [Rung(changes, zh, en, 1, WEIGHTS[RepairKind.SOFT], ids)])]
