"""Aggregated linear program: a relaxation of the whole problem, small enough for any school, for bounds of several tiers.

Sections of an offering are counted, not named: ``open`` of them, ``meet`` at each weekday and start. Rooms of a type are
counted over time, pupils attend sessions (:mod:`solver.search.bounds.enrolment`), leaders are assigned by session, care groups
are counted by band
and period, and at every moment the adults needed are at most those who are free. Left out: walking, daily and weekly
caps, which classes merge, exact rooms. Every plan gives a point of it with the same tier values or better ones.
"""

from __future__ import annotations

from collections import defaultdict

from solver.model.instance import Instance
from solver.model.linear_model import FALSE, LinearModel, Term
from solver.problem import Band
from solver.search.bounds.enrolment import EnrolmentBlock, Slot
from solver.search.packing import tangents
from solver.units import Minute, Weekday

UNLIMITED = 10**6
"""Pupils in a room or a group without a limit."""


class AggregateLp:
    """Rows of the program, its columns by meaning, and the terms of each tier that it bounds.

    meet: sections of an offering at a weekday and start. open: opened sections of an offering. lead: a person leads a session.
    groups: care groups by weekday, band and period.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.problem = instance.problem
        self.rows = LinearModel()
        self.meet: dict[Slot, int] = {}
        self.open: dict[str, int] = {}
        self.lead: dict[tuple[str, str, Weekday, Minute], int] = {}
        self.groups: dict[tuple[Weekday, str, int], int] = {}
        self._tutor: dict[tuple[int, Weekday, int], int] = {}
        self._sections()
        self._tutoring()
        self.enrolment = EnrolmentBlock(instance, self.rows, self.meet, self._tutor)
        self._sizes()
        self._leaders()
        self._care()
        self._rooms()
        self._adults()

    # rows -----------------------------------------------------------------------------------------------------------

    def _sections(self) -> None:
        instance, rows = self.instance, self.rows
        for o in self.problem.offerings:
            possible = o.max_sections if instance.leaders[o.id] and instance.rooms_for[o.id] else 0
            self.open[o.id] = rows.integer(0, possible, 0)
            every: list[Term] = []
            for day in instance.session_days[o.id]:
                columns = [(1, rows.integer(0, possible, 0)) for _ in instance.starts[o.id]]
                for start, (_, column) in zip(instance.starts[o.id], columns, strict=True):
                    self.meet[o.id, day, start] = column
                rows.linear("K05", [*columns, (-1, self.open[o.id])], upper=0)
                every += columns
            rows.linear("K05", [*every, (-o.sessions, self.open[o.id])], 0, 0)

    def _tutoring(self) -> None:
        instance = self.instance
        if not instance.policy.hard("B01"):
            return
        enough = instance.policy.number("B01", "minutes")
        for grade, window in self.problem.window_of.items():
            for day in instance.days:
                if any(instance.attending.get((c.id, day)) for c in self.problem.classes if c.grade == grade):
                    long = [i for i, p in enumerate(window.periods) if p.end - p.start >= enough]
                    for i in long:
                        self._tutor[grade, day, i] = self.rows.boolean(0)
                    self.rows.linear("B01", [(1, self._tutor[grade, day, i]) for i in long], 1, 1)

    def _sizes(self) -> None:
        capped = self.instance.policy.hard("C06")
        for o in self.problem.offerings:
            rooms = [self.problem.room_of[r].capacity for r in self.instance.rooms_for[o.id]]
            most = max(rooms, default=0) if self.instance.policy.hard("H07") else UNLIMITED
            most = min(most, o.maximum) if capped else most
            for slot, column in self.meet.items():
                if slot[0] == o.id and most < UNLIMITED:
                    self.rows.linear("C06", [*self.enrolment.seats[slot], (-most, column)], upper=0)
            if capped:
                # heads counts a pupil once a session
                heads = self.enrolment.heads[o.id]
                self.rows.linear("C06", [*heads, (-o.minimum * o.sessions, self.open[o.id])], lower=0)

    def _leaders(self) -> None:
        instance, rows = self.instance, self.rows
        outside = self.problem.outside_of
        busy: dict[tuple[str, Weekday], list[tuple[Minute, Minute, int]]] = defaultdict(list)
        for (name, day, start), column in self.meet.items():
            o = self.problem.offering_of[name]
            shift = instance.session_shift(o, start)
            able = [
                p
                for p in instance.leaders[name]
                if instance.eligibility.free(p, day, shift.start, shift.end)
                and (p not in outside or instance.eligibility.vetted(outside[p], day) is None)
            ]
            for person in able:
                self.lead[person, name, day, start] = rows.boolean(0)
                busy[person, day].append((shift.start, shift.end, self.lead[person, name, day, start]))
            rows.linear("D08", [*((1, self.lead[p, name, day, start]) for p in able), (-1, column)], 0, 0)
        for times in busy.values():
            for moment in sorted({start for start, _, _ in times}):
                rows.at_most_one("K02", [c for start, end, c in times if start <= moment < end])

    def _care(self) -> None:
        """Care groups of a band and period: at least the pupils who stay, over the most that one group can hold."""
        instance = self.instance
        away: dict[tuple[str, Weekday, int], list[Term]] = defaultdict(list)
        for grade, (name, day, start), column in self.enrolment.away():
            for period in instance.covers(self.problem.offering_of[name], start, grade):
                away[instance.problem.band_of_grade[grade].id, day, period].append((1, column))
        for band in self.problem.bands:
            homes = instance.classes_of_band[band.id]
            for day in instance.days:
                sizes = [len(instance.attending.get((home, day), ())) for home in homes]
                most = max([1, *sizes, instance.policy.number("K03", "pupils")]) if instance.policy.hard("K03") else UNLIMITED
                most = max([1, *sizes]) if instance.policy.number("K03", "classes") == 1 and most < UNLIMITED else most
                for period in range(len(band.periods)):
                    column = self.rows.integer(0, len(homes), 0)
                    self.groups[day, band.id, period] = column
                    gone = away[band.id, day, period]
                    self.rows.linear("A04", [(most, column), *gone], lower=sum(sizes))
                    if instance.policy.hard("K03") and instance.policy.number("K03", "classes") > 1:
                        for slope, least in tangents(sizes, instance.policy.number("K03", "pupils")):
                            self.rows.linear("K03", [(slope, column), *gone], lower=least)
                    if most < UNLIMITED:
                        self._apart(band, day, period, bool(gone))

    def _apart(self, band: Band, day: Weekday, period: int, clubs: bool) -> None:
        """Classes too large to be merged with each other need a group each while all their pupils stay.

        That is so in every period that no club covers, and in the tutoring period of a grade.
        """
        instance = self.instance
        limit = instance.policy.number("K03", "pupils")
        if instance.policy.number("K03", "classes") == 1:
            limit = 0
        large: dict[int, int] = defaultdict(int)
        for home in instance.classes_of_band[band.id]:
            heads = len(instance.attending.get((home, day), ()))
            large[instance.grade_of_class[home]] += int(heads > 0 and 2 * heads > limit)
        column = self.groups[day, band.id, period]
        if not clubs:
            self.rows.linear("K03", [(1, column)], lower=sum(large.values()))
        elif instance.policy.hard("B01"):
            tutored = [(-n, self._tutor.get((grade, day, period), FALSE)) for grade, n in large.items()]
            self.rows.linear("K03", [(1, column), *tutored], lower=0)

    def _rooms(self) -> None:
        if not self.instance.policy.hard("H07"):
            return
        lessons: dict[tuple[str, Weekday], list[tuple[Minute, Minute]]] = defaultdict(list)
        if self.instance.policy.hard("I04"):
            for lesson in self.problem.lessons:
                if lesson.room_id is not None:
                    lessons[lesson.room_id, lesson.weekday].append((lesson.start, lesson.end))
        kinds = sorted({o.room_type for o in self.problem.offerings})
        homes = {c.room for c in self.problem.classes}
        for kind in kinds:
            rooms = [r.id for r in self.problem.rooms if r.type == kind]
            shared = all(home in rooms for home in homes)
            for day in self.instance.days:
                here = [(s, c) for s, c in self.meet.items() if s[1] == day and self._type(s) == kind]
                for moment in sorted({start for (_, _, start), _ in here}):
                    free = sum(1 for r in rooms if all(not s <= moment < e for s, e in lessons.get((r, day), ())))
                    used: list[Term] = [(1, c) for s, c in here if s[2] <= moment < s[2] + self._length(s)]
                    if shared:
                        used += self._groups_at(day, moment)
                    self.rows.linear("H07", used, upper=free)

    def _type(self, slot: Slot) -> str:
        return self.problem.offering_of[slot[0]].room_type

    def _length(self, slot: Slot) -> int:
        return self.problem.offering_of[slot[0]].minutes

    def _groups_at(self, day: Weekday, moment: Minute) -> list[Term]:
        return [
            (1, self.groups[day, band.id, i])
            for band in self.problem.bands
            for i, p in enumerate(band.periods)
            if p.start <= moment < p.end
        ]

    def _adults(self) -> None:
        """At the beginning of every period and session, own adults needed are at most those who are free.

        Whoever is needed at the busiest moment of a day has a duty day, and those are capped (D10).
        """
        instance = self.instance
        if not all(instance.policy.on(rule) for rule in ("K01", "K06", "I04", "D08")):
            return
        # Helpers count too: they may lead and assist, if not look after groups (D13).
        people = [s for s in self.problem.staff if s.takes_part and instance.eligibility.role(s, "assist", "")]
        peaks = []
        for day in instance.days:
            peak = self.rows.integer(0, len(people), 0)
            peaks.append(peak)
            moments = {p.start for band in self.problem.bands for p in band.periods} | {
                start for (_, d, start) in self.meet if d == day
            }
            for moment in sorted(moments):
                free = sum(1 for s in people if instance.eligibility.free(s.id, day, moment, moment + 1))
                need = self._groups_at(day, moment)
                for (name, d, start), column in self.meet.items():
                    shift = instance.session_shift(self.problem.offering_of[name], start)
                    if d == day and shift.start <= moment < shift.end:
                        need.append((self.problem.offering_of[name].assistants, column))
                        need += [
                            (1, c)
                            for (person, o, x, m), c in self.lead.items()
                            if (o, x, m) == (name, day, start) and person in self.problem.staff_of
                        ]
                self.rows.linear("D08", need, upper=free)
                self.rows.linear("D10", [*need, (-1, peak)], upper=0)
        if instance.policy.hard("D10"):
            most = instance.policy.number("D10", "days_per_week")
            days = sum(most if s.max_days is None else min(most, s.max_days) for s in people)
            self.rows.linear("D10", [(1, peak) for peak in peaks], upper=days)

    # tiers ----------------------------------------------------------------------------------------------------------

    def choice(self) -> tuple[list[Term], int, int]:
        """(terms, constant, divisor): points lost (C04), all times the divisor."""
        worth = self.instance.worth
        ideal = sum(worth(p, rank) for p in self.problem.pupils for rank in range(min(p.clubs, len(p.choices))))
        divisor = self.enrolment.divisor
        return self.enrolment.points(), ideal * divisor, divisor

    def breadth(self) -> tuple[list[Term], int, int]:
        """Strands not offered (B07)."""
        terms, pairs = [], 0
        for grade in self.problem.window_of:
            strands = {o.strand for o in self.problem.offerings if grade in o.grades}
            for strand in sorted(strands):
                pairs += 1
                found = self.rows.boolean(0)
                fitting = [
                    (-1, self.open[o.id]) for o in self.problem.offerings if o.strand == strand and grade in o.grades
                ]
                self.rows.linear("B07", [(1, found), *fitting], upper=0)
                terms.append((-1, found))
        return terms, pairs, 1

    def outside(self) -> tuple[list[Term], int, int]:
        """Minutes of outside instructors (E01)."""
        weeks = len(self.instance.weeks)
        terms = []
        for (person, name, _, start), column in self.lead.items():
            if person in self.problem.outside_of and person not in self.instance.coaches:
                credit = self.instance.session_shift(self.problem.offering_of[name], start).credit
                terms.append((credit * weeks, column))
        return terms, 0, 1

    def care(self) -> tuple[list[Term], int, int]:
        """Late-ending duties beyond what staff without reasons may stand (D05, D10), if all posts are to be filled."""
        instance, policy, weeks = self.instance, self.instance.policy, len(self.instance.weeks)
        after = policy.number("D05", "late_after")
        if not policy.hard("D10") or policy.number("D10", "late_after") > after:
            return [], 0, 1
        free = sum(1 for s in self.problem.staff if s.takes_part and not s.reasons)
        constant = -free * weeks * policy.number("D10", "late_per_week")
        terms: list[Term] = []
        for (person, name, _, start), column in self.lead.items():
            shift = instance.session_shift(self.problem.offering_of[name], start)
            if person in self.problem.staff_of and shift.end > after:
                terms.append((weeks, column))
        for (name, _, start), column in self.meet.items():
            o = self.problem.offering_of[name]
            if instance.session_shift(o, start).end > after:
                terms.append((weeks * o.assistants, column))
        for (_, band_id, period), column in self.groups.items():
            home = instance.classes_of_band[band_id]
            if home and instance.care_shifts[home[0], period].end > after:
                terms.append((weeks, column))
        for day in instance.post_days:
            constant += weeks * sum(
                instance.shift(post).headcount for post in instance.standing(day) if instance.shift(post).end > after
            )
        return terms, constant, 1

    def cost(self) -> tuple[list[Term], int, int]:
        """Fen that all duties cost (G10), if all posts are to be filled."""
        instance, weeks = self.instance, len(self.instance.weeks)
        pay = instance.cheapest  # of the adults who are not named here
        terms: list[Term] = []
        constant = 0
        for (person, name, _, start), column in self.lead.items():
            credit = instance.session_shift(self.problem.offering_of[name], start).credit
            terms.append((instance.wage(self.problem.rate_of[person], credit) * weeks, column))
        for (name, _, start), column in self.meet.items():
            o = self.problem.offering_of[name]
            terms.append((o.assistants * instance.wage(pay, instance.session_shift(o, start).credit) * weeks, column))
        for (_, band_id, period), column in self.groups.items():
            home = instance.classes_of_band[band_id]
            if home:
                terms.append((instance.wage(pay, instance.care_shifts[home[0], period].credit) * weeks, column))
        for day in instance.post_days:
            for post in instance.standing(day):
                shift = instance.shift(post)
                constant += shift.headcount * instance.wage(pay, shift.credit) * weeks
        return terms, constant, 1
