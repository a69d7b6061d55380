"""Assumptions as notices, and as rows of a sheet: what was taken, and where it is changed."""

from __future__ import annotations

from collections.abc import Iterable

from api.files.request.sheets import SHEETS
from api.mapping.assumed import Assumed
from solver.errors import Fault

ASSUMED_TITLE = "默认值 assumed"
"""Title of the sheet that lists assumptions in a written workbook; readers pass over it."""
HEADINGS = ("取了什么 what was taken", "取值 value", "在哪里改 where to change it")


def place_of(assumed: Assumed) -> tuple[str, str]:
    """Sheet and column of the full workbook that change it, in Chinese and in English."""
    spec = next(spec for spec in SHEETS if spec.key == assumed.sheet)
    column = next((column for column in spec.columns if column.field == assumed.column), None)
    if column is None:
        return f"“{spec.zh}”表", f'sheet "{spec.en}"'
    return f"“{spec.zh}”表“{column.zh}”列", f'sheet "{spec.en}", column "{column.en}"'


def notices_of(assumed: Iterable[Assumed]) -> list[Fault]:
    """One notice for each assumption, with where the full workbook changes it."""
    found = []
    for each in assumed:
        zh, en = place_of(each)
        found.append(Fault((ASSUMED_TITLE,), each.value, each.zh, each.en,
                           f"可能要改：在完整工作簿的{zh}。", f"Maybe change it in the full workbook, {en}."))  # fmt: skip
    return found
