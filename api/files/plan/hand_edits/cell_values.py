"""Texts of a cell's parts as they are now: the cell's other text is known, and what stands between it is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.files.content.shown_part import FIXED, ShownPart

LONGEST = 5_000
"""Characters of a cell in which parts are looked for."""
_SPACES = re.compile(r"\s+")


def located(text: str, parts: Sequence[ShownPart]) -> tuple[ShownPart, ...]:
    """The parts that stand in the text one after the other; others cannot be edited there."""
    found, at = [], 0
    for part in parts:
        there = text.find(part.text, at)
        if there >= 0:
            found.append(part)
            at = there + len(part.text)
    return tuple(found)


def values_of(printed: str, parts: Sequence[ShownPart], now: str) -> list[tuple[ShownPart, str]] | None:
    """Each part that can change with its text in a cell that showed ``printed`` and shows ``now``; None where other text was
    changed too.

    Spaces may differ. A cell of one such part may hold nothing but the part's new text.
    """
    if len(now) > LONGEST or len(printed) > LONGEST:
        return None
    pattern, at, before = [], 0, ""
    for part in parts:
        there = printed.find(part.text, at)
        if there < 0:
            return None
        before += printed[at:there]
        at = there + len(part.text)
        if part.kind == FIXED:
            before += part.text
        else:
            pattern += [_literal(before), "(.*?)"]
            before = ""
    pattern.append(_literal(before + printed[at:]))
    open_parts = [part for part in parts if part.kind != FIXED]
    match = re.fullmatch(r"\s*" + "".join(pattern) + r"\s*", now, re.DOTALL)
    if match is not None:
        return list(zip(open_parts, (value.strip() for value in match.groups()), strict=True))
    if len(open_parts) != 1:
        return None
    rest = printed.replace(open_parts[0].text, " ", 1)
    return [(open_parts[0], now.strip())] if not any(word in now for word in _SPACES.split(rest) if word) else None


def _literal(text: str) -> str:
    """Pattern of a text that was printed, whatever its spaces have become; a line break alone stays one."""
    words = [re.escape(word) for word in _SPACES.split(text) if word]
    if not words:
        return r"[^\S\n]*\n\s*" if "\n" in text else r"\s+" if text else ""
    return r"\s*" + r"\s*".join(words) + r"\s*"
