"""The facade's three lists agree, and every public name can be had."""

from __future__ import annotations

import ast
import inspect

import pytest

import solver


@pytest.mark.parametrize("name", [name for name in solver.__all__ if name != "__version__"])
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(solver, name) is not None


def test_lists_agree() -> None:
    """``__all__``, the table of homes and the imports for type checkers name the same things from the same places."""
    homes = solver._HOMES
    assert sorted(solver.__all__) == sorted([*homes, "__version__"])
    tree = ast.parse(inspect.getsource(solver))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert typed == homes


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = solver.nonsense  # type: ignore[attr-defined]
