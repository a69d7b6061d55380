"""Requests out of files: JSON, also under gzip, and the workbook."""

from __future__ import annotations

from pathlib import Path

from api.files.gzip_bytes import unpack
from api.files.json_text import parse_json
from api.files.request_reader import read_request_book
from api.mapping.request import Request, request_from_doc
from solver.errors import Fault, ProblemError

SUFFIXES = (".json", ".xlsx")
PACKED = ".json.gz"
MOST_FILE_BYTES = 100_000_000
"""Largest file, and largest text that a packed one may hold."""
_WHY: dict[type[OSError], str] = {
    FileNotFoundError: "文件不存在",
    IsADirectoryError: "这是一个文件夹",
    PermissionError: "没有权限",
}
FILE = "文件 file"
"""The path of a fault of a file as a whole."""


def read_request(source: Path | str | bytes, suffix: str | None = None) -> Request:
    """Read a request. suffix: ``.json``, ``.json.gz`` or ``.xlsx``; needed for bytes, else taken from the path.

    Raises ProblemError with every fault; an unreadable or missing file is a fault too.
    """
    name = (suffix if suffix is not None else "" if isinstance(source, bytes) else _suffix(Path(source))).lower()
    if name not in (*SUFFIXES, PACKED):
        raise ProblemError([unknown_suffix(name, (*SUFFIXES, PACKED))])
    data = source if isinstance(source, bytes) else read_bytes(Path(source))
    if name == ".xlsx":
        return read_request_book(data)
    if name == PACKED:
        data, faults = unpack(data, MOST_FILE_BYTES)
        if faults:
            raise ProblemError(faults)
    document, faults = parse_json(data)
    if faults:
        raise ProblemError(faults)
    return request_from_doc(document)


def _suffix(path: Path) -> str:
    """``.json.gz`` as one, else the last suffix."""
    return PACKED if path.name.lower().endswith(PACKED) else path.suffix


def unknown_suffix(suffix: str, known: tuple[str, ...]) -> Fault:
    """The fault of a file whose kind is not known."""
    kinds = "、".join(known)
    return Fault((FILE,), suffix, f"只接受 {kinds} 文件", f"only {', '.join(known)} files are known",
                 "可能扩展名写错了；旧的 .xls 请另存为 .xlsx。", "Maybe the suffix is wrong; save an old .xls as .xlsx.")  # fmt: skip


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises ProblemError when it cannot be read or is larger than 100 MB."""
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise ProblemError([Fault((FILE,), path.name, "文件超过 100 MB", "the file exceeds 100 MB",
                                      "可能选错了文件。", "Maybe it is the wrong file.")])  # fmt: skip
        return path.read_bytes()
    except OSError as error:
        why = next((zh for kind, zh in _WHY.items() if isinstance(error, kind)), error.strerror)
        raise ProblemError([Fault((FILE,), path.name, f"无法读取文件（{why}）",
                                  f"the file cannot be read ({error.strerror})",
                                  "可能文件名写错了，或没有权限。",
                                  "Maybe the name is wrong or access is denied.")]) from error  # fmt: skip
