"""``afterbell template`` and ``afterbell generate``: requests to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import refusal, refusing_faults
from api.cli.notices import load_told
from api.cli.options import ForceOption
from api.files.request.template_kind import TemplateKind
from api.files.request.writer import request_bytes, template_bytes
from api.services.generating import generated_request, kinds
from api.services.outputs import REQUEST_SUFFIXES, Outputs, output_faults, write_whole
from solver import Fault


def template(
    file: Annotated[Path | None, typer.Argument(help="要写的工作簿 workbook to write, .xlsx")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="同 FILE the same as FILE")] = None,
    short: Annotated[
        bool, typer.Option("--short", help="五张表的简表，其余按默认 five sheets, all else by default")
    ] = False,
    empty: Annotated[bool, typer.Option("--empty", help="不带示例行 without the rows of the example")] = False,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", help="把申请（如填好的简表）写成完整工作簿 a request, such as a short one, as full workbook"
        ),
    ] = None,
    force: ForceOption = False,
) -> None:
    """写出一个待填的申请工作簿 Write a request workbook to fill in."""
    target = output or file
    if target is None or (output is not None and file is not None) or short + empty + (source is not None) > 1:
        raise refusal([Fault(("FILE",), "", "写一个文件名，--short、--empty、--from 只选一个。",
                             "Name one file, and one of --short, --empty, --from.",
                             "可能漏写了文件名；例如 afterbell template --short -o 简表.xlsx。",
                             "Maybe the file was forgotten: afterbell template --short -o short.xlsx.")])  # fmt: skip
    faults = output_faults([Outputs("FILE", [target], (".xlsx",))], [source] if source else (), force=force)
    if faults:
        raise refusal(faults)
    if source is not None:
        with refusing_faults():
            content = request_bytes(load_told(source), ".xlsx")
    else:
        content = template_bytes(TemplateKind.SHORT if short else TemplateKind.EMPTY if empty else TemplateKind.EXAMPLE)
    typer.echo(f"已写出 / written: {write_whole(target, content, force=force)}")


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
