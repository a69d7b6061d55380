"""Master model: which sections meet when, led by whom, with which pupils, for a whole school at once, as rows over integer columns.

Sections of an offering that meet at the same times are counted, not named. Pupils who want one club are counted by kind
(grade and days) at each pattern and named by offering only; pupils who want more have a column for every pattern. Rooms
of a type and adults are counted over time, care groups by band and period. Left out: exact rooms, walking, which classes
merge. Rules: B01, C01, C04, C06, D07, D08, D10 (late duties), H07, K01, K02, K04, K05; tiers: choice, breadth, outside, cost.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product

from solver.model.instance import Instance
from solver.model.linear_model import LinearModel, Term
from solver.problem import Offering, Pupil
from solver.search.master.adults import adults, leaders
from solver.search.master.objectives import objectives
from solver.search.master_solution import Times
from solver.units import Minute, Weekday

MAX_PATTERNS = 9
"""Time patterns of an offering above which a section starts at the same minute on each of its days. Raising it makes the model up
to three times as large for hardly any choice."""
MERGE_SURPLUS_FACTOR = 1.5
"""Estimate, not a bound: pupils who must be away before two classes are merged, in times of those beyond a group's limit (K03), since
absences are spread unevenly. Raising it expects fewer merged groups."""
Kind = tuple[int, tuple[Weekday, ...]]
"""Pupils who can be counted together: (grade, days of clubs on which they are there)."""
Place = tuple[str, Times]
"""(offering, times)."""


class MasterModel:
    """Rows of the master problem, and its columns by meaning.

    tutor: (grade, weekday, period) is tutoring. count: sections of an offering that meet at the times. lead: a person
    leads one of them. enrolled: a pupil of one club sits in the offering. kind_count: pupils of a kind in the sections at a
    place. seat: a pupil of several clubs sits at a place. groups: care groups by weekday, band and period. peaks: own
    adults that a weekday needs at its busiest moment. objectives: tier terms in the units of the tiers.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.problem = instance.problem
        self.rows = LinearModel()
        self.tutor: dict[tuple[int, Weekday, int], int] = {}
        self.count: dict[Place, int] = {}
        self.lead: dict[tuple[str, str, Times], int] = {}
        self.enrolled: dict[tuple[str, str], int] = {}
        self.kind_count: dict[tuple[str, Times, Kind], int] = {}
        self.seat: dict[tuple[str, str, Times], int] = {}
        self.groups: dict[tuple[Weekday, str, int], int] = {}
        self.objectives: dict[str, list[Term]] = {}
        self.ideal = 0
        self.club_days = tuple(sorted({d for o in self.problem.offerings for d in instance.session_days[o.id]}))
        self.kinds: dict[str, Kind] = {p.id: self._kind(p) for p in self.problem.pupils if p.clubs}
        self._places: dict[str, list[Times]] = defaultdict(list)
        self._heads: dict[Place, list[Term]] = defaultdict(list)
        self._away: dict[tuple[str, Weekday, int], list[Term]] = defaultdict(list)
        self._tutoring()
        self._sections()
        self.objectives["D02"] = leaders(self)
        self._pupils()
        self._sizes()
        self._care()
        self._rooms()
        self.peaks = adults(self)
        self.objectives |= objectives(self)

    # sections -------------------------------------------------------------------------------------------------------

    def _tutoring(self) -> None:
        if not self.instance.policy.hard("B01"):
            return
        enough = self.instance.policy.number("B01", "minutes")
        for grade, window in self.problem.window_of.items():
            for day in self.club_days:
                long = [i for i, p in enumerate(window.periods) if p.end - p.start >= enough]
                for i in long:
                    self.tutor[grade, day, i] = self.rows.boolean(0)
                self.rows.exactly("B01", [self.tutor[grade, day, i] for i in long])

    def _sections(self) -> None:
        for o in self.problem.offerings:
            every: list[Term] = []
            for times in patterns(self.instance, o) if self.instance.rooms_for[o.id] else ():
                able = [p for p in self.instance.leaders[o.id] if self._able(p, o, times)]
                if able and any(self._fits(o, grade, times) for grade in o.grades):
                    column = self.count[o.id, times] = self.rows.integer(0, o.max_sections, 0)
                    self._places[o.id].append(times)
                    every.append((1, column))
                    for person in able:
                        self.lead[person, o.id, times] = self.rows.boolean(0)
                    self.rows.linear("D08", [*((1, self.lead[p, o.id, times]) for p in able), (-1, column)], 0, 0)
            self.rows.linear("K05", every, upper=o.max_sections)

    def _able(self, person: str, o: Offering, times: Times) -> bool:
        eligibility, outside = self.instance.eligibility, self.problem.outside_of.get(person)
        for day, start in times:
            shift = self.instance.session_shift(o, start)
            if not eligibility.free(person, day, shift.start, shift.end):
                return False
            if outside is not None and eligibility.vetted(outside, day) is not None:
                return False
        return True

    def _fits(self, o: Offering, grade: int, times: Times) -> bool:
        return grade in o.grades and all(self.instance.within(grade, start, o.minutes) for _, start in times)

    # pupils ---------------------------------------------------------------------------------------------------------

    def _pupils(self) -> None:
        members: dict[tuple[str, Kind], list[int]] = defaultdict(list)
        terms: list[Term] = []
        for pupil in self.problem.pupils:
            self.ideal += sum(self.instance.worth(pupil, rank) for rank in range(min(pupil.clubs, len(pupil.choices))))
            if pupil.clubs == 1:
                terms += self._one_club(pupil, members)
            elif pupil.clubs > 1:
                terms += self._more_clubs(pupil)
        self.objectives["C04"] = terms
        for (name, kind), columns in members.items():
            self._count_kind(self.problem.offering_of[name], kind, columns)

    def _kind(self, pupil: Pupil) -> Kind:
        return self.problem.grade_of_pupil[pupil.id], tuple(d for d in self.club_days if d in pupil.weekdays)

    def _open_to(self, o: Offering, kind: Kind) -> list[Times]:
        return [t for t in self._places[o.id] if self._fits(o, kind[0], t) and all(d in kind[1] for d, _ in t)]

    def _one_club(self, pupil: Pupil, members: dict[tuple[str, Kind], list[int]]) -> list[Term]:
        kind, worth = self.kinds[pupil.id], []
        for rank, name in enumerate(dict.fromkeys(pupil.choices)):
            places = self._open_to(self.problem.offering_of[name], kind)
            if places and self.instance.given.admits(pupil.id, self.problem.offering_of[name]):
                column = self.enrolled[pupil.id, name] = self.rows.boolean(0)
                worth.append((-self.instance.worth(pupil, rank), column))
                members[name, kind].append(column)
                self.rows.linear("K00", [(1, column), *((-1, self.count[name, t]) for t in places)], upper=0)
        self.rows.at_most_one("C01", [column for _, column in worth])
        return worth

    def _more_clubs(self, pupil: Pupil) -> list[Term]:
        kind, worth = self.kinds[pupil.id], []
        on_day: dict[Weekday, list[tuple[Minute, Minute, int]]] = defaultdict(list)
        for rank, name in enumerate(dict.fromkeys(pupil.choices)):
            o = self.problem.offering_of[name]
            here = []
            for times in self._open_to(o, kind) if self.instance.given.admits(pupil.id, o) else ():
                column = self.seat[pupil.id, name, times] = self.rows.boolean(0)
                here.append(column)
                self.rows.implies("K00", column, self.count[name, times])
                self._attend(o, times, kind[0], column, 1)
                for day, start in times:
                    on_day[day].append((start, start + o.minutes, column))
            self.rows.at_most_one("C01", here)
            worth += [(-self.instance.worth(pupil, rank), column) for column in here]
        self.rows.linear("C01", [(1, column) for _, column in worth], upper=pupil.clubs)
        for sessions in on_day.values():
            for moment in sorted({start for start, _, _ in sessions}):
                self.rows.at_most_one("K02", [c for start, end, c in sessions if start <= moment < end])
        return worth

    def _count_kind(self, o: Offering, kind: Kind, columns: list[int]) -> None:
        every: list[Term] = [(1, column) for column in columns]
        for times in self._open_to(o, kind):
            most = min(len(columns), o.maximum * o.max_sections) if self.instance.policy.hard("C06") else len(columns)
            counted = self.kind_count[o.id, times, kind] = self.rows.integer(0, most, 0)
            every.append((-1, counted))
            self.rows.linear("K00", [(1, counted), (-min(most, o.maximum), self.count[o.id, times])], upper=0)
            self._attend(o, times, kind[0], counted, most)
        self.rows.linear("K00", every, 0, 0)

    def _attend(self, o: Offering, times: Times, grade: int, column: int, most: int) -> None:
        """``column`` pupils of the grade, at most ``most``, are in the sections: not in tutoring then, not in care."""
        self._heads[o.id, times].append((1, column))
        for day, start in times:
            missed = [
                (most, self.tutor[grade, day, index])
                for index, period in enumerate(self.instance.window(grade).periods)
                if start < period.end and period.start < start + o.minutes and (grade, day, index) in self.tutor
            ]
            if missed:  # one period of a day is tutoring
                self.rows.linear("B01", [(1, column), *missed], upper=most)
            for index in self.instance.covers(o, start, grade):
                self._away[self.problem.band_of_grade[grade].id, day, index].append((1, column))

    def _sizes(self) -> None:
        policy = self.instance.policy
        for (name, times), column in self.count.items():
            o = self.problem.offering_of[name]
            heads = self._heads[name, times]
            most = max(self.problem.room_of[r].capacity for r in self.instance.rooms_for[name])
            most = most if policy.hard("H07") else len(self.problem.pupils)
            most = min(most, o.maximum) if policy.hard("C06") else most
            self.rows.linear("C06", [*heads, (-most, column)], upper=0)
            if policy.hard("C06"):
                self.rows.linear("C06", [*heads, (-o.minimum, column)], lower=0)

    # care, rooms, adults --------------------------------------------------------------------------------------------

    def _care(self) -> None:
        """Care groups hold only so many pupils; full classes merge only after enough of their pupils have gone (A04, K03)."""
        instance = self.instance
        limit = instance.policy.number("K03", "pupils")
        merging = instance.policy.number("K03", "classes") > 1
        for band in self.problem.bands:
            homes = instance.classes_of_band[band.id]
            for day in self.club_days:
                sizes = [n for home in homes if (n := len(instance.attending.get((home, day), ())))]
                most = max([1, *sizes, limit]) if merging else max([1, *sizes])
                surplus = round(MERGE_SURPLUS_FACTOR * (2 * sum(sizes) / max(1, len(sizes)) - limit)) if merging else 0
                for period in range(len(band.periods)):
                    column = self.groups[day, band.id, period] = self.rows.integer(0, len(homes), 0)
                    away = self._away[band.id, day, period]
                    self.rows.linear("A04", [(most, column), *away], lower=sum(sizes))
                    if not merging:
                        self.rows.linear("K03", [(1, column)], lower=len(sizes))
                    elif surplus > 0:
                        self.rows.linear("K03", [(surplus, column), *away], lower=surplus * len(sizes))

    def groups_at(self, day: Weekday, moment: Minute) -> list[Term]:
        return [
            (1, self.groups[day, band.id, i])
            for band in self.problem.bands
            for i, p in enumerate(band.periods)
            if p.start <= moment < p.end
        ]

    def _rooms(self) -> None:
        if not self.instance.policy.hard("H07"):
            return
        lessons: dict[tuple[str, Weekday], list[tuple[Minute, Minute]]] = defaultdict(list)
        for lesson in self.problem.lessons if self.instance.policy.hard("I04") else ():
            if lesson.room_id is not None:
                lessons[lesson.room_id, lesson.weekday].append((lesson.start, lesson.end))
        homes = {c.room for c in self.problem.classes}
        for kind in sorted({o.room_type for o in self.problem.offerings}):
            rooms = [r.id for r in self.problem.rooms if r.type == kind]
            for day in self.club_days:
                here = [
                    (start, start + self.problem.offering_of[name].minutes, column)
                    for (name, times), column in self.count.items()
                    if self.problem.offering_of[name].room_type == kind
                    for on, start in times
                    if on == day
                ]
                for moment in sorted({start for start, _, _ in here}):
                    free = sum(1 for r in rooms if all(not s <= moment < e for s, e in lessons.get((r, day), ())))
                    used: list[Term] = [(1, c) for start, end, c in here if start <= moment < end]
                    self.rows.linear("H07", used + self.groups_at(day, moment) * homes.issubset(rooms), upper=free)


def patterns(instance: Instance, o: Offering) -> list[Times]:
    """Times at which a section of the offering may meet (K04, K05)."""
    days, starts = instance.session_days[o.id], instance.starts[o.id]
    found: list[Times] = []
    for chosen in combinations(days, o.sessions):
        if len(list(combinations(days, o.sessions))) * len(starts) ** o.sessions <= MAX_PATTERNS:
            found += [tuple(zip(chosen, minutes, strict=True)) for minutes in product(starts, repeat=o.sessions)]
        else:
            found += [tuple((day, start) for day in chosen) for start in starts]
    return found
