"""A list of assumptions that grows while defaults are taken."""

from __future__ import annotations

from dataclasses import dataclass, field

from api.mapping.assumed import Assumed

NAMED = 12
"""Names that one assumption lists; the others are counted."""


@dataclass(slots=True)
class _Many:
    """One assumption about several things: names, each with its value."""

    zh: str
    en: str
    sheet: str
    column: str
    values: list[tuple[str, str]] = field(default_factory=list)

    def assumed(self) -> Assumed:
        same = {value for _, value in self.values}
        names = [name if len(same) == 1 else f"{name} {value}" for name, value in self.values]
        listed = "、".join(names[:NAMED])
        rest_zh = f" 等 {len(names)} 个" if len(names) > NAMED else ""
        rest_en = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        value = same.pop() if len(same) == 1 else "各不相同"
        return Assumed(
            f"{self.zh}（{listed}{rest_zh}）", f"{self.en} ({listed}{rest_en})", value, self.sheet, self.column
        )


class Told:
    """Collects :class:`Assumed`, in the order in which they were begun."""

    def __init__(self) -> None:
        self._found: list[Assumed | _Many] = []

    def add(self, sheet: str, column: str, value: str, zh: str, en: str) -> None:
        """Note one assumption; see :class:`Assumed`."""
        self._found.append(Assumed(zh, en, value, sheet, column))

    def of_each(self, sheet: str, column: str, name: str, value: str, zh: str, en: str) -> None:
        """Note an assumption about a thing with a name; those in the same words are told as one, with all names."""
        for each in self._found:
            if isinstance(each, _Many) and (each.sheet, each.column, each.zh) == (sheet, column, zh):
                each.values.append((name, value))
                return
        self._found.append(_Many(zh, en, sheet, column, [(name, value)]))

    def all(self) -> tuple[Assumed, ...]:
        return tuple(each.assumed() if isinstance(each, _Many) else each for each in self._found)
