"""Words for demands of the joint relaxation: which post, on which day, at what time."""

from __future__ import annotations

from solver.check.names import Names, day
from solver.search.joint.row_fact import RowFact
from solver.units import clock


def fact_words(names: Names, fact: RowFact) -> tuple[str, str]:
    """``周三 16:40 托管看护`` and the same in English."""
    zh, en = _what(names, fact)
    when_zh, when_en = day(fact.weekday) if fact.weekday is not None else ("", "")
    time = clock(fact.start) if fact.end else ""
    return " ".join(filter(None, (when_zh, time, zh))), " ".join(filter(None, (en, when_en, time)))


def _what(names: Names, fact: RowFact) -> tuple[str, str]:
    if fact.kind == "care":
        return f"{fact.subject}年级托管看护", f"care of grades {fact.subject}"
    if fact.kind == "gate":
        return f"{names.gate(fact.subject)}护送", f"gate {names.gate(fact.subject)}"
    if fact.kind in ("fixed", "qa"):
        return names.fixed_post(fact.subject), names.fixed_post(fact.subject)
    if fact.kind in ("block", "evening", "weekend"):
        return names.block(fact.subject), names.block(fact.subject)
    if fact.kind in ("squad", "dream"):
        return (f"{names.offering(fact.subject)}的座位", f"seats of {names.offering(fact.subject)}") if fact.subject else (
            "梦想课堂的座位", "seats of dream classes",
        )  # fmt: skip
    return ("延时托管", "late care") if fact.kind == "late" else ("延时备勤", "stand-by")
