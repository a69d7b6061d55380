"""Enrolment block of the aggregated linear program: pupils in sessions, small enough for any school.

Pupils who want one club are counted by kind (grade and club days) in every session and named by offering only: summing the
rows of single pupils keeps a relaxation valid, and it is a third as large. Pupils who want more have a column for every
session of every choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import lcm

from solver.model.instance import Instance
from solver.model.linear_model import FALSE, LinearModel, Term
from solver.problem import Offering, Pupil
from solver.units import Minute, Weekday

Slot = tuple[str, Weekday, Minute]
"""(offering, weekday, start)."""
Kind = tuple[int, tuple[Weekday, ...]]
"""Pupils who can be counted together: grade, and days with clubs on which they are there."""
Sitting = list[tuple[Offering, Minute, int]]
"""Columns of sessions on one day, with offering and start."""


class EnrolmentBlock:
    """Columns of enrolment.

    enrolled: a pupil of one club sits in the offering. kind_count: pupils of one club of a kind in a session. attends: a pupil of several
    clubs in a session. seats: terms that count the pupils of a session; heads: of an offering, once for every session.
    """

    def __init__(
        self,
        instance: Instance,
        rows: LinearModel,
        meet: Mapping[Slot, int],
        tutor: Mapping[tuple[int, Weekday, int], int],
    ) -> None:
        self.instance, self.rows, self.problem = instance, rows, instance.problem
        self._meet, self._tutor = meet, tutor
        self.enrolled: dict[tuple[str, str], int] = {}
        self.kind_count: dict[tuple[Slot, Kind], int] = {}
        self.attends: dict[tuple[str, Slot], int] = {}
        self.seats: dict[Slot, list[Term]] = defaultdict(list)
        self.heads: dict[str, list[Term]] = defaultdict(list)
        self.divisor = lcm(*(o.sessions for o in self.problem.offerings))
        club_days = {day for days in instance.session_days.values() for day in days}
        members: dict[Kind, list[Pupil]] = defaultdict(list)
        for pupil in self.problem.pupils:
            if pupil.clubs > 1 or instance.given.to(pupil.id):
                self._several(pupil)
            elif pupil.clubs == 1:
                days = tuple(sorted(club_days.intersection(pupil.weekdays)))
                members[self.problem.grade_of_pupil[pupil.id], days].append(pupil)
        for kind, pupils in members.items():
            self._one_club(kind, pupils)

    def away(self) -> Iterator[tuple[int, Slot, int]]:
        """(grade, session, column): so many pupils of the grade are in the session."""
        for (slot, (grade, _)), column in self.kind_count.items():
            yield grade, slot, column
        for (pupil, slot), column in self.attends.items():
            yield self.problem.grade_of_pupil[pupil], slot, column

    def points(self) -> list[Term]:
        """Points won by seats (C04), times the divisor, as costs; given seats that nobody ranked are worth nothing."""
        terms = [(-self.divisor * self._worth(pupil, name), column) for (pupil, name), column in self.enrolled.items()]
        for (pupil, (name, _, _)), column in self.attends.items():
            if name in self.problem.pupil_of[pupil].choices:
                share = self.divisor // self.problem.offering_of[name].sessions
                terms.append((-share * self._worth(pupil, name), column))
        return terms

    def _worth(self, pupil: str, name: str) -> int:
        chooser = self.problem.pupil_of[pupil]
        return self.instance.worth(chooser, chooser.choices.index(name))

    def _choices(self, pupil: Pupil) -> list[tuple[Offering, list[Slot]]]:
        """Offerings the pupil may attend or is given, with the sessions open to them."""
        grade, found = self.problem.grade_of_pupil[pupil.id], []
        chosen = pupil.choices if pupil.clubs else ()
        for name in dict.fromkeys((*chosen, *self.instance.given.to(pupil.id))):
            o = self.problem.offering_of[name]
            days = [d for d in self.instance.session_days[name] if d in pupil.weekdays]
            if grade in o.grades and len(days) >= o.sessions:
                starts = [m for m in self.instance.starts[name] if self.instance.within(grade, m, o.minutes)]
                found.append((o, [(name, day, start) for day in days for start in starts]))
        return found

    def _several(self, pupil: Pupil) -> None:
        rows, grade = self.rows, self.problem.grade_of_pupil[pupil.id]
        by_day: dict[Weekday, Sitting] = defaultdict(list)
        taken: list[Term] = []
        given = self.instance.given.to(pupil.id)
        for o, slots in self._choices(pupil):
            every: list[Term] = []
            on_day: dict[Weekday, list[Term]] = defaultdict(list)
            for slot in slots:
                column = self.attends[pupil.id, slot] = rows.boolean(0)
                rows.implies("K00", column, self._meet[slot])
                by_day[slot[1]].append((o, slot[2], column))
                self.seats[slot].append((1, column))
                on_day[slot[1]].append((1, column))
                every.append((1, column))
            if o.sessions > 1:
                for here in on_day.values():  # whoever comes on one day comes on as many as there are sessions
                    shared = [*((o.sessions, c) for _, c in here), *((-1, c) for _, c in every)]
                    rows.linear("K05", shared, upper=o.sessions)
            rows.linear("C01", every, upper=o.sessions)
            self.heads[o.id] += every
            # a seat is worth one club however often the section meets: clubs are compared over sessions
            if o.id not in given:
                taken += [(self.divisor // o.sessions, c) for _, c in every]
        rows.linear("C01", taken, upper=pupil.clubs * self.divisor)
        for day, sitting in by_day.items():
            self._one_place(grade, day, sitting, 1)

    def _one_club(self, kind: Kind, pupils: list[Pupil]) -> None:
        rows = self.rows
        wanting: dict[str, list[int]] = defaultdict(list)
        open_to: dict[str, tuple[Offering, list[Slot]]] = {}
        for pupil in pupils:
            own: list[int] = []
            for o, slots in self._choices(pupil):
                column = self.enrolled[pupil.id, o.id] = rows.boolean(0)
                own.append(column)
                wanting[o.id].append(column)
                open_to[o.id] = o, slots
                rows.linear("K00", [(o.sessions, column), *((-1, self._meet[slot]) for slot in slots)], upper=0)
            rows.at_most_one("C01", own)
        by_day: dict[Weekday, Sitting] = defaultdict(list)
        for name, columns in wanting.items():
            o, slots = open_to[name]
            on_day: dict[Weekday, list[Term]] = defaultdict(list)
            here: dict[Weekday, Sitting] = defaultdict(list)
            for slot in slots:
                column = self.kind_count[slot, kind] = rows.integer(0, len(columns), 0)
                rows.linear("K00", [(1, column), (-len(columns), self._meet[slot])], upper=0)
                here[slot[1]].append((o, slot[2], column))
                self.seats[slot].append((1, column))
                on_day[slot[1]].append((1, column))
            wanted: list[Term] = [(-1, c) for c in columns]
            every = [term for terms in on_day.values() for term in terms]
            self.heads[name] += every
            rows.linear("K05", [*every, *((-o.sessions, c) for c in columns)], 0, 0)
            if o.sessions > 1:
                for terms in on_day.values():
                    rows.linear("K05", [*terms, *wanted], upper=0)
            for day, sitting in here.items():
                by_day[day] += sitting
                self._one_place(kind[0], day, sitting, len(columns))
        for day, sitting in by_day.items():
            self._one_place(kind[0], day, sitting, len(pupils))

    def _one_place(self, grade: int, day: Weekday, sitting: Sitting, most: int) -> None:
        """Of ``most`` pupils nobody is in two sessions at once, nor in one during the grade's tutoring (K02, B01)."""
        periods = self.instance.window(grade).periods
        moments = sorted({start for _, start, _ in sitting} | {p.start for p in periods})
        for moment in moments:
            there: list[Term] = [(1, c) for o, start, c in sitting if start <= moment < start + o.minutes]
            index = next((i for i, p in enumerate(periods) if p.start <= moment < p.end), None)
            if there and index is not None:
                there.append((most, self._tutor.get((grade, day, index), FALSE)))
            self.rows.linear("K02", there, upper=most)
        alike: dict[tuple[Minute, Minute], list[Term]] = defaultdict(list)
        for o, start, column in sitting:
            alike[start, start + o.minutes].append((1, column))
        for (start, end), terms in alike.items():
            missed = [(grade, day, i) for i, p in enumerate(periods) if p.start < end and start < p.end]
            if len(missed) > 1:  # else said above: one period of a day is tutoring
                self.rows.linear("B01", [*terms, *((most, self._tutor.get(key, FALSE)) for key in missed)], upper=most)
