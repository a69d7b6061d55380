"""Changes of the policy: level, number and weight of a rule, or the profile of another document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from solver.changes.amount import Amount
from solver.changes.change import Case, Change, Effect, Sentence
from solver.changes.naming import refuse_policy
from solver.policy.load import load_policy, profile_names
from solver.policy.overrides import overrides_of
from solver.policy.policy import Policy
from solver.problem.findings import Findings
from solver.problem.problem import Problem

LEVELS_ZH = {"hard": "必须遵守", "soft": "尽量做到", "off": "不要求"}
CLOCK = "clock"
"""End of the unit of numbers that are minutes of the day."""


def _laid(policy: Policy, overrides: dict[str, Any]) -> Policy:
    """The policy with further overrides. Raises PolicyError with every fault."""
    return load_policy(policy.name, overrides_of(policy), overrides)


def _check_rule(policy: Policy, rule: str) -> None:
    found = Findings()
    if rule not in policy.rules and rule not in policy.duties:
        found.unknown(("rule",), rule, "规则", "rule", [*policy.rules, *policy.duties])
    refuse_policy(found)


@dataclass(frozen=True, slots=True)
class Level(Change):
    """Level of a rule: hard, soft or off."""

    rule: str
    level: str

    kind: ClassVar[str] = "level"
    about: ClassVar[Sentence] = Sentence("一条规则的级别", "level of a rule")
    example: ClassVar = {"kind": "level", "rule": "D16", "level": "soft"}
    phrase: ClassVar[str] = "level D16 soft"

    def effect(self, case: Case) -> Effect:
        before = case.policy.level(self.rule)
        if before in (self.level, "hard"):
            return "adds"
        return "removes" if self.level == "hard" else "mixed"

    def told(self, problem: Problem) -> Sentence:
        return Sentence(f"规则 {self.rule} 改为{LEVELS_ZH.get(self.level, self.level)}（{self.level}）", f"rule {self.rule} {self.level}")

    def apply(self, case: Case) -> Case:
        _check_rule(case.policy, self.rule)
        return case._replace(policy=_laid(case.policy, {self.rule: {"level": self.level}}))


@dataclass(frozen=True, slots=True)
class RuleNumber(Change):
    """Number of a rule, within the bounds that the rule has; numbers of the clock are written ``17:40``."""

    rule: str
    number: str
    amount: Amount

    kind: ClassVar[str] = "number"
    about: ClassVar[Sentence] = Sentence("一条规则的数值", "number of a rule")
    example: ClassVar = {"kind": "number", "rule": "D10", "number": "days_per_week", "amount": 5}
    phrase: ClassVar[str] = "number D10 days_per_week 5"

    def effect(self, case: Case) -> Effect:
        return "adds" if not case.policy.on(self.rule) else "mixed"

    def told(self, problem: Problem) -> Sentence:
        zh, en = self.amount.told()
        return Sentence(f"规则 {self.rule} 的 {self.number} {zh}", f"{self.number} of rule {self.rule} {en}")

    def apply(self, case: Case) -> Case:
        _check_rule(case.policy, self.rule)
        rule = case.policy.rules.get(self.rule) or case.policy.duties[self.rule]
        known = rule.numbers.get(self.number)
        if known is None and self.amount.how != "to":
            found = Findings()
            found.unknown(("number",), self.number, "数值", "number", rule.numbers)
            refuse_policy(found)
        value = self.amount.number if known is None else self.amount.of(known.value)
        return case._replace(policy=_laid(case.policy, {self.rule: {"numbers": {self.number: value}}}))


@dataclass(frozen=True, slots=True)
class Weight(Change):
    """Weight of a rule among those of its goal."""

    rule: str
    weight: int

    kind: ClassVar[str] = "weight"
    about: ClassVar[Sentence] = Sentence("一条规则的权重", "weight of a rule")
    example: ClassVar = {"kind": "weight", "rule": "C04", "weight": 2}
    phrase: ClassVar[str] = "weight C04 2"

    def effect(self, case: Case) -> Effect:
        return "mixed"

    def told(self, problem: Problem) -> Sentence:
        return Sentence(f"规则 {self.rule} 的权重改为 {self.weight}", f"weight of rule {self.rule} {self.weight}")

    def apply(self, case: Case) -> Case:
        _check_rule(case.policy, self.rule)
        return case._replace(policy=_laid(case.policy, {self.rule: {"weight": self.weight}}))


@dataclass(frozen=True, slots=True)
class Profile(Change):
    """Profile of another document; the school's own overrides stay."""

    profile: str

    kind: ClassVar[str] = "profile"
    about: ClassVar[Sentence] = Sentence("按另一份文件的规则", "the rules of another document")
    example: ClassVar = {"kind": "profile", "profile": "jiangsu-city"}
    phrase: ClassVar[str] = "profile jiangsu-city"

    def effect(self, case: Case) -> Effect:
        return "mixed"

    def told(self, problem: Problem) -> Sentence:
        return Sentence(f"改用规则集 {self.profile}", f"profile {self.profile}")

    def apply(self, case: Case) -> Case:
        found = Findings()
        if self.profile not in profile_names():
            found.unknown(("profile",), self.profile, "规则集", "profile", profile_names())
        refuse_policy(found)
        return case._replace(policy=load_policy(self.profile, overrides_of(case.policy)))
