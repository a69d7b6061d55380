"""The half-made plan that the construction steps pass on: sections with rooms, leaders and seats, and the duty table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from solver.model.instance import Instance, Shift
from solver.model.scope import SectionKey
from solver.plan import Tutoring
from solver.problem import Band, Offering
from solver.search.construct.fair_share import fair_shares
from solver.search.construct.groups import merge
from solver.search.duty_table import DutyTable
from solver.units import Fen, Minute, Weekday

Meeting = tuple[Weekday, Minute, str]
"""(weekday, start, room)."""


class Draft:
    """Sections, seats and duties under construction."""

    def __init__(
        self, instance: Instance, tutoring: tuple[Tutoring, ...], rng: Random, relieved: frozenset[str] = frozenset()
    ) -> None:
        """relieved: people who are to lead and assist nothing."""
        self.instance = instance
        self.relieved = relieved
        self.rng = rng
        self.duty_table = DutyTable(instance)
        self.tutoring = tutoring
        self.tutored: dict[tuple[int, Weekday], list[tuple[Minute, Minute]]] = defaultdict(list)
        for t in tutoring:
            period = instance.window(t.grade).periods[t.period]
            self.tutored[t.grade, t.weekday].append((period.start, period.end))
        self.meetings: dict[SectionKey, list[Meeting]] = {}
        self.leaders: dict[SectionKey, str] = {}
        self.assistants: dict[SectionKey, list[str]] = defaultdict(list)
        self.seated: dict[SectionKey, list[str]] = defaultdict(list)
        self.sections_of: dict[str, list[SectionKey]] = defaultdict(list)
        self.led_by_outside: dict[str, int] = defaultdict(int)
        self.paid: dict[str, Fen] = defaultdict(int)
        """Pay of people under an agreement in the term, in fen (G10C)."""
        self.agreements: dict[str, list[tuple[tuple[str, ...], Fen]]] = defaultdict(list)
        for people, cap in instance.contracts if instance.policy.on("G10C") else ():
            for person in people:
                self.agreements[person].append((people, cap))
        self.home_of = {c.room: c.id for c in reversed(instance.problem.classes)}
        """The class whose home room it is; the first, where several share one."""
        self.fair_share = fair_shares(instance)
        """Minutes a week that should fall to a person, where loads are to be even."""
        self._rooms: dict[tuple[str, Weekday], list[tuple[Minute, Minute]]] = defaultdict(list)
        for key, times in instance.room_lessons.items():
            self._rooms[key] += times
        for room_id, day in instance.unusable:
            self._rooms[room_id, day].append((0, 24 * 60))
        self._away: dict[tuple[str, Weekday, int], int] = defaultdict(int)
        self._left: dict[tuple[int, str, Weekday, Minute], int] = {}
        self._hands: dict[tuple[Weekday, Minute, Minute], int] = {}
        self._groups: dict[tuple[Weekday, str, int], int] = {}
        """Care groups that a band needs, as far as they were counted since something changed there."""

    # rooms ----------------------------------------------------------------------------------------------------------

    def room_taken(self, room: str, day: Weekday, start: Minute, end: Minute) -> bool:
        for s, e in self._rooms.get((room, day), ()):  # noqa: SIM110 asked 20,000 times for a plan
            if s < end and start < e:
                return True
        return False

    # seats ----------------------------------------------------------------------------------------------------------

    def staying(self, home: str, day: Weekday, period: int) -> int:
        """Pupils of a class who stay in care."""
        return len(self.instance.attending.get((home, day), ())) - self._away.get((home, day, period), 0)

    def may_attend(self, pupil: str, offering: Offering, times: Iterable[tuple[Weekday, Minute]]) -> bool:
        """Whether the pupil can come to a section that meets at the times."""
        return all(self.comers((pupil,), offering, day, start) for day, start in times)

    def comers(self, pupils: Iterable[str], offering: Offering, day: Weekday, start: Minute) -> set[str]:
        """Those of the pupils who can come to a meeting of a section (C01, K04, B01, B06, B16, C05, K02).

        Most hold no seat yet: then their grade and days decide.
        """
        given, problem = self.instance.given, self.instance.problem
        open_to = [g for g in offering.grades if g in problem.window_of]  # an offering may name grades that have no service
        grades = {g for g in open_to if self._periods_left(g, offering, day, start) > 0}
        return {
            pupil
            for pupil in pupils
            if (grade := problem.grade_of_pupil[pupil]) in grades
            and day in problem.pupil_of[pupil].weekdays
            and given.admits(pupil, offering)
            and (not self.sections_of.get(pupil) or self._seats_leave_room(pupil, grade, offering, day, start))
        }

    def clubs_of(self, pupil: str) -> int:
        """Seats that count among the clubs that the pupil wants."""
        held, given = self.sections_of.get(pupil, ()), self.instance.given.offers
        if pupil not in given:
            return len(held)
        return sum(section[0] not in given[pupil] for section in held)

    def _seats_leave_room(self, pupil: str, grade: int, offering: Offering, day: Weekday, start: Minute) -> bool:
        """Whether the seats that the pupil holds leave room for one more meeting, and a period in care that day."""
        instance, left = self.instance, self._periods_left(grade, offering, day, start)
        way = instance.way(offering.id)  # the room is not known yet, but none farther away will be taken (B13)
        begin, end = start - way, start + offering.minutes + way
        for other in self.sections_of[pupil]:
            its = instance.problem.offering_of[other[0]]
            for on, minute, _ in self.meetings[other]:
                if on == day:
                    further = instance.way(its.id)
                    if minute - further < end and begin < minute + its.minutes + further:
                        return False
                    left -= len(instance.covers(its, minute, grade))
        return left > 0

    def _periods_left(self, grade: int, offering: Offering, day: Weekday, start: Minute) -> int:
        """Periods of the day in which somebody of the grade is not in the session; none when it is tutored or gone then."""
        key = (grade, offering.id, day, start)
        if key not in self._left:
            way = self.instance.way(offering.id)
            begin, end = start - way, start + offering.minutes + way
            there = self.instance.within(grade, begin, end - begin)
            tutored = any(s < end and begin < e for s, e in self.tutored.get((grade, day), ()))
            covered = len(self.instance.covers(offering, start, grade))
            self._left[key] = len(self.instance.window(grade).periods) - covered if there and not tutored else 0
        return self._left[key]

    def whole_class(self, offering: Offering, leader: str, pupils: Iterable[str]) -> bool:
        """Whether the leader of an academic course would have all of an own class among these pupils (B04)."""
        if not offering.academic or not self.instance.policy.on("B04"):
            return False
        heads: dict[str, int] = defaultdict(int)
        for pupil in pupils:
            heads[self.instance.problem.pupil_of[pupil].class_id] += 1
        return any(heads[home] >= self.instance.applicants[home] > 1 for home in self.instance.taught.get(leader, ()))

    def seat(self, pupil: str, section: SectionKey) -> None:
        self.seated[section].append(pupil)
        self.sections_of[pupil].append(section)
        self._shift_away(pupil, section, 1)

    def unseat(self, pupil: str, section: SectionKey) -> None:
        self.seated[section].remove(pupil)
        self.sections_of[pupil].remove(section)
        self._shift_away(pupil, section, -1)

    def _shift_away(self, pupil: str, section: SectionKey, step: int) -> None:
        times = ((day, start) for day, start, _ in self.meetings[section])
        for home, day, period in self.instance.missed(pupil, section[0], times):
            self._away[home, day, period] += step
            self._groups.pop((day, self.instance.band_of_class[home].id, period), None)

    def groups(self, day: Weekday, band: Band, period: int) -> int:
        """Care groups that the band needs in the period."""
        key = (day, band.id, period)
        if key not in self._groups:
            self._groups[key] = len(merge(self.instance, day, band, period, self.staying, self.room_taken))
        return self._groups[key]

    def _recount(self, room: str, day: Weekday) -> None:
        if room in self.home_of:
            self._groups = {key: n for key, n in self._groups.items() if key[0] != day}

    # people ---------------------------------------------------------------------------------------------------------

    def hands(self, day: Weekday, start: Minute, end: Minute) -> int:
        """How many of the own staff may do ordinary posts and are free between two minutes, but for the plan's duties; in the
        week of the template in which they are fewest."""
        key, eligibility = (day, start, end), self.instance.eligibility
        if key not in self._hands:
            self._hands[key] = min(
                sum(eligibility.free(person, day, start, end, week) for person in self.instance.carers)
                for week in eligibility.turns
            )
        return self._hands[key]

    # sections -------------------------------------------------------------------------------------------------------

    def shift(self, name: str, meeting: Meeting) -> Shift:
        """The duty of leading one meeting of an offering, as long as it may last for whoever comes to sit there."""
        offering = self.instance.problem.offering_of[name]
        return self.instance.trip(offering, meeting[1], meeting[2], offering.grades)

    def occupied(self, name: str, start: Minute, room: str) -> tuple[Minute, Minute]:
        """When a meeting of an offering may take up its room, waiting for the dismissal included (H07)."""
        offering = self.instance.problem.offering_of[name]
        if self.instance.travel.get(room):
            return start, start + offering.minutes
        return start, self.instance.session_shift(offering, start, offering.grades).released

    def term_pay(self, person: str, name: str, meetings: Iterable[Meeting]) -> Fen:
        """Pay for leading the meetings in the term, in fen, under an agreement; 0 for others."""
        if person not in self.agreements:
            return 0
        instance, rate = self.instance, self.instance.problem.rate_of[person]
        return sum(
            instance.wage(rate, self.shift(name, meeting).credit) * instance.dates[week, meeting[0]]
            for meeting in meetings
            for week in instance.weeks
        )

    def affords(self, person: str, name: str, meetings: Iterable[Meeting]) -> bool:
        """Whether the person's agreements still cover the meetings (G10C)."""
        more = self.term_pay(person, name, meetings)
        return all(sum(self.paid[x] for x in people) + more <= cap for people, cap in self.agreements.get(person, ()))

    def open(self, section: SectionKey, meetings: list[Meeting], leader: str, assistants: list[str]) -> None:
        self.meetings[section] = meetings
        self.leaders[section] = leader
        self.assistants[section] = assistants
        if leader in self.instance.problem.outside_of:
            self.led_by_outside[leader] += 1
            self.paid[leader] += self.term_pay(leader, section[0], meetings)
        for day, start, room in meetings:
            self._rooms[room, day].append(self.occupied(section[0], start, room))
            self._recount(room, day)
            for person in (leader, *assistants):
                self.duty_table.add_every_week(person, day, self.shift(section[0], (day, start, room)))

    def close(self, section: SectionKey) -> None:
        """Close a section: its pupils go back to care, its adults are free again."""
        for pupil in list(self.seated[section]):
            self.unseat(pupil, section)
        for meeting in self.meetings[section]:
            day, start, room = meeting
            self._rooms[room, day].remove(self.occupied(section[0], start, room))
            self._recount(room, day)
            for person in (self.leaders[section], *self.assistants[section]):
                for week in self.instance.weeks:
                    self.duty_table.remove(person, week, day, self.shift(section[0], meeting))
        if self.leaders[section] in self.instance.problem.outside_of:
            self.led_by_outside[self.leaders[section]] -= 1
            leader = self.leaders[section]
            self.paid[leader] -= self.term_pay(leader, section[0], self.meetings[section])
        del self.meetings[section], self.leaders[section], self.assistants[section], self.seated[section]
