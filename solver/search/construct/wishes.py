"""Ranked choices of pupils, ready for greedy seating: who still wants what, in which order (C04)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from random import Random

from solver.model.instance import Instance
from solver.model.scope import SectionKey
from solver.search.construct.draft import Draft


class Wishes:
    """Pupils by offering, best rank first; equal ranks in an order drawn once from the seed."""

    def __init__(self, instance: Instance, rng: Random) -> None:
        self.instance = instance
        self._rank = {(p.id, o): rank for p in instance.problem.pupils for rank, o in enumerate(p.choices)}
        self._wanting: dict[str, list[str]] = defaultdict(list)
        drawn = [p for p in instance.problem.pupils if p.clubs and p.weekdays]
        rng.shuffle(drawn)
        self.order = {p.id: place for place, p in enumerate(drawn)}
        for pupil in drawn:
            for offering in pupil.choices:
                self._wanting[offering].append(pupil.id)
        for offering, pupils in self._wanting.items():
            pupils.sort(key=lambda s, o=offering: self._rank[s, o])  # type: ignore[misc]

    def rank(self, pupil: str, offering: str) -> int:
        """0 for the first choice."""
        return self._rank[pupil, offering]

    def points(self, pupil: str, offering: str) -> int:
        return self.instance.worth(self.instance.problem.pupil_of[pupil], self._rank[pupil, offering])

    def keen(self, draft: Draft, offering: str) -> list[str]:
        """Pupils who want a seat in the offering and may have one more, best rank first."""
        pupil_of = self.instance.problem.pupil_of
        found = []
        for pupil in self._wanting[offering]:
            held = draft.sections_of.get(pupil)
            if not held or (
                draft.clubs_of(pupil) < pupil_of[pupil].clubs and all(section[0] != offering for section in held)
            ):
                found.append(pupil)
        return found


def fill(draft: Draft, wishes: Wishes, may: Callable[[str, SectionKey], bool] = lambda *_: True) -> None:
    """Fill the seats that are left, best ranks first. may: whether a pupil may take a seat in a section as the seats are then (C10)."""
    offers = []
    for section in sorted(draft.meetings):
        keen = wishes.keen(draft, section[0])
        offers += [(wishes.rank(pupil, section[0]), wishes.order[pupil], pupil, section) for pupil in keen]
    for _, _, pupil, section in sorted(offers):
        if has_place(draft, pupil, section) and may(pupil, section):
            draft.seat(pupil, section)


def has_place(draft: Draft, pupil: str, section: SectionKey) -> bool:
    """Whether an opened section has a place for a pupil who chose its offering (C01, C06, H07, B04, and as ``Draft.may_attend``)."""
    problem = draft.instance.problem
    offering, meetings = problem.offering_of[section[0]], draft.meetings[section]
    room = min(problem.room_of[r].capacity for _, _, r in meetings) if draft.instance.policy.on("H07") else 10**9
    held = draft.sections_of[pupil]
    return (
        len(draft.seated[section]) < min(draft.instance.most(offering), room)
        and draft.clubs_of(pupil) < problem.pupil_of[pupil].clubs
        and all(other[0] != offering.id for other in held)
        and draft.may_attend(pupil, offering, ((d, m) for d, m, _ in meetings))
        and not draft.whole_class(offering, draft.leaders[section], [*draft.seated[section], pupil])
    )
