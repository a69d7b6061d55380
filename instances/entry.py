"""One line of the catalogue: a stored problem and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored problem with its provenance.

    preset, seed: the kind of :mod:`instances.kinds` and the seed that it is drawn from. family: the school that it is a
    variant of. sources: documents and pages behind its numbers (keys of :data:`instances.sources.SOURCES`).
    assumptions: what no source gives. arithmetic: why it is feasible, or why it cannot be. workbook: whether the same
    request is stored as .xlsx too. packed: whether it is stored as compact JSON under gzip.
    """

    name: str
    zh: str
    en: str
    preset: str
    seed: int
    sources: tuple[str, ...]
    assumptions: tuple[str, ...]
    arithmetic: str
    family: str
    feasible: bool = True
    workbook: bool = False
    packed: bool = False
