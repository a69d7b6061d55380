"""A policy: a validated set of rules and the order of its tiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.policy.duty import PaperDuty
from solver.policy.rule import Rule, Source


@dataclass(frozen=True, slots=True)
class Tier:
    """One level of the lexicographic objective.

    unit_zh, unit_en: what is shown to people. per_unit: counted units (those of values and bounds) to one shown unit.
    optional: whether a policy has the tier only while one of its rules is on.
    """

    name: str
    zh: str
    en: str
    unit_zh: str
    unit_en: str
    per_unit: int = 1
    optional: bool = False


@dataclass(frozen=True)
class Policy:
    """What the solver and the checker are told. Tiers come first to last in order of importance.

    document: the title of the document that the profile stands for, or "". basis: the documents that a filing under the
    policy may cite: the national ones, then those that its profile and the ones it inherits stand for. duties: what the documents
    ask for on paper, by id; the plan neither keeps nor breaks them.
    """

    name: str
    zh: str
    en: str
    rules: Mapping[str, Rule]
    tiers: tuple[Tier, ...]
    duties: Mapping[str, PaperDuty] = field(default_factory=dict)
    document: str = ""
    basis: tuple[str, ...] = ()

    def cites(self, source: Source) -> bool:
        """Whether a clause stands in a document of the basis, so that a paper may quote it as such."""
        return source.document in self.basis

    def level(self, rule: str) -> str:
        """Level of a rule; a rule that the policy does not know is ``off``."""
        found = self.rules.get(rule)
        return found.level if found else "off"

    def hard(self, rule: str) -> bool:
        return self.level(rule) == "hard"

    def soft(self, rule: str) -> bool:
        return self.level(rule) == "soft"

    def on(self, rule: str) -> bool:
        return self.level(rule) != "off"

    def number(self, rule: str, name: str) -> int:
        """A number of a rule. Raises KeyError when the rule or the number does not exist."""
        return self.rules[rule].numbers[name].value

    def number_or(self, rule: str, name: str, default: int | None) -> int | None:
        """A number that a profile need not give."""
        found = self.rules.get(rule)
        number = found.numbers.get(name) if found else None
        return number.value if number else default

    def tier_of(self, rule: str) -> str | None:
        """The tier to which a soft rule adds, or None when the rule is not soft."""
        found = self.rules.get(rule)
        return found.tier if found and found.level == "soft" else None
