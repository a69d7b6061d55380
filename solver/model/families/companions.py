"""Companions: C10, C10W.

C10, together: whoever of a pair has a seat in a section of a shared offering has the other there, or the section meets on a day on
which the other does not attend; apart: at most one of them has one. C10W (soft): points for each shared offering where that does not
hold, and for each section in which both sit who would like to be apart.
Pairs of whom nobody's seat is free are settled: they have no columns and no rows.
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.linear_model import Term
from solver.model.scope import SectionKey
from solver.problem import CompanionPair, Offering


def companions(p: ModelContext) -> None:
    """C10, C10W."""
    hard, soft = p.hard("C10"), p.policy.soft("C10W")
    for pair in p.problem.companion_pairs:
        if not p.scope.seat_sections or p.scope.seat_pupils.isdisjoint(pair.pupils):
            continue
        if pair.must and hard:
            _must(p, pair)
        elif soft:
            _wish(p, pair)


def common(p: ModelContext, pair: CompanionPair) -> list[Offering]:
    """Offerings in which the pair could meet: chosen by both; for those who are to be together, open to both."""
    one, other = (p.problem.pupil_of[name] for name in pair.pupils)
    if not one.clubs or not other.clubs:
        return []
    both = [p.problem.offering_of[choice] for choice in one.choices if choice in other.choices]
    if pair.apart:
        return both
    return [offering for offering in both if all(p.instance.given.admits(name, offering) for name in pair.pupils)]


def _sections(offering: Offering) -> list[SectionKey]:
    return [(offering.id, number) for number in range(1, offering.max_sections + 1)]


def _must(p: ModelContext, pair: CompanionPair) -> None:
    one, other = pair.pupils
    for offering in common(p, pair):
        for section in _sections(offering):
            if pair.apart:
                p.rows.at_most_one("C10", [p.v.seat(one, section), p.v.seat(other, section)])
            else:
                p.rows.linear("C10", _alone(p, one, other, section), upper=0)
                p.rows.linear("C10", _alone(p, other, one, section), upper=0)


def _alone(p: ModelContext, pupil: str, other: str, section: SectionKey) -> list[Term]:
    """Terms that add up to more than 0 exactly where the pupil sits in the section without the other, who attends on its days."""
    attends = p.problem.pupil_of[other].weekdays
    days = (day for day in p.instance.session_days[section[0]] if day not in attends)
    meets = [(-1, p.v.at(section, day, start)) for day in days for start in p.v.starts_on(section, day)]
    return [(1, p.v.seat(pupil, section)), (-1, p.v.seat(other, section)), *meets]


def _wish(p: ModelContext, pair: CompanionPair) -> None:
    one, other = pair.pupils
    points = p.number("C10W", "points")
    for offering in common(p, pair):
        if pair.apart:
            for section in _sections(offering):
                p.cost("C10W", [(points, p.rows.both(p.v.seat(one, section), p.v.seat(other, section), "C10W"))])
        else:
            ways = [_alone(p, *who, section) for section in _sections(offering) for who in ((one, other), (other, one))]
            differ = p.rows.boolean(int(any(p.rows.evaluate(terms) > 0 for terms in ways)))
            for terms in ways:
                p.rows.linear("C10W", [*terms, (-1, differ)], upper=0)
            p.cost("C10W", [(points, differ)])
