"""``afterbell district what-if``: who breaks, if every school had one adult fewer, or the same change."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

import solver
from api.cli.check import SettingOption
from api.cli.exits import refusing_faults
from api.cli.options import ForceOption, LanguageOption
from api.cli.reading import FileReading
from api.cli.watching import Stopping
from api.files.district.report import (
    DISTRICT_SUFFIXES,
    PROOFS,
    VERDICTS,
    DistrictFile,
    SchoolRow,
    district_bytes,
    summary_lines,
    told_question,
    verdict_of,
)
from api.files.language import Language, together
from api.services.choosing import parse_settings
from api.services.district import answer_all, request_files
from api.services.outputs import Outputs, output_faults, write_whole
from solver import Fault, Params

app = typer.Typer(help="多所学校 Many schools.", no_args_is_help=True)


@app.callback()
def district() -> None:
    """多所学校，不需要服务 Many schools, without a service."""


@app.command("what-if")
def what_if(
    folder: Annotated[Path, typer.Argument(help="各校申请所在的文件夹 folder of requests: .json .json.gz .xlsx")],
    leaves: Annotated[
        str, typer.Option(help="谁离开：least 值班最少、most 最多、role:岗位 who leaves: least or most burdened, or role:ROLE")
    ] = "",
    adults: Annotated[int, typer.Option(min=1, max=50, help="每校少几名 adults fewer at each school")] = 1,
    change: Annotated[list[str] | None, typer.Option("--change", help="或同一变动 or the same change, repeatable")] = None,
    seconds: Annotated[float, typer.Option(min=0.5, help="每校时限（秒） time limit for each school")] = 14.0,
    effort: Annotated[float | None, typer.Option(min=0, help="确定性工作量上限 limit of deterministic effort of each")] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 seed")] = 1,
    workers: Annotated[int, typer.Option(min=1, max=64, help="搜索线程 search threads")] = 2,
    plans: Annotated[Path | None, typer.Option(help="各校已有方案 folder of their plans, named as the requests: .json")] = None,
    keep: Annotated[Path | None, typer.Option(help="各校答案存到 folder of answers; by default FOLDER/what-if")] = None,
    every: Annotated[bool, typer.Option(help="也问少了谁就一定排不出 also ask who cannot be spared, by proof")] = True,
    setting: SettingOption = None,
    output: Annotated[
        list[Path] | None, typer.Option("--output", "-o", help="报告 report: .json .xlsx .html .pdf, repeatable")
    ] = None,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
) -> None:
    """每所学校少一名教师，哪些学校排不出 Each school with one adult fewer: who breaks?

    中断后再运行，已答的不再算。报告里没有人名和编号。 A run that was killed goes on after what is answered. No person is in the report.

    Exit: 0 answered, 2 bad input.
    """
    overrides, faults = parse_settings(setting or [])
    faults += output_faults([Outputs("--output", output or [], DISTRICT_SUFFIXES)], force=force)
    if keep is not None and not keep.is_dir():
        faults += output_faults([Outputs("--keep", [keep])])
    files = request_files(folder) if folder.is_dir() else []
    if not files:
        faults.append(Fault(("FOLDER",), str(folder), "文件夹里没有申请文件。", "There is no request in the folder.",
                            "可能写错了路径，或文件是别的类型。",
                            "Maybe the path is misspelt, or the files are of another type."))  # fmt: skip
    reading = FileReading(faults)
    if not leaves and not change:
        leaves = "least"
    question = reading.read(lambda: solver.read_question({"leaves": leaves, "adults": adults, "changes": change or [], "every": every}))
    if reading.wrong or question is None:
        raise reading.refusal()
    rows: list[SchoolRow] = []
    began = time.monotonic()
    params = Params(seconds, effort, None, seed, workers)
    typer.echo("；".join(told_question(question)[:1]) + f" / {told_question(question)[1]}")
    with refusing_faults(), Stopping() as stopping:
        for row in answer_all(files, question, params, keep or folder / "what-if", plans, overrides, stopping.asked):
            rows.append(row)
            typer.echo(_line(row, len(rows), len(files)))
    file = DistrictFile(question, rows)
    for line in summary_lines(file):
        typer.echo(line)
    if len(rows) < len(files):
        typer.echo(f"已停止：还有 {len(files) - len(rows)} 所没有答，再运行会接着答 / stopped: run it again for the rest")
    typer.echo(f"用时 {time.monotonic() - began:.0f} 秒 seconds")
    for path in output or []:
        typer.echo(f"已写出 / written: {write_whole(path, district_bytes(file, path.suffix.lower(), language), force=force)}")


def _line(row: SchoolRow, number: int, of: int) -> str:
    zh, en, _ = VERDICTS[verdict_of(row)]
    proof = "" if row.answer is None else PROOFS[row.answer.proof]
    more = Language.BOTH.of(together("，", [proof, row.prices]))
    return f"[{number}/{of}] {row.name}：{zh} {en}" + (f"（{more}）" if more else "")
