"""Companions 同伴: pairs of pupils, such as twins, friends or two who quarrelled, who are to be together in sections, or apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

COMPANION_KINDS = ("together", "apart")
"""一起, 分开."""
STRENGTHS = ("must", "wish")
"""必须 (C10), 尽量 (C10W)."""


@dataclass(frozen=True, slots=True)
class Companion:
    """An entry about two pupils, as one family or the school asked for it; which of them stands first means nothing.

    kind: one of :data:`COMPANION_KINDS`. strength: one of :data:`STRENGTHS`. Known to the office alone: that two pupils are to be
    apart is on no paper for pupils, parents or other classes.
    """

    pupil: str
    other: str
    kind: str
    strength: str = "wish"


@dataclass(frozen=True, slots=True)
class CompanionPair:
    """Two pupils of whom one entry or several ask for one kind. pupils: ids, ascending. must: whether any of them says so."""

    pupils: tuple[str, str]
    kind: str
    must: bool

    @property
    def apart(self) -> bool:
        return self.kind == "apart"


def pairs_of(companions: Iterable[Companion]) -> tuple[CompanionPair, ...]:
    """Entries -> each pair and kind once, in the order of the first entry: both families of two friends may have written one."""
    found: dict[tuple[str, str, str], bool] = {}
    for each in companions:
        first, second = sorted((each.pupil, each.other))
        key = first, second, each.kind
        found[key] = found.get(key, False) or each.strength == "must"
    return tuple(CompanionPair((first, second), kind, must) for (first, second, kind), must in found.items())
