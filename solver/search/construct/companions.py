"""Companions at construction: seats after which no pair breaks a must (C10).

Those who must be together are seated in an offering as one: in a section that has places for all of them who may come, or in none.
Of two who must be apart, the one who wants the offering less goes to another section of it, or back to care. Wishes (C10W)
are left to the steps of the large neighbourhood search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from solver.model.scope import SectionKey
from solver.problem import Offering
from solver.search.construct.draft import Draft
from solver.search.construct.wishes import Wishes, fill, has_place


class Musts:
    """Pairs that C10 holds to: with whom a pupil must be together, and from whom apart."""

    def __init__(self, draft: Draft) -> None:
        self._draft, instance = draft, draft.instance
        self._together: dict[str, list[str]] = defaultdict(list)
        self._apart: dict[str, list[str]] = defaultdict(list)
        for pair in instance.problem.companion_pairs if instance.policy.hard("C10") else ():
            one, other = pair.pupils
            found = self._apart if pair.apart else self._together
            if pair.must:
                found[one].append(other)
                found[other].append(one)

    def __bool__(self) -> bool:
        return bool(self._together or self._apart)

    @property
    def held_apart(self) -> list[str]:
        """Pupils who must be apart from somebody."""
        return sorted(self._apart)

    @property
    def held_together(self) -> list[str]:
        """Pupils who must be together with somebody."""
        return sorted(self._together)

    def foes(self, pupil: str, section: SectionKey) -> list[str]:
        """Pupils in the section who must be apart from the pupil there."""
        there = set(self._draft.seated.get(section, ()))
        return [other for other in self._apart.get(pupil, ()) if other in there and self._chose(other, section[0])]

    def partners(self, pupil: str, section: SectionKey) -> list[str]:
        """Pupils with whom the pupil must be together in the section: they chose its offering, may sit there and attend on its days."""
        offering = self._draft.instance.problem.offering_of[section[0]]
        days = {day for day, _, _ in self._draft.meetings[section]}
        return [other for other in self._together.get(pupil, ()) if self._may_sit(other, offering, days)]

    def _chose(self, pupil: str, offering: str) -> bool:
        return offering in self._draft.instance.problem.pupil_of[pupil].choices

    def _may_sit(self, pupil: str, offering: Offering, days: Iterable[int]) -> bool:
        instance = self._draft.instance
        found = instance.problem.pupil_of[pupil]
        chosen = offering.id in found.choices and found.clubs > 0 and instance.given.admits(pupil, offering)
        return chosen and set(days) <= set(found.weekdays)

    def company(self, pupil: str, section: SectionKey) -> list[str]:
        """The pupil and all who must sit beside, directly or by others."""
        found, waiting = [pupil], [pupil]
        while waiting:
            for other in self.partners(waiting.pop(), section):
                if other not in found:
                    found.append(other)
                    waiting.append(other)
        return found

    def alone(self, pupil: str, section: SectionKey) -> bool:
        """Whether the pupil may take a seat in the section as far as companions go: nobody to sit beside or away from."""
        return not self._together.get(pupil) and not self.foes(pupil, section)

    def keeps(self, pupil: str, section: SectionKey) -> bool:
        """Whether the pupil may take a seat in the section as companions sit now."""
        there = self._draft.seated[section]
        return not self.foes(pupil, section) and all(other in there for other in self.partners(pupil, section))


def settle_companions(draft: Draft, wishes: Wishes) -> None:
    """Seats moved and given up until no pair breaks a must; places that come free are filled, sections that became too small closed."""
    musts = Musts(draft)
    if not musts:
        return
    for pupil in musts.held_apart:
        for section in _chosen(draft, pupil):
            for other in musts.foes(pupil, section):
                _part(draft, wishes, musts, section, (pupil, other))
    for pupil in musts.held_together:
        for section in _chosen(draft, pupil):
            if section in draft.sections_of[pupil]:
                _join(draft, musts, pupil, section)
    for pupil in musts.held_together:
        for choice in draft.instance.problem.pupil_of[pupil].choices:
            for section in _sections(draft, choice):
                if not any(key[0] == choice for other in musts.company(pupil, section) for key in draft.sections_of.get(other, ())):
                    _join(draft, musts, pupil, section)
    fill(draft, wishes, musts.keeps)
    for section in [key for key in draft.meetings if _unfit(draft, key)]:
        draft.close(section)


def _unfit(draft: Draft, section: SectionKey) -> bool:
    """Whether a chosen section has too few pupils, or none for whose grade a bell rings when it begins (C06, K04)."""
    offering, pupils = draft.instance.problem.offering_of[section[0]], draft.seated[section]
    times = [(day, start) for day, start, _ in draft.meetings[section]]
    if draft.instance.given.keeps_open(section[0]):
        return False
    return len(pupils) < offering.minimum or not draft.instance.starts_with_bells(offering, times, pupils)


def _part(draft: Draft, wishes: Wishes, musts: Musts, section: SectionKey, two: tuple[str, str]) -> None:
    """One of two leaves the section: who can go to another one of the offering, else who wants it less."""
    if not all(section in draft.sections_of[pupil] for pupil in two):
        return
    last = sorted(two, key=lambda pupil: (wishes.points(pupil, section[0]), wishes.order[pupil]))
    for pupil in last:
        draft.unseat(pupil, section)
        for target in _sections(draft, section[0]):
            if target != section and musts.alone(pupil, target) and has_place(draft, pupil, target):
                draft.seat(pupil, target)
                return
        draft.seat(pupil, section)
    draft.unseat(last[0], section)


def _join(draft: Draft, musts: Musts, pupil: str, section: SectionKey) -> None:
    """The pupil and all companions in one section of the offering, the one where the pupil sits first, or in none."""
    held = {other: key for other in musts.company(pupil, section) for key in draft.sections_of.get(other, ()) if key[0] == section[0]}
    for other, key in held.items():
        draft.unseat(other, key)
    for target in (section, *(key for key in _sections(draft, section[0]) if key != section)):
        seated: list[str] = []
        for other in musts.company(pupil, target):
            if musts.foes(other, target) or not has_place(draft, other, target):
                break
            draft.seat(other, target)
            seated.append(other)
        else:
            return
        for other in seated:
            draft.unseat(other, target)


def _chosen(draft: Draft, pupil: str) -> list[SectionKey]:
    """Sections in which the pupil sits by choice, and not as given (B08, B11)."""
    choices = draft.instance.problem.pupil_of[pupil].choices
    return [key for key in draft.sections_of.get(pupil, ()) if key[0] in choices]


def _sections(draft: Draft, offering: str) -> list[SectionKey]:
    return sorted(key for key in draft.meetings if key[0] == offering)
