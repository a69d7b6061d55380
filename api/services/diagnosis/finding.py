"""Finding of a diagnosis with its severity."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import IntEnum


class FindingState(IntEnum):
    """Severity of a finding; larger is worse."""

    OK = 0
    ATTENTION = 1
    WRONG = 2

    @property
    def words(self) -> tuple[str, str]:
        """Severity in Chinese and English."""
        return (("正常", "ok"), ("注意", "attention"), ("有误", "wrong"))[self]


@dataclass(frozen=True, slots=True)
class DiagnosisFinding:
    """Finding. part: examined component, as a key and in both languages. zh, en: result. hints: remedy, empty where nothing is
    wrong."""

    part: str
    part_zh: str
    state: FindingState
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""

    def document(self) -> dict[str, str]:
        """JSON document; state: ok, attention or wrong."""
        return {**asdict(self), "state": self.state.words[1]}


def ok(part: str, part_zh: str, zh: str, en: str) -> DiagnosisFinding:
    """Finding without a fault."""
    return DiagnosisFinding(part, part_zh, FindingState.OK, zh, en)


def attention(part: str, part_zh: str, zh: str, en: str, hint_zh: str, hint_en: str) -> DiagnosisFinding:
    """Finding that works and needs attention soon."""
    return DiagnosisFinding(part, part_zh, FindingState.ATTENTION, zh, en, hint_zh, hint_en)


def wrong(part: str, part_zh: str, zh: str, en: str, hint_zh: str, hint_en: str) -> DiagnosisFinding:
    """Finding that does not work, or not for long."""
    return DiagnosisFinding(part, part_zh, FindingState.WRONG, zh, en, hint_zh, hint_en)
