"""Faults of a workbook, gathered sheet by sheet; a flood is listed in part and counted in full."""

from __future__ import annotations

import re
from dataclasses import replace

from solver.errors import Fault

LISTED = 200
"""So many faults a sheet are listed; of the others those with words that are listed add their rows, the rest are counted."""
BOOK = "工作簿 workbook"
FAULT_SHEET = "错误清单"
"""Title of the sheet that lists the faults in a marked copy (:mod:`api.files.marked`); readers of workbooks pass over it."""
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class FaultList:
    """Collects faults; ``path`` of each is a single part such as ``学生 pupils!D17``."""

    def __init__(self) -> None:
        self._by_sheet: dict[str, list[Fault]] = {}
        self._counts: dict[str, int] = {}
        self._rows: dict[str, dict[tuple[str, str, str], tuple[int, list[int]]]] = {}

    def __len__(self) -> int:
        return sum(self._counts.values())

    def add(
        self, sheet: str, cell: str, value: str, zh: str, en: str, hint_zh: str = "", hint_en: str = "", *, cause: str = "",
        rows: tuple[int, ...] = (),
    ) -> None:  # fmt: skip
        """Add one fault; ``cell`` may be empty for the sheet as a whole. cause, rows: of the fault (:class:`solver.errors.Fault`)."""
        self._counts[sheet] = self._counts.get(sheet, 0) + 1
        listed = self._by_sheet.setdefault(sheet, [])
        place = _CELL.fullmatch(cell)
        words = (place[1] if place else "", value, zh)
        alike = self._rows.setdefault(sheet, {})
        if len(listed) < LISTED:
            alike.setdefault(words, (len(listed), []))
            where = f"{sheet}!{cell}" if cell else sheet
            listed.append(Fault((where,), value, zh, en, hint_zh, hint_en, cause, rows=rows))
        elif place and words in alike:
            alike[words][1].append(int(place[2]) - 1)

    def all(self) -> list[Fault]:
        """Every listed fault, sheet by sheet, each flood closed by a fault that counts the rest."""
        found = []
        for sheet, listed in self._by_sheet.items():
            told = list(listed)
            rest = self._counts[sheet] - len(listed)
            for index, rows in self._rows[sheet].values():
                if rows:
                    told[index] = replace(told[index], rows=(*told[index].rows, *rows))
                    rest -= len(rows)
            found += told
            if rest:
                found.append(Fault((sheet,), str(rest), f"本表另有 {rest} 处错误未列出", f"{rest} further faults not listed",
                                   "可能粘贴了别的内容；请先改正已列出的。",
                                   "Maybe something else was pasted; correct the listed ones first."))  # fmt: skip
        return found
