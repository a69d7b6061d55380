"""Dismissals of a plan under construction: when and by which gate each grade leaves (D17, D18, H03, H03P)."""

from __future__ import annotations

from solver.model.instance import Instance
from solver.plan import Dismissal
from solver.search.search_params import ConstructParams
from solver.search.slot_model import SlotModel

DEFAULTS = ConstructParams()


def dismissals(instance: Instance, seed: int, params: ConstructParams = DEFAULTS) -> tuple[Dismissal, ...]:
    """Slots and gates for all grades: in order (D17, D18), then with the shortest longest wave (H03P).

    Of several such choices, the one with the fewest minutes of adults who wait with a class or stand at a gate. Empty where the
    grades cannot leave.
    """
    found = SlotModel(instance, params.slot_effort, seed).choose(("order", "peak"))
    return () if found is None else found.dismissals


def prompt_dismissals(instance: Instance, seed: int, params: ConstructParams = DEFAULTS) -> list[tuple[Dismissal, ...]]:
    """Slots and gates for all grades with the fewest minutes of adults who wait with a class or stand at a gate, however long the
    waves: where adults are too few for the others. First those in order, then, where they cost fewer minutes, any.
    """
    choices = [SlotModel(instance, params.slot_effort, seed).choose(tiers) for tiers in (("order",), ())]
    ordered, free = (choice for choice in choices)
    if ordered is None or free is None:
        return []
    return [ordered.dismissals, *([free.dismissals] if free.waiting < ordered.waiting else [])]
