"""Demand of a joint model: slots and waves of grades, care groups, posts to be filled, given seats (A04, B08, B11, D14, H03, K03)."""

from __future__ import annotations

from collections import defaultdict

from solver.model.families.staffing import FILLED_BY
from solver.model.linear_model import FALSE, Term
from solver.problem import Band, Gate
from solver.search.bounds.sure_periods import sure_periods
from solver.search.joint.model import JointModel
from solver.search.joint.row_fact import RowFact
from solver.search.packing import least_groups
from solver.units import Minute, Weekday


def add_slots(j: JointModel) -> None:
    """K00, D14, H03: each grade leaves once, by one gate; lanes hold the classes of a wave within the escort and before the next."""
    rows, problem = j.rows, j.instance.problem
    for grade, window in problem.window_of.items():
        mine = [(grade, minute, gate) for minute in window.dismissals for gate in window.gates]
        for key in mine:
            j.slots[key] = rows.boolean(0)
        rows.exactly("K00", [j.slots[key] for key in mine])
    for gate in problem.gates:
        minutes = sorted({minute for _, minute, name in j.slots if name == gate.id})
        for minute in minutes:
            there = [column for (_, m, name), column in j.slots.items() if (m, name) == (minute, gate.id)]
            wave = j.waves[gate.id, minute] = rows.boolean(0)
            for column in there:
                rows.implies("K00", column, wave)
        _lanes(j, gate, minutes)


def _lanes(j: JointModel, gate: Gate, minutes: list[Minute]) -> None:
    policy = j.instance.policy
    for index, minute in enumerate(minutes):
        load: list[Term] = [
            (j.instance.queues[grade] * gate.seconds_per_class, column)
            for (grade, m, name), column in j.slots.items()
            if (m, name) == (minute, gate.id)
        ]
        most = sum(seconds for seconds, _ in load)
        if policy.hard("D14"):
            j.at_most(RowFact("D14", "wave", None, gate.id), load, gate.lanes * 60 * j.instance.escort, most)
        for later in minutes[index + 1 :] if policy.hard("H03") else ():
            limit = gate.lanes * 60 * (later - minute)
            if most > limit:
                terms = [*load, (most - limit, j.waves[gate.id, later])]
                j.at_most(RowFact("H03", "wave", None, gate.id), terms, most, most)


def add_groups(j: JointModel) -> None:
    """K03: groups of the classes that surely stay, by pupils and by classes, more of them while a grade has its tutoring (B01)."""
    policy = j.instance.policy
    if not policy.hard("K03"):
        return
    classes, limit = policy.number("K03", "classes"), policy.number("K03", "pupils")
    staying: dict[tuple[Weekday, str, int], dict[str, int]] = defaultdict(dict)
    for each in sure_periods(j.instance):
        staying[each.weekday, j.instance.band_of_class[each.home].id, each.period][each.home] = each.staying
    for (day, band_id, period), column in j.aggregate.groups.items():
        here = staying[day, band_id, period]
        least = j.least_groups[day, band_id, period] = least_groups(list(here.values()), limit, classes)
        j.rows.linear("K03", [(1, column)], lower=least)
        band = next(band for band in j.instance.problem.bands if band.id == band_id)
        terms, sure = _tutored(j, band, day, period, here)
        j.rows.linear("K03", [(classes, column), *terms], lower=sure)


def _tutored(j: JointModel, band: Band, day: Weekday, period: int, here: dict[str, int]) -> tuple[list[Term], int]:
    """Classes that stay for certain, and as terms those that stay besides while their grade is tutored, when nobody is away."""
    more: dict[int, int] = defaultdict(int)
    for home in j.instance.classes_of_band[band.id]:
        if home not in here and j.instance.attending.get((home, day)):
            more[j.instance.grade_of_class[home]] += 1
    return [(-n, j.aggregate.tutor.get((grade, day, period), FALSE)) for grade, n in more.items()], len(here)


def add_posts(j: JointModel) -> None:
    """D08, H04, H01, B05, A06-A09, A14: every post has its adults, where its rule is hard."""
    for post in j.posts:
        if not j.instance.policy.hard(FILLED_BY[post.kind]):
            continue
        terms: list[Term] = [(1, column) for crew in j.crews if (column := j.standing.get((crew, post))) is not None]
        if post.kind == "care":
            groups = j.aggregate.groups[post.weekday, post.subject, post.period]
            j.at_least(post.fact, [*terms, (-1, groups)], 0, len(j.instance.classes_of_band[post.subject]))
        elif post.kind == "gate":
            heads = j.instance.problem.gate_of[post.subject].staff
            j.at_least(post.fact, [*terms, (-heads, j.waves[post.subject, post.shift.start])], 0, heads)
        else:
            j.at_least(post.fact, terms, post.heads, post.heads)


def add_given(j: JointModel) -> None:
    """B08, B11: members sit in their squad, and pupils of the low grades in dream classes, as often as they are due."""
    m, given, policy = j.aggregate, j.instance.given, j.instance.policy
    seats: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for (pupil, name, _), column in m.seat.items():
        seats[pupil, name].append((1, column))
    for name, members in given.squads.items() if policy.hard("B11") else ():
        sessions = m.problem.offering_of[name].sessions
        for member in members:
            j.at_least(RowFact("B11", "squad", None, name), seats[member, name], sessions, sessions)
    dreams = [offering.id for offering in m.problem.offerings if offering.dream]
    for pupil, due in given.due.items() if policy.hard("B08") else ():
        j.at_least(RowFact("B08", "dream"), [term for name in dreams for term in seats[pupil, name]], due, due)
