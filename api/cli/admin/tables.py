"""Lists of administration: a table for people, Chinese first, or JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

Document = Mapping[str, Any]
Column = tuple[str, Callable[[Document], str]]
"""A heading, and what stands below it of a document."""
PIPE_WIDTH = 400
"""Columns of a table that goes to a file or a pipe: a line there is one row."""
COPIED = ("编号 id", "方案 plan")
"""Headings of what people copy into the next command: never broken over lines."""
ROLES: Mapping[str, str] = {
    "bureau": "教育局", "district": "区县", "planner": "教务", "class_teacher": "班主任", "teacher": "教师", "reader": "只读",
    "public": "公众",
}  # fmt: skip


def show(documents: Iterable[Document], columns: Sequence[Column], *, as_json: bool) -> None:
    """Print documents on stdout. As JSON: one list of the documents of the wire."""
    if as_json:
        typer.echo(json.dumps(list(documents), ensure_ascii=False, indent=2))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, _ in columns:
        table.add_column(Text(heading), overflow="fold", no_wrap=heading in COPIED)
    for document in documents:
        table.add_row(*(Text(_plain(read(document))) for _, read in columns))
    Console(width=None if sys.stdout.isatty() else PIPE_WIDTH).print(table)
    if not table.row_count:
        typer.echo("没有内容 / nothing to list", err=True)


def moment(ms: int | None) -> str:
    """Milliseconds since 1970 as this machine's date and time, with its zone; empty for none."""
    return "" if ms is None else f"{datetime.fromtimestamp(ms / 1000).astimezone():%Y-%m-%d %H:%M %z}"


def day(ms: int | None) -> str:
    """Milliseconds since 1970 as this machine's date; empty for none."""
    return "" if ms is None else f"{datetime.fromtimestamp(ms / 1000).astimezone():%Y-%m-%d}"


def role(document: Document) -> str:
    """A role in both languages."""
    name = str(document["role"])
    return f"{ROLES[name]} {name}" if name in ROLES else name


def scope(document: Document) -> str:
    """District or school, classes, person; 全部 for the bureau."""
    place = document["school_id"] or document["district_id"] or "全部 all"
    more = [*document.get("classes", ()), *([document["person"]] if document.get("person") else [])]
    return " ".join([place, *more])


def _plain(value: str) -> str:
    """Without what moves a terminal's cursor."""
    return "".join(letter if letter.isprintable() else "�" for letter in value)
