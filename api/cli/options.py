"""Options that commands have in common."""

from __future__ import annotations

from typing import Annotated

import typer

ForceOption = Annotated[bool, typer.Option("--force", help="覆盖已有的文件 replace files that are there")]
IgnoreEditsOption = Annotated[
    bool, typer.Option("--ignore-edits", help="不管方案工作簿里手改过的印页 pass over printed sheets edited by hand")
]
