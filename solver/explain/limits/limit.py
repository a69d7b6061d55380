"""Limit: why a staffing goal of a plan cannot be lower, checked by taking away what is named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """Limit that holds a goal of a plan up, with the plan's sections, care groups and dismissals as they are.

    tier: the goal. value: the plan's. least: no staffing of the same sections, groups and dismissals has less, as far as counting
    tells. without: the same once what is named is taken away; less than ``least``, or it is not named. Of the order of leaving, what
    is given up is told too: ``least`` is then below the value, of all dismissals that there may be. All in the tier's counted
    units and for the rule alone, before its weight. rules: whose numbers or facts hold it up. subjects: ids of people, classes and
    fixed posts that are named. zh, en: the sentence.
    """

    tier: str
    value: int
    least: int
    without: int
    rules: tuple[str, ...]
    subjects: tuple[str, ...]
    zh: str
    en: str
