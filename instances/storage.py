"""How a document of the suite is stored: compact JSON under gzip, without a clock or a name in the header."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Mapping


def compact(document: Mapping[str, object]) -> bytes:
    """The text of a document in UTF-8, without spaces, with a final line feed. Equal documents give equal text."""
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def pack(text: bytes) -> bytes:
    """The text under gzip. Equal text gives equal bytes with the same version of zlib; another may pack it otherwise."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(text)
    return packed.getvalue()


def unpack(data: bytes) -> bytes:
    """The text of a stored document. Raises OSError or EOFError when it is no gzip file or was cut off."""
    return gzip.decompress(data)
