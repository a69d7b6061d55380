"""Foreign XML as a stream of events, with bounds on all that it may make a reader hold.

Read by expat, the parser of Python itself, which keeps nothing but the names that are open: of the parsers at hand it is the
quickest (a workbook of 2,500 pupils: expat 55 ms, lxml's target parser 70, lxml's iterparse 140, defusedxml's 210). What
defusedxml forbids is forbidden here too: document types, and with them entities of a document's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

DEEPEST = 100
"""Levels of nesting; a worksheet has about ten."""
LONGEST_TOKEN = 1_000_000
"""Bytes of one tag or comment. A higher limit lets expat look through as much again and again."""
_CHUNK = 250_000
"""Bytes that expat is given at once."""


class MalformedError(Exception):
    """The bytes are no plain, well-formed XML."""


class TooManyError(Exception):
    """There is more of something than any honest file has. The text says of what, and the limit."""


@dataclass(slots=True)
class Allowance:
    """So much of something may still come. what: of what, as an error says it."""

    what: str
    limit: int
    used: int = 0

    def take(self, amount: int = 1) -> None:
        """Count. Raises TooManyError beyond the limit."""
        self.used += amount
        if self.used > self.limit:
            raise TooManyError(f"more than {self.limit:,} {self.what}")


Start = Callable[[str, dict[str, str]], None]
"""Is told of an element that begins: its name without prefix, its attributes with theirs."""
Word = Callable[[str], None]
"""Is told of an element that ends, or of text; a long text may come in several pieces."""


def read_events(xml: bytes, elements: Allowance, start: Start, end: Word, text: Word) -> None:
    """Tell of everything in a document, in its order. The encoding is UTF-8, whatever the document says of itself.

    Raises MalformedError, TooManyError.
    """
    if b"\x00" in xml:
        raise MalformedError("no UTF-8")  # expat would follow the byte order mark of another encoding
    depth = 0
    left = elements.limit - elements.used  # counted here: a call for every element would cost a tenth of the whole

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, left
        depth += 1
        left -= 1
        if depth > DEEPEST or left < 0:
            elements.take(elements.limit - elements.used - left)
            raise TooManyError(f"more than {DEEPEST} levels of nesting")
        start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2] if ":" in name else name)

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _forbidden
    # Where an instruction ends is read differently by other readers of the same bytes.
    parser.ProcessingInstructionHandler = _forbidden
    given = memoryview(xml)
    try:
        for at in range(0, len(xml), _CHUNK):
            parser.Parse(given[at : at + _CHUNK], False)
            if min(at + _CHUNK, len(xml)) - max(parser.CurrentByteIndex, 0) > LONGEST_TOKEN:
                raise TooManyError(f"more than {LONGEST_TOKEN:,} bytes in one tag")
        parser.Parse(b"", True)
        elements.take(elements.limit - elements.used - left)
    except expat.ExpatError as error:
        raise MalformedError(str(error)) from None


def _forbidden(*_told: object) -> None:
    raise MalformedError("document types and processing instructions are not read")
