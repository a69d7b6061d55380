"""Where results go: output paths are checked before the search starts and written at once, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from solver.errors import Fault

PLAN_SUFFIXES = (".json", ".xlsx", ".html")
REPORT_SUFFIXES = (".json",)
REQUEST_SUFFIXES = (".json", ".xlsx")


def output_faults(option: str, paths: Sequence[Path], suffixes: Sequence[str]) -> list[Fault]:
    """What stops the files of an option from being written later: suffix, folder, rights, the same file twice.

    Creates nothing; :func:`replacing` makes missing folders.
    """
    faults: list[Fault] = []
    seen: set[Path] = set()
    for path in paths:
        if path.suffix.lower() not in suffixes:
            known = " ".join(suffixes)
            faults.append(Fault((option,), str(path), f"不认识的文件类型，可用：{known}。", f"Unknown type of file; known: {known}.",
                                "可能写错了扩展名。", "Maybe the suffix is misspelt."))  # fmt: skip
        place = path.absolute()
        if place in seen:
            faults.append(Fault((option,), str(path), "同一个文件写了两次。", "The same file is named twice.",
                                "可能重复了一个选项。", "Maybe an option was repeated."))  # fmt: skip
        seen.add(place)
        faults.extend(_place_faults(option, path))
    return faults


def _place_faults(option: str, path: Path) -> list[Fault]:
    if path.is_dir():
        return [Fault((option,), str(path), "这是一个文件夹，不是文件。", "This is a folder, not a file.",
                      "可能漏写了文件名。", "Maybe the name of the file is missing.")]  # fmt: skip
    parent = path.absolute().parent
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir():
        return [Fault((option,), str(path), f"{parent} 不是文件夹。", f"{parent} is not a folder.",
                      "可能路径写错了。", "Maybe the path is misspelt.")]  # fmt: skip
    if not os.access(parent, os.W_OK | os.X_OK):
        return [Fault((option,), str(path), f"没有在 {parent} 中写文件的权限。", f"No right to write in {parent}.",
                      "可能要换一个文件夹。", "Maybe choose another folder.")]  # fmt: skip
    return []


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside ``path``, with its suffix, to write to: readers find the old file or the new, never a part.

    Makes missing folders. When the block fails, the old file stays. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        fresh = Path(folder) / path.name
        yield fresh
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all. Raises OSError."""
    with replacing(path) as fresh:
        fresh.write_bytes(content)
