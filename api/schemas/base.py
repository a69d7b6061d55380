"""What every wire model shares: strict fields, and times and dates as text.

Wire models check shape only (types, formats, unknown keys). What the values mean is checked once, by
:mod:`solver.problem.validate`, for JSON and workbooks alike.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from solver.problem.characters import told, unseen
from solver.units import clock, parse_clock

_CLOCK = re.compile(r"[0-2]\d:[0-5]\d", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LARGEST = 10**9

LONGEST_LIST = 50_000
"""Entries of one kind; no school has as many of anything."""


class Wire(BaseModel):
    """Base of all wire models: no unknown keys, no coercion (``"5"``, ``5.0`` and ``true`` are no integers)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def not_endless(value: object) -> object:
    """Refuse an object with a list beyond all sense before its entries are looked at, each of which may have ten faults."""
    if isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, list) and len(part) > LONGEST_LIST:
                given = {"key": str(key)[:80], "count": len(part), "most": LONGEST_LIST}
                raise PydanticCustomError("endless", "{key} has {count} entries, at most {most} are allowed", given)
    return value


def _clock(value: object) -> int:
    """Read ``HH:MM``, ``00:00`` to ``24:00``."""
    if isinstance(value, str) and _CLOCK.fullmatch(value):
        try:
            return parse_clock(value)
        except ValueError:
            pass
    raise PydanticCustomError("clock", "not a time HH:MM between 00:00 and 24:00")


def _date(value: object) -> date:
    """Read ``YYYY-MM-DD``."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("iso_date", "not a date YYYY-MM-DD of the calendar")


Clock = Annotated[
    int,
    BeforeValidator(_clock),
    PlainSerializer(clock, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$", "examples": ["15:30"]}),
]
"""Local clock time as text; minutes since midnight inside."""
IsoDate = Annotated[
    date,
    BeforeValidator(_date),
    PlainSerializer(date.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Int = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
PLAIN = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
"""No control characters: neither PostgreSQL nor Excel can keep them."""
Text = Annotated[str, Field(max_length=500, pattern=PLAIN)]


def _seen(text: str) -> str:
    sign = unseen(text)
    if sign is None:
        return text
    zh, en = told(sign)
    raise PydanticCustomError("unseen", "a character that nobody sees: {en}", {"zh": zh, "en": en})


SEEN = AfterValidator(_seen)
"""No character that nobody sees. Documents are held to the same before they come to a model (:mod:`api.files.json_text`)."""
