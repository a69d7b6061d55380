"""Text in cells: lists in one cell, and quotation marks that keep a text exactly as it is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from api.files.table.cell import CellError, Formatted, Raw, plain_number

SEPARATORS = "、,，;；\n"
QUOTE = '"'
NONE_WORDS = ("无", "none")
"""Written in a list cell: explicitly nothing (where an empty cell means a default)."""


def cell_text(raw: Raw) -> str:
    """A cell as text, stripped. Raises CellError when Excel has turned what was typed into something else."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, Formatted):
        if raw.meaning == "text":
            return raw.shown
        raise CellError(f"这里要文字，而单元格是显示成“{raw.shown}”的数 {plain_number(raw.value)}",
                        f'text expected, but the cell holds {plain_number(raw.value)} and shows "{raw.shown}"',
                        "可能套用了别的列的格式；请把列设成“文本”格式再输入。",
                        "Maybe it has another column's format; format the column as text and type again.")  # fmt: skip
    if isinstance(raw, bool):
        raise CellError("这里要文字，不是逻辑值", "text expected, not a logical value",
                        "可能把单元格设成“文本”格式后重新输入。", "Maybe format the cell as text and type again.")  # fmt: skip
    if isinstance(raw, int | float):
        if float(raw).is_integer() and abs(raw) < 1e15:
            return str(int(raw))
        raise CellError("这里要文字，而单元格里是会走样的数字", "text expected; as a number it loses digits",
                        "可能 1.10 被 Excel 存成了 1.1，或编号过长；请把列设成“文本”格式再输入。",
                        "Maybe Excel stored 1.10 as 1.1, or the id is too long; format the column as text.")  # fmt: skip
    if isinstance(raw, datetime | date | time | timedelta):
        raise CellError("这里要文字，而单元格里是日期或时间", "text expected, but the cell holds a date or time",
                        "可能 Excel 把“1-2”变成了日期；请把列设成“文本”格式再输入。",
                        'Maybe Excel turned "1-2" into a date; format the column as text.')  # fmt: skip
    raise CellError("无法识别的单元格", "unreadable cell")


def protect(text: str, specials: str = SEPARATORS, words: tuple[str, ...] = NONE_WORDS) -> str:
    """The text as a cell writes it: in quotation marks when it would otherwise be read as something else."""
    plain = text == text.strip() and QUOTE not in text and not any(sign in text for sign in specials)
    if plain and text and text not in words:
        return text
    return QUOTE + text.replace(QUOTE, QUOTE * 2) + QUOTE


def unprotect(text: str) -> str:
    """The inverse of :func:`protect` for a stripped text."""
    if len(text) >= 2 and text[0] == QUOTE and text[-1] == QUOTE:
        return text[1:-1].replace(QUOTE * 2, QUOTE)
    return text


def split(text: str, separators: str = SEPARATORS) -> list[str]:
    """The parts of a list cell, still protected, none empty; separators within quotation marks do not split."""
    parts, current, quoted = [], "", False
    for sign in text:
        if sign == QUOTE:
            quoted = not quoted
        if sign in separators and not quoted:
            parts.append(current.strip())
            current = ""
        else:
            current += sign
    parts.append(current.strip())
    return [part for part in parts if part]


def split_list(raw: Raw) -> list[str]:
    """The protected parts of a list cell; "无" alone is the empty list."""
    text = cell_text(raw)
    return [] if text in NONE_WORDS else split(text)
