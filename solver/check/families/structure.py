"""K00 structure: everything in a plan exists, is meant once, and lies on the template.

Formula: ids known; weekdays in D; one dismissal a windowed grade, at one of its slots and gates; one tutoring record
at most a (grade, weekday); sections numbered 1..max_sections; a class in one care group at most a (weekday, period);
seats unique in opened sections; assignments to posts of the plan, in their weeks, once, within the headcount; one late
care, flex grant and fee at most each.

Afterwards: what :mod:`solver.check.well_formed` and :mod:`solver.check.assigned_duties` kept has one plain meaning; all other families
read only that.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.measurement import Measurement
from solver.check.plan_index import PlanIndex


def structure(view: PlanIndex) -> Iterator[Measurement]:
    """K00: the faults that were found while the plan was read."""
    yield from view.kept.faults
