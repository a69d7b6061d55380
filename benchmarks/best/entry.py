"""What is known of the best plan of one instance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """The run behind a figure: commit or label, hash of the code, seed, limit in seconds, workers, time (UTC)."""

    label: str
    code_sha256: str
    seed: int
    limit: float
    workers: int
    when: str


@dataclass(frozen=True, slots=True)
class Bound:
    """No plan whose earlier tiers are at most ``under`` goes below ``value`` in this tier, as the source's search proved.

    The checker cannot verify a bound; it is stored with what it was proven under and shown only where that applies.
    """

    value: int
    under: Mapping[str, int]
    source: Source

    def applies_to(self, values: Mapping[str, int]) -> bool:
        """Whether a plan with these values is as good as the bound asks for."""
        return all(values.get(tier, limit + 1) <= limit for tier, limit in self.under.items())


@dataclass(frozen=True, slots=True)
class BestTier:
    """Value and scale by the checker, and the best bound that applies to this plan, or None."""

    name: str
    value: int
    scale: int
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Best:
    """The best plan known: its request, its tiers in the policy's order, the run that found it."""

    instance: str
    request_sha256: str
    tiers: tuple[BestTier, ...]
    source: Source

    @property
    def values(self) -> tuple[int, ...]:
        """What plans are compared by, first tier first."""
        return tuple(tier.value for tier in self.tiers)

    @property
    def by_name(self) -> dict[str, int]:
        return {tier.name: tier.value for tier in self.tiers}


def dump(best: Best) -> dict[str, Any]:
    """JSON-ready."""
    return asdict(best)


def load(raw: Mapping[str, Any]) -> Best:
    """Read what :func:`dump` writes. Raises KeyError or TypeError when something is missing."""
    tiers = tuple(BestTier(t["name"], t["value"], t["scale"], _bound(t["bound"])) for t in raw["tiers"])
    return Best(raw["instance"], raw["request_sha256"], tiers, Source(**raw["source"]))


def _bound(raw: Mapping[str, Any] | None) -> Bound | None:
    return None if raw is None else Bound(raw["value"], dict(raw["under"]), Source(**raw["source"]))
