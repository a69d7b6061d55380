"""Money data of a school (G*), in fen."""

from __future__ import annotations

from dataclasses import dataclass

from solver.units import Fen


@dataclass(frozen=True, slots=True)
class Money:
    """fee: per pupil and class-hour. pay: per adult and class-hour of own staff."""

    fee: Fen
    pay: Fen
