"""Tables of the documentation are what the program says."""

from __future__ import annotations

import pytest

from tests.architecture.docs_tables import TABLES, written


@pytest.mark.parametrize("name", list(TABLES))
def test_table_is_what_the_program_says(name: str) -> None:
    assert written(name) == TABLES[name][1](), "run python -m tests.architecture.docs_tables"
