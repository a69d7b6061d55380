"""Mutants of a workbook: of its bytes, of the archive, and of the sheets inside."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from benchmarks.fuzz.values import NUMBERS, TEXTS

SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_VALUE = re.compile(rb"<v>[^<]*</v>")
_CELL = re.compile(rb'<c r="[A-Z]+\d+"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_XML_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
BOMB = 200_000_000
"""Bytes that a bomb unpacks to."""
Parts = dict[str, bytes]


def parts_of(book: bytes) -> Parts:
    """The archive unpacked."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def mutant(random_: random.Random, parts: Parts) -> bytes:
    """The bytes of a mutated workbook."""
    found = dict(parts)
    kind = random_.random()
    if kind < 0.7:
        for _ in range(random_.choice((1, 1, 2, 5))):
            random_.choice(CHANGES)(random_, found)
    if kind > 0.99:
        return random_.choice(BOMBS)(random_, found)
    data = packed(found)
    return _damaged(random_, data) if kind > 0.65 else data


def packed(parts: Parts, names: list[str] | None = None) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in names or list(parts):
            archive.writestr(name, parts[name])
    return out.getvalue()


def _damaged(random_: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    kind = random_.randrange(4)
    if kind == 0:
        return bytes(found[: random_.randrange(len(found))])
    if kind == 1:
        at = random_.randrange(len(found))
        return bytes(found[:at] + random_.randbytes(random_.randrange(1, 2_000)) + found[at:])
    for _ in range(random_.choice((1, 3, 30, 300))):
        found[random_.randrange(len(found))] ^= 1 << random_.randrange(8)
    return bytes(found)


def _sheet(random_: random.Random, parts: Parts) -> str | None:
    sheets = [name for name in parts if SHEET.fullmatch(name)]
    return random_.choice(sheets) if sheets else None


def _in_a_cell(random_: random.Random, parts: Parts, write: Callable[[bytes], bytes]) -> None:
    """Replace one cell of one sheet."""
    name = _sheet(random_, parts)
    cells = list(_CELL.finditer(parts[name])) if name else []
    if name is None or not cells:
        return
    cell = random_.choice(cells)
    parts[name] = parts[name][: cell.start()] + write(cell[0]) + parts[name][cell.end() :]


def _ref(cell: bytes) -> bytes:
    return cell[cell.index(b'r="') + 3 :].partition(b'"')[0]


def _text(random_: random.Random, parts: Parts) -> None:
    text = random_.choice(TEXTS)
    shown = escape(text if random_.random() < 0.1 else _XML_UNFIT.sub("?", text)).encode(errors="replace")
    _in_a_cell(random_, parts, lambda cell: b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (_ref(cell), shown))


def _number(random_: random.Random, parts: Parts) -> None:
    number = str(random_.choice(NUMBERS)).encode()
    kind = random_.choice((b"", b' t="b"', b' t="s"', b' t="e"', b' t="d"', b' t="str"', b' s="9999"'))
    _in_a_cell(random_, parts, lambda cell: b'<c r="%s"%s><v>%s</v></c>' % (_ref(cell), kind, number))


def _formula(random_: random.Random, parts: Parts) -> None:
    stored = random_.choice((b"", b"<v>3</v>", b"<v>#REF!</v>", b"<v></v>"))
    _in_a_cell(random_, parts, lambda cell: b'<c r="%s"><f>SUM(A1:A9)</f>%s</c>' % (_ref(cell), stored))


def _place(random_: random.Random, parts: Parts) -> None:
    ref = random_.choice((b"XFD1048576", b"A0", b"ZZZZ1", b"A99999999999999999999", b"", b"1A", b"A1", b"B2", b"XFD1", b"A1048576"))
    _in_a_cell(random_, parts, lambda cell: cell.replace(_ref(cell), ref, 1) if _ref(cell) else cell)


def _removed(random_: random.Random, parts: Parts) -> None:
    _in_a_cell(random_, parts, lambda _cell: b"")


def _merged(random_: random.Random, parts: Parts) -> None:
    name = _sheet(random_, parts)
    area = random_.choice((b"A1:B2", b"A3:A9", b"A1:XFD1048576", b"B9:A1", b"x", b"A1"))
    if name:
        merged = b'<mergeCells count="1"><mergeCell ref="%s"/></mergeCells>' % area
        parts[name] = parts[name].replace(b"</sheetData>", b"</sheetData>" + merged)


def _swapped(random_: random.Random, parts: Parts) -> None:
    one, other = _sheet(random_, parts), _sheet(random_, parts)
    if one and other:
        parts[one], parts[other] = parts[other], parts[one]


def _lost(random_: random.Random, parts: Parts) -> None:
    parts.pop(random_.choice(list(parts)))


def _emptied(random_: random.Random, parts: Parts) -> None:
    parts[random_.choice(list(parts))] = random_.choice((b"", b"<", b"<x/>", b"\x00", b"<?xml version='1.0'?>"))


def _scratched(random_: random.Random, parts: Parts) -> None:
    name = random_.choice(list(parts))
    found = bytearray(parts[name])
    for _ in range(random_.choice((1, 5, 50))):
        if found:
            found[random_.randrange(len(found))] = random_.randrange(256)
    parts[name] = bytes(found)


def _repeated(random_: random.Random, parts: Parts) -> None:
    """Rows again and again: doubled ids, and many faults."""
    name = _sheet(random_, parts)
    rows = re.findall(rb"<row .*?</row>", parts[name], re.DOTALL) if name else []
    if name and rows:
        parts[name] = parts[name].replace(b"</sheetData>", random_.choice(rows) * random_.choice((1, 300)) + b"</sheetData>")


def _entities(random_: random.Random, parts: Parts) -> None:
    """Entities that unfold without end."""
    name = random_.choice(list(parts))
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    parts[name] = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol"><!ENTITY f SYSTEM "file:///etc/hostname">{lines}]><x>&e11;&f;</x>'.encode()
    )


def _deep(random_: random.Random, parts: Parts) -> None:
    parts[random_.choice(list(parts))] = b"<a>" * 200_000 + b"</a>" * 200_000


CHANGES: tuple[Callable[[random.Random, Parts], None], ...] = (
    _text, _text, _text, _number, _number, _formula, _place, _removed, _merged, _swapped, _lost, _emptied, _scratched, _repeated,
    _entities, _deep,
)  # fmt: skip


def _spaces(random_: random.Random, parts: Parts) -> bytes:
    """A part that is nothing but spaces, 1,000 times as large as its archive."""
    name = random_.choice(list(parts))
    return packed(parts | {name: parts[name] + b" " * BOMB})


def _cells(random_: random.Random, parts: Parts) -> bytes:
    """Cells without number, each of them honest."""
    name = _sheet(random_, parts)
    if name is None:
        return packed(parts)
    row = b"<row>" + b'<c r="A1"><v>1</v></c>' * 100 + b"</row>"
    return packed(parts | {name: b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
                           + row * random_.choice((3_000, 40_000)) + b"</sheetData></worksheet>"})  # fmt: skip


def _liar(random_: random.Random, parts: Parts) -> bytes:
    """A bomb that claims to be small."""
    name = random_.choice(list(parts))
    data = bytearray(packed(parts | {name: parts[name] + b" " * BOMB}, [name, *(other for other in parts if other != name)]))
    size = struct.pack("<I", len(parts[name]) + BOMB)
    return bytes(data.replace(size, struct.pack("<I", len(parts[name]))))


def _many(_random: random.Random, parts: Parts) -> bytes:
    """Parts without number."""
    return packed(parts | {f"xl/media/{number}.bin": b"" for number in range(30_000)})


BOMBS: tuple[Callable[[random.Random, Parts], bytes], ...] = (_spaces, _cells, _liar, _many)
