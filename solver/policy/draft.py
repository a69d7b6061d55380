"""A rule while its layers (base profile, inheriting profiles, overrides) are being laid over one another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from solver.policy.policy import Tier
from solver.policy.rule import LEVELS, Number, Rule, Source, UnsetNumber


@dataclass(slots=True)
class RuleDraft:
    """Everything of a :class:`Rule`, still open to change.

    number_pattern, number_like: what further numbers a layer may add (A12 names a start and an end by grade). unset: what holds
    while the one number of that pattern is not given, in Chinese and English.
    """

    id: str
    zh: str = ""
    en: str = ""
    level: str = "off"
    levels: tuple[str, ...] = ()
    source: Source = field(default_factory=lambda: Source("", ""))
    tier: str | None = None
    weight: int = 1
    numbers: dict[str, Number] = field(default_factory=dict)
    number_pattern: str | None = None
    number_like: Number | None = None
    unset: tuple[str, str] | None = None

    def known_number(self, name: str) -> Number | None:
        """The number as it stands, or the mould for one that this rule lets a layer add, or None."""
        if name in self.numbers:
            return self.numbers[name]
        if self.number_pattern is not None and re.fullmatch(self.number_pattern, name):
            return self.number_like
        return None

    def known_names(self) -> tuple[str, ...]:
        """Names of the numbers that stand, and of the one that is left open."""
        return (*self.numbers, *self._unset())

    def _unset(self) -> dict[str, UnsetNumber]:
        name, like = self.number_pattern, self.number_like
        if self.unset is None or name is None or like is None or name in self.numbers:
            return {}
        return {name: UnsetNumber(like.unit, like.minimum, like.maximum, *self.unset)}

    def rule(self) -> Rule:
        return Rule(
            id=self.id,
            zh=self.zh,
            en=self.en,
            level=self.level,
            levels=tuple(level for level in LEVELS if level in self.levels),
            source=self.source,
            tier=self.tier,
            weight=self.weight,
            numbers=dict(self.numbers),
            unset=self._unset(),
        )


@dataclass(slots=True)
class PolicyDraft:
    """The rules and tiers so far, in the order in which the base profile gives them."""

    rules: dict[str, RuleDraft] = field(default_factory=dict)
    tiers: dict[str, Tier] = field(default_factory=dict)
    """By name, most important first."""
