"""The stored problems: what they are, where their numbers come from, and how to read one.

``python -m instances.build`` writes the documents again, byte for byte, from kind and seed. The samples are JSON to be
read; the suite for benchmarks is compact JSON under gzip. A stored workbook holds the same request as the document of its
name; ``afterbell generate --kind KIND --seed 1 -o FILE.xlsx`` writes it again.
"""

from __future__ import annotations

import json
from pathlib import Path

from instances.entry import Entry
from instances.sample_entries import SAMPLE_ENTRIES
from instances.storage import unpack
from instances.suite_entries import suite_entries

SAMPLES = Path(__file__).parent / "samples"
SUITE = Path(__file__).parent / "suite"

__all__ = ["SAMPLES", "SUITE", "Entry", "entries", "entry", "load_document", "names", "path", "samples", "suite"]


def samples() -> tuple[Entry, ...]:
    """The sample schools, small to large."""
    return SAMPLE_ENTRIES


def suite() -> tuple[Entry, ...]:
    """The suite for benchmarks: every size under every scarcity, small to large, then the stresses."""
    return suite_entries()


def entries() -> tuple[Entry, ...]:
    """Every stored problem: the samples, then the suite."""
    return (*samples(), *suite())


def names() -> tuple[str, ...]:
    """Names of the stored problems, in the order of :func:`entries`."""
    return tuple(entry.name for entry in entries())


def entry(name: str) -> Entry:
    """Raises KeyError when there is no such problem."""
    for found in entries():
        if found.name == name:
            return found
    raise KeyError(f"no stored problem {name!r}; maybe one of {', '.join(names())}")


def path(name: str) -> Path:
    """File of a stored problem, ``.json`` or ``.json.gz``. Raises KeyError when there is no such problem."""
    found = entry(name)
    return SUITE / f"{found.name}.json.gz" if found.packed else SAMPLES / f"{found.name}.json"


def load_document(name: str) -> dict[str, object]:
    """The request document ``{"version", "policy", "problem"}``. Raises KeyError when there is no such problem."""
    data = path(name).read_bytes()
    document: dict[str, object] = json.loads(unpack(data) if entry(name).packed else data)
    return document
