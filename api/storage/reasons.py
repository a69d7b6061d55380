"""End reasons of jobs without a plan: JSON documents ``{code, zh, en, …}`` for the column ``jobs.reason``. `code` is stable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Reason = Mapping[str, Any]


def _reason(code: str, zh: str, en: str) -> Reason:
    return {"code": code, "zh": zh, "en": en}


CANCELLED = _reason("cancelled", "已按要求取消。", "Cancelled as asked.")
DEADLINE = _reason(
    "deadline",
    "到截止时间仍未完成。可能排队太久，请错开提交。",
    "Not finished by its deadline. Maybe the queue was long: submit at another hour.",
)
ATTEMPTS = _reason(
    "attempts",
    "运行它的进程一再中断，已不再重试。可能内存不足，请联系管理员。",
    "The processes that ran it died again and again; it is not tried any more. Maybe memory is short: ask the operator.",
)
OVERDUE = _reason(
    "overdue",
    "运行远超时限，已停止。可能机器负载过高，请稍后再试。",
    "It ran far beyond its time limit and was stopped. Maybe the machine is overloaded: try again later.",
)
INTERNAL = _reason(
    "internal",
    "程序内部错误，已记入日志。请联系管理员。",
    "A mistake of the program; it is in the log. Please tell the operator.",
)
NO_PLAN = _reason(
    "no-plan-in-time",
    "时限内没有得到满足全部硬性规则的方案。可能要给更多时间。",
    "No plan that keeps every hard rule was found in time. Maybe allow more seconds.",
)
INFEASIBLE = _reason(
    "infeasible", "没有满足全部硬性规则的方案，原因见 reasons。", "No plan can keep every hard rule; see reasons."
)
ERASED = _reason("erased", "学期数据已按规定清除。", "The term's data has been erased.")
NO_START = _reason("no-start", "作为起点的方案已不存在。", "The plan to begin from is not there any more.")
UNKNOWN_KIND = _reason(
    "unknown-kind",
    "这个版本的程序不认识这种任务。可能各进程版本不一。",
    "This release of the program does not know this kind of job. Maybe processes of several releases run.",
)
BAD_INPUT = _reason("bad-input", "提交的数据有误，见 errors。", "The submitted data is wrong; see errors.")
"""Documents of this code also have ``errors``: a list of fault documents (:func:`api.mapping.faults.fault_document`)."""
