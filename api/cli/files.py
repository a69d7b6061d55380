"""``afterbell template`` and ``afterbell generate``: requests to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import refusal, refusing_faults
from api.cli.options import ForceOption
from api.files.request.writer import request_bytes, template_bytes
from api.services.generating import generated_request, kinds
from api.services.outputs import REQUEST_SUFFIXES, Outputs, output_faults, write_whole
from solver import Fault


def template(
    file: Annotated[Path, typer.Argument(help="要写的工作簿 workbook to write, .xlsx")], force: ForceOption = False
) -> None:
    """写出一个待填的申请工作簿 Write a request workbook to fill in."""
    faults = output_faults([Outputs("FILE", [file], (".xlsx",))], force=force)
    if faults:
        raise refusal(faults)
    typer.echo(f"已写出 / written: {write_whole(file, template_bytes(), force=force)}")


def generate(
    kind: Annotated[str, typer.Option(help="学校类型 kind of school; an unknown one lists all")],
    output: Annotated[Path, typer.Option("--output", "-o", help="申请文件 request, .json or .xlsx")],
    seed: Annotated[int, typer.Option(min=0, help="随机种子 seed")] = 1,
    force: ForceOption = False,
) -> None:
    """造一所虚构的学校 Make up a school; the same kind and seed give the same request."""
    faults = output_faults([Outputs("--output", [output], REQUEST_SUFFIXES)], force=force)
    if kind not in kinds():
        known = " ".join(kinds())
        faults.append(Fault(("--kind",), kind, f"没有这种学校，可用：{known}。", f"No such kind; known: {known}.",
                            "可能写错了名称。", "Maybe the name is misspelt."))  # fmt: skip
    if faults:
        raise refusal(faults)
    with refusing_faults():
        content = request_bytes(generated_request(kind, seed), output.suffix)
    typer.echo(f"已写出 / written: {write_whole(output, content, force=force)}")
