"""Output files: validated before the work starts, written to a temporary file and renamed (atomic).

No data is lost: an input is never overwritten, and an existing file is replaced only where the user says so (``--force``).
"""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from solver.errors import Fault

PLAN_SUFFIXES = (".json", ".xlsx", ".html")
REPORT_SUFFIXES = (".json",)
REQUEST_SUFFIXES = (".json", ".xlsx")
PRIVATE, SHARED = 0o600, 0o666
"""Modes of new files, before the user's umask: for the owner alone, and for all."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Output files of an option. suffixes: known ones; none: any."""

    option: str
    paths: Sequence[Path]
    suffixes: Sequence[str] = ()


def output_faults(outputs: Sequence[Outputs], inputs: Sequence[Path | None] = (), *, force: bool = False) -> list[Fault]:
    """Faults of output paths: suffix, folder, permissions, the same file twice, an input, an existing file.

    inputs: files that the command reads; never written to, also by another spelling or link. force: replace existing files.
    Creates nothing; :func:`write_file` makes missing folders.
    """
    faults: list[Fault] = []
    seen: set[str] = set()
    for each in outputs:
        for path in each.paths:
            if each.suffixes and path.suffix.lower() not in each.suffixes:
                known = " ".join(each.suffixes)
                faults.append(Fault((each.option,), str(path), f"不认识的文件类型，可用：{known}。",
                                    f"Unknown type of file; known: {known}.",
                                    "可能写错了扩展名。", "Maybe the suffix is misspelt."))  # fmt: skip
            place = os.path.realpath(path)
            if place in seen:
                faults.append(Fault((each.option,), str(path), "同一个文件写了两次。", "The same file is named twice.",
                                    "可能重复了一个选项。", "Maybe an option was repeated."))  # fmt: skip
            seen.add(place)
            faults.extend(_place_faults(each.option, path, inputs, force=force))
    return faults


def _place_faults(option: str, path: Path, inputs: Sequence[Path | None], *, force: bool) -> list[Fault]:
    try:
        there = _status(path)
    except OSError as error:
        return [Fault((option,), str(path), f"不能用作文件名：{error.strerror}。", f"This is no place for a file: {error.strerror}.",
                      "可能文件名太长，链接指向自己，或没有权限。",
                      "Maybe the name is too long, a link leads to itself, or access is denied.")]  # fmt: skip
    if any(_same(path, there, read) for read in inputs if read is not None):
        return [Fault((option,), str(path), "本命令要读这个文件，不会写在上面。",
                      "The command reads this file and does not write over it.",
                      "可能要换一个文件名（--force 也不行）。", "Maybe take another name; --force does not help here.")]  # fmt: skip
    if there is not None and stat.S_ISDIR(there.st_mode):
        return [Fault((option,), str(path), "这是一个文件夹，不是文件。", "This is a folder, not a file.",
                      "可能漏写了文件名。", "Maybe the name of the file is missing.")]  # fmt: skip
    if there is not None and not stat.S_ISREG(there.st_mode):
        return [Fault((option,), str(path), "这不是普通文件。", "This is no ordinary file.",
                      "可能写成了设备或管道。", "Maybe it is a device or a pipe.")]  # fmt: skip
    # A file without a byte holds nothing that could be lost.
    if there is not None and there.st_size and not force:
        return [Fault((option,), str(path), "文件已存在，不会覆盖。", "The file is there already and is not overwritten.",
                      "可能要换一个文件名；确要覆盖请加 --force。", "Maybe take another name; --force overwrites it.")]  # fmt: skip
    return _folder_faults(option, path)


def _folder_faults(option: str, path: Path) -> list[Fault]:
    parent = Path(os.path.realpath(path)).parent
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir():
        return [Fault((option,), str(path), f"{parent} 不是文件夹。", f"{parent} is not a folder.",
                      "可能路径写错了。", "Maybe the path is misspelt.")]  # fmt: skip
    if not os.access(parent, os.W_OK | os.X_OK):
        return [Fault((option,), str(path), f"没有在 {parent} 中写文件的权限。", f"No right to write in {parent}.",
                      "可能要换一个文件夹。", "Maybe choose another folder.")]  # fmt: skip
    return []


def _status(path: Path) -> os.stat_result | None:
    """File status of a path, links followed; None where it does not exist. Raises OSError for a path that can be no file's."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _same(path: Path, there: os.stat_result | None, read: Path) -> bool:
    """Whether both are one file, by another spelling, a symbolic or a hard link."""
    try:
        found = read.stat()
    except OSError:  # whoever reads it will say so
        return os.path.realpath(path) == os.path.realpath(read)
    return there is not None and os.path.samestat(there, found)


def write_whole(path: Path, content: bytes, *, force: bool = False) -> Path:
    """Write bytes, as :func:`write_file` -> path of the file."""
    return write_file(path, lambda file: file.write(content), force=force)


def write_file(path: Path, fill: Callable[[BinaryIO], object], *, force: bool = False, mode: int = SHARED) -> Path:
    """Write a file atomically -> its path: readers find the old file or the new, never a part.

    fill: writes the content. force: replace an existing file; without it, a file that another process has created since the
    command began is kept, and the new one gets a number, as ``plan-2.xlsx``. mode: of a new file, and the upper bound of the mode
    that is copied from a replaced one. Makes missing folders. On failure or a crash the old file stays, without leftovers beside
    it. Raises OSError.
    """
    place = Path(os.path.realpath(path))
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = _begun(place.parent, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            there = _status(place)
            if there is not None:
                os.fchmod(file.fileno(), stat.S_IMODE(there.st_mode) & mode)
            os.fsync(file.fileno())
            if force or (there is not None and not there.st_size):
                _replace(file.fileno(), name, place)
                return path
            put = next(free for free in _names(place) if _linked(file.fileno(), name, free))
            return path if put == place else put
    finally:
        if name is not None:
            name.unlink(missing_ok=True)


def _begun(folder: Path, mode: int) -> tuple[int, Path | None]:
    """New file in a folder, and its name: None where the system has unnamed files (``O_TMPFILE``), which vanish with the process."""
    if hasattr(os, "O_TMPFILE") and Path("/proc/self/fd").is_dir():
        try:
            return os.open(folder, os.O_WRONLY | os.O_TMPFILE, mode), None
        except OSError:
            pass  # not on this file system
    handle, name = tempfile.mkstemp(prefix=".afterbell-", dir=folder)
    mask = os.umask(0)
    os.umask(mask)
    os.fchmod(handle, mode & ~mask)
    return handle, Path(name)


def _linked(handle: int, name: Path | None, place: Path) -> bool:
    """Link the file to a name that does not exist yet; False where it does."""
    try:
        if name is None:
            # Only with a folder's handle does Python ask the system to follow the link to the open file.
            here = os.open(place.parent, os.O_RDONLY)
            try:
                os.link(f"/proc/self/fd/{handle}", place.name, src_dir_fd=here, dst_dir_fd=here, follow_symlinks=True)
            finally:
                os.close(here)
        else:
            os.link(name, place)
    except FileExistsError:
        return False
    except OSError:
        if name is None or place.exists():
            raise
        name.replace(place)  # a file system without links
    return True


def _replace(handle: int, name: Path | None, place: Path) -> None:
    """Rename the file over another, atomically."""
    if name is None:
        name = place.with_name(f".afterbell-{secrets.token_hex(8)}")
        _linked(handle, None, name)
    try:
        name.replace(place)
    except OSError:
        name.unlink(missing_ok=True)
        raise


def _names(place: Path) -> Iterator[Path]:
    """``plan.xlsx``, ``plan-2.xlsx``, ``plan-3.xlsx`` …"""
    yield place
    for number in count(2):
        yield place.with_stem(f"{place.stem}-{number}")
