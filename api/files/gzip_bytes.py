"""Bytes under gzip -> the bytes inside, with a bound on how many come out."""

from __future__ import annotations

import zlib

from solver.errors import Fault

_GZIP = 31
"""The window bits that make zlib expect a gzip header, and nothing else."""


def unpack(data: bytes, most: int) -> tuple[bytes, list[Fault]]:
    """What was packed, or the fault that keeps it from being read (then the bytes are empty).

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
