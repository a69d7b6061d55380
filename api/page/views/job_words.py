"""Names of kinds and states of jobs on pages."""

from __future__ import annotations

from collections.abc import Mapping

from api.files.language import Said
from api.storage.jobs import CANCELLED, DONE, FAILED, QUEUED, REFUSED, RUNNING

KINDS: Mapping[str, tuple[str, str]] = {
    "solve": ("求解", "solve"), "replan": ("重排", "re-plan"), "repair": ("找补救办法", "repairs"), "batch": ("多校批次", "batch"),
    "staffing": ("人手分析", "staffing analysis"), "what_if": ("情景比较", "scenarios"),
}  # fmt: skip
"""Kind of a job -> its name."""
STATES: Mapping[str, tuple[Said, str]] = {
    QUEUED: (("排队中", "waiting"), "warn"), RUNNING: (("正在算", "running"), ""), DONE: (("完成", "done"), "done"),
    FAILED: (("失败", "failed"), "wrong"), CANCELLED: (("已取消", "cancelled"), ""), REFUSED: (("排不出", "no plan"), "wrong"),
}  # fmt: skip
"""State of a job -> its name and the class of its chip."""


def job_kind(kind: str) -> Said:
    """Name of a kind of job; its id where it has none."""
    return KINDS.get(kind, kind)


def job_state(state: str) -> tuple[Said, str]:
    """Name of a state of a job, and the class of its chip."""
    return STATES.get(state, (state, ""))
