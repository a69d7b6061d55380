"""The parts of an xlsx archive that are read, and nothing else of it: measured, then packed anew for the reading library."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.files.table.xml_events import Allowance, MalformedError, TooManyError, read_events

MOST_BYTES = 100_000_000
"""Size of all parts unpacked, also of pictures, which are not; a workbook of 8,000 pupils has 5 MB."""
MOST_READ_BYTES = 50_000_000
"""Size of those parts that are unpacked: index, sheets, shared texts and formats. They are held up to three times."""
MOST_PARTS = 2_000
MOST_SHEETS = 1_000
MOST_INDEX_BYTES = 5_000_000
"""Size of each of the two parts that name the others."""
_INDEX, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ENTRY = b"PK\x01\x02"
"""Begins an entry of an archive's index."""
_TRUE = ("1", "true", "on")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of a workbook that are read. sheets: titles of the worksheets with their parts, in order; b"" for a part that is
    missing. texts, formats: the parts with shared texts and with styles, b"" where there is none. from_1904: whether its
    days are counted from 1904."""

    sheets: Sequence[tuple[str, bytes]]
    texts: bytes
    formats: bytes
    from_1904: bool

    def packed(self) -> bytes:
        """A workbook of these parts alone, for the reading library; its sheets are named by their numbers from 0.

        It would otherwise unpack on where an archive says less than it holds, and go by an index that it reads differently.
        """
        sheets = "".join(f'<sheet name="{at}" sheetId="{at + 1}" r:id="s{at}"/>' for at in range(len(self.sheets)))
        links = "".join(
            f'<Relationship Id="s{at}" Type="{_OFFICE}/worksheet" Target="worksheets/s{at}.xml"/>' for at in range(len(self.sheets))
        )
        parts = {
            "_rels/.rels": f'<Relationship Id="b" Type="{_OFFICE}/officeDocument" Target="{_INDEX}"/>',
            _INDEX: f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(self.from_1904)}"/>'
                    f"<sheets>{sheets}</sheets></workbook>",
            _LINKS: f'{links}<Relationship Id="t" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
                    f'<Relationship Id="f" Type="{_OFFICE}/styles" Target="styles.xml"/>',
        }  # fmt: skip
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as book:  # not compressed: it is read at once
            for name, content in parts.items():
                whole = content if name == _INDEX else f'<Relationships xmlns="{_PACKAGE}">{content}</Relationships>'
                book.writestr(zipfile.ZipInfo(name), whole)
            for at, (_, sheet) in enumerate(self.sheets):
                book.writestr(zipfile.ZipInfo(f"xl/worksheets/s{at}.xml"), sheet)
            for name, part in (("xl/sharedStrings.xml", self.texts), ("xl/styles.xml", self.formats)):
                if part:
                    book.writestr(zipfile.ZipInfo(name), part)
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Link:
    kind: str
    part: str


def read_parts(data: bytes, elements: Allowance) -> Parts:
    """The parts of an archive. Raises MalformedError where it is no workbook or damaged, TooManyError."""
    if data.count(_ENTRY) > MOST_PARTS:
        raise TooManyError(f"more than {MOST_PARTS:,} parts")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return _parts(book, elements)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error) as error:
        raise MalformedError(f"{type(error).__name__}: {error}") from error


def _parts(book: zipfile.ZipFile, elements: Allowance) -> Parts:
    if sum(part.file_size for part in book.infolist()) > MOST_BYTES:
        raise TooManyError(f"more than {MOST_BYTES // 10**6} MB when unpacked")
    left = Allowance("bytes in its sheets when unpacked", MOST_READ_BYTES)
    links = _links(_index_part(book, _LINKS), elements)
    titles, from_1904 = _titles(_index_part(book, _INDEX), elements)
    there = set(book.namelist())

    def part(name: str) -> bytes:
        if name not in there:
            return b""
        left.take(book.getinfo(name).file_size)
        return book.read(name)

    def first(kind: str, usual: str) -> bytes:
        return part(next((link.part for link in links.values() if link.kind == kind), usual))

    sheets: dict[str, str] = {}
    for title, link_id in titles:
        link = links.get(link_id)
        if link is not None and link.kind != "worksheet":
            continue  # a chart on a sheet of its own
        if title in sheets or (link is not None and link.part in sheets.values()):
            raise MalformedError("two sheets of one name, or with one content")
        sheets[title] = link.part if link is not None else ""
    if not any(name in there for name in sheets.values()):
        raise MalformedError("no sheets")
    if len(sheets) > MOST_SHEETS:
        raise TooManyError(f"more than {MOST_SHEETS:,} sheets")
    return Parts(
        [(title, part(name)) for title, name in sheets.items()], first("sharedStrings", "xl/sharedStrings.xml"),
        first("styles", "xl/styles.xml"), from_1904,
    )  # fmt: skip


def _index_part(book: zipfile.ZipFile, name: str) -> bytes:
    """A part that is small in any honest workbook."""
    if book.getinfo(name).file_size > MOST_INDEX_BYTES:
        raise TooManyError(f"more than {MOST_INDEX_BYTES:,} bytes in the part {name}")
    return book.read(name)


def _links(xml: bytes, elements: Allowance) -> Mapping[str, _Link]:
    """Id of a link -> last word of its type, and the part that it names."""
    found: dict[str, _Link] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            part = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = _Link(kind, part)

    read_events(xml, elements, start, _ignored, _ignored)
    return found


def _titles(xml: bytes, elements: Allowance) -> tuple[list[tuple[str, str]], bool]:
    """Title and link of every sheet, and whether days are counted from 1904."""
    found: list[tuple[str, str]] = []
    from_1904 = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if name == "sheet":
            link_id = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            found.append((attributes.get("name", ""), link_id))
        elif name == "workbookPr":
            from_1904 = attributes.get("date1904", "").lower() in _TRUE

    read_events(xml, elements, start, _ignored, _ignored)
    return found, from_1904


def _ignored(_word: str) -> None:
    """Neither ends nor texts matter here."""
