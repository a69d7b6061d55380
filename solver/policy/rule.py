"""A rule as data: sentence, numbers, level, tier, weight and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LEVELS = ("hard", "soft", "off")


@dataclass(frozen=True, slots=True)
class Number:
    """A rule's number with its unit; ``minimum``/``maximum`` bound what a jurisdiction may set."""

    value: int
    unit: str
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class UnsetNumber:
    """A number that a policy may give and does not: its unit, its bounds, and a sentence that says what holds instead."""

    unit: str
    minimum: int
    maximum: int
    zh: str
    en: str


def title(document: str) -> str:
    """``《…》（…号）`` of ``S0 《…》（…号）``."""
    return document.partition(" ")[2] or document


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rule comes from: document (short name and title), and the clause quoted."""

    document: str
    quote: str

    @property
    def title(self) -> str:
        """The document's title without its short name."""
        return title(self.document)


@dataclass(frozen=True)
class Rule:
    """One rule of a policy.

    id: of the catalogue (``A01``..``I14``) or a house rule ``K01``.. of common sense.
    levels: the levels this rule can take; ``soft`` needs a tier. weight: units of tier per unit of violation. unset: numbers
    that this policy leaves open, by name.
    """

    id: str
    zh: str
    en: str
    level: str
    levels: tuple[str, ...]
    source: Source
    tier: str | None = None
    weight: int = 1
    numbers: Mapping[str, Number] = field(default_factory=dict)
    unset: Mapping[str, UnsetNumber] = field(default_factory=dict)
