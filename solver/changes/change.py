"""Change 变动: one typed edit of a problem and its policy, with its effect and its sentence."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal, NamedTuple

from solver.policy.policy import Policy
from solver.problem.problem import Problem

Effect = Literal["adds", "removes", "mixed", "money"]
"""``adds``: every plan that was valid is valid still. ``removes``: nothing becomes possible that was not. ``money``: who does what
is not touched, amounts alone. ``mixed``: anything else."""


class Sentence(NamedTuple):
    """One sentence in Chinese and in English."""

    zh: str
    en: str


class Case(NamedTuple):
    """A problem with the policy under which it is planned."""

    problem: Problem
    policy: Policy


class Change(ABC):
    """Edit of a problem and a policy. A subclass is a frozen dataclass of plain fields, which its document holds by their names.

    kind: its name in documents. about: how its kind is called, in Chinese and English. example: a document of it.
    phrase: the same example as one line of the short form (:mod:`solver.changes.phrase`).
    """

    __slots__ = ()
    kind: ClassVar[str]
    about: ClassVar[Sentence]
    example: ClassVar[Mapping[str, object]]
    phrase: ClassVar[str]

    @abstractmethod
    def effect(self, case: Case) -> Effect:
        """Effect on this case. Names and amounts must be good (:meth:`apply`)."""

    @abstractmethod
    def told(self, problem: Problem) -> Sentence:
        """Sentence that says what changes, people and places by name with id. Unknown ids are told as they are."""

    @abstractmethod
    def apply(self, case: Case) -> Case:
        """The changed case; the given one stays as it is.

        Raises ProblemError or PolicyError with every fault of the change itself, paths beginning with its fields.
        """


def combined(effects: Iterable[Effect]) -> Effect:
    """Effect of several changes together: of one sort when all are, money aside; ``money`` when there is nothing else."""
    others = {effect for effect in effects if effect != "money"}
    if not others:
        return "money"
    return others.pop() if len(others) == 1 else "mixed"
