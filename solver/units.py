"""Units used all over the solver: integers only, the unit is in the name.

Minute: local clock minutes since midnight, 0..1440.
Fen: money, 1 yuan = 100 fen.
Weekday: 1 = Monday .. 7 = Sunday.
Percent: 0..100, or more where a limit allows it.
Week: 1..W, a week of the alternating template; 0 = every week.

The signs in brackets tell these units apart where data come in: of an annotation's unit depends how a field is written.

CENTI: normalised loads are counted in hundredths of a minute so that they stay integers.
"""

from __future__ import annotations

from typing import Annotated

Minute = Annotated[int, "minutes since midnight"]
Fen = Annotated[int, "1/100 yuan"]
Weekday = Annotated[int, "1 = Monday"]
Percent = Annotated[int, "percent"]
Week = int

CENTI = 100
EVERY_WEEK: Week = 0
WEEKDAYS_ZH = ("", "周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKDAYS_EN = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def clock(minute: Minute) -> str:
    """Write minutes since midnight as ``HH:MM``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def parse_clock(text: str) -> Minute:
    """Read ``H:MM`` or ``HH:MM`` (also with a full-width colon) as minutes since midnight.

    Raises ValueError when the text is no time between 00:00 and 24:00.
    """
    hours, colon, minutes = text.strip().replace("：", ":").partition(":")
    if (
        not colon
        or not (hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit())
        or len(minutes) != 2
    ):
        raise ValueError(text)
    value = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or value > 1440:
        raise ValueError(text)
    return value
