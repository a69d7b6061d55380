"""``afterbell import``: an office's files to a request, a name list and a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.marking import MarkedCopy
from api.cli.options import ForceOption, MarkedOption
from api.cli.reading import FileReading
from api.files.file_bytes import read_bytes
from api.files.names.name_keys import NameKeys, new_keys, parse_keys
from api.files.names.name_list import MARK, seal, tidy_names, unseal
from api.files.request.writer import request_bytes
from api.files.sources.account import RowOutcome
from api.files.sources.importing import Imported, ReadSheet, import_files
from api.files.sources.mapping import ImportMapping, mapping_bytes, read_mapping
from api.files.sources.report import counts, report_book, to_see
from api.files.sources.source import SourceFile
from api.files.sources.typed_answers import PLACE, given_answers, read_answers
from api.services.importing import read_sources, request_of
from api.services.loading import load_request
from api.services.outputs import PRIVATE, REQUEST_SUFFIXES, Outputs, output_faults, write_file
from solver import Fault, ProblemError
from solver.errors import format_path
from solver.policy.load import load_policy

SHOWN = 12
"""Rows and questions that the terminal shows; the report has all."""


def import_(
    files: Annotated[list[Path], typer.Argument(help="教务处的文件、文件夹或 zip files of the office, folders or zip", metavar="FILES...")],
    output: Annotated[Path, typer.Option("--output", "-o", help="申请文件 request to write, .xlsx or .json")],
    names: Annotated[Path | None, typer.Option(help="加密的姓名表 sealed name list to write")] = None,
    key: Annotated[Path | None, typer.Option(help="姓名表的密钥，没有就新建 key of the list; made where it is missing")] = None,
    answers: Annotated[Path | None, typer.Option(help="回答：填好的报告 .xlsx 或 .toml answers: a report filled in, or TOML")] = None,
    answer: Annotated[list[str] | None, typer.Option(help="一个回答 one answer, ID=TEXT, repeatable")] = None,
    mapping: Annotated[Path | None, typer.Option(help="导入对照，默认在输出旁边 what was learned, kept for next time")] = None,
    report: Annotated[Path | None, typer.Option(help="导入报告，默认在输出旁边 report, .xlsx")] = None,
    profile: Annotated[str, typer.Option(help="规则集 policy profile")] = "national",
    force: ForceOption = False,
    marked: MarkedOption = None,
) -> None:
    """把教务处现成的表格导成申请 Import what the office has: rosters, staff, timetable, survey, agencies.

    Exit: 0 written, 2 bad input; what is written then has the faults in it.
    """
    kept = mapping or output.with_name(f"{output.stem}.mapping.json")
    told = report or output.with_name(f"{output.stem}.import.xlsx")
    copy = MarkedCopy(marked, force)
    reading = FileReading(_option_faults(names, key), copy)
    outputs = [Outputs("--output", [output], REQUEST_SUFFIXES), Outputs("--report", [told], (".xlsx",))]
    if names is not None:
        outputs.append(Outputs("--names", [names]))
    inputs = [path for path in files if not path.is_dir()]
    reading.add([*output_faults(outputs, (*inputs, answers, key, kept), force=force), *copy.faults((*inputs, output, answers, key, kept))])
    ours = [output, told, kept, *(path for path in (names, key, answers) if path is not None)]
    sources = reading.read(lambda: read_sources(files, ours))
    replies = reading.read(lambda: _replies(answers, answer or []), answers)
    known = reading.read(lambda: read_mapping(read_bytes(kept)), kept) if kept.is_file() else ImportMapping()
    policy = reading.read(lambda: load_policy(profile, {}))
    keys = reading.read(lambda: parse_keys(read_bytes(key)), key) if key is not None and key.is_file() else new_keys() if key else None
    if reading.wrong or sources is None or replies is None or known is None or policy is None:
        raise reading.refusal()
    lists = [source for source in sources if source.data.startswith(MARK)]
    sources = [source for source in sources if source not in lists]
    earlier = reading.read(lambda: _earlier_names(lists, keys))
    if earlier is None:
        raise reading.refusal()
    imported = reading.read(lambda: import_files(sources, replies, known, policy, datetime.now(UTC).astimezone().date(), earlier))
    if imported is None:
        raise reading.refusal()
    written = [write_file(output, lambda file: file.write(request_bytes(request_of(imported), output.suffix)), force=force),
               write_file(told, lambda file: file.write(report_book(imported)), force=force, mode=PRIVATE),
               write_file(kept, lambda file: file.write(mapping_bytes(imported.mapping)), force=True, mode=PRIVATE)]  # fmt: skip
    if names is not None and key is not None and keys is not None:
        written += _write_names(imported, names, key, keys, force=force)
    _tell(imported, names)
    for path in written:
        typer.echo(f"已写出 / written: {path}")
    if imported.faults:
        answered = [fault for fault in imported.faults if format_path(fault.path).startswith(PLACE)]
        others = [fault for fault in imported.faults if fault not in answered]
        reading.add(answered, answers or told)
        # Read back, faults of the school have their cells.
        if others and (output.suffix.lower() != ".xlsx" or reading.read(lambda: load_request(output), output) is not None):
            reading.add(others, output)
        raise reading.refusal()


def _option_faults(names: Path | None, key: Path | None) -> list[Fault]:
    if (names is None) == (key is None):
        return []
    return [Fault(("--names" if names is None else "--key",), "", "姓名表和密钥要一起写", "a name list and its key go together",
                  "可能漏了一个：--names 本校.names --key 本校.key。",
                  "Maybe one is missing: --names school.names --key school.key.")]  # fmt: skip


def _earlier_names(lists: list[SourceFile], keys: NameKeys | None) -> Mapping[str, str]:
    """Names of last term's sealed lists among the files. Raises ProblemError: no key, or one that does not open them."""
    if lists and keys is None:
        raise ProblemError([Fault((source.name,), "", "上学期的姓名表要用密钥打开", "last term's name list needs its key",
                                  "可能漏了 --names 新姓名表 --key 原来的密钥。", "Maybe --names and --key are missing.")
                            for source in lists])  # fmt: skip
    return {ident: name for source in lists if keys is not None for ident, name in unseal(source.data, keys).names.items()}


def _replies(file: Path | None, given: list[str]) -> Mapping[str, str]:
    found = read_answers(SourceFile(file.name, read_bytes(file))) if file is not None else {}
    return {**found, **given_answers(given)}


def _write_names(imported: Imported, names: Path, key: Path, keys: NameKeys, *, force: bool) -> list[Path]:
    written = [] if key.is_file() else [write_file(key, lambda file: file.write(keys.text().encode()), mode=PRIVATE)]
    sealed = seal(tidy_names(imported.problem.school, imported.names.items()), keys)
    return [*written, write_file(names, lambda file: file.write(sealed), force=force, mode=PRIVATE)]


def _sheet_lines(sheets: Sequence[ReadSheet]) -> list[str]:
    """Kinds that the files were taken for; several sheets of one kind in one line."""
    groups: dict[tuple[str, str], list[ReadSheet]] = {}
    for each in sheets:
        groups.setdefault((each.file, each.zh), []).append(each)
    lines = []
    for (file, zh), found in groups.items():
        sheet = f"（{len(found)} 个表）" if len(found) > 1 else f"“{found[0].sheet}”" if found[0].sheet else ""
        lines.append(f"  {file}{sheet}：{zh}，{sum(each.records for each in found)} 条")
    return lines


def _tell(imported: Imported, names: Path | None) -> None:
    problem = imported.problem
    applied = sum(1 for pupil in problem.pupils if pupil.weekdays)
    typer.echo(
        f"{problem.school} {problem.term.name}：{len(problem.classes)} 个班、{len(problem.pupils)} 名学生（{applied} 人报名）、"
        f"{len(problem.staff)} 名教职工、{len(problem.outside)} 名校外人员、{len(problem.offerings)} 门课程、{len(problem.lessons)} 节课 / "
        f"{len(problem.classes)} classes, {len(problem.pupils)} pupils ({applied} applied), {len(problem.staff)} staff, "
        f"{len(problem.outside)} outside, {len(problem.offerings)} courses, {len(problem.lessons)} lessons"
    )
    for line in _sheet_lines(imported.sheets):
        typer.echo(line)
    for fault in imported.unread:
        typer.echo(f"读不了 / not read: {fault.path[0]}：{fault.zh}。{fault.hint_zh}", err=True)
    found = counts(imported)
    typer.echo(f"逐行去向 / rows: {'，'.join(f'{outcome.zh} {found[outcome]}' for outcome in RowOutcome)}")
    rows = to_see(imported)
    for where, numbers, fate in rows[:SHOWN]:
        typer.echo(f"  {fate.outcome.zh}：{where}第 {numbers} 行，{fate.zh}")
    if len(rows) > SHOWN:
        typer.echo(f"  另有 {len(rows) - SHOWN} 处，见报告 / {len(rows) - SHOWN} more in the report")
    if imported.remarks:
        count = len(imported.remarks)
        typer.echo(f"家长备注 {count} 条，见报告的“家长备注”表 / {count} remarks of families, in the report")
    if imported.open:
        typer.echo(f"还没回答的问题 {len(imported.open)} 个，先按猜的办 / open questions, taken as guessed:")
    for question in imported.open[:SHOWN]:
        typer.echo(f"  {question.id}  {question.zh}  → 现按“{question.guess}”")
    if len(imported.open) > SHOWN:
        typer.echo(f"  另有 {len(imported.open) - SHOWN} 个，见报告 / {len(imported.open) - SHOWN} more in the report")
    if imported.open:
        typer.echo("要改：在报告的“问题”表里填回答，再加 --answers 报告.xlsx 导一次；"
                   "或 --answer 编号=回答 / answer in the report, or --answer ID=TEXT")
    typer.echo(f"没有写的 {len(imported.assumed)} 项按默认，见报告的“默认”表 / {len(imported.assumed)} defaults, in the report")
    if names is None:
        typer.echo("姓名没有保存：加 --names 本校.names --key 本校.key / names are not kept: add --names and --key", err=True)


