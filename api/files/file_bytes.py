"""The bytes of files: reading them, unpacking gzip with a bound on how many come out, and what suffixes are known."""

from __future__ import annotations

import zlib
from pathlib import Path

from solver.errors import Fault, ProblemError

MOST_FILE_BYTES = 100_000_000
"""Largest file, and largest text that a packed one may hold."""
_WHY: dict[type[OSError], str] = {
    FileNotFoundError: "文件不存在",
    IsADirectoryError: "这是一个文件夹",
    PermissionError: "没有权限",
}
FILE = "文件 file"
"""The path of a fault of a file as a whole."""

_GZIP = 31
"""The window bits that make zlib expect a gzip header, and nothing else."""


def unpack(data: bytes, most: int) -> tuple[bytes, list[Fault]]:
    """The unpacked bytes, or the fault that keeps it from being read (then the bytes are empty).

    At most ``most`` + 1 bytes are ever unpacked, however much a file of a few bytes claims to hold.
    """
    stream = zlib.decompressobj(wbits=_GZIP)
    try:
        found = stream.decompress(data, most + 1)
    except zlib.error:
        return b"", [Fault((), f"{len(data)} bytes", "不是有效的 gzip 文件", "the file is not valid gzip",
                           "可能文件已损坏，或只是改了扩展名。", "Maybe it is damaged, or was only renamed.")]  # fmt: skip
    if len(found) > most:
        return b"", [Fault((), f"> {most} bytes", f"解压后超过 {most // 10**6} MB",
                           f"the file unpacks to more than {most // 10**6} MB",
                           "可能选错了文件。", "Maybe it is the wrong file.")]  # fmt: skip
    if not stream.eof:
        return b"", [Fault((), f"{len(data)} bytes", "gzip 文件不完整", "the gzip file is cut off",
                           "可能上传或保存没有完成。", "Maybe the upload or the saving was cut off.")]  # fmt: skip
    if stream.unused_data:
        return b"", [Fault((), f"{len(stream.unused_data)} bytes", "gzip 内容之后还有别的数据",
                           "there is more data after the gzip content",
                           "可能把几个文件拼在了一起。", "Maybe several files were joined.")]  # fmt: skip
    return found, []


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
