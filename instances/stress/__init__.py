"""The nine stress instances of DOMAIN section 3, one pure change of a problem a file."""

from __future__ import annotations

from instances.stress import enrolment, flu, gate, lane, rain, supplier, teachers, unmerged, weeks
from instances.stress.stress import Stress

MODULES = (teachers, supplier, rain, enrolment, flu, weeks, gate, lane, unmerged)


def stresses() -> tuple[Stress, ...]:
    """All of them, by their numbers."""
    return tuple(module.STRESS for module in MODULES)


__all__ = ["Stress", "stresses"]
