"""Kinds of sheets and of files: how each is recognised, and what reading one gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from api.files.sources.account import RowFate
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import Record
from api.files.sources.source import SourceFile, SourcePlace, SourceTable

SURE, LIKELY, UNLIKELY = 90, 60, 30
"""Likeness from which a kind is taken without asking, taken as a guess and asked, and below which it is no guess."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a kind of sheet. words: headings by which it is known, compared without width, case, blanks and brackets; the first
    is the best. looks: whether a cell's text can be of this column; cells decide between columns, and where headings are missing.
    required: the sheet is not of this kind without it. several: several columns may be of this field (志愿1, 志愿2). never: texts
    of headings that hold a word and are another column all the same (家长姓名)."""

    field: str
    zh: str
    en: str
    words: tuple[str, ...]
    required: bool = False
    looks: Callable[[str], bool] | None = None
    several: bool = False
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """records: of the rows, each with its place. fates: of the rows that gave no record (headings, titles, totals, what was not
    understood); a row without either is reported as not understood."""

    records: tuple[Record, ...] = ()
    fates: Mapping[SourcePlace, RowFate] = field(default_factory=dict)


class SourceKind(Protocol):
    """A kind of sheet."""

    @property
    def key(self) -> str: ...

    @property
    def zh(self) -> str: ...

    @property
    def en(self) -> str: ...

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """Empty where a sheet has no headings of its own, as a timetable as a grid."""

    def likeness(self, table: SourceTable) -> int:
        """How much a sheet looks like this kind, 0..100."""

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:
        """Read a sheet of this kind; mapping tells columns that a person has assigned."""


class FileKind(Protocol):
    """A kind of file that is read as a whole: of another program, or one of our own."""

    @property
    def key(self) -> str: ...

    @property
    def zh(self) -> str: ...

    @property
    def en(self) -> str: ...

    def recognises(self, source: SourceFile) -> bool:
        """Whether a file is of this kind, cheaply (by suffix and first bytes)."""

    def read(self, source: SourceFile, asking: Asking) -> ReadTable:
        """Read the file. An account is owed of every place that the result names. Raises ProblemError with a way out."""
