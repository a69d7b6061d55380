"""Writes the table of habits into the guide: ``python -m tests.files.request.write_habits``."""

from __future__ import annotations

from pathlib import Path

from tests.files.request.habits import table

PAGE = Path("docs/guide/office-habits.md")
HEAD = (
    "# 表格怎样填都行 Tables as offices fill them in\n\n"
    "能读懂的就读；没读的列、行、表提醒一行；两种读法都可能的，指出单元格，问一句，从不悄悄猜。"
    "What can be understood is read; columns, rows and sheets that are passed over are told in a line; "
    "what may mean two things is asked about with its cell, and never guessed silently.\n\n"
    "编号可以不填：名称不重复的，名称就是编号，要编号的地方写名称也行；同名的才要编号。"
    "学生不写姓名，编号空着就按班里次序编成 `1.2-07` 这样。"
    "Ids may be left out: a name that is the only one is the id, and stands wherever an id does. "
    "Pupils are counted in their class.\n\n"
)


def main() -> None:
    """Write the page."""
    PAGE.write_text(HEAD + table(), encoding="utf-8")


if __name__ == "__main__":
    main()
