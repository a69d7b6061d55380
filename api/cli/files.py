"""``afterbell template`` and ``afterbell generate``: requests to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import refusal, refusing_faults
from api.files.request import write_request, write_template
from api.services.generating import generated_request, kinds
from api.services.outputs import REQUEST_SUFFIXES, output_faults, replacing
from solver import Fault


def template(file: Annotated[Path, typer.Argument(help="要写的工作簿 workbook to write, .xlsx")]) -> None:
    """写出一个待填的申请工作簿 Write a request workbook to fill in."""
    _refuse_bad_place("FILE", file, (".xlsx",))
    with refusing_faults(), replacing(file) as fresh:
        write_template(fresh)
    typer.echo(f"已写出 / written: {file}")


def generate(
    kind: Annotated[str, typer.Option(help="学校类型 kind of school; an unknown one lists all")],
    output: Annotated[Path, typer.Option("--output", "-o", help="申请文件 request, .json or .xlsx")],
    seed: Annotated[int, typer.Option(min=0, help="随机种子 seed")] = 1,
) -> None:
    """造一所虚构的学校 Make up a school; the same kind and seed give the same request."""
    _refuse_bad_place("--output", output, REQUEST_SUFFIXES)
    if kind not in kinds():
        known = " ".join(kinds())
        raise refusal([Fault(("--kind",), kind, f"没有这种学校，可用：{known}。", f"No such kind; known: {known}.",
                      "可能写错了名称。", "Maybe the name is misspelt.")])  # fmt: skip
    with refusing_faults(), replacing(output) as fresh:
        write_request(generated_request(kind, seed), fresh)
    typer.echo(f"已写出 / written: {output}")


def _refuse_bad_place(option: str, path: Path, suffixes: tuple[str, ...]) -> None:
    faults = output_faults(option, [path], suffixes)
    if faults:
        raise refusal(faults)
