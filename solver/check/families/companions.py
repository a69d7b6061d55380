"""Companions: C10 pupils who must be together or apart, C10W those who would like to be.

Formula: an offering is shared by two pupils if both chose it, both want clubs and both may have a seat in it (C05, B16). C10,
together: whoever of them sits in a section of a shared offering that meets only on days on which the other attends has the other
beside him there. C10, apart: no section of an offering that both chose has both. C10W = points for every shared offering in which a
pair is not together in this sense, and for every section in which both of a pair that is to be apart sit; of pairs that C10 does not
hold to it. Scale: points for as many as could be, which for a pair that is to be together is at most the shared offerings and the
clubs of both added, for one that is to be apart the clubs of either.

Afterwards: twins come home from one course at one time; two who quarrelled do not meet there. The other side of it:

- Different choices are no fault: a course that only one of two chose keeps nobody from anything.
- A twin whose family has not signed (C05), who has not passed what the course requires (B16) or wants no club keeps the other from
  nothing: the course is not shared. Nor does one who is not there on the days on which a section meets.
- Of a course with one section, only one of two who must be apart may sit there: the choices decide who (C04).
- One family's entry is enough, two entries of both count once; the stricter one holds. Whether friends need both families is the
  school's business, before it writes the list.
- a with b, b without c: a and b sit together where c does not sit. Pupils of two grades share what is open to both.
- Dream classes and squads (B08, B11), care groups and home classes are not meant: the school gives them to all.
- Where places are few, a wish costs points as a choice does: a first choice (30) is worth more than being together (10).
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.measurement import Breaches, Measurement
from solver.check.names import section_id
from solver.check.plan_index import PlanIndex
from solver.problem.companions import CompanionPair
from solver.problem.offerings import Offering


def _together(view: PlanIndex) -> int:
    return sum(pair.must and not pair.apart for pair in view.problem.companion_pairs)


def _apart(view: PlanIndex) -> int:
    return sum(pair.must and pair.apart for pair in view.problem.companion_pairs)


SEPARATED = Breaches("C10", "必须一起却没有在一起的同伴", "courses in which a pair is not together as it must", _together)
JOINED = Breaches("C10", "必须分开却同班的同伴", "sections in which a pair meets that must be apart", _apart)


def chosen_by_both(view: PlanIndex, pair: CompanionPair) -> list[Offering]:
    """Offerings that both of a pair chose, in the order of the first one's choices."""
    one, other = (view.problem.pupil_of[name] for name in pair.pupils)
    return [view.problem.offering_of[choice] for choice in one.choices if choice in other.choices]


def shared(view: PlanIndex, pair: CompanionPair) -> list[Offering]:
    """Offerings that both of a pair chose and in which both may have a seat."""
    one, other = (view.problem.pupil_of[name] for name in pair.pupils)
    if not (one.clubs and other.clubs) or not view.given.barred.keys().isdisjoint(pair.pupils):
        return []
    passed = frozenset(one.passed).intersection(other.passed)
    return [each for each in chosen_by_both(view, pair) if not view.policy.on("B16") or frozenset(each.requires) <= passed]


def sections(view: PlanIndex, pupil: str, offering: str) -> frozenset[int]:
    """Numbers of the offering's sections in which a pupil sits."""
    return frozenset(number for name, number in view.kept.seats_of.get(pupil, ()) if name == offering)


def unkept(view: PlanIndex, pair: CompanionPair) -> list[tuple[Offering, frozenset[int], frozenset[int]]]:
    """Where a pair is not together, or not apart: an offering with the sections of both; of a pair that is to be apart, each section."""
    one, other = pair.pupils
    if pair.apart:
        return [
            (offering, frozenset({number}), frozenset({number}))
            for offering in chosen_by_both(view, pair)
            for number in sorted(sections(view, one, offering.id) & sections(view, other, offering.id))
        ]
    found = ((each, sections(view, one, each.id), sections(view, other, each.id)) for each in shared(view, pair))
    return [
        (each, mine, theirs)
        for each, mine, theirs in found
        if _misses(view, each, mine - theirs, other) or _misses(view, each, theirs - mine, one)
    ]


def _misses(view: PlanIndex, offering: Offering, numbers: frozenset[int], pupil: str) -> bool:
    """Whether the pupil attends on all days of one of the sections."""
    attends = view.problem.pupil_of[pupil].weekdays
    return any(all(session.weekday in attends for session in view.opened[offering.id, number].sessions) for number in numbers)


def would_part(view: PlanIndex, pupil: str, key: tuple[str, int]) -> bool:
    """Whether a seat in a section, which the pupil chose and could attend, would break a must that stands now (C10)."""
    offering, there = view.problem.offering_of[key[0]], set(view.kept.seats[key])
    for pair in view.problem.companion_pairs if view.policy.hard("C10") else ():
        if pair.must and pupil in pair.pupils:
            (other,) = (name for name in pair.pupils if name != pupil)
            if pair.apart:
                if other in there:
                    return True
            elif other not in there and offering in shared(view, pair) and _misses(view, offering, frozenset({key[1]}), other):
                return True
    return False


def musts(view: PlanIndex) -> Iterator[Measurement]:
    """C10: together in one section or in none; never in one section."""
    for pair in view.problem.companion_pairs:
        for offering, mine, theirs in unkept(view, pair) if pair.must else ():
            one, other = pair.pupils
            places = tuple(section_id(offering.id, number) for number in sorted(mine | theirs))
            names = "、".join(view.names.section(offering.id, number) for number in sorted(mine | theirs))
            if pair.apart:
                zh = f"学生{one}和{other}必须分开，却都在{names}"
                en = f"Pupils {one} and {other} must be apart, and both sit in {names}"
                yield JOINED.breach((one, other, *places), "", None, "2", "1", zh, en)
            elif mine and theirs:
                zh = f"学生{one}和{other}必须一起，却分在{names}"
                en = f"Pupils {one} and {other} must be together, and sit in {names}"
                yield SEPARATED.breach((one, other, *places), "", None, "2", "1", zh, en)
            else:
                seated, left = (one, other) if mine else (other, one)
                zh = f"学生{one}和{other}必须一起，{names}却只有{seated}"
                en = f"Pupils {one} and {other} must be together, and {seated} sits in {names} without {left}"
                yield SEPARATED.breach((seated, left, *places), "", None, "1", "2", zh, en)


def wished(view: PlanIndex) -> list[CompanionPair]:
    """Pairs whose entry is a wish: those that C10 does not hold to it."""
    hard = view.policy.hard("C10")
    return [pair for pair in view.problem.companion_pairs if not (pair.must and hard)]


def unmet_wishes(view: PlanIndex) -> tuple[int, int] | None:
    """C10W: points for pairs who are not together, or not apart, as they would like; scale: points for as many as could be."""
    points, pairs = view.number("C10W", "points"), wished(view)
    if not pairs:
        return None
    most = 0
    for pair in pairs:
        clubs = [view.problem.pupil_of[name].clubs for name in pair.pupils]
        most += min(len(chosen_by_both(view, pair)), *clubs) if pair.apart else min(len(shared(view, pair)), sum(clubs))
    return points * sum(len(unkept(view, pair)) for pair in pairs), points * most
