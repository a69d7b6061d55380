"""Rows of the order of leaving (D17, D18): none where slots are settled, and few for many siblings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from instances.generators import generate, presets
from solver.model.build import build
from solver.model.current import Current
from solver.model.families.order import near_siblings, youngest_first
from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.plan import Dismissal, Plan
from solver.policy.load import load_policy

ORDER = (youngest_first, near_siblings)
FAMILY = 3
"""Pupils of a family."""


def _instance() -> Instance:
    """The school of middle size, every pupil in a family of three who are far apart on the list, all grades with three slots."""
    preset = presets()["mid"]
    problem = generate(preset, 1)
    families = len(problem.pupils) // FAMILY
    pupils = tuple(replace(pupil, family=f"F{index % families}") for index, pupil in enumerate(problem.pupils))
    windows = tuple(replace(w, dismissals=tuple(max(w.dismissals) + more for more in (0, 15, 30))) for w in problem.windows)
    pupils = tuple(replace(p, late_until=None if p.late_until is None else 1200) for p in pupils)
    return Instance(replace(problem, pupils=pupils, windows=windows), load_policy("national"))


def test_no_column_where_slots_are_settled() -> None:
    here = _instance()
    leaving = tuple(Dismissal(w.grade, w.dismissals[-1 if w.grade == 1 else 0], w.gates[0]) for w in here.problem.windows)
    settled = build(here, Scope(), Current(Plan(dismissals=leaving)), ORDER)
    assert (settled.rows.size, len(settled.rows.row_rule)) == (2, 0), "the two constants"
    assert settled.rows.constants["order"] > 0


def test_siblings_alike_share_their_rows() -> None:
    here = _instance()
    free = build(here, Scope(slots=frozenset(here.problem.window_of)), Current(Plan()), ORDER)
    rows = Counter(free.rows.row_rule)
    days = sum(coefficient for coefficient, column in free.rows.tiers["order"] if column in free.rows.wide)
    kinds = sum(column in free.rows.wide for _, column in free.rows.tiers["order"])
    assert days > 10 * kinds, "families and days"
    assert rows["D18"] <= 15 * kinds
    assert rows["D17"] <= 2 * 15, "two slots of the lower of two grades, 15 pairs"
