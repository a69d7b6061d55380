"""``afterbell classes``: care by class of a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.check import PolicyOption, SettingOption
from api.cli.exits import Exit, refusal
from api.cli.options import ForceOption, IgnoreEditsOption, LanguageOption
from api.cli.reading import FileReading
from api.cli.summary import stdout_console
from api.files.content.class_care import adults_words, care_words, class_words, relation_words, when_words
from api.files.content.names import class_name
from api.files.draw_pdf import MissingFontError
from api.files.language import Language
from api.files.papers.classes import class_sheets, classes_paper, known_classes
from api.files.papers.paper import paper_bytes
from api.files.papers.paper_context import PaperContext
from api.services.choosing import parse_settings
from api.services.exporting import PAPER_SUFFIXES, context_of_plan
from api.services.outputs import Outputs, output_faults, write_whole
from solver import ProblemError
from solver.papers.class_care import ClassCare


def classes(
    plan: Annotated[Path, typer.Argument(help="方案 plan, .json or .xlsx")],
    request: Annotated[Path, typer.Option(help="申请文件 the request that the plan is for")],
    of: Annotated[list[str] | None, typer.Option("--of", help="班级编号，可重复；不写为全校 id of a class, repeatable")] = None,
    output: Annotated[
        list[Path] | None, typer.Option("--output", "-o", help="写成文件 write a file: .pdf .xlsx .html .json, repeatable")
    ] = None,
    policy: PolicyOption = None,
    setting: SettingOption = None,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """各班由谁看护，各几节 Care by class: the adults of each class of a plan, and how often each comes.

    Exit: 0 told, 2 bad input.
    """
    overrides, faults = parse_settings(setting or [])
    faults += output_faults([Outputs("--output", output or [], PAPER_SUFFIXES)], (plan, request), force=force)
    reading = FileReading(faults)
    loaded, chosen = reading.request(request, policy, overrides)
    found = reading.plan(loaded, plan, ignore_edits=ignore_edits)
    if reading.wrong or loaded is None or chosen is None or found is None:
        raise reading.refusal()
    desk = context_of_plan(loaded.problem, chosen, found)
    try:
        named = known_classes(desk.problem, of or (), "--of")
        paper = class_sheets(desk, named) if of else classes_paper(desk)
        contents = [(path, paper_bytes("classes", paper, desk, path.suffix.lower(), language)) for path in output or []]
    except ProblemError as error:
        raise refusal(error.faults) from None
    except MissingFontError as error:
        raise refusal([error.fault]) from None
    console = stdout_console()
    if of:
        for class_id in named:
            _print_class(console, desk, class_id)
    else:
        _print_school(console, desk)
    for path, content in contents:
        typer.echo(f"已写出 / written: {write_whole(path, content, force=force)}")
    raise typer.Exit(Exit.VALID)


def _print_class(console: Console, desk: PaperContext, class_id: str) -> None:
    """One class: a sentence, and its adults."""
    item = desk.bundle.care.of(class_id)
    if item is None:
        console.print(Text(f"{class_name(desk.names.home(class_id))}：没有课后看护 / never in care"), soft_wrap=True)
        return
    zh, en = class_words(item, desk.view.weeks)
    console.print(Text(f"{class_name(desk.names.home(class_id))}：{zh}\n    {en}", style="bold"), soft_wrap=True)
    table = _table("姓名 name", "与本班 to the class", "节数 periods", "什么时候 when")
    for each in item.adults:
        table.add_row(
            Text(desk.names.person(each.person)), Text(relation_words(desk.problem, each)), str(len(each.periods)),
            Text(when_words(each.periods, desk.view.weeks)),
        )  # fmt: skip
    console.print(table)


def _print_school(console: Console, desk: PaperContext) -> None:
    """The whole school in a sentence, then its classes, the smallest share of own teachers first."""
    report = desk.bundle.care
    zh, en = care_words(report)
    console.print(Text(f"{desk.problem.school}：{zh}\n    {en}", style="bold"), soft_wrap=True)
    table = _table("班级 class", "节数 periods", "本班教师 own", "本班或本年级 own or grade", "人数 adults", "看护人员 who")
    for item in report.worst_first:
        own, near, adults = _share(item.own, item), _share(item.near, item), str(len(item.adults))
        table.add_row(Text(item.class_id), str(item.periods), own, near, adults, Text(adults_words(item, desk.names)))
    console.print(table)


def _table(*headings: str) -> Table:
    """An empty table; what is too long for a line goes on in the next, no name is cut off."""
    table = Table()
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _share(part: int, item: ClassCare) -> str:
    return f"{part} ({part / item.periods:.0%})" if item.known else "—"
