"""What one policy says otherwise than another: levels, weights, numbers, clauses, paper duties and the order of goals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solver.policy.duty import PaperDuty
from solver.policy.policy import Policy
from solver.policy.rule import Number, Rule

NOTHING = "-"
"""What stands for a number, a rule or a duty that one of the two does not have."""
CLAUSE, SENTENCE, DUTY = "clause", "sentence", "duty"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One difference. rule: id of a rule or a paper duty, or "" for the order of goals. what: ``level``, ``weight``, the name
    of a number, ``tiers``, ``sentence``, ``clause`` (document and quote), ``duty`` (there or not), ``first`` or ``last``.
    """

    rule: str
    what: str
    base: str
    now: str


def differences(base: Policy, policy: Policy) -> tuple[RuleChange, ...]:
    """Where ``policy`` differs from ``base``: rules in the order of ``base``, then paper duties, then the order of goals."""
    found: list[RuleChange] = []
    for rule in base.rules.values():
        found += _of_rule(rule, policy.rules[rule.id])
    for name in dict.fromkeys((*base.duties, *policy.duties)):
        found += _of_duty(name, base.duties.get(name), policy.duties.get(name))
    order, own = [tier.name for tier in base.tiers], [tier.name for tier in policy.tiers]
    if order != own:
        found.append(RuleChange("", "tiers", " ".join(order), " ".join(own)))
    return tuple(found)


def _of_rule(rule: Rule, mine: Rule) -> Iterator[RuleChange]:
    if mine.level != rule.level:
        yield RuleChange(rule.id, "level", rule.level, mine.level)
    if mine.weight != rule.weight:
        yield RuleChange(rule.id, "weight", str(rule.weight), str(mine.weight))
    yield from _of_numbers(rule, mine)
    if mine.zh != rule.zh:
        yield RuleChange(rule.id, SENTENCE, rule.zh, mine.zh)
    if mine.source != rule.source:
        yield RuleChange(rule.id, CLAUSE, _clause(rule), _clause(mine))


def _of_duty(name: str, duty: PaperDuty | None, mine: PaperDuty | None) -> Iterator[RuleChange]:
    if duty is None or mine is None:
        yield RuleChange(name, DUTY, NOTHING if duty is None else duty.zh, NOTHING if mine is None else mine.zh)
        return
    if mine.level != duty.level:
        yield RuleChange(name, "level", duty.level, mine.level)
    yield from _of_numbers(duty, mine)
    for what, old, new in (("first", duty.first, mine.first), ("last", duty.last, mine.last)):
        if old != new:
            yield RuleChange(name, what, old.isoformat() if old else NOTHING, new.isoformat() if new else NOTHING)
    if mine.zh != duty.zh:
        yield RuleChange(name, SENTENCE, duty.zh, mine.zh)
    if mine.source != duty.source:
        yield RuleChange(name, CLAUSE, _clause(duty), _clause(mine))


def _of_numbers(old: Rule | PaperDuty, new: Rule | PaperDuty) -> Iterator[RuleChange]:
    for name in sorted({*old.numbers, *new.numbers}):
        before, after = old.numbers.get(name), new.numbers.get(name)
        if before != after:
            yield RuleChange(old.id, name, _value(before), _value(after))


def _value(number: Number | None) -> str:
    return NOTHING if number is None else str(number.value)


def _clause(item: Rule | PaperDuty) -> str:
    return f"{item.source.document}：“{item.source.quote}”"
