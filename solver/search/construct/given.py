"""Sections that are given: squads first (B11), then dream classes until every due pupil of the low grades sits in one (B08)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from solver.model.instance import Instance
from solver.problem import Offering
from solver.search.construct.draft import Draft
from solver.search.construct.sections import Opening, try_openings
from solver.search.master_solution import Times

BIG = 10**6


def open_given(draft: Draft) -> None:
    """Open what people have a right to, before any club takes its room or leader."""
    given, offering_of = draft.instance.given, draft.instance.problem.offering_of
    for squad, members in given.squads.items():
        seated = {pupil for section, pupils in draft.seated.items() if section[0] == squad for pupil in pupils}
        _Rally(draft, offering_of[squad], [m for m in members if m not in seated]).run()
    for offering in draft.instance.problem.offerings:
        if offering.dream:
            lacking = [p for p, due in given.due.items() if offering.id in given.to(p) and _meetings(draft, p) < due]
            _Rally(draft, offering, lacking).run()


def _meetings(draft: Draft, pupil: str) -> int:
    """Meetings of dream classes a week that the pupil has."""
    held = [draft.instance.problem.offering_of[section[0]] for section in draft.sections_of.get(pupil, ())]
    return sum(offering.sessions for offering in held if offering.dream)


def _possible(instance: Instance, offering: Offering) -> list[Times]:
    """When a section may meet: the same start on each of its days."""
    return [
        tuple((day, start) for day in days)
        for days in combinations(instance.session_days[offering.id], offering.sessions)
        for start in instance.starts[offering.id]
    ]


class _Rally:
    """Seats given pupils in sections of one offering: full ones at the times that most can keep, then one by one."""

    def __init__(self, draft: Draft, offering: Offering, pupils: list[str]) -> None:
        self.draft, self.offering = draft, offering
        rooms = [draft.instance.problem.room_of[r].capacity for r in draft.instance.rooms_for[offering.id]]
        largest = max(rooms, default=0) if draft.instance.policy.on("H07") else len(pupils)
        self.most = min(draft.instance.most(offering), largest) if draft.instance.policy.on("C06") else largest
        self.lacking = list(pupils)
        self.options: dict[str, list[Times]] = {p: [] for p in pupils}
        self.crowds: dict[Times, list[str]] = {}
        for times in _possible(draft.instance, offering):
            self.crowds[times] = [p for p in pupils if draft.may_attend(p, offering, times)]
            for pupil in self.crowds[times]:
                self.options[pupil].append(times)
        class_of = {p: draft.instance.problem.pupil_of[p].class_id for p in pupils}
        for crowd in self.crowds.values():
            crowd.sort(key=lambda p: (len(self.options[p]), class_of[p], p))

    def run(self) -> None:
        if self.most < 1:
            return
        for sparing in (True, False):
            while self.lacking and self._open(sparing):
                pass
            self.lacking = [p for p in self.lacking if not self._squeeze(p)]
            while self.lacking and self._gather(sparing):
                pass

    def _sections(self) -> list[tuple[str, int]]:
        return [section for section in self.draft.meetings if section[0] == self.offering.id]

    def _open(self, sparing: bool) -> bool:
        """One more section, at a time that whoever has the fewest can keep, and most others can."""
        number = len(self._sections()) + 1
        if number > self.offering.max_sections:
            return False
        openings, lacking = [], set(self.lacking)
        rare = min(self.lacking, key=lambda p: (len(self.options[p]) or BIG, p))
        for times, crowd in self.crowds.items():
            here = [p for p in crowd if p in lacking]
            if len(here) >= self.offering.minimum:
                parts = -(-len(here) // self.most)
                openings.append(Opening(len(here), times, tuple(here[: -(-len(here) // parts)])))
        openings.sort(key=lambda o: (o.times not in self.options[rare], -o.worth, o.times))
        if not try_openings(self.draft, self.offering, (self.offering.id, number), openings, sparing):
            return False
        self._settle(number)
        return True

    def _settle(self, number: int) -> None:
        seated = set(self.draft.seated[self.offering.id, number])
        self.lacking = [p for p in self.lacking if p not in seated]

    def _gather(self, sparing: bool) -> bool:
        """A section for too few: others who could come as well leave theirs, which stay large enough."""
        number = len(self._sections()) + 1
        if number > self.offering.max_sections:
            return False
        for times, crowd in self.crowds.items():
            here = [p for p in crowd if p in self.lacking]
            moved = self._spare(set(crowd), self.offering.minimum - len(here)) if here else []
            if here and len(here) + len(moved) >= self.offering.minimum:
                for pupil, section in moved:
                    self.draft.unseat(pupil, section)
                pupils = (*here, *(pupil for pupil, _ in moved))[: self.most]
                if try_openings(
                    self.draft, self.offering, (self.offering.id, number), [Opening(1, times, pupils)], sparing
                ):
                    self._settle(number)
                    return True
                for pupil, section in moved:
                    self.draft.seat(pupil, section)
        return False

    def _spare(self, crowd: set[str], wanted: int) -> list[tuple[str, tuple[str, int]]]:
        """Pupils of the candidates whose sections can do without them, at most so many, with those sections."""
        found = []
        for section in self._sections():
            there = self.draft.seated[section]
            movable = [p for p in there if p in crowd][: max(0, len(there) - self.offering.minimum)]
            if not self._starts_with_bells(section, [p for p in there if p not in movable]):
                continue
            found += [(p, section) for p in movable]
        return found[: max(0, wanted)]

    def _squeeze(self, pupil: str) -> bool:
        """A place in a section that is open, if need be that of somebody who can go to another one."""
        mine = [s for s in self._sections() if self._times(s) in self.options[pupil]]
        for section in mine:
            if self._roomy(section):
                self.draft.seat(pupil, section)
                return True
        for section in mine:
            for other in list(self.draft.seated[section]):
                target = next(
                    (
                        s
                        for s in self._sections()
                        if s != section and self._roomy(s) and self._times(s) in self._kept(other)
                    ),
                    None,
                )
                left = [*(p for p in self.draft.seated[section] if p != other), pupil]
                if target is not None and self._starts_with_bells(section, left):
                    self.draft.unseat(other, section)
                    self.draft.seat(other, target)
                    self.draft.seat(pupil, section)
                    return True
        return False

    def _starts_with_bells(self, section: tuple[str, int], pupils: Iterable[str]) -> bool:
        """Whether the section could meet when it does with these pupils alone (K04)."""
        return self.draft.instance.starts_with_bells(self.offering, self._times(section), pupils)

    def _kept(self, pupil: str) -> list[Times]:
        return self.options.get(pupil, [])

    def _times(self, section: tuple[str, int]) -> Times:
        return tuple((day, start) for day, start, _ in self.draft.meetings[section])

    def _roomy(self, section: tuple[str, int]) -> bool:
        room_of = self.draft.instance.problem.room_of
        places = min(room_of[room].capacity for _, _, room in self.draft.meetings[section])
        return len(self.draft.seated[section]) < min(self.most, places)
