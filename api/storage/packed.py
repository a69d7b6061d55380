"""Compressed canonical JSON documents (the same bytes for the same document), and their hashes."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any


def pack(document: object) -> bytes:
    """Encode a document as canonical JSON (sorted keys, no spaces), gzip-compressed without a timestamp."""
    return gzip.compress(_canonical(document), compresslevel=5, mtime=0)


def pack_with_digest(document: object) -> tuple[bytes, str]:
    """Pair of :func:`pack` and :func:`digest`, with one serialization."""
    written = _canonical(document)
    return gzip.compress(written, compresslevel=5, mtime=0), hashlib.sha256(written).hexdigest()


def unpack(packed: bytes) -> Any:
    """Decode the result of :func:`pack`."""
    return json.loads(gzip.decompress(packed))


def digest(document: object) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal digits."""
    return hashlib.sha256(_canonical(document)).hexdigest()


def _canonical(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
