"""Options that commands have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.files.language import Language

ForceOption = Annotated[bool, typer.Option("--force", help="覆盖已有的文件 replace files that are there")]
LanguageOption = Annotated[
    Language, typer.Option("--language", help="印出的语言 language of what is printed: zh 中文, en English, both 中英对照")
]
IgnoreEditsOption = Annotated[
    bool, typer.Option("--ignore-edits", help="不管方案工作簿里手改过的印页 pass over printed sheets edited by hand")
]
DateOption = Annotated[str | None, typer.Option("--date", help="生效日期 first day for which the plan stands, YYYY-MM-DD")]
UntilOption = Annotated[str | None, typer.Option("--until", help="截止日期 last day for which it stands, YYYY-MM-DD")]
EarlierOption = Annotated[
    list[Path] | None,
    typer.Option("--earlier", help="本学期更早的方案 plans of the term that stood before it, repeatable"),
]
MarkedOption = Annotated[
    Path | None, typer.Option("--marked", help="文件有误时写出逐格标错的副本 copy of a faulty workbook with its faults marked, .xlsx")
]
