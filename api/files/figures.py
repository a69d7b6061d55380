"""What was measured and what is asked for, as people read it; the checker's own words are short and without language."""

from __future__ import annotations

from collections.abc import Mapping

from api.files.labels import ROOM_TYPES
from api.files.language import Said, together
from solver.check.measurement import YUAN, Measurement, Quantity
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH
from solver.words import FLEX, ROLES

_MUST_EXIST: Mapping[str, str] = {
    "class": "班级",
    "offering": "课程",
    "person": "人员",
    "post": "岗位",
    "pupil": "学生",
    "room": "场地",
    "section": "教学班",
    "staff": "本校教职工",
    "window": "服务时段",
}
"""Limits of K00: what the plan names must be one of these."""
_WORDS: Mapping[str, Said] = {
    "": "—",
    "?": ("未填", "empty"),
    "set": ("应填", "filled in"),
    "none": ("没有", "none"),
    "host": ("应含主班", "the host"),
    "lead": ("授课", "lead"),
    "academic": ("学科类", "academic"),
    "non-academic": ("非学科类", "non-academic"),
    "outside": ("校外人员", "outside"),
    "own staff": ("本校教师", "own staff"),
    "no screen": ("无屏幕", "no screen"),
    "screen": ("有屏幕", "screen"),
    "contract": ("合同", "contract"),
    "agreement": ("协议", "agreement"),
    "clean record": ("无违法违规记录", "clean record"),
    "missing: contract": ("缺少合同", "no contract"),
    "missing: agreement": ("缺少协议", "no agreement"),
    "missing: clean record": ("缺少无违法违规记录证明", "no clean record"),
    **{code: (zh, code.replace("_", " ")) for code, zh in {**ROLES, **ROOM_TYPES, **FLEX}.items()},
    **{en: (WEEKDAYS_ZH[day], en) for day, en in enumerate(WEEKDAYS_EN) if en},
}
IN_FEN = "G02"
"""The rule whose breaches tell of fen; quantities tell their unit."""


def measured_of(violation: Measurement) -> Said:
    """What was found."""
    return _shown(violation, violation.measured)


def limit_of(violation: Measurement) -> Said:
    """What is asked for."""
    if violation.rule == "K00" and violation.limit in _MUST_EXIST:
        return f"须是已有的{_MUST_EXIST[violation.limit]}", f"an existing {violation.limit}"
    return _shown(violation, violation.limit)


def _shown(violation: Measurement, figure: str) -> Said:
    measure = violation.measure
    in_fen = violation.rule == IN_FEN or (isinstance(measure, Quantity) and measure.unit is YUAN)
    if in_fen and figure.lstrip("-").isdecimal():
        return f"{int(figure) / 100:,.2f} 元", f"{int(figure) / 100:,.2f} yuan"
    return together("、", [_WORDS.get(part, part) for part in figure.split(", ")])
