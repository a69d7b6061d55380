"""One finding of a diagnosis, and how grave it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import IntEnum


class FindingState(IntEnum):
    """How grave a finding is; larger is worse."""

    OK = 0
    ATTENTION = 1
    WRONG = 2

    @property
    def words(self) -> tuple[str, str]:
        """In Chinese and in English."""
        return (("正常", "ok"), ("注意", "attention"), ("有误", "wrong"))[self]


@dataclass(frozen=True, slots=True)
class DiagnosisFinding:
    """part: what was looked at, as a key and in both languages. zh, en: what was found. hints: a remedy, empty where all is well."""

    part: str
    part_zh: str
    state: FindingState
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""

    def document(self) -> dict[str, str]:
        """As JSON; the state is one of ok, attention, wrong."""
        return {**asdict(self), "state": self.state.words[1]}


def ok(part: str, part_zh: str, zh: str, en: str) -> DiagnosisFinding:
    """All is well."""
    return DiagnosisFinding(part, part_zh, FindingState.OK, zh, en)


def attention(part: str, part_zh: str, zh: str, en: str, hint_zh: str, hint_en: str) -> DiagnosisFinding:
    """Works, and should be looked after."""
    return DiagnosisFinding(part, part_zh, FindingState.ATTENTION, zh, en, hint_zh, hint_en)


def wrong(part: str, part_zh: str, zh: str, en: str, hint_zh: str, hint_en: str) -> DiagnosisFinding:
    """Does not work, or not for long."""
    return DiagnosisFinding(part, part_zh, FindingState.WRONG, zh, en, hint_zh, hint_en)
