"""Membership changes between two plans: pupils, adults, classes, rooms, gates, offerings, posts and blocks.

What the request of the earlier plan said is asked where it is known; else the earlier plan itself, which names its pupils (each
family's fee) and whom and what it uses. Without that request nobody can say whether an adult or a room is new, or was idle.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from solver.plan.plan import Plan
from solver.problem.problem import Problem

THINGS = ("class", "room", "gate", "offering", "post", "block")


@dataclass(frozen=True, slots=True)
class Turnover:
    """Ids of one sort. gone: not in the request any more. out: there, and takes no part any more. fresh: not in the request
    before. begun: there before, and takes part now.
    """

    gone: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()

    @property
    def left(self) -> frozenset[str]:
        return frozenset((*self.gone, *self.out))

    @property
    def came(self) -> frozenset[str]:
        return frozenset((*self.fresh, *self.begun))


@dataclass(frozen=True, slots=True)
class Membership:
    """pupils, adults: who joined and left. things: by sort, one of THINGS; only ``gone`` and ``fresh``."""

    pupils: Turnover = Turnover()
    adults: Turnover = Turnover()
    things: tuple[tuple[str, Turnover], ...] = ()


def membership(now: Problem, before: Plan, was: Problem | None = None) -> Membership:
    """Plan ``before`` and request ``now`` -> members that joined or left. was: the request of ``before``, if it is known."""
    return Membership(
        pupils=_pupils(now, before, was),
        adults=_adults(now, before, was),
        things=tuple((sort, _things(sort, now, before, was)) for sort in THINGS),
    )


def _pupils(now: Problem, before: Plan, was: Problem | None) -> Turnover:
    here = {pupil.id for pupil in now.pupils if pupil.weekdays}
    if was is not None:
        earlier = {pupil.id for pupil in was.pupils if pupil.weekdays}
        return _turnover(here, earlier, now.pupil_of, was.pupil_of)
    charged = {fee.pupil for fee in before.fees}
    earlier = charged | {seat.pupil for seat in before.seats}
    # A plan without fees does not say who took part.
    return _turnover(here if charged else here & earlier, earlier, now.pupil_of, earlier)


def _adults(now: Problem, before: Plan, was: Problem | None) -> Turnover:
    known = {*now.staff_of, *now.outside_of}
    if was is not None:
        return _turnover(_active(now), _active(was), known, {*was.staff_of, *was.outside_of})
    used = {item.person for item in before.assignments}
    return _turnover(_active(now) & used, used, known, used)


def _active(problem: Problem) -> set[str]:
    return {*(person.id for person in problem.staff if person.takes_part), *problem.outside_of}


def _turnover(here: Collection[str], earlier: Collection[str], known: Collection[str], known_before: Collection[str]) -> Turnover:
    """here, earlier: who takes part now and took part before. known, known_before: everybody in the requests."""
    lost, won = set(earlier) - set(here), set(here) - set(earlier)
    return Turnover(
        gone=_ordered(each for each in lost if each not in known),
        out=_ordered(each for each in lost if each in known),
        fresh=_ordered(each for each in won if each not in known_before),
        begun=_ordered(each for each in won if each in known_before),
    )


def _things(sort: str, now: Problem, before: Plan, was: Problem | None) -> Turnover:
    here = _ids(sort, now)
    if was is None:
        return Turnover(gone=_ordered(_used(sort, before) - here))
    earlier = _ids(sort, was)
    return Turnover(gone=_ordered(earlier - here), fresh=_ordered(here - earlier))


def _ids(sort: str, problem: Problem) -> set[str]:
    return set({
        "class": problem.class_of, "room": problem.room_of, "gate": problem.gate_of, "offering": problem.offering_of,
        "post": problem.post_of, "block": problem.block_of,
    }[sort])  # fmt: skip


def _used(sort: str, plan: Plan) -> set[str]:
    """Ids of a sort that a plan names."""
    posts = {"gate": ("gate",), "offering": ("lead", "assist"), "post": ("fixed", "qa"), "block": ("block", "evening", "weekend")}
    found = {item.post.subject for item in plan.assignments if item.post.kind in posts.get(sort, ())}
    if sort == "class":
        found |= {name for group in plan.care_groups for name in group.classes}
    elif sort == "room":
        found |= {session.room for section in plan.sections for session in section.sessions}
        found |= {room for care in plan.late_care for room in care.rooms}
    elif sort == "gate":
        found |= {item.gate for item in plan.dismissals}
    elif sort == "offering":
        found |= {section.offering for section in plan.sections}
    return found


def _ordered(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))
