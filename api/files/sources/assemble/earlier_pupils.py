"""Pupils of last term -> pupils of this term, and what is kept of them: exemptions, families, courses passed, companions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from api.files.sources.answers.courses import course_key
from api.files.sources.assemble.earlier_term import EarlierTerm, number_of
from api.files.sources.assemble.roster import PupilIndex, RosterPupil
from solver.problem.companions import Companion
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil


@dataclass(frozen=True, slots=True)
class MatchedPupils:
    """now: id of last term -> id of this term, of those who are still there. how: ways in which they were found, with their number."""

    now: Mapping[str, str]
    how: Mapping[str, int]


def matched(earlier: EarlierTerm, pupils: tuple[Pupil, ...], names: Mapping[str, str]) -> MatchedPupils:
    """Pupils of last term by name where both lists have it, in their class or, where the name is the only one, in another; else by class
    and number. names: id -> name of this term's pupils. Nobody is taken for two."""
    index = PupilIndex.of(RosterPupil(p.id, names.get(p.id, p.id), p.class_id, number_of(p.id)) for p in pupils)
    free = {pupil.id for pupil in pupils}
    by_number = {(pupil.class_id, number_of(pupil.id).lstrip("0")): pupil.id for pupil in pupils if number_of(pupil.id)}
    now: dict[str, str] = {}
    how: Counter[str] = Counter()
    for old in earlier.request.problem.pupils:
        home, number = earlier.class_now(old.class_id), number_of(old.id)
        name = earlier.names.get(old.id, "")
        if name:
            match = index.find(name, home, number)
            found = match.found[0].id if match.how in ("exact", "school") else None
            way = "name" if match.how == "exact" else "moved"
        else:
            found, way = by_number.get((home, number.lstrip("0"))) if number else None, "number"
        if found in free and found is not None:
            free.discard(found)
            now[old.id] = found
            how[way] += 1
        else:
            how["gone" if name or number else "unknown"] += 1
    return MatchedPupils(now, dict(how))


def passed_by_plan(earlier: EarlierTerm, required: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Pupil of last term -> courses that the plan seated the pupil in and that some course asks for (B16), in the words that ask."""
    if earlier.plan is None:
        return {}
    problem = earlier.request.problem
    words = {course_key(word): word for word in required}
    found: dict[str, dict[str, None]] = {}
    for seat in earlier.plan.seats:
        offering = problem.offering_of.get(seat.offering)
        word = words.get(course_key(offering.name)) if offering else None
        if word is not None:
            found.setdefault(seat.pupil, {})[word] = None
    return {pupil: tuple(each) for pupil, each in found.items()}


def renewed_pupils(pupils: tuple[Pupil, ...], match: MatchedPupils, earlier: EarlierTerm,
                   required: frozenset[str]) -> tuple[Pupil, ...]:  # fmt: skip
    """Pupils with the exemption, family, group and passed courses of last term."""
    problem = earlier.request.problem
    before = {now: problem.pupil_of[old] for old, now in match.now.items()}
    passed = passed_by_plan(earlier, required)
    found = []
    for pupil in pupils:
        old = before.get(pupil.id)
        if old is not None:
            courses = tuple(dict.fromkeys((*old.passed, *passed.get(old.id, ()), *pupil.passed)))
            pupil = replace(pupil, exempt=old.exempt, category=old.category, family=old.family, priority=old.priority, passed=courses)  # noqa: PLW2901
        found.append(pupil)
    return tuple(found)


def kept_applications(pupils: tuple[Pupil, ...], match: MatchedPupils, problem: Problem,
                      course_now: Callable[[str, int], str | None]) -> tuple[Pupil, ...]:  # fmt: skip
    """Pupils with last term's application, where this term has none: days, choices that are still offered, clubs, extended care.

    course_now: offering id of last term and grade -> id of this term's course, None where it is not offered to the grade."""
    before = {now: problem.pupil_of[old] for old, now in match.now.items()}
    found = []
    for pupil in pupils:
        old = before.get(pupil.id)
        if old is not None:
            grade = int(pupil.class_id.partition(".")[0])
            choices = tuple(dict.fromkeys(now for each in old.choices if (now := course_now(each, grade))))
            pupil = replace(pupil, weekdays=old.weekdays, choices=choices, clubs=min(old.clubs, len(choices)),  # noqa: PLW2901
                            late_until=old.late_until, clubs_assumed=old.clubs_assumed and bool(choices))  # fmt: skip
        found.append(pupil)
    return tuple(found)


def kept_companions(match: MatchedPupils, problem: Problem) -> tuple[Companion, ...]:
    """Pairs of which both are still there."""
    return tuple(
        replace(pair, pupil=match.now[pair.pupil], other=match.now[pair.other])
        for pair in problem.companions if pair.pupil in match.now and pair.other in match.now
    )  # fmt: skip


