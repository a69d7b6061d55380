"""Enrolment block: pupils at meetings, small enough for any school (B01, C01, C04, K02, K05).

Pupils who want one club are counted by kind (grade and club days) at each meeting and named by offering only: summing the rows of
single pupils keeps a relaxation valid, and it is a third as large. Pupils who want more have a column for every meeting.
"""

from __future__ import annotations

from collections import defaultdict

from solver.model.linear_model import FALSE, Term
from solver.problem import Offering, Pupil
from solver.search.aggregate.model import AggregateModel, AggregateObjective, Kind
from solver.search.aggregate.sections import fits
from solver.search.master_solution import Times
from solver.units import Minute, Weekday

Sitting = list[tuple[Minute, Minute, int]]
"""Columns of sessions on one day: (start, end, column)."""


class EnrolmentBlock:
    """Adds the columns and rows of all pupils to a model, and its objective of choices (C04)."""

    def __init__(self, m: AggregateModel) -> None:
        self.m, self.rows, self.instance, self.problem = m, m.rows, m.instance, m.problem
        self._open_to: dict[tuple[str, Kind], list[Times]] = {}
        members: dict[tuple[str, Kind], list[int]] = defaultdict(list)
        of_kind: dict[Kind, int] = defaultdict(int)
        points: list[Term] = []
        ideal = 0
        for pupil in self.problem.pupils:
            ideal += sum(self.instance.worth(pupil, rank) for rank in range(min(pupil.clubs, len(pupil.choices))))
            given = self.instance.given.to(pupil.id) if m.bounding else []
            if pupil.clubs == 1 and not given:
                points += self._one_club(pupil, members)
                of_kind[m.kinds[pupil.id]] += 1
            elif pupil.clubs or given:
                points += self._several(pupil, given)
        m.objectives["C04"] = AggregateObjective(points, ideal * m.divisor, m.divisor)
        by_kind: dict[tuple[Kind, Weekday], Sitting] = defaultdict(list)
        for (name, kind), columns in members.items():
            for day, sitting in self._count_kind(self.problem.offering_of[name], kind, columns).items():
                by_kind[kind, day] += sitting
        for (kind, day), sitting in by_kind.items():
            self._one_place(kind[0], day, sitting, of_kind[kind])

    def _places(self, o: Offering, pupil: Pupil) -> list[Times]:
        """Meetings of an offering at which a pupil may sit (B16, C05, K04)."""
        kind = self.m.kinds[pupil.id]
        if (o.id, kind) not in self._open_to:
            found = [t for t in self.m.times[o.id] if fits(self.m, o, kind[0], t) and all(d in kind[1] for d, _ in t)]
            enough = len({day for times in found for day, _ in times}) >= o.sessions
            self._open_to[o.id, kind] = found if enough else []
        return self._open_to[o.id, kind] if self.instance.given.admits(pupil.id, o) else []

    def _one_club(self, pupil: Pupil, members: dict[tuple[str, Kind], list[int]]) -> list[Term]:
        worth = []
        for rank, name in enumerate(pupil.choices):
            o = self.problem.offering_of[name]
            places = self._places(o, pupil)
            if places:
                column = self.m.enrolled[pupil.id, name] = self.rows.boolean(0)
                worth.append((-self.m.divisor * self.instance.worth(pupil, rank), column))
                members[name, self.m.kinds[pupil.id]].append(column)
                there: list[Term] = [(-1, self.m.count[name, t]) for t in places]
                self.rows.linear("K00", [(self.m.meetings_of(o), column), *there], upper=0)
        self.rows.at_most_one("C01", [column for _, column in worth])
        return worth

    def _several(self, pupil: Pupil, given: list[str]) -> list[Term]:
        """given: offerings that the pupil may sit in without having chosen them, which count as no club of theirs (B08, B11)."""
        m, rows, grade = self.m, self.rows, self.problem.grade_of_pupil[pupil.id]
        on_day: dict[Weekday, Sitting] = defaultdict(list)
        worth: list[Term] = []
        taken: list[Term] = []
        for name in dict.fromkeys((*(pupil.choices if pupil.clubs else ()), *given)):
            o = self.problem.offering_of[name]
            here: list[Term] = []
            daily: dict[Weekday, list[int]] = defaultdict(list)
            for times in self._places(o, pupil):
                column = m.seat[pupil.id, name, times] = rows.boolean(0)
                here.append((1, column))
                rows.implies("K00", column, m.count[name, times])
                self._attend(o, times, grade, column)
                for day, start in times:
                    on_day[day].append((start, start + o.minutes, column))
                    daily[day].append(column)
                if name not in given:
                    taken.append((m.parts(o, times), column))
                if name in pupil.choices:
                    points = self.instance.worth(pupil, pupil.choices.index(name))
                    worth.append((-points * m.parts(o, times), column))
            if m.meetings_of(o) > 1:
                for columns in daily.values():  # whoever comes on one day comes on as many as there are sessions
                    shared = [*((o.sessions, c) for c in columns), *((-1, c) for _, c in here)]
                    rows.linear("K05", shared, upper=o.sessions)
            rows.linear("C01", here, upper=m.meetings_of(o))
        rows.linear("C01", taken, upper=pupil.clubs * m.divisor)
        for day, sitting in on_day.items():
            self._one_place(grade, day, sitting, 1)
        return worth

    def _count_kind(self, o: Offering, kind: Kind, columns: list[int]) -> dict[Weekday, Sitting]:
        m, rows = self.m, self.rows
        meetings = m.meetings_of(o)
        every: list[Term] = [(meetings, column) for column in columns]
        on_day: dict[Weekday, Sitting] = defaultdict(list)
        capped = self.instance.policy.hard("C06")
        for times in self._open_to[o.id, kind]:
            most = min(len(columns), o.maximum * o.max_sections) if capped else len(columns)
            counted = m.kind_count[o.id, times, kind] = rows.integer(0, most, 0)
            every.append((-1, counted))
            full = min(most, o.maximum) if capped else most
            rows.linear("K00", [(1, counted), (-full, m.count[o.id, times])], upper=0)
            self._attend(o, times, kind[0], counted)
            for day, start in times:
                on_day[day].append((start, start + o.minutes, counted))
        rows.linear("K05", every, 0, 0)
        for day, sitting in on_day.items():
            if meetings > 1:
                rows.linear("K05", [*((1, c) for _, _, c in sitting), *((-1, c) for c in columns)], upper=0)
            self._one_place(kind[0], day, sitting, len(columns))
        return on_day

    def _attend(self, o: Offering, times: Times, grade: int, column: int) -> None:
        """``column`` pupils of the grade are at the meeting, and not in care (A04)."""
        m = self.m
        m.heads[o.id, times].append((1, column))
        for day, start in times:
            for index in self.instance.covers(o, start, grade):
                m.away[self.problem.band_of_grade[grade].id, day, index].append((1, column))

    def _one_place(self, grade: int, day: Weekday, sitting: Sitting, most: int) -> None:
        """Of ``most`` pupils nobody is in two sessions at once, nor in one during the grade's tutoring (K02, B01)."""
        periods = self.instance.window(grade).periods
        for moment in sorted({start for start, _, _ in sitting} | {p.start for p in periods}):
            there: list[Term] = [(1, c) for start, end, c in sitting if start <= moment < end]
            index = next((i for i, p in enumerate(periods) if p.start <= moment < p.end), None)
            if there and index is not None:
                there.append((most, self.m.tutor.get((grade, day, index), FALSE)))
            self.rows.linear("K02", there, upper=most)
        alike: dict[tuple[Minute, Minute], list[Term]] = defaultdict(list)
        for start, end, column in sitting:
            alike[start, end].append((1, column))
        for (start, end), terms in alike.items():
            missed = [(grade, day, i) for i, p in enumerate(periods) if p.start < end and start < p.end]
            if len(missed) > 1:  # else said above: one period of a day is tutoring
                self.rows.linear("B01", [*terms, *((most, self.m.tutor.get(key, FALSE)) for key in missed)], upper=most)
