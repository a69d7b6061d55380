"""Faults of a workbook, gathered sheet by sheet; a flood is listed in part and counted in full."""

from __future__ import annotations

from solver.errors import Fault

LISTED = 200
"""So many faults a sheet are listed; the others are counted."""
BOOK = "工作簿 workbook"


class FaultList:
    """Collects faults; ``path`` of each is a single part such as ``学生 pupils!D17``."""

    def __init__(self) -> None:
        self._by_sheet: dict[str, list[Fault]] = {}
        self._counts: dict[str, int] = {}

    def __len__(self) -> int:
        return sum(self._counts.values())

    def add(self, sheet: str, cell: str, value: str, zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> None:
        """Add one fault; ``cell`` may be empty for the sheet as a whole."""
        self._counts[sheet] = self._counts.get(sheet, 0) + 1
        listed = self._by_sheet.setdefault(sheet, [])
        if len(listed) < LISTED:
            where = f"{sheet}!{cell}" if cell else sheet
            listed.append(Fault((where,), value, zh, en, hint_zh, hint_en))

    def all(self) -> list[Fault]:
        """Every listed fault, sheet by sheet, each flood closed by a fault that counts the rest."""
        found = []
        for sheet, listed in self._by_sheet.items():
            found += listed
            rest = self._counts[sheet] - len(listed)
            if rest:
                found.append(Fault((sheet,), str(rest), f"本表另有 {rest} 处错误未列出", f"{rest} further faults not listed",
                                   "可能粘贴了别的内容；请先改正已列出的。",
                                   "Maybe something else was pasted; correct the listed ones first."))  # fmt: skip
        return found
