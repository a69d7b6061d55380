"""``afterbell names key``, ``seal``, ``open``, ``show``, ``join`` and ``rotate``: a school's own files. Keys are never printed."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import refusal, refusing_faults
from api.cli.names.reading import (
    KeyFile,
    known_names,
    listed,
    read_keys,
    read_names,
    require_some,
    school_faults,
    tell_fit,
)
from api.cli.notices import load_told
from api.cli.options import ForceOption
from api.cli.reading import FileReading
from api.files.file_bytes import read_bytes
from api.files.names.name_book import names_book
from api.files.names.name_file import rows_of_file
from api.files.names.name_keys import new_keys
from api.files.names.name_list import seal, tidy_names
from api.files.names.name_table import NamedRows
from api.files.sources.source import SourceFile
from api.services.outputs import PRIVATE, Outputs, output_faults, write_file

SealedArgument = Annotated[Path, typer.Argument(help="姓名表 sealed name list", metavar="NAMES")]
ListsArgument = Annotated[list[Path], typer.Argument(help="姓名表，可多份 sealed name lists, one or more", metavar="NAMES...")]
SealedOutput = Annotated[Path, typer.Option("--output", "-o", help="姓名表文件 sealed list to write, such as school.names")]


def key(
    file: Annotated[Path, typer.Argument(help="要写的密钥文件 key file to write, such as school.key", metavar="FILE")],
    force: ForceOption = False,
) -> None:
    """制作一个新的密钥文件，只有本用户能读，不显示 Make a key file for its owner alone; the key is not shown.

    Keep it apart from the lists. Without it the names are lost, and nothing else. Exit: 0 written, 2 nothing was done.
    """
    _write(file, new_keys().text().encode(), force=force)


def seal_table(
    tables: Annotated[list[Path], typer.Argument(help="编号和姓名的表 tables of ids and names: .xlsx .csv …", metavar="TABLE...")],
    request: Annotated[Path, typer.Option(help="申请文件，核对编号 the request, by which ids are checked")],
    key: KeyFile,
    output: SealedOutput,
    force: ForceOption = False,
) -> None:
    """把编号和姓名的表加密成姓名表 Seal tables with the columns 学生编号 and 姓名 as a name list.

    Ids that are not in the request are told and left out. Exit: 0 written, 2 nothing was done.
    """
    reading = FileReading(output_faults([Outputs("--output", [output])], (*tables, request, key), force=force))
    loaded = reading.read(lambda: load_told(request), request)
    keys = reading.read(lambda: read_keys(key), key)
    known = () if loaded is None else loaded.problem.pupil_of.keys()
    found = [(path, reading.read(partial(_rows, path, known), path)) for path in tables]
    if reading.wrong or loaded is None or keys is None:
        raise reading.refusal()
    for path, rows in found:
        if rows is not None and rows.without_id:
            typer.echo(f"{path.name}: 没有编号、没有读入的行 / rows without an id, left out: {listed(rows.without_id)}", err=True)
    with refusing_faults():
        names = tidy_names(loaded.problem.school, [pair for _, rows in found if rows is not None for pair in rows.pairs])
        require_some(names.names, loaded.problem)
    tell_fit(names.names, loaded.problem)
    _write(output, seal(known_names(names, loaded.problem), keys), force=force)


def open_list(
    names: SealedArgument,
    key: KeyFile,
    output: Annotated[Path, typer.Option("--output", "-o", help="工作簿，只有本用户能读 workbook for you alone, .xlsx")],
    force: ForceOption = False,
) -> None:
    """把姓名表写成工作簿，改好后用 seal 加密；用完请删除 Write a list as a workbook; seal it again, and delete the workbook.

    Exit: 0 written, 2 nothing was done.
    """
    reading = FileReading(output_faults([Outputs("--output", [output], (".xlsx",))], (names, key), force=force))
    found = read_names(reading, names, reading.read(lambda: read_keys(key), key))
    if reading.wrong or found is None:
        raise reading.refusal()
    _write(output, names_book(found), force=force)


def show(
    names: SealedArgument,
    key: KeyFile,
    request: Annotated[Path | None, typer.Option(help="申请文件，核对编号 the request, to compare ids")] = None,
) -> None:
    """显示姓名表 Show a list: an id and a name a line, tab between them, alone on stdout.

    Exit: 0 shown, 2 bad input.
    """
    reading = FileReading()
    loaded = None if request is None else reading.read(lambda: load_told(request), request)
    found = read_names(reading, names, reading.read(lambda: read_keys(key), key))
    if found is not None and loaded is not None:
        reading.add(school_faults(found, loaded.problem.school, names), names)
    if reading.wrong or found is None:
        raise reading.refusal()
    if loaded is not None:
        tell_fit(found.names, loaded.problem)
    for pupil, name in sorted(found.names.items()):
        typer.echo(f"{pupil}\t{name}")


def join(lists: ListsArgument, key: KeyFile, output: SealedOutput, force: ForceOption = False) -> None:
    """把几份姓名表合成一份 Join lists of one school; two names of one id are refused.

    Exit: 0 written, 2 nothing was done.
    """
    reading = FileReading(output_faults([Outputs("--output", [output])], (*lists, key), force=force))
    keys = reading.read(lambda: read_keys(key), key)
    found = [(path, read_names(reading, path, keys)) for path in lists]
    known = [(path, names) for path, names in found if names is not None]
    for path, names in known[1:]:
        reading.add(school_faults(names, known[0][1].school, path), path)
    if reading.wrong or keys is None:
        raise reading.refusal()
    with refusing_faults():
        joined = tidy_names(known[0][1].school, [pair for _, names in known for pair in names.names.items()])
    _write(output, seal(joined, keys), force=force)


def rotate(
    lists: ListsArgument,
    key: KeyFile,
    keep_old: Annotated[
        bool, typer.Option("--keep-old", help="旧密钥留在文件里，别的姓名表还要用 keep former keys, for lists that are not named here")
    ] = False,
) -> None:
    """换一个新密钥：姓名表重新加密，旧密钥作废 Replace the key: the lists are sealed with a new one, and the former ones are removed.

    Name every list that the key seals, or keep the former keys. Exit: 0 done, 2 nothing was done.
    """
    reading = FileReading()
    keys = reading.read(lambda: read_keys(key), key)
    found = [(path, read_names(reading, path, keys)) for path in lists]
    if reading.wrong or keys is None:
        raise reading.refusal()
    both = keys.with_new()
    _replace(key, both.text().encode())  # first: whatever happens from here on, every list opens with the file
    for path, names in found:
        if names is not None:
            _replace(path, seal(names, both))
    if not keep_old:
        _replace(key, both.newest().text().encode())
    typer.echo(f"已换密钥 / new key: {key}，{len(found)} 份姓名表 name list(s)")


def _rows(path: Path, known: Collection[str]) -> NamedRows:
    return rows_of_file(SourceFile(path.name, read_bytes(path)), known)


def _replace(path: Path, content: bytes) -> None:
    write_file(path, lambda file: file.write(content), force=True, mode=PRIVATE)


def _write(path: Path, content: bytes, *, force: bool) -> None:
    faults = output_faults([Outputs("FILE", [path])], force=force)
    if faults:
        raise refusal(faults)
    typer.echo(f"已写出 / written: {write_file(path, lambda file: file.write(content), force=force, mode=PRIVATE)}", err=True)
