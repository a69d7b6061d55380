"""Answers to questions of an import: from a report workbook in which they were filled in, from TOML, or from ``ID=TEXT``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from api.files.sources.source import SourceFile
from api.files.sources.tables import decoded, tables_of
from api.files.table.columns import normal
from solver.errors import Fault, ProblemError

QUESTIONS_SHEET = "问题 questions"
ID_HEADING, ANSWER_HEADING = "编号 id", "您的回答 your answer"
PLACE = "回答 answer"


def read_answers(source: SourceFile) -> dict[str, str]:
    """Question id -> answer, of a file ``.xlsx`` (a report of an import) or ``.toml``. Raises ProblemError."""
    if source.suffix == ".xlsx":
        return _of_report(source)
    try:
        found = tomllib.loads(decoded(source))
    except tomllib.TOMLDecodeError as error:
        raise _refused(source.name, str(error), "回答文件读不懂", "the file of answers is no TOML",
            '可能少了引号；每行写 编号 = "回答"。',
                       'Maybe quotes are missing; each line is id = "answer".') from None  # fmt: skip
    answers = found.get("answers", found)
    wrong = [key for key, value in answers.items() if not isinstance(value, str | int | float)] if isinstance(answers,
        dict) else ["answers"]
    if wrong:
        raise _refused(source.name, wrong[0], "回答应是文字", "an answer is a text", "可能缩进或括号写错了。", "Maybe brackets are wrong.")
    return {key: str(value) for key, value in answers.items()}


def given_answers(texts: Iterable[str]) -> dict[str, str]:
    """Answers as ``ID=TEXT``. Raises ProblemError."""
    found = {}
    for text in texts:
        key, sign, value = text.partition("=")
        if not sign or not key.strip():
            raise _refused(PLACE, text, "回答要写成 编号=内容", "an answer is written ID=TEXT", "可能少了等号。",
                "Maybe the sign = is missing.")
        found[key.strip()] = value.strip()
    return found


def _of_report(source: SourceFile) -> dict[str, str]:
    table = next((table for table in tables_of(source) if normal(table.sheet) == normal(QUESTIONS_SHEET)), None)
    if table is None:
        raise _refused(source.name, "", f"没有“{QUESTIONS_SHEET}”表", "there is no sheet of questions",
            "可能选错了文件；要上次导入的报告。",
                       "Maybe it is another file; the report of the last import is meant.")  # fmt: skip
    columns = {normal(table.text(0, column)): column for column in range(table.width)}
    ident, answer = columns.get(normal(ID_HEADING)), columns.get(normal(ANSWER_HEADING))
    if ident is None or answer is None:
        raise _refused(source.name, "", "“问题”表缺少编号或回答列", "the sheet lacks its columns", "可能删掉了列。",
            "Maybe a column was deleted.")
    return {table.text(row, ident): table.text(row, answer) for row in range(1, len(table.rows))
            if table.text(row, ident) and table.text(row, answer)}  # fmt: skip


def _refused(place: str, value: str, zh: str, en: str, hint_zh: str, hint_en: str) -> ProblemError:
    return ProblemError([Fault((place,), value, zh, en, hint_zh, hint_en)])
