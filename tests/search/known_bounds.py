"""All bounds of an instance, as a search would know them."""

from __future__ import annotations

from solver.model.instance import Instance
from solver.search.bounds.combinatorial import combinatorial_bounds as quick_bounds
from solver.search.bounds.slots import gate_posts, slot_bounds
from solver.search.bounds.store import Bound, Bounds
from solver.search.bounds.worker import BoundWorker


def known(instance: Instance, values: dict[str, int]) -> Bounds:
    """All bounds that a search would know whose incumbent has the values."""
    found = Bounds()
    for name, value in quick_bounds(instance).items():
        found.add(Bound(name, value, {"coverage": 0}))
    for bound in slot_bounds(instance, 1):
        found.add(bound)
    BoundWorker(instance, found, lambda: values, gates=gate_posts(instance, 1)).tighten_all(values, lambda: None)
    return found
