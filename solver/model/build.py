"""Build a model over a scope, and read a plan back from values of its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from solver.model.current import Current
from solver.model.frame import Frame
from solver.model.post import Poster
from solver.model.registry import FAMILIES
from solver.model.rows import Rows
from solver.model.scope import Scope
from solver.model.variables import Variables


@dataclass(frozen=True)
class Model:
    """Rows with the variables that name their columns."""

    rows: Rows
    variables: Variables


def build(
    frame: Frame, scope: Scope, current: Current, families: Sequence[Callable[[Poster], None]] = FAMILIES
) -> Model:
    """State every family over the free part of the scope; the rest comes from the current plan."""
    rows = Rows()
    variables = Variables(frame, scope, current, rows)
    poster = Poster(variables)
    for family in families:
        family(poster)
    return Model(rows, variables)
