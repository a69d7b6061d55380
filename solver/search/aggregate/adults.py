"""Adults block: the own adults needed at once are at most those who are free, and duty days are capped (D08, D10, I04, K01)."""

from __future__ import annotations

from collections import defaultdict

from solver.model.instance import Instance
from solver.model.linear_model import NO_UPPER, Term
from solver.search.aggregate.model import AggregateModel
from solver.units import Minute, Weekday


def add_adults(m: AggregateModel) -> None:
    """At the beginning of every period and session: adults who lead, assist, look after groups and stay late.

    Helpers count, since they may lead and assist; of those who may look after groups there are enough for the groups (K06). Whoever
    is needed at the busiest moment of a day has a duty day (D10).
    """
    instance, rows = m.instance, m.rows
    people, carers = instance.assistants, instance.carers.keys()
    sessions = _sessions(m)
    bells = {p.start for band in m.problem.bands for p in band.periods}
    for day in m.days:
        stays = [instance.late_shift[day]] if day in instance.late_heads else []
        m.peaks[day] = rows.integer(0, len(people), 0)
        for moment in sorted(bells | {start for start, _, _ in sessions[day]}):
            free = _free(instance, day, moment)
            late = sum(s.headcount for s in stays if s.start <= moment < s.end)
            groups = m.groups_at(day, moment)
            need = [term for start, end, term in sessions[day] if start <= moment < end] + groups
            rows.linear("D08", need, upper=min(map(len, free)) - late)
            if not all(carers >= each for each in free):
                rows.linear("D08", groups, upper=min(len(each & carers) for each in free))
            rows.linear("D10", [*need, (-1, m.peaks[day])], upper=-late)
    if m.bounding:
        rows.linear("D10", [(1, peak) for peak in m.peaks.values()], upper=capped_days(instance))


def _free(instance: Instance, day: Weekday, moment: Minute) -> list[set[str]]:
    """Own adults who are free then (I04, K01): one set for each of the weeks that differ."""
    free = instance.eligibility.free
    return [{s for s in instance.assistants if free(s, day, moment, moment + 1, week)} for week in instance.eligibility.turns]


def _sessions(m: AggregateModel) -> dict[Weekday, list[tuple[Minute, Minute, Term]]]:
    """(start, end, own adults) of leading and assisting, by weekday."""
    found: dict[Weekday, list[tuple[Minute, Minute, Term]]] = defaultdict(list)
    needs = [(name, times, 1, c) for (person, name, times), c in m.lead.items() if person in m.problem.staff_of]
    needs += [(n, t, m.problem.offering_of[n].assistants, c) for (n, t), c in m.count.items()]
    for name, times, heads, column in needs:
        for day, start in times if heads else ():
            shift = m.instance.session_shift(m.problem.offering_of[name], start)
            found[day].append((shift.start, shift.end, (heads, column)))
    return found


def capped_days(instance: Instance) -> int:
    """Duty days a week of all own adults together under the caps of D10."""
    if not instance.policy.hard("D10"):
        return NO_UPPER
    most = instance.policy.number("D10", "days_per_week")
    people = [instance.problem.staff_of[person] for person in instance.assistants]
    return sum(most if s.max_days is None else min(most, s.max_days) for s in people)
