"""Faults -> groups of one mistake: the same fault in many rows, or many faults that one wrong id brings about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.files.marked.fault_place import FaultPlace, place_of
from api.files.table.row_spans import listed_rows
from solver.errors import Fault

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """Faults that one correction, or the same correction row by row, puts right.

    first: the fault in whose words all are told. places: of all of them, the first fault's first. values: distinct values, in the
    order of places. hinted: whether the first fault's hint is that of all.
    """

    first: Fault
    places: tuple[FaultPlace, ...]
    values: tuple[str, ...]
    hinted: bool

    @property
    def follows(self) -> int:
        """Number of places beside the first."""
        return len(self.places) - 1

    @property
    def rows(self) -> str:
        """Rows of the first place's sheet and column, as people count them: ``3、5–40``."""
        sheet, column, _ = self.places[0]
        return listed_rows(sorted(place.row for place in self.places if (place.sheet, place.column) == (sheet, column)))


def grouped(faults: Sequence[Fault]) -> tuple[FaultGroup, ...]:
    """Group faults by cause, else by sheet, column and words, in the order of the first of each group."""
    found: dict[Key, list[Fault]] = {}
    for fault in faults:
        found.setdefault(_key(fault), []).append(fault)
    return tuple(_group(alike) for alike in found.values())


def _key(fault: Fault) -> Key:
    if fault.cause:
        return ("cause", fault.cause)
    place = place_of(fault.path)
    if place.column:
        return ("column", place.sheet, place.column if place.row else place.cell, fault.zh)
    return ("whole", place.sheet, fault.zh, fault.value)


def _group(faults: Sequence[Fault]) -> FaultGroup:
    places: dict[FaultPlace, None] = {}
    for fault in faults:
        place = place_of(fault.path)
        places[place] = None
        places.update((place._replace(row=row), None) for row in fault.rows)
    values = tuple(dict.fromkeys(fault.value for fault in faults if fault.value))
    hinted = all(fault.hint_zh == faults[0].hint_zh for fault in faults)
    return FaultGroup(faults[0], tuple(places), values, hinted)
