"""Line reader of gzip files that distinguishes damaged, truncated and foreign files, and locates the damage.

The standard library's reader raises the same error for a wrong checksum, a broken stream and a file of another format.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

CHUNK = 65_536
"""Bytes per read. Raising it makes fewer reads, and takes more memory."""
GZIP = 16 + zlib.MAX_WBITS
RAW = -zlib.MAX_WBITS
MAGIC = b"\x1f\x8b\x08"
HEADER_BYTES = 10
"""First bytes of a gzip file without a stored name, as backups are written."""
BEGINNING = b'{"afterbell_backup"'
"""First bytes of the first line of every backup, uncompressed."""
KINDS = (
    (b"SQLite format 3\x00", "SQLite 数据库", "a SQLite database"), (b"PK\x03\x04", "工作簿或 zip 文件", "a workbook or a zip file"),
    (b"%PDF", "PDF 文件", "a PDF file"), (b"{", "JSON 文件", "a JSON file"), (b"PGDMP", "PostgreSQL 转储", "a PostgreSQL dump"),
)  # fmt: skip
"""First bytes of other file formats that are taken for a backup by mistake -> names of the formats, zh and en."""


class UnreadableError(Exception):
    """A file that is no backup, or a damaged one. zh, en: which of both, and the position of the damage."""

    def __init__(self, zh: str, en: str, hint_zh: str, hint_en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh = zh
        self.en = en
        self.hint_zh = hint_zh
        self.hint_en = hint_en


def no_backup(zh: str = "", en: str = "") -> UnreadableError:
    """Error for a file of another format, named where it is recognized."""
    return UnreadableError(
        f"不是备份文件{f'，而是{zh}' if zh else ''}。", f"This is no backup{f' but {en}' if en else ''}.",
        "可能选错了文件；备份由 afterbell backup 写出。", "Maybe it is the wrong file; backups are written by `afterbell backup`.",
    )  # fmt: skip


def damaged(zh: str, en: str) -> UnreadableError:
    """Error for a damaged backup. zh, en: position of the damage."""
    return UnreadableError(
        f"备份已损坏：{zh}。", f"The backup is damaged: {en}.",
        "可能磁盘有故障，或传输时出错；请换一份备份，或重新复制一次。数据库没有改动。",
        "Maybe the disk is faulty, or a transfer went wrong; take another backup, or copy it again. The database was not changed.",
    )  # fmt: skip


def cut_off(at: int) -> UnreadableError:
    """Error for a truncated backup."""
    return UnreadableError(
        f"备份不完整：文件到第 {at} 字节就中断了。", f"The backup is incomplete: the file ends after {at} bytes.",
        "可能备份或复制时磁盘已满，或中途停止；请换一份备份。数据库没有改动。",
        "Maybe the disk was full, or writing was stopped; take another backup. The database was not changed.",
    )  # fmt: skip


def lines_of(path: Path) -> Iterator[bytes]:
    """Lines of a gzip file with their line ends; the last line may lack one. Raises UnreadableError, OSError."""
    rest = b""
    for part in _unpacked(path):
        rest += part
        *whole, rest = rest.split(b"\n")
        yield from (line + b"\n" for line in whole)
    if rest:
        yield rest


def _unpacked(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        decoder = zlib.decompressobj(wbits=GZIP)
        at = 0
        while raw := file.read(CHUNK):
            if at == 0:
                _hold_beginning(raw)
            before = decoder.copy()
            try:
                part = decoder.decompress(raw)
            except zlib.error:
                place = at + _first_bad(before, raw)
                raise damaged(f"第 {place} 字节处或之前", f"at byte {place} or before") from None
            at += len(raw)
            yield part
            if decoder.eof:
                end = at - len(decoder.unused_data)
                if decoder.unused_data or file.read(1):
                    raise damaged(f"第 {end} 字节之后多出内容", f"something follows after byte {end}")
                return
        raise no_backup("空文件", "an empty file") if at == 0 else cut_off(at)


def _hold_beginning(raw: bytes) -> None:
    """Raise UnreadableError unless a file has a gzip header. Where only the header is wrong, the backup counts as damaged."""
    if raw.startswith(MAGIC) or MAGIC.startswith(raw):
        return
    try:
        beyond = zlib.decompressobj(wbits=RAW).decompress(raw[HEADER_BYTES:], len(BEGINNING))
    except zlib.error:
        beyond = b""
    if beyond == BEGINNING:
        place = next(place for place, (found, good) in enumerate(zip(raw, MAGIC, strict=False)) if found != good)
        raise damaged(f"第 {place} 字节", f"at byte {place}")
    raise no_backup(*next(((zh, en) for start, zh, en in KINDS if raw.startswith(start)), ("", "")))


def _first_bad(decoder: zlib._Decompress, raw: bytes) -> int:
    """Offset of the first byte at which decompression fails, from the decompressor's state before the failing block."""
    for place in range(len(raw)):
        try:
            decoder.decompress(raw[place : place + 1])
        except zlib.error:
            return place
    return len(raw)
