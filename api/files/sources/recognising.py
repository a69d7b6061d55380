"""Recognition of a sheet: by what was told last time, by an answer, or by headings and content; what is unsure is asked once."""

from __future__ import annotations

from dataclasses import dataclass

from api.files.sources.kind import LIKELY, SURE, UNLIKELY, SourceKind
from api.files.sources.layout import heading_mark, layouts
from api.files.sources.mapping import ImportMapping, SheetMapping, signature_of
from api.files.sources.question import Asking, Question, question_id
from api.files.sources.registry import KINDS
from api.files.sources.source import SourceTable, cell_text
from api.files.table.columns import normal

IGNORE = "ignore"
IGNORE_ZH = "不用"
FEWEST_TEXTS = 2
"""Number of different texts of a row up to which it tells nothing of a sheet; raising it asks about more sheets."""
HEADING_ROWS = 15
"""Rows in which headings are looked for to know a sheet again."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet with its kind, None = not to be used, and how its columns were read."""

    table: SourceTable
    kind: SourceKind | None
    signature: str
    mapping: SheetMapping


def recognise(table: SourceTable, remembered: ImportMapping, asking: Asking) -> Recognised:
    """The kind of a sheet. Merged areas must be spread."""
    headings = heading_texts(table)
    signature = signature_of(headings) if headings else signature_of((table.sheet,))
    known = remembered.sheets.get(signature)
    by_key = {kind.key: kind for kind in KINDS}
    if known is not None and (known.kind in by_key or known.kind == IGNORE):
        return Recognised(table, by_key.get(known.kind), signature, known)
    marks = sorted(((kind.likeness(table), -place) for place, kind in enumerate(KINDS)), reverse=True)
    best, second = marks[0], marks[1]
    kind: SourceKind | None = KINDS[-best[1]] if best[0] >= UNLIKELY else None
    unsure = best[0] < LIKELY or (best[0] < SURE and best[0] - second[0] < 10)
    if table.hidden and best[0] < LIKELY:
        kind = None  # lists of choices and the like, which forms hide
    elif unsure or table.hidden:
        kind = _asked(table, None if table.hidden else kind, signature, asking)
    columns = _columns(table, kind) if kind else {}
    return Recognised(table, kind, signature, SheetMapping(kind.key if kind else IGNORE, columns))


def _asked(table: SourceTable, guess: SourceKind | None, signature: str, asking: Asking) -> SourceKind | None:
    where = f"{table.file}的“{table.sheet}”表" if table.sheet else table.file
    hidden = "（隐藏的表）" if table.hidden else ""
    choices = {kind.zh: kind.zh for kind in KINDS} | {IGNORE_ZH: "不导入这个表"}
    answer = asking.ask(Question(
        question_id("kind", signature), f"{where}{hidden}是什么？可答：{'、'.join(choices)}", f"What is this sheet of {table.file}?",
        guess.zh if guess else IGNORE_ZH, choices))  # fmt: skip
    return next((kind for kind in KINDS if kind.zh == answer), None)


def heading_texts(table: SourceTable) -> tuple[str, ...]:
    """The row of headings by which a sheet is known again: that with most words of any kind's columns; where none has two, the
    first with most different texts, at least three; empty when there is none."""
    specs = [spec for kind in KINDS for spec in kind.columns]
    best: tuple[int, tuple[str, ...]] = (1, ())
    for row in table.rows[:HEADING_ROWS]:
        texts = tuple(dict.fromkeys(text for text in map(cell_text, row) if text and len(text) < 40))
        sure = sum(1 for text in texts if any(heading_mark(text, spec) > 80 for spec in specs))
        if sure > best[0]:
            best = (sure, texts)
    if best[1]:
        return best[1]
    rows = [tuple(dict.fromkeys(text for text in map(cell_text, row) if text and len(text) < 40)) for row in table.rows[:HEADING_ROWS]]
    longest = max(rows, key=len, default=())
    return longest if len(longest) > FEWEST_TEXTS else ()


def _columns(table: SourceTable, kind: SourceKind) -> dict[str, str]:
    """Which heading was read as which field, for the mapping that is kept."""
    if not kind.columns:
        return {}
    found = layouts(table, kind.columns)
    return {field: normal(found[0].headings[places[0]]) for field, places in found[0].columns.items()} if found else {}
