"""Who has to stay in care: lower bounds on pupils, classes and care groups that hold for every plan.

A pupil can leave a care group only for a club on the own list (C01) or a dream class or squad (B08, B11), on a grid start
inside the grade's window (K04), as often a week as these have sessions (K05). All of these are hard in every policy.
"""

from __future__ import annotations

from collections import defaultdict

from solver.policy.policy import Policy
from solver.problem.offerings import Offering
from solver.problem.problem import Band, Problem
from solver.problem.pupils import HomeClass, Pupil
from solver.units import Minute, Weekday

Grades = tuple[int, ...]


class CommonPresence:
    """What every plan of a problem has in common about pupils in care.

    attending[class, weekday]: pupils who applied for that day. staying[class, weekday][period]: those of them who cannot
    be in a club then. steady[class]: days a week on which the class is certainly present in every single period's count
    (for each period separately: at least so many days).
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.days = frozenset(problem.weekdays)
        self.attending: dict[tuple[str, Weekday], int] = defaultdict(int)
        self.staying: dict[tuple[str, Weekday], list[int]] = {}
        self.steady: dict[str, int] = defaultdict(int)
        self._masks: dict[tuple[int, str], int] = {}
        self._given = [o for o in problem.offerings if o.dream or o.members]
        for pupil in problem.pupils:
            self._count(pupil)

    def covered(self, grade: int, offering: Offering) -> int:
        """Bit mask of the grade's periods that a session of the offering can cover for a pupil of the grade."""
        key = (grade, offering.id)
        if key not in self._masks:
            window = self.problem.window_of[grade]
            mask = 0
            for start in starts(self.problem, offering):
                end = start + offering.minutes
                if start >= window.start and end <= window.periods[-1].end:
                    for index, period in enumerate(window.periods):
                        if start <= period.start and end >= period.end:
                            mask |= 1 << index
            self._masks[key] = mask
        return self._masks[key]

    def _count(self, pupil: Pupil) -> None:
        grade = self.problem.grade_of_pupil[pupil.id]
        days = [d for d in pupil.weekdays if d in self.days]
        away = dict.fromkeys(days, 0)
        sessions, leaves = [], 0
        chosen = [self.problem.offering_of[choice] for choice in pupil.choices if pupil.clubs > 0]
        given = [o for o in self._given if o.dream or pupil.id in o.members]
        for offering in (*chosen, *given):
            meets = [d for d in days if d in offering.weekdays]
            mask = self.covered(grade, offering) if grade in offering.grades else 0
            if mask and len(meets) >= offering.sessions:
                if offering in given:
                    leaves += offering.sessions
                else:
                    sessions.append(offering.sessions)
                for d in meets:
                    away[d] |= mask
        leaves += sum(sorted(sessions, reverse=True)[: pupil.clubs])
        self.steady[pupil.class_id] = max(self.steady[pupil.class_id], len(days) - leaves)
        count = len(self.problem.window_of[grade].periods)
        for d in days:
            self.attending[pupil.class_id, d] += 1
            row = self.staying.setdefault((pupil.class_id, d), [0] * count)
            for period in range(count):
                if not away[d] >> period & 1:
                    row[period] += 1


def starts(problem: Problem, offering: Offering) -> list[Minute]:
    """The grid starts of an offering (K04), ascending."""
    windows = [problem.window_of[g] for g in offering.grades if g in problem.window_of]
    return sorted({period.start for window in windows for period in window.periods})


class CareGroups:
    """Least number of care groups under K03's limits; without K03 nothing can be said and every bound is 0."""

    def __init__(self, problem: Problem, policy: Policy, presence: CommonPresence) -> None:
        self.problem = problem
        self.presence = presence
        self.bounded = policy.hard("K03")
        if self.bounded:
            self.most_pupils = policy.number("K03", "pupils")
            self.most_classes = policy.number("K03", "classes")
            self.span = policy.number("K03", "grade_span")
        self._homes: dict[int, list[HomeClass]] = defaultdict(list)
        for home in problem.classes:
            self._homes[home.grade].append(home)
        self._rooms = {
            band.id: max((problem.room_of[h.room].capacity for g in band.grades for h in self._homes[g]), default=0)
            for band in problem.bands
        }
        self._least: dict[tuple[str, Weekday, int, Grades, int | None], int] = {}
        self._weekly: dict[tuple[str, int, Grades], int] = {}

    def least(self, band: Band, day: Weekday, period: int, grades: Grades, tutored: int | None = None) -> int:
        """Groups that classes of these grades of the band need in a period, when classes of no other grade are in them.

        tutored: a grade that then has tutoring, so nobody of it is away (B01).
        """
        if not self.bounded:
            return 0
        key = (band.id, day, period, grades, tutored)
        if key not in self._least:
            self._least[key] = self._fewest(band, self._sizes(day, period, grades, tutored))
        return self._least[key]

    def _sizes(self, day: Weekday, period: int, grades: Grades, tutored: int | None) -> list[tuple[int, int]]:
        """Grade and pupils who have to stay, of every class of which some do."""
        sizes = []
        for home in (home for grade in grades for home in self._homes[grade]):
            if home.grade == tutored:
                size = self.presence.attending.get((home.id, day), 0)
            else:
                row = self.presence.staying.get((home.id, day))
                size = row[period] if row else 0
            if size:
                sizes.append((home.grade, size))
        return sizes

    def least_a_week(self, band: Band, period: int, grades: Grades) -> int:
        """Groups that these grades of the band need in this period over all days of a week, in all."""
        if not self.bounded:
            return 0
        key = (band.id, period, grades)
        if key not in self._weekly:
            self._weekly[key] = self._count(band, period, grades)
        return self._weekly[key]

    def _count(self, band: Band, period: int, grades: Grades) -> int:
        days = self.problem.weekdays
        by_day = sum(self.least(band, day, period, grades) for day in days)
        present = 0
        for home in (home for grade in grades for home in self._homes[grade]):
            rows = [self.presence.staying.get((home.id, day)) for day in days]
            certain = sum(1 for row in rows if row and row[period])
            present += max(certain, self.presence.steady.get(home.id, 0))
        return max(by_day, -(-present // self.most_classes))

    def _fewest(self, band: Band, sizes: list[tuple[int, int]]) -> int:
        """Fewest groups for (grade, pupils) classes: by pupils, by classes too big to share, by classes and grades."""
        cap = min(self.most_pupils, self._rooms[band.id])
        # A class above the cap cannot share a group (a single class has no limit of its own).
        small = sorted((grade, size) for grade, size in sizes if size <= cap)
        alone = len(sizes) - len(small)
        if not small:
            return alone
        by_pupils = -(-sum(size for _, size in small) // cap)
        halves = sum(1 for _, size in small if 2 * size > cap)
        by_grades, first, room = 0, 0, 0
        for grade, _ in small:
            if not room or grade - first > self.span:
                by_grades, first, room = by_grades + 1, grade, self.most_classes
            room -= 1
        return alone + max(by_pupils, halves, by_grades)
