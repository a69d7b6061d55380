"""One finding of a diagnosis, and how grave it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import IntEnum


class State(IntEnum):
    """How grave a finding is; larger is worse."""

    OK = 0
    ATTENTION = 1
    WRONG = 2

    @property
    def words(self) -> tuple[str, str]:
        """In Chinese and in English."""
        return (("正常", "ok"), ("注意", "attention"), ("有误", "wrong"))[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """part: what was looked at, as a key and in both languages. zh, en: what was found. hints: a remedy, empty where all is well."""

    part: str
    part_zh: str
    state: State
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""

    def document(self) -> dict[str, str]:
        """As JSON; the state is one of ok, attention, wrong."""
        return {**asdict(self), "state": self.state.words[1]}


def ok(part: str, part_zh: str, zh: str, en: str) -> Finding:
    """All is well."""
    return Finding(part, part_zh, State.OK, zh, en)


def attention(part: str, part_zh: str, zh: str, en: str, hint_zh: str, hint_en: str) -> Finding:
    """Works, and should be looked after."""
    return Finding(part, part_zh, State.ATTENTION, zh, en, hint_zh, hint_en)


def wrong(part: str, part_zh: str, zh: str, en: str, hint_zh: str, hint_en: str) -> Finding:
    """Does not work, or not for long."""
    return Finding(part, part_zh, State.WRONG, zh, en, hint_zh, hint_en)
