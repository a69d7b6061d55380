"""Foreign workbooks cost no more than their size: twice as much of anything is at most twice the work, and all is counted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.files.table import xlsx_scan
from api.files.table.fault_list import LISTED
from api.files.table.xlsx_parts import MOST_PARTS, MOST_SHEETS
from api.files.table.xml_events import DEEPEST, LONGEST_TOKEN, Allowance, MalformedError, TooManyError, read_events
from tests.files.samples import faults_of, template

SHEET = "xl/worksheets/sheet2.xml"
STARTS = ("<", "<c", "<c ", '<c r="A1"', '<c r="A1">', "<v>", "<!--", "<![CDATA[", "<?x ", "&", "<x a='", "</c>", "]]>", "<!DOCTYPE a [")
FRAGMENTS = st.lists(st.sampled_from((*STARTS, "1", " ", ">", "/>", "-->", "</v>", '"', "\n")), min_size=1, max_size=6).map("".join)
"""Beginnings of everything that a parser has to find the end of."""


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {part: book.read(part) for part in book.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for part, content in parts.items():
            book.writestr(part, content)
    return out.getvalue()


def with_part(name: str, content: str) -> bytes:
    """The template with another content in one part."""
    return packed(parts_of(template()) | {name: content.encode()})


def _ignored(*_told: object) -> None:
    """Told, and not kept."""


def sheet(rows: str, after: str = "") -> str:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def only_fault(data: bytes) -> str:
    """Both sentences of the one fault that a workbook has."""
    faults = faults_of(data)
    assert len(faults) == 1, faults[:3]
    assert faults[0].hint_zh.startswith("可能")
    return f"{faults[0].zh} {faults[0].value} {faults[0].en}"


class Work:
    """Counts what a reader of XML is told of: deterministic, unlike its seconds."""

    def __init__(self, xml: str) -> None:
        self.events = self.characters = 0
        self.outcome = "read"
        try:
            read_events(xml.encode(), Allowance("elements", 10**9), self.start, self.word, self.text)
        except (MalformedError, TooManyError) as problem:
            self.outcome = type(problem).__name__

    def start(self, _name: str, attributes: dict[str, str]) -> None:
        self.events += 1
        self.characters += sum(map(len, attributes.values()))

    def word(self, _name: str) -> None:
        self.events += 1

    def text(self, piece: str) -> None:
        self.characters += len(piece)


@given(FRAGMENTS, st.integers(1, 400))
@settings(deadline=None)
def test_twice_the_bytes_are_at_most_twice_the_work(fragment: str, times: int) -> None:
    once, twice = (Work(f"<a>{fragment * count}</a>") for count in (times, 2 * times))
    for work, count in ((once, times), (twice, 2 * times)):
        assert work.events <= 2 + 4 * len(fragment) * count
        assert work.characters <= 7 + len(fragment) * count
    assert twice.events <= 2 * once.events + 2
    assert twice.characters <= 2 * once.characters + 2 * len(fragment)


@given(FRAGMENTS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_sheet_of_a_fragment_again_and_again_is_refused_or_read(fragment: str) -> None:
    """Fifty thousand of anything: that this ends at all is the test, for one reading of a cell to its end took hours."""
    assert faults_of(with_part(SHEET, sheet(fragment * (300_000 // len(fragment)))))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("<a>" * (DEEPEST + 1), "levels of nesting"),
        (f"<a b='{'x' * (LONGEST_TOKEN + 500_000)}'/>", "bytes in one tag"),
        (f"<a><!--{'x' * (LONGEST_TOKEN + 500_000)}--></a>", "bytes in one tag"),
        ("<a " + " ".join(f"k{number}=''" for number in range(200_000)), "bytes in one tag"),
    ],
)
def test_depth_and_tags_are_bounded(content: str, word: str) -> None:
    with pytest.raises(TooManyError, match=word):
        read_events(content.encode(), Allowance("elements", 1_000), _ignored, _ignored, _ignored)


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        "<a>&e;</a>",
        "<a><?b c?></a>",
        "<a>",
        "</a>",
        "",
        "\x00",
        '<a b="1" b="2"/>',
    ],
)
def test_only_plain_xml_is_read(content: str) -> None:
    with pytest.raises(MalformedError):
        read_events(content.encode(), Allowance("elements", 100), _ignored, _ignored, _ignored)


def test_the_declared_encoding_is_not_followed() -> None:
    """The reading library does not either: in UTF-7 or EBCDIC a cell could be hidden from one of both."""
    told: list[str] = []
    xml = '<?xml version="1.0" encoding="iso-8859-1"?><a>学</a>'.encode()
    read_events(xml, Allowance("elements", 100), _ignored, _ignored, told.append)
    assert "".join(told) == "学"
    with pytest.raises(MalformedError):
        read_events("<a/>".encode("utf-16"), Allowance("elements", 100), _ignored, _ignored, _ignored)


def test_cells_without_end() -> None:
    """A regular expression of ours once looked for the end of each of them anew."""
    assert "损坏" in only_fault(with_part(SHEET, sheet('<c r="A1"' * 300_000)))
    assert "损坏" in only_fault(with_part(SHEET, sheet('<c r="A1">' * 300_000)))


@pytest.mark.parametrize(
    ("limit", "name", "content"),
    [
        ("MOST_MERGED", SHEET, sheet("", "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 30 + "</mergeCells>")),
        ("MOST_FILLED", SHEET, sheet("".join(f'<row><c r="A{row}"><v>1</v></c></row>' for row in range(1, 40)))),
        ("MOST_CHARACTERS", SHEET, sheet('<row><c t="inlineStr"><is><t>' + "x" * 40_000 + "</t></is></c></row>")),
        ("MOST_ELEMENTS", SHEET, sheet("<row/>" * 3_000)),
        ("MOST_ELEMENTS", "xl/styles.xml", "<styleSheet>" + "<numFmt/>" * 3_000 + "</styleSheet>"),
        ("MOST_ELEMENTS", "xl/sharedStrings.xml", "<sst>" + "<si/>" * 3_000 + "</sst>"),
        ("MOST_ELEMENTS", "xl/workbook.xml", "<workbook><definedNames>" + "<definedName/>" * 3_000 + "</definedNames></workbook>"),
    ],
)
def test_everything_is_counted_before_it_is_kept(limit: str, name: str, content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    least = {"MOST_ELEMENTS": 2_000, "MOST_FILLED": 30, "MOST_CHARACTERS": 30_000, "MOST_MERGED": 20}[limit]
    monkeypatch.setattr(xlsx_scan, limit, least)
    assert f"more than {least:,}" in only_fault(with_part(name, content))


def test_a_long_text_that_many_cells_share_counts_in_each() -> None:
    """Two thousand times twenty thousand characters, of two kilobytes."""
    cells = "".join(f'<row><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2_000))
    texts = b"<sst><si><t>" + b"x" * 20_000 + b"</t></si></sst>"
    shared = parts_of(template()) | {SHEET: sheet(cells).encode(), "xl/sharedStrings.xml": texts}
    assert f"more than {xlsx_scan.MOST_CHARACTERS:,} characters" in only_fault(packed(shared))


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"/><c><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        '<row r="99999999"/>',
        '<row r="1"><c r="A"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1<v>2</v></v></c></row>',
        '<row r="1"><c r="A1"><c r="XFD1048576"><v>1</v></c></c></row>',
        '<row r="1"><x:c xmlns:x="y" r="XFD1048576"><x:v>1</x:v></x:c></row>',
    ],
)
def test_cells_at_no_place_of_a_table_are_told_and_not_read(cells: str) -> None:
    assert any(word in only_fault(with_part(SHEET, sheet(cells))) for word in ("损坏", "很远处"))


def test_sheets_together_span_no_more_than_one_may() -> None:
    """A cell at the far corner of each of many sheets: each alone would be allowed."""
    parts = parts_of(template())
    far = sheet('<row r="1900"><c r="AAA1900"><v>1</v></c></row>').encode()
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    changed = packed(parts | dict.fromkeys(sheets, far))
    assert sum("很远处" in fault.zh for fault in faults_of(changed)) == len(sheets) - 1


def test_sheets_and_parts_are_counted() -> None:
    index = "<workbook><sheets>" + "".join(f'<sheet name="s{n}" r:id="x{n}"/>' for n in range(MOST_SHEETS + 1)) + "</sheets></workbook>"
    links = "".join(f'<Relationship Id="x{n}" Type="a/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(MOST_SHEETS + 1))
    parts = {"xl/workbook.xml": index.encode(), "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>".encode()}
    assert f"more than {MOST_SHEETS:,} sheets" in only_fault(packed(parts_of(template()) | parts))
    assert f"more than {MOST_PARTS:,} parts" in only_fault(packed({f"xl/media/{number}": b"" for number in range(MOST_PARTS + 1)}))


def test_one_content_under_two_titles_is_refused() -> None:
    """It would be read again for each of thousands."""
    index = '<workbook><sheets><sheet name="a" r:id="rId1"/><sheet name="b" r:id="rId1"/></sheets></workbook>'
    assert "损坏" in only_fault(with_part("xl/workbook.xml", index))


def test_merged_areas_are_a_list_with_an_end() -> None:
    merged = "<mergeCells>" + "".join(f'<mergeCell ref="B{row}:C{row}"/>' for row in range(2, 5_000)) + "</mergeCells>"
    xml = parts_of(template())[SHEET].decode()
    faults = faults_of(with_part(SHEET, xml.replace("</sheetData>", "</sheetData>" + merged)))
    assert len([fault for fault in faults if "合并" in fault.zh]) == LISTED
    assert any("另有" in fault.zh for fault in faults)


def test_one_damaged_sheet_is_named() -> None:
    faults = faults_of(with_part(SHEET, "<worksheet><sheetData><row>"))
    assert [fault.zh for fault in faults] == ["本表已损坏，无法读取"]
