"""The account of an import: the fate of every row that is not empty, of every sheet of every file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from api.files.sources.source import SourcePlace


class RowOutcome(Enum):
    """Outcome of a row, in Chinese and English."""

    TAKEN = ("采用", "taken")
    JOINED = ("合并", "joined")
    LEFT_OUT = ("未用", "left out")

    @property
    def zh(self) -> str:
        return self.value[0]

    @property
    def en(self) -> str:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class RowFate:
    """Fate of a row: taken, joined or left out, with the thing or the reason. zh, en: half a sentence.

    told: whether a person should look at it; False for headings, titles, totals and remarks, which are left out as they should be."""

    outcome: RowOutcome
    zh: str
    en: str
    told: bool = False


def taken(zh: str, en: str) -> RowFate:
    """Taken as ``zh``, such as 学生 1.2-07."""
    return RowFate(RowOutcome.TAKEN, zh, en)


def joined(zh: str, en: str, *, told: bool = False) -> RowFate:
    """Joined with ``zh``, such as 名册.xlsx 第 3 行."""
    return RowFate(RowOutcome.JOINED, zh, en, told)


def left_out(zh: str, en: str, *, told: bool = True) -> RowFate:
    """Left out because ``zh``, such as 合计行."""
    return RowFate(RowOutcome.LEFT_OUT, zh, en, told)


HEADING = left_out("表头", "headings", told=False)
TITLE = left_out("标题或说明", "a title or a remark", told=False)
TOTAL = left_out("合计行", "a total", told=False)
UNREAD = left_out("没有看懂", "not understood")


@dataclass(slots=True)
class Account:
    """Fates by row. A row may have several: two tables side by side, or several records of one row."""

    _owed: dict[SourcePlace, None] = field(default_factory=dict)
    _fates: dict[SourcePlace, list[RowFate]] = field(default_factory=dict)

    def owe(self, places: Iterable[SourcePlace]) -> None:
        """Rows of which an account is owed."""
        self._owed.update(dict.fromkeys(place.of_row for place in places))

    def note(self, place: SourcePlace, fate: RowFate) -> None:
        """Note what became of a row, or of a part of it; said twice it counts once."""
        fates = self._fates.setdefault(place.of_row, [])
        if fate not in fates:
            fates.append(fate)

    def close(self) -> Mapping[SourcePlace, tuple[RowFate, ...]]:
        """Fates of every row that is owed, in the order of files; a row that nobody noted is :data:`UNREAD`."""
        rows = dict.fromkeys([*self._owed, *self._fates])
        return {place: tuple(self._fates.get(place) or (UNREAD,)) for place in rows}
