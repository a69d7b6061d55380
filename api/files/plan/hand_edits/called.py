"""Words that people write on a printed sheet -> ids: names, ids, and names with their ids in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from solver.problem.characters import alike
from solver.problem.people import Outside, Staff
from solver.problem.problem import Problem

_GAPS = re.compile(r"[【\[][^】\]]*[】\]]")
"""Remarks of ours that somebody lacks, as 【缺1人】."""
_SEPARATORS = re.compile(r"[、,，;；/\n\r]+")
NOBODY = ("", "—", "-", "无", "无人", "空")


@dataclass(frozen=True, slots=True)
class NotUnderstoodError(Exception):
    """A text that cannot be read. zh, en: why; hint_zh, hint_en: what may help."""

    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


class Called:
    """Names of one kind of things. zh, en: kind. names: id and name of each, the name may be empty."""

    def __init__(self, zh: str, en: str, names: Iterable[tuple[str, str]]) -> None:
        self._zh, self._en = zh, en
        self._ids: dict[str, dict[str, None]] = {}
        for ident, name in names:
            for word in (ident, name, f"{name}（{ident}）", f"{name}({ident})") if name else (ident,):
                self._ids.setdefault(alike(word), {})[ident] = None

    def id_of(self, word: str) -> str:
        """Id of what a word names. Raises NotUnderstoodError."""
        found = tuple(self._ids.get(alike(word), ()))
        if len(found) == 1:
            return found[0]
        if found:
            listed = "、".join(found)
            raise NotUnderstoodError(f"叫“{word}”的{self._zh}有 {len(found)} 个（{listed}），不知是哪一个",
                                     f'{len(found)} are called "{word}" ({listed})',
                                     "可能要写编号。", "Maybe write the id.")  # fmt: skip
        near = get_close_matches(alike(word), self._ids, n=2, cutoff=0.6) if len(word) > 1 else []
        hint = ("", "") if len(near) != 1 else (f"可能是“{near[0]}”。", f'Maybe "{near[0]}".')
        raise NotUnderstoodError(f"没有叫“{word}”的{self._zh}", f'no {self._en} is called "{word}"', *hint)

    def ids_of(self, text: str) -> tuple[str, ...]:
        """Ids of all that a text lists. Raises NotUnderstoodError."""
        found: dict[str, None] = {}
        for word in _words(text):
            try:
                found[self.id_of(word)] = None
            except NotUnderstoodError:
                parts = word.split()
                if len(parts) < 2:
                    raise
                found.update((self.id_of(part), None) for part in parts)
        return tuple(found)


def _words(text: str) -> Sequence[str]:
    words = (word.strip() for word in _SEPARATORS.split(_GAPS.sub("\n", text)))
    return [word for word in words if word not in NOBODY]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names of a problem."""

    people: Called
    rooms: Called
    gates: Called
    pupils: Called


def vocabulary(problem: Problem, pupils: Mapping[str, str]) -> Vocabulary:
    """Names of a problem. pupils: pupil id -> name as it was printed, of those who were printed by name."""
    adults: list[Staff | Outside] = [*problem.staff, *problem.outside]
    return Vocabulary(
        Called("教职工或校外人员", "adult", [(each.id, each.name) for each in adults]),
        Called("场地", "room", [(each.id, each.name) for each in problem.rooms]),
        Called("校门", "gate", [(each.id, each.name) for each in problem.gates]),
        Called("学生", "pupil", [(each.id, pupils.get(each.id, "")) for each in problem.pupils]),
    )
