"""Faults as lines of a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from api.files.language import Language
from api.files.marked.fault_group import FaultGroup, grouped
from api.files.marked.fault_words import fault_words, fault_words_en, where_words
from api.files.table.fault_list import BOOK
from solver import Fault
from solver.errors import format_path

MOST_LINES = 20
"""Mistakes of a workbook that are told; of more, the number. Raising it lets the first ones scroll out of sight."""


def fault_line(fault: Fault) -> str:
    """``where: zh / en (value …) 可能… / Maybe …`` in one line."""
    words = " / ".join(text for text in (fault.zh, fault.en) if text)
    value = f" (value {fault.value})" if fault.value else ""
    hints = " / ".join(text for text in (fault.hint_zh, fault.hint_en) if text)
    return " ".join(f"{format_path(fault.path)}: {words}{value} {hints}".split())


def fault_lines(faults: Sequence[Fault], file: Path | None = None, language: Language = Language.ZH) -> list[str]:
    """Faults of a workbook in a language, by sheet, the same fault once with its rows; any others one a line, in both languages.

    file: that all are of, if they are of one.
    """
    if file is None or file.suffix.lower() != ".xlsx":
        return [fault_line(fault) for fault in faults]
    whole = [fault for fault in faults if format_path(fault.path) in (str(file), BOOK)]
    groups = grouped([fault for fault in faults if fault not in whole])
    lines = [fault_line(fault) for fault in whole]
    by_sheet: dict[str, list[FaultGroup]] = {}
    for group in groups[:MOST_LINES]:
        by_sheet.setdefault(group.places[0].sheet, []).append(group)
    for sheet, here in by_sheet.items():
        lines.append(sheet)
        lines += [f"  {_told(group, language)}" for group in here]
    rest = groups[MOST_LINES:]
    if rest:
        lines.append(f"另有 {len(rest)} 类错误（{sum(len(group.places) for group in rest)} 处）未列出")
    return lines


def _told(group: FaultGroup, language: Language) -> str:
    where, words = where_words(group), language.of((fault_words(group), fault_words_en(group)))
    return f"{where}：{words}" if where else words
