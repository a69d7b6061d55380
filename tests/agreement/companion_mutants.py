"""Mutants of companions: models that know less of who could be beside whom (C10, C10W)."""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.families import companions
from solver.model.linear_model import Term
from solver.model.scope import SectionKey
from solver.problem import CompanionPair, Offering
from tests.agreement.hours import patched
from tests.agreement.mutants import CodeMutant

_alone = companions._alone  # as it is, for those that change a part of it


def _every_day(p: ModelContext, pupil: str, other: str, section: SectionKey) -> list[Term]:
    """Days on which the other does not attend count as well."""
    return [(1, p.v.seat(pupil, section)), (-1, p.v.seat(other, section))]


def _one_way(p: ModelContext, pupil: str, other: str, section: SectionKey) -> list[Term]:
    """Only the second of a pair may not be alone."""
    return _alone(p, pupil, other, section) if pupil > other else []


def _own_days(p: ModelContext, pupil: str, other: str, section: SectionKey) -> list[Term]:
    """The days of whoever sits there are looked at."""
    return [*_every_day(p, pupil, other, section), *_alone(p, other, pupil, section)[2:]]


def _everybody_is_admitted(p: ModelContext, pair: CompanionPair) -> list[Offering]:
    """Agreements and prerequisites are forgotten."""
    one, other = (p.problem.pupil_of[name] for name in pair.pupils)
    found = [p.problem.offering_of[choice] for choice in one.choices if choice in other.choices]
    return found if one.clubs and other.clubs else []


def _first_choice_alone(p: ModelContext, pair: CompanionPair) -> list[Offering]:
    """Only the first choice of the first of a pair is looked at."""
    first = p.problem.pupil_of[pair.pupils[0]].choices[:1]
    return [each for each in _common(p, pair) if each.id in first]


def _first_section(offering: Offering) -> list[SectionKey]:
    return [(offering.id, 1)]


_common = companions.common

COMPANION_MUTANTS = (
    CodeMutant("companions attend every day", "C10", patched(companions, "_alone", _every_day)),
    CodeMutant("one of two may be alone", "C10", patched(companions, "_alone", _one_way)),
    CodeMutant("the days of the one who sits there", "C10", patched(companions, "_alone", _own_days)),
    CodeMutant("companions are admitted everywhere", "C10", patched(companions, "common", _everybody_is_admitted)),
    CodeMutant("companions in first choices alone", "C10", patched(companions, "common", _first_choice_alone)),
    CodeMutant("companions in first sections alone", "C10", patched(companions, "_sections", _first_section)),
)
