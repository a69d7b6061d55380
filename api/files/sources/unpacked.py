"""Files of an office from an archive or a folder's listing: each by its name, without what systems leave beside them."""

from __future__ import annotations

import io
import zipfile

from api.files.file_bytes import MOST_FILE_BYTES
from api.files.sources.source import SourceFile
from solver.errors import Fault, ProblemError

MOST_FILES = 300
"""Files of one import at most; a school of 54 classes with a file a class has 70."""
ENGLISH_NAME = 0x800
"""The flag of a name in UTF-8; others are of the system that packed, in China GBK."""
_LEFT_BESIDE = ("~$", ".", "__MACOSX", "Thumbs.db", "desktop.ini")
"""Beginnings of names that are no files of the office."""


def left_beside(name: str) -> bool:
    """Whether a file is one of a program's or the system's own, as the lock of an open workbook."""
    return any(part.startswith(_LEFT_BESIDE) for part in name.replace("\\", "/").split("/"))


def unpacked(data: bytes, place: str = "导入 import") -> list[SourceFile]:
    """Files of a zip archive, named without folders where that is clear.

    Raises ProblemError: no archive, too many files, too large, encrypted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir() and not left_beside(_name(part))]
            if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_FILE_BYTES:
                raise _refused(place, f"{len(parts)}", f"压缩包里的文件太多或太大（最多 {MOST_FILES} 个，共 100 MB）",
                               f"the archive holds too much (at most {MOST_FILES} files, 100 MB)", "可能放进了照片；只放表格。",
                               "Maybe pictures are in it; tables alone are needed.")  # fmt: skip
            return named([(_name(part), _content(archive, part)) for part in parts])
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        raise _refused(place, f"{len(data)} bytes", "不是 zip 压缩包，或已损坏", "no zip archive, or a damaged one",
            "可能是 rar；请压缩成 zip。",
                       "Maybe it is rar; pack it as zip.") from None  # fmt: skip
    except RuntimeError:
        raise _refused(place, f"{len(data)} bytes", "压缩包加了密码", "the archive has a password", "可能要去掉密码重新压缩。",
                       "Maybe pack it again without one.") from None  # fmt: skip


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The bytes of a part, never more than it announces."""
    with archive.open(part) as file:
        return file.read(part.file_size)


def _name(part: zipfile.ZipInfo) -> str:
    if part.flag_bits & ENGLISH_NAME:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return part.filename


def named(files: list[tuple[str, bytes]]) -> list[SourceFile]:
    """Files by their last name; two of one last name keep their folders."""
    last = [name.replace("\\", "/").rsplit("/", 1)[-1] for name, _ in files]
    return [SourceFile(short if last.count(short) == 1 else name, data) for short, (name, data) in zip(last, files, strict=True)]


def _refused(place: str, value: str, zh: str, en: str, hint_zh: str, hint_en: str) -> ProblemError:
    return ProblemError([Fault((place,), value, zh, en, hint_zh, hint_en)])
