"""What a stored problem measures: the figures of DOMAIN section 3 that tables and tests compare."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from solver.problem.problem import Problem


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts of a problem, and shares in percent.

    five_days, seekers: of the applicants, those who come all five days, and those who list a club. sections: meetings of
    all sections that may open, on an average club day. seats: in all of these sections. wishes: clubs that families
    want in all. pressure: first choices of the club with the most of them per seat, divided by its seats.
    """

    classes: int
    pupils: int
    applicants: int
    staff: int
    taking_part: int
    offerings: int
    sections: float
    seats: int
    wishes: int
    five_days: float
    seekers: float
    late: int
    pressure: float


def measured(problem: Problem) -> Measures:
    """The measures of a problem with at least one applicant and one offering."""
    applicants = [pupil for pupil in problem.pupils if pupil.weekdays]
    firsts = Counter(pupil.choices[0] for pupil in applicants if pupil.choices)
    seats = {offering.id: offering.maximum * offering.max_sections for offering in problem.offerings}
    club_days = {day for offering in problem.offerings for day in offering.weekdays}
    meetings = sum(offering.max_sections * offering.sessions for offering in problem.offerings)
    return Measures(
        classes=len(problem.classes),
        pupils=len(problem.pupils),
        applicants=len(applicants),
        staff=len(problem.staff),
        taking_part=sum(person.takes_part for person in problem.staff),
        offerings=len(problem.offerings),
        sections=meetings / len(club_days),
        seats=sum(seats.values()),
        wishes=sum(pupil.clubs for pupil in applicants),
        five_days=100 * sum(len(pupil.weekdays) == 5 for pupil in applicants) / len(applicants),
        seekers=100 * sum(bool(pupil.choices) for pupil in applicants) / len(applicants),
        late=sum(pupil.late_until is not None for pupil in applicants),
        pressure=max(firsts[name] / seats[name] for name in seats),
    )
