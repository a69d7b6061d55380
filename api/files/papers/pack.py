"""All papers of a plan in one zip, in folders by who may see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from api.files.content.names import PageNames
from api.files.cses.export import cses_zip
from api.files.language import Language
from api.files.names.name_list import NameList
from api.files.papers.kinds import WORDS
from api.files.papers.mail_merge import merge_bytes
from api.files.papers.paper import paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.papers.registry import PAPER_KINDS, drawn_paper

FOLDERS: Mapping[str, tuple[str, ...]] = {
    "1-可以公开": ("public",),
    "2-班级和家长": ("class", "pupil", "notice", "menu", "classes"),
    "3-教师和门卫": ("teacher", "room", "rosters", "duty", "gates", "late", "visitors", "patrol", "day"),
    "4-上级部门": ("filing", "compliance", "inspection", "kpi", "deadlines", "draw"),
    "5-只供经办人": ("unmet", "companions"),
}
"""Folder -> kinds of paper; every kind is in one."""
FILLED_IN = ("rosters", "late")
"""Kinds that are there as workbooks too: lists that people go on with."""
WRITTEN = (2026, 1, 1, 0, 0, 0)
"""Date of every file in the zip, so that equal content gives equal bytes."""


class _Written:
    """Stream that a zip is written to: it hands out what came since the last time."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, part: bytes, /) -> int:
        self._held += part
        return len(part)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        found = bytes(self._held)
        self._held.clear()
        return found


def pack_parts(desk: PaperContext, names: NameList | None, language: Language) -> Iterator[bytes]:
    """The zip in parts, one as soon as each of its files is drawn: a large school takes minutes. names: of pupils, for papers that list
    them. Raises MissingFontError before the first part."""
    stream = _Written()
    with ZipFile(stream, "w") as packed:
        for name, content in _files(desk, names, language):
            entry = ZipInfo(name, WRITTEN)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, content)
            yield stream.taken()
    yield stream.taken()


def pack_bytes(desk: PaperContext, names: NameList | None, language: Language) -> bytes:
    """The zip. names: of pupils, for papers that list them. Raises MissingFontError."""
    return b"".join(pack_parts(desk, names, language))


def _files(desk: PaperContext, names: NameList | None, language: Language) -> Iterator[tuple[str, bytes]]:
    for folder, kinds in FOLDERS.items():
        for kind in PAPER_KINDS:
            if kind in kinds:
                paper = drawn_paper(kind, desk, names)
                for suffix in (".pdf", ".xlsx") if kind in FILLED_IN else (".pdf",):
                    yield f"{folder}/{language.of(WORDS[kind], ' ')}{suffix}", paper_bytes(kind, paper, desk, suffix, language)
    yield "3-教师和门卫/班牌课表（CSES）.zip", cses_zip(desk)
    yield "2-班级和家长/邮件合并.xlsx", merge_bytes(desk, PageNames(desk.problem, names), ".xlsx")
