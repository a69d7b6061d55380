"""Settings: questions that the documents leave open or answer differently (U1..U13), each with its possible answers.

An answer is a set of overrides of rules and paper duties. A profile or a request chooses it by its id (``U6 = "waiver"``);
what it says beside that of the same rules goes before. A setting whose answers change no rule is answered by the school's
data, and its sentences say where.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from solver.policy.duty import PaperDuty
from solver.policy.policy import Policy
from solver.policy.rule import Rule
from solver.units import parse_clock

FILE = "settings.toml"


@dataclass(frozen=True)
class Answer:
    """One answer: what is chosen, and what it then does. overrides: as those of a request, by id of rule or duty."""

    id: str
    zh: str
    en: str
    effect_zh: str
    effect_en: str
    overrides: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Setting:
    """One open question. default: id of the recommended answer. rules: ids it is about; two that may conflict first.

    evidence: pairs of a document's short name and what it says, or ``""`` for what lies outside the documents.
    """

    id: str
    zh: str
    en: str
    default: str
    rules: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]

    @property
    def by_data(self) -> bool:
        """Whether the school's data decide it, since no answer changes a rule."""
        return not any(answer.overrides for answer in self.answers)

    def answer(self, name: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.id == name), None)


@cache
def settings() -> Mapping[str, Setting]:
    """All settings by id, in order."""
    document = tomllib.loads((files("solver.policy") / FILE).read_text(encoding="utf-8"))
    return {
        name: Setting(
            id=name,
            zh=table["zh"],
            en=table["en"],
            default=table["default"],
            rules=tuple(table["rules"]),
            evidence=tuple((str(source), str(text)) for source, text in table["evidence"]),
            answers=tuple(
                Answer(key, told["zh"], told["en"], told["effect_zh"], told["effect_en"], told.get("overrides", {}))
                for key, told in table["answers"].items()
            ),
        )
        for name, table in document.items()
    }


def chosen(setting: Setting, policy: Policy) -> Answer | None:
    """The answer that a policy gives: all its overrides stand; None when the policy goes its own way.

    Where the data decide, the recommended answer.
    """
    if setting.by_data:
        return setting.answer(setting.default)
    return next((answer for answer in setting.answers if all(_stands(policy, answer))), None)


def _stands(policy: Policy, answer: Answer) -> Iterator[bool]:
    for name, table in answer.overrides.items():
        item = policy.rules.get(name) or policy.duties.get(name)
        if item is not None:
            yield "level" not in table or item.level == table["level"]
            yield all(_same(item, key, value) for key, value in table.get("numbers", {}).items())


def _same(item: Rule | PaperDuty, key: str, value: int | str) -> bool:
    number = item.numbers.get(key)
    return number is not None and number.value == (parse_clock(value) if isinstance(value, str) else value)
