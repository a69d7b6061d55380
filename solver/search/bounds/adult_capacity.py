"""Pupils whom one adult can have at once (A04, C06, K03)."""

from __future__ import annotations

from solver.model.instance import Instance
from solver.problem import Band
from solver.units import Weekday


def pupils_of(instance: Instance, day: Weekday, band: Band) -> list[int]:
    """Attending pupils of each class of the band."""
    return [len(instance.attending.get((home, day), ())) for home in instance.classes_of_band[band.id]]


def most_pupils(instance: Instance, day: Weekday, band: Band) -> int:
    """The largest of a merged group, one class of the band, a section of the day: no adult has more of its pupils; at least 1."""
    homes, policy = pupils_of(instance, day, band), instance.policy
    group = policy.number("K03", "pupils") if policy.on("K03") else sum(homes)
    sections = [o.maximum for o in instance.problem.offerings if day in instance.session_days[o.id]]
    return max([1, group, *homes, *(sections if policy.on("C06") else [sum(homes)])])
