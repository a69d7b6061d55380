"""Questions of an import: what was not recognised, asked once with a guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from solver.errors import Fault

ID_LETTERS = 5
"""Letters of a question's id after its prefix; more make clashes rarer and typing longer."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. id: stable over runs (:func:`question_id`). guess: the answer that is taken when nobody answers.

    choices: answer -> its meaning in Chinese; empty = any text. zh, en: one sentence each. offers: likely answers where any text is
    taken."""

    id: str
    zh: str
    en: str
    guess: str
    choices: Mapping[str, str] = field(default_factory=dict)
    offers: tuple[str, ...] = ()


def question_id(prefix: str, *subject: str) -> str:
    """The id of a question about a subject: the prefix and some letters made of the subject, as ``class-3f9ab``."""
    return f"{prefix}-{sha256('|'.join(subject).encode()).hexdigest()[:ID_LETTERS]}"


@dataclass(slots=True)
class Asking:
    """Questions asked so far, and the answers to them. answers: question id -> text, given now or remembered."""

    answers: Mapping[str, str] = field(default_factory=dict)
    _asked: dict[str, Question] = field(default_factory=dict)
    _faults: dict[str, list[Fault]] = field(default_factory=dict)

    def ask(self, question: Question) -> str:
        """The answer that was given, else the guess. An answer that is no choice becomes a fault, and the guess is taken."""
        self._asked.setdefault(question.id, question)
        given = self.answers.get(question.id, "").strip()
        if not given:
            return question.guess
        if question.choices and given not in question.choices:
            meant = [key for key, zh in question.choices.items() if zh == given]
            if meant:
                return meant[0]
            self.refuse(question.id, Fault((f"回答 answer {question.id}",), given,
                f"只能回答：{'、'.join(question.choices)}", f"answers are: {', '.join(question.choices)}",
                "可能写错了字。", "Maybe it is misspelt."))  # fmt: skip
            return question.guess
        return given

    def refuse(self, ident: str, fault: Fault) -> None:
        """Note that the answer to a question cannot be followed."""
        found = self._faults.setdefault(ident, [])
        if fault not in found:
            found.append(fault)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, answered or not, in the order of asking."""
        return tuple(self._asked.values())

    @property
    def open(self) -> tuple[Question, ...]:
        """Questions whose guess was taken."""
        return tuple(each for each in self._asked.values() if not self.answers.get(each.id, "").strip())

    def faults(self, given: Iterable[str]) -> tuple[Fault, ...]:
        """Faults of the answers to these questions: no choice, not to be followed, or to nothing that was asked."""
        found: list[Fault] = []
        for ident in given:
            found += self._faults.get(ident, ())
            if ident not in self._asked:
                found.append(Fault((f"回答 answer {ident}",), self.answers.get(ident, ""), "没有这个问题", "there is no such question",
                                   "可能文件改过，问题已不存在。", "Maybe the files changed and it is settled."))  # fmt: skip
        return tuple(found)
