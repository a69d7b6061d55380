"""Reading of sealed lists and key files, and sentences about how a list fits a request. No fault and no sentence repeats a name."""

from __future__ import annotations

import stat
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from api.cli.reading import FileReading
from api.files.file_bytes import read_bytes
from api.files.names.name_keys import NameKeys, parse_keys
from api.files.names.name_list import LIST, NameList, unseal
from solver import Fault, Problem, ProblemError

NamesOption = Annotated[Path | None, typer.Option("--names", help="姓名表，材料印姓名 sealed name list: papers print names")]
KeyFileOption = Annotated[Path | None, typer.Option("--key", help="姓名表的密钥文件 key file of the name list")]
KeyFile = Annotated[Path, typer.Option("--key", help="密钥文件 key file, made by `afterbell names key`")]
OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO
SHOWN = 10
"""Ids that a sentence lists; the others are counted. Raising it makes sentences longer."""


def read_keys(path: Path) -> NameKeys:
    """Keys of a file; a file that other users may read is told. Raises ProblemError."""
    keys = parse_keys(read_bytes(path))
    if stat.S_IMODE(path.stat().st_mode) & OPEN_TO_OTHERS:
        typer.echo(f"提醒 notice: 别的用户也能读密钥 / other users may read the key: chmod 600 {path}", err=True)
    return keys


def read_names(reading: FileReading, path: Path, keys: NameKeys | None) -> NameList | None:
    """A sealed list; None with its faults noted, or without keys."""
    return None if keys is None else reading.read(lambda: unseal(read_bytes(path), keys), path)


def names_of_options(reading: FileReading, names: Path | None, key: Path | None) -> NameList | None:
    """The list of ``--names`` and ``--key``; None without them, or with the faults noted."""
    if (names is None) != (key is None):
        reading.add([Fault(("--key" if key is None else "--names",), "", "--names 和 --key 要一起写。", "--names and --key go together.",
                           "可能漏写了一个；不要姓名就两个都不写。",
                           "Maybe one is missing; leave out both for papers with ids.")])  # fmt: skip
    if names is None or key is None:
        return None
    return read_names(reading, names, reading.read(lambda: read_keys(key), key))


def school_faults(names: NameList, school: str, path: Path) -> list[Fault]:
    """Fault of a list of another school: its ids may be the same, and its names would stand on the wrong papers."""
    if names.school == school:
        return []
    return [Fault((LIST,), f"{names.school} ≠ {school}", "姓名表是另一所学校的。", f"{path.name} is the name list of another school.",
                  "可能选错了文件；学校改了名称，就用新的申请重新制作姓名表。",
                  "Maybe it is another file; where the school was renamed, make the list anew with the new request.")]  # fmt: skip


def tell_fit(names: Collection[str], problem: Problem) -> None:
    """Say on stderr how many pupils of a request have a name, and which ids of the list are not in it."""
    pupils = [pupil.id for pupil in problem.pupils]
    named = sum(pupil in names for pupil in pupils)
    typer.echo(f"姓名表 / name list: {len(pupils)} 名学生中 {named} 人有姓名 / {named} of {len(pupils)} pupils have a name", err=True)
    unknown = sorted(set(names) - set(pupils))
    if unknown:
        typer.echo(f"申请中没有的编号 {len(unknown)} 个 / ids that are not in the request: {listed(unknown)}", err=True)


def require_some(names: Collection[str], problem: Problem) -> None:
    """Refuse a list of which nobody is in the request. Raises ProblemError."""
    if not problem.pupil_of.keys() & set(names):
        raise ProblemError([Fault((LIST,), f"{len(names)} 人", "姓名表里没有一个编号在申请中。", "No id of the list is in the request.",
                                  "可能是别的学期的姓名表，或把编号和姓名两列写反了。",
                                  "Maybe it is another term's list, or the columns of ids and names are swapped.")])  # fmt: skip


def known_names(names: NameList, problem: Problem) -> NameList:
    """The list without ids that are not in the request."""
    return replace(names, names={pupil: name for pupil, name in names.names.items() if pupil in problem.pupil_of})


def listed(words: Sequence[str]) -> str:
    """``a、b 等 12``."""
    return "、".join(words[:SHOWN]) + (f" 等 {len(words)} 个" if len(words) > SHOWN else "")
