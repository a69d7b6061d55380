"""What is solved: a stored problem by its name, or a request document by its path."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from instances import catalogue

GZIP = b"\x1f\x8b"
SUFFIX = re.compile(r"(\.json)?(\.gz)?$")


@dataclass(frozen=True, slots=True)
class Instance:
    """A request document, packed with gzip or not."""

    name: str
    path: Path

    def document(self) -> bytes:
        """The JSON text of the request, unpacked."""
        return unpacked(self.path.read_bytes())

    def sha256(self) -> str:
        """Hash of what the request says (keys sorted, no spaces): neither packing nor layout of the file counts."""
        text = json.dumps(json.loads(self.document()), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def unpacked(data: bytes) -> bytes:
    return gzip.decompress(data) if data.startswith(GZIP) else data


def find(name: str) -> Instance:
    """The stored problem of this name, else the file at this path, named by its stem.

    Raises FileNotFoundError when it is neither.
    """
    if name in catalogue.names():
        return Instance(name, catalogue.path(name))
    path = Path(name)
    if not path.is_file():
        known = ", ".join(catalogue.names())
        raise FileNotFoundError(f"no stored problem and no file {name!r}. Maybe one of {known}?")
    return Instance(SUFFIX.sub("", path.name), path)


def family(name: str) -> str:
    """What an instance is drawn like: the catalogue's family or preset, else its name without a number at its end."""
    if name in catalogue.names():
        entry = catalogue.entry(name)
        found = getattr(entry, "family", None) or getattr(entry, "preset", None)
        if isinstance(found, str):
            return found
    return re.sub(r"[-_#]?\d+$", "", name) or name
