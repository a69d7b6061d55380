"""Adults of a joint model: one post at a time, within caps, nowhere while they are away (A07, D08, D10, D15, I04, K01, K02)."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from solver.model.linear_model import Term
from solver.search.joint.crew import Crew
from solver.search.joint.model import JointModel
from solver.search.joint.row_fact import RowFact
from solver.units import Minute, Week, Weekday

EVENING = "evening"


class _Duty(NamedTuple):
    """People of a crew on one duty of a day: interval, column, credited minutes, late by D10, late by D15."""

    start: Minute
    end: Minute
    column: int
    credit: Minute
    late: bool
    running: bool
    kind: str


Duties = dict[tuple[Crew, Week, Weekday], list[_Duty]]


def add_adults(j: JointModel) -> None:
    """Columns of crews on posts and sessions, and the rows on what one adult can do."""
    for crew in j.crews:
        j.used[crew] = j.rows.integer(0, crew.size, crew.size)
    duties: Duties = defaultdict(list)
    _standing(j, duties)
    _sessions(j, duties)
    for (crew, week, day), each in duties.items():
        serving = j.serving[crew, week, day] = j.rows.integer(0, crew.size, 0)
        j.rows.linear("K01", [(1, serving), (-1, j.used[crew])], upper=0)
        for moment in sorted({duty.start for duty in each}):
            terms = [(1, duty.column) for duty in each if duty.start <= moment < duty.end]
            j.rows.linear("K02", [*terms, (-1, serving)], upper=0)
    _away(j)
    for crew in j.crews:
        for week in j.weeks:
            if crew.own:
                _caps(j, duties, crew, week)
    for crew, column in j.used.items():  # only now, or the rows that hang on it would be left out as implied
        j.rows.lower[column] = crew.size


def _standing(j: JointModel, duties: Duties) -> None:
    """Crews on weekly posts."""
    for post in j.posts:
        for crew in j.crews:
            if crew.people[0] in post.may:
                column = j.standing[crew, post] = j.rows.integer(0, crew.size, 0)
                shift = post.shift
                duties[crew, post.week, post.weekday].append(
                    _Duty(shift.start, shift.end, column, shift.credit, post.late, post.running, post.kind)
                )


def _sessions(j: JointModel, duties: Duties) -> None:
    """Crews who lead and assist, the same in every week."""
    m, instance = j.aggregate, j.instance
    crew_of = {person: crew for crew in j.crews for person in crew.people}
    led: dict[str, dict[Weekday, list[tuple[Minute, Minute, int]]]] = defaultdict(lambda: defaultdict(list))
    for (person, name, times), column in m.lead.items():
        for day, start in times:
            shift = instance.session_shift(m.problem.offering_of[name], start)
            late, running = (instance.ends_late(shift, rule) for rule in ("D10", "D05"))
            led[person][day].append((shift.start, shift.end, column))
            for week in j.weeks:
                duty = _Duty(shift.start, shift.end, column, shift.credit, late, running, "lead")
                duties[crew_of[person], week, day].append(duty)
    for (name, times), count in m.count.items():
        offering = m.problem.offering_of[name]
        for day, start in times if offering.assistants else ():
            shift = instance.session_shift(offering, start)
            terms: list[Term] = []
            for crew in j.crews:
                if (day, shift.start, shift.end) in crew.assists:
                    column = j.assisting[crew, name, day, start] = j.rows.integer(0, crew.size, 0)
                    terms.append((1, column))
                    late, running = (instance.ends_late(shift, rule) for rule in ("D10", "D05"))
                    for week in j.weeks:
                        duty = _Duty(shift.start, shift.end, column, shift.credit, late, running, "assist")
                        duties[crew, week, day].append(duty)
            j.rows.linear("D08", [*terms, (-offering.assistants, count)], lower=0)


def _away(j: JointModel) -> None:
    """I04, K01: nobody stands where an absence or a lesson keeps him from."""
    kept: dict[tuple[RowFact, Crew], list[Term]] = defaultdict(list)
    for post in j.posts:
        for crew in j.crews:
            for fact in post.may.get(crew.people[0], ()):
                kept[fact, crew].append((1, j.standing[crew, post]))
    for (fact, crew), terms in kept.items():
        j.away[fact].update(dict.fromkeys(crew.people))
        j.at_most(fact, terms, 0, crew.size * len(terms))


def _caps(j: JointModel, duties: Duties, crew: Crew, week: Week) -> None:
    """D10, D15, A07 of own staff."""
    policy = j.instance.policy
    days = [day for day in j.instance.post_days if (crew, week, day) in duties]
    by_day = {day: duties[crew, week, day] for day in days}
    used = j.used[crew]
    serving: list[Term] = [(1, j.serving[crew, week, day]) for day in days]
    if policy.hard("D10"):
        cap, late, minutes = (policy.number("D10", name) for name in ("days_per_week", "late_per_week", "minutes_per_day"))
        if crew.days < len(days):
            own = RowFact("D10", "own_days")
            j.away[own].update(dict.fromkeys(crew.people))
            j.at_most(own, [*serving, (-crew.days, used)], 0, crew.size * len(days))
        if cap < len(days):
            j.at_most(RowFact("D10", "days"), [*serving, (-cap, used)], 0, crew.size * len(days))
        duty_late: list[Term] = [(1, duty.column) for day in days for duty in by_day[day] if duty.late]
        if duty_late:
            j.at_most(RowFact("D10", "late_duties"), [*duty_late, (-late, used)], 0, crew.size * len(duty_late))
        for day in days:
            done: list[Term] = [(duty.credit, duty.column) for duty in by_day[day]]
            if any(credit > minutes for credit, _ in done) or sum(credit for credit, _ in done) > minutes:
                most = crew.size * sum(credit for credit, _ in done)
                j.at_most(RowFact("D10", "minutes"), [*done, (-minutes, j.serving[crew, week, day])], 0, most)
    if policy.on("A07"):
        evenings: list[Term] = [(1, duty.column) for day in days for duty in by_day[day] if duty.kind == EVENING]
        most = policy.number("A07", "evenings_per_week")
        if evenings:
            j.at_most(RowFact("A07", "evenings"), [*evenings, (-most, used)], 0, crew.size * len(evenings))
    if policy.hard("D15"):
        _running(j, crew, by_day)


def _running(j: JointModel, crew: Crew, by_day: dict[Weekday, list[_Duty]]) -> None:
    """D15: nobody has late duties on two days running."""
    for day, duties in by_day.items():
        first, second = ([d for d in some if d.running] for some in (duties, by_day.get(day + 1, [])))
        for one in {d.start for d in first}:
            for other in {d.start for d in second}:
                at_once = [(1, d.column) for some, t in ((first, one), (second, other)) for d in some if d.start <= t < d.end]
                fact = RowFact("D15", "running", day)
                j.at_most(fact, [*at_once, (-1, j.used[crew])], 0, crew.size)
