"""Words of jobs on pages: kinds, states, and how long they take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from api.files.language import Said
from api.storage.jobs import CANCELLED, DONE, FAILED, QUEUED, REFUSED, RUNNING

KINDS: Mapping[str, tuple[str, str]] = {
    "solve": ("求解", "solve"), "replan": ("重排", "re-plan"), "repair": ("找补救办法", "repairs"), "batch": ("多校批次", "batch"),
    "staffing": ("人手分析", "staffing analysis"), "what_if": ("情景比较", "scenarios"),
    "school_answer": ("答复批次的提问", "answer to a batch"),
}  # fmt: skip
"""Kind of a job -> its name."""


class StateWords(NamedTuple):
    """State of a job. mark: shape beside the words, so that colours carry nothing alone. shade: class of its chip."""

    said: Said
    mark: str
    shade: str


STATES: Mapping[str, StateWords] = {
    QUEUED: StateWords(("排队中", "waiting"), "…", "warn"), RUNNING: StateWords(("正在算", "running"), "▶", ""),
    DONE: StateWords(("完成", "done"), "✓", "done"), FAILED: StateWords(("没有完成", "failed"), "✗", "wrong"),
    CANCELLED: StateWords(("已停止", "stopped"), "■", ""), REFUSED: StateWords(("排不出", "no plan"), "✗", "wrong"),
}  # fmt: skip
"""State of a job -> its words."""


def job_kind(kind: str) -> Said:
    """Name of a kind of job; its id where it has none."""
    return KINDS.get(kind, kind)


def job_state(state: str) -> tuple[Said, str]:
    """Name of a state of a job, and the class of its chip."""
    known = STATES.get(state)
    return (state, "") if known is None else (known.said, known.shade)


def duration(seconds: float) -> Said:
    """``2 分 5 秒``, ``2 分钟``: a duration in words, rounded to seconds; tenths below ten."""
    if seconds < 10:
        return f"{seconds:.1f} 秒", f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "小时", "h"), (minutes, "分" if rest else "分钟", "min"), (rest, "秒", "s")]
    told = [(f"{count} {zh}", f"{count} {en}") for count, zh, en in parts if count]
    return " ".join(zh for zh, _ in told), " ".join(en for _, en in told)
