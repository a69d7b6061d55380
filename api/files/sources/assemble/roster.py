"""The roster of a school, in which a child is found by class, name and number as a family wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from solver.problem.characters import alike

_DOTS = re.compile(r"[·•‧・.．]")
MOST_GUESSES = 4
"""Children that a question offers for a name in no roster; raising it makes the question longer."""


@dataclass(frozen=True, slots=True)
class RosterPupil:
    """A child of the roster. id: as plans name it; number: in the class, as written. others: further texts of its row by which it may
    be meant, as a parent's name or telephone number; they are compared and not kept."""

    id: str
    name: str
    class_id: str
    number: str = ""
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RosterMatch:
    """found: the children that may be meant, one when it is clear. how: ``exact``, ``number`` (its name is spelt otherwise), ``school``
    (the class is another), ``same`` (several of one name), ``guess`` (spelt alike, or known by a parent's name), ``none``."""

    how: str
    found: tuple[RosterPupil, ...] = ()


def name_key(name: str) -> str:
    """A name as it is compared: without blanks, unseen characters and differences of width and dots."""
    return _DOTS.sub("·", alike(name))


@dataclass(frozen=True)
class PupilIndex:
    """All children of a school."""

    pupils: tuple[RosterPupil, ...]
    by_id: dict[str, RosterPupil] = field(default_factory=dict, repr=False)
    _by_class: dict[str, list[RosterPupil]] = field(default_factory=dict, repr=False)
    _by_name: dict[str, list[RosterPupil]] = field(default_factory=dict, repr=False)
    _by_other: dict[str, list[RosterPupil]] = field(default_factory=dict, repr=False)

    @staticmethod
    def of(pupils: Iterable[RosterPupil]) -> PupilIndex:
        """A roster that can be searched."""
        made = PupilIndex(tuple(pupils))
        for pupil in made.pupils:
            made.by_id[pupil.id] = pupil
            made._by_class.setdefault(pupil.class_id, []).append(pupil)
            made._by_name.setdefault(name_key(pupil.name), []).append(pupil)
            for other in pupil.others:
                made._by_other.setdefault(name_key(other), []).append(pupil)
        return made

    def find(self, name: str, class_id: str | None, number: str = "", phone: str = "") -> RosterMatch:
        """The child meant by a name in a class (None = not told, or no class of the school), where need be by its number there or by a
        telephone number of its family."""
        key, mates = name_key(name), self._by_class.get(class_id or "", [])
        same = [pupil for pupil in mates if name_key(pupil.name) == key]
        if len(same) == 1:
            return RosterMatch("exact", (same[0],))
        if same:
            told = [pupil for pupil in same if same_number(pupil.number, number)]
            told = told or [pupil for pupil in same if phone and phone in pupil.others]
            return RosterMatch("exact", tuple(told)) if len(told) == 1 else RosterMatch("same", tuple(same))
        if not key:
            return self._by_number(mates, number)
        elsewhere = self._by_name.get(key, [])
        if len(elsewhere) == 1:
            return RosterMatch("school", tuple(elsewhere))
        if elsewhere and class_id is None:
            return RosterMatch("same", tuple(elsewhere))
        return self._guessed(key, mates, number)

    @staticmethod
    def _by_number(mates: Sequence[RosterPupil], number: str) -> RosterMatch:
        """The child of a number in the class, where no name is told."""
        numbered = tuple(pupil for pupil in mates if same_number(pupil.number, number))
        return RosterMatch("number" if len(numbered) == 1 else "none", numbered if len(numbered) == 1 else ())

    def _guessed(self, key: str, mates: Sequence[RosterPupil], number: str) -> RosterMatch:
        """Children of the class who may be meant by a name in no roster: by a parent's name, the number, or one character."""
        related = [pupil for pupil in self._by_other.get(key, []) if not mates or pupil in mates]
        near = [pupil for pupil in mates if _near(name_key(pupil.name), key)]
        numbered = [pupil for pupil in mates if same_number(pupil.number, number) and pupil.name[:1] == key[:1]]
        guesses = tuple(dict.fromkeys((*related, *numbered, *near)))[:MOST_GUESSES]
        return RosterMatch("guess" if guesses else "none", guesses)


def same_number(one: str, other: str) -> bool:
    """Whether two numbers in class are one; 7, 07 and ``7号`` are, and two that are not told are not."""
    first, second = (re.sub(r"\D", "", alike(text)).lstrip("0") for text in (one, other))
    return bool(first) and first == second


def _near(one: str, other: str) -> bool:
    """Whether two names differ in one character, put otherwise, left out or added, and share another one."""
    if len(one) == len(other):
        return len(one) >= 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and len(short) >= 2 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
