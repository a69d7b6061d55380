"""A name list as its school submits it: a JSON document, or a table of ids and names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from api.files.names.name_document import names_of_json
from api.files.names.name_list import NameList, tidy_names
from api.files.names.name_table import NamedRows, named_rows
from api.files.sources.source import SourceFile
from api.files.sources.tables import tables_of
from solver.errors import ProblemError


def names_of_file(data: bytes, suffix: str) -> NameList:
    """The list of a document (``.json``) or a table, of no school yet. Raises ProblemError, which repeats no name."""
    if suffix == ".json":
        return names_of_json(data)
    try:
        rows = rows_of_file(SourceFile(f"names{suffix}", data))
    except ProblemError as error:
        raise ProblemError([replace(fault, value="") for fault in error.faults]) from None
    return tidy_names("", rows.pairs)


def rows_of_file(source: SourceFile, known: Collection[str] = ()) -> NamedRows:
    """The rows of a table's file with ids and names. known: ids of the request. Raises ProblemError."""
    return named_rows(tables_of(source), known)
