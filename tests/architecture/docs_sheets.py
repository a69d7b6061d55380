"""The sheets of the request workbook with their columns, as the template has them."""

from __future__ import annotations

from api.files.request.sheets import SHEETS
from api.files.table.columns import REQUIRED, SheetSpec


def sheets() -> str:
    """A heading and a table for each sheet; columns that must be filled in are marked."""
    return "\n".join(map(_sheet, SHEETS))


def _sheet(sheet: SheetSpec) -> str:
    lines = [f"## {sheet.title}", "", f"{sheet.note_zh} {sheet.note_en}", ""]
    lines += ["| 列 column | 必填 needed | 填什么 what to fill in |", "|---|---|---|"]
    for column in sheet.columns:
        needed = "●" if column.default is REQUIRED else ""
        lines.append(
            f"| {column.zh}<br>{column.en} | {needed} | {column.note_zh}<br>{column.note_en} |".replace("|  |", "| |")
        )
    return "\n".join(lines) + "\n"
