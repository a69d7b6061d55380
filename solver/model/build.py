"""Build a model over a scope, and read a plan back from values of its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from solver.model.context import ModelContext
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel
from solver.model.registry import FAMILIES
from solver.model.scope import Scope
from solver.model.variables import Variables


@dataclass(frozen=True)
class Model:
    """Rows with the variables that name their columns."""

    rows: LinearModel
    variables: Variables


def build(
    instance: Instance, scope: Scope, current: Current, families: Sequence[Callable[[ModelContext], None]] = FAMILIES
) -> Model:
    """State every family over the free part of the scope, and the limits on tiers; the rest comes from the current plan."""
    rows = LinearModel()
    variables = Variables(instance, scope, current, rows)
    poster = ModelContext(variables)
    for family in families:
        family(poster)
    instance.limits.state(rows)
    return Model(rows, variables)
