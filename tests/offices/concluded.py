"""Conclusions of an importer, in a neutral form that the truth can be compared with."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConcludedChild:
    """A child: class id such as ``1.2``, number in class or None, name."""

    class_id: str
    number: int | None
    name: str


@dataclass(frozen=True, slots=True)
class ConcludedTeacher:
    """One of the staff; homeroom: class id or None."""

    name: str
    subjects: tuple[str, ...] = ()
    homeroom: str | None = None


@dataclass(frozen=True, slots=True)
class ConcludedLesson:
    """A lesson; teacher "" where it stays open; weeks "", "odd", "even"."""

    class_id: str
    weekday: int
    period: int
    subject: str
    teacher: str
    weeks: str = ""


@dataclass(frozen=True, slots=True)
class ConcludedWish:
    """The application of a child with at least one weekday or choice; choices are names of courses, best first."""

    class_id: str
    number: int | None
    name: str
    weekdays: tuple[int, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConcludedVisitor:
    """An outside person."""

    name: str
    organisation: str
    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Concluded:
    """Everything that an importer concluded; questions: the text of each that it asked, with its guess.

    lessons and clubs None = the importer's answer does not hold them, so that they are not compared.
    """

    children: tuple[ConcludedChild, ...]
    teachers: tuple[ConcludedTeacher, ...]
    wishes: tuple[ConcludedWish, ...]
    visitors: tuple[ConcludedVisitor, ...]
    lessons: tuple[ConcludedLesson, ...] | None = None
    clubs: tuple[str, ...] | None = None
    questions: tuple[str, ...] = ()

    def asks_of(self, words: str) -> bool:
        """Whether a question names the words; spaces and invisible characters do not matter."""
        wanted = _bare(words)
        return any(wanted in _bare(question) for question in self.questions)


def _bare(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")
