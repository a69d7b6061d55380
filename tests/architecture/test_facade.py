"""Every public name of the facade can be had, typed and untyped, and none loads the solver libraries before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import solver
from tests.architecture.facade_stub import STUB, stub


@pytest.mark.parametrize("name", sorted(solver.HOMES))
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(solver, name) is not None


def test_type_checkers_see_the_same_names() -> None:
    """Else: ``python -m tests.architecture.facade_stub``."""
    assert STUB.read_text() == stub()


def test_names_load_what_they_need_alone() -> None:
    code = "import sys, solver; solver.Params, solver.check_plan; sys.exit(any(name in sys.modules for name in ('ortools', 'highspy')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = solver.nonsense  # type: ignore[attr-defined]
