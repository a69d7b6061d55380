"""Pydantic's errors as faults of Afterbell: path, value, limit and a hint, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from api.files.marked.fault_group import FaultGroup, grouped
from solver.errors import Fault, Path, format_path
from solver.problem.characters import visible

LISTED = 200
"""So many faults are listed; the others are counted."""

FLOOD = 10_000
"""Faults up to which all are looked at to list the first; each takes a kilobyte."""
BEGINNING = 20
"""Entries of each list that are looked at in a flood."""

_WORDS: Mapping[str, tuple[str, str, str, str]] = {
    "missing": (
        "缺少必填项", "this key is required",
        "可能键名写错了，或这一项漏交了。", "Maybe the key is misspelt, or the entry was left out.",
    ),
    "extra_forbidden": (
        "不认识这个键", "unknown key",
        "可能键名写错了；多余的内容请删除。", "Maybe the key is misspelt; remove what is not part of the format.",
    ),
    "clock": (
        "不是 HH:MM 形式的时刻（00:00 至 24:00）", "not a time HH:MM between 00:00 and 24:00",
        '可能要写成 "15:30"。', 'Maybe write it as "15:30".',
    ),
    "iso_date": (
        "不是日历上的日期（YYYY-MM-DD）", "not a date YYYY-MM-DD of the calendar",
        '可能要写成 "2026-03-02"。', 'Maybe write it as "2026-03-02".',
    ),
    "int_type": (
        "必须是整数", "must be an integer",
        "可能写成了文字或小数。", "Maybe it was written as text or with a decimal point.",
    ),
    "int_parsing": ("必须是整数", "must be a whole number", "可能写成了文字或小数。", "Maybe text or a decimal was written."),
    "int_from_float": ("必须是整数", "must be a whole number", "可能带了小数。", "Maybe it has decimals."),
    "float_parsing": ("必须是数", "must be a number", "可能带了单位，如“30秒”。", "Maybe a unit was written, as in 30s."),
    "finite_number": ("必须是有限的数", "must be a finite number", "可能算错了。", "Maybe it was computed wrongly."),
    "bool_type": (
        "必须是 true 或 false", "must be true or false",
        "可能写成了文字或数字。", "Maybe it was written as text or as a number.",
    ),
    "string_type": (
        "必须是文字", "must be text",
        "可能缺少引号。", "Maybe the quotation marks are missing.",
    ),
    "string_pattern_mismatch": (
        "文字的格式不对，或有不可打印的字符", "the text has another form, or holds unprintable characters",
        "可能从别的程序复制时带入了乱码。", "Maybe it was copied from another program.",
    ),
    "list_type": ("必须是列表 [...]", "must be a list [...]", "可能缺少方括号。", "Maybe the brackets are missing."),
    "literal_error": (
        "只接受版本 1", "only version 1 is known",
        "可能文件来自另一版本的软件。", "Maybe the file comes from another version of the program.",
    ),
}  # fmt: skip

_LIMITS: Mapping[str, tuple[str, str, str]] = {
    "greater_than": ("gt", "大于", "greater than"),
    "greater_than_equal": ("ge", "不小于", "at least"),
    "less_than": ("lt", "小于", "less than"),
    "less_than_equal": ("le", "不大于", "at most"),
    "int_parsing_size": ("le", "不大于", "at most"),
}
"""Kind of error -> key of its limit, and how the limit is said."""


def faults_of_shape(error: ValidationError, document: object, model: type[BaseModel]) -> list[Fault]:
    """Faults of a document that a model refused, as :func:`from_pydantic`.

    A flood (half a million faults in 3 MB take half a gigabyte to be told) is told by the beginnings of the document's lists.
    """
    count = error.error_count()
    if count <= FLOOD:
        return from_pydantic(error.errors(include_url=False))
    found: list[Fault] = []
    try:
        model.model_validate(_beginnings(document))
    except ValidationError as few:
        found = from_pydantic(few.errors(include_url=False))[:LISTED]
    return [*found, _more(count - len(found))]


def _beginnings(part: object) -> object:
    """A document with no more of any list than its first entries."""
    if isinstance(part, dict):
        return {key: _beginnings(value) for key, value in part.items()}
    return [_beginnings(entry) for entry in part[:BEGINNING]] if isinstance(part, list) else part


def from_pydantic(errors: Sequence[ErrorDetails]) -> list[Fault]:
    """One fault per error, in order of the document; everything beyond :data:`LISTED` is counted in a last fault."""
    return shorten([_fault(error) for error in errors])


def shorten(faults: Sequence[Fault]) -> list[Fault]:
    """The first :data:`LISTED` faults and, when there are more, one that counts the rest."""
    if len(faults) <= LISTED:
        return list(faults)
    return [*faults[:LISTED], _more(len(faults) - LISTED)]


def _more(rest: int) -> Fault:
    return Fault((), str(rest), f"另有 {rest} 处错误未列出", f"{rest} further faults are not listed")


def fault_document(fault: Fault) -> dict[str, str]:
    """One entry of ``errors``: ``where`` is a JSON path or ``sheet!cell``."""
    return {
        "where": format_path(fault.path),
        "value": fault.value,
        "zh": fault.zh,
        "en": fault.en,
        "hint_zh": fault.hint_zh,
        "hint_en": fault.hint_en,
    }


def fault_documents(faults: Sequence[Fault]) -> list[dict[str, Any]]:
    """Entries of ``errors``. The first entry of one mistake says what follows from it, where anything does: ``follows``, the number
    of further places, and ``rows``, all rows of its column in a sheet, as ``3、5–40``."""
    entries: list[dict[str, Any]] = [dict(fault_document(fault)) for fault in faults]
    first = {id(fault): entry for fault, entry in zip(faults, entries, strict=True)}
    for group in grouped(faults):
        first[id(group.first)] |= _extent(group)
    return entries


def group_documents(faults: Sequence[Fault]) -> list[dict[str, Any]]:
    """Entries of mistakes, each once with what follows from it, as the first entries of :func:`fault_documents`."""
    return [{**fault_document(group.first), **_extent(group)} for group in grouped(faults)]


def _extent(group: FaultGroup) -> dict[str, Any]:
    if not group.follows:
        return {}
    return {"follows": group.follows} | ({"rows": group.rows} if group.places[0].column else {})


def shown(value: object, longest: int = 80) -> str:
    """A value as short text for a message."""
    if isinstance(value, str):
        text = visible(value)
    elif isinstance(value, Mapping):
        text = "{…}" if value else "{}"
    elif isinstance(value, Iterable):
        text = "[…]" if value else "[]"
    else:
        text = "null" if value is None else str(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _fault(error: ErrorDetails) -> Fault:
    kind = error["type"]
    value = "" if kind == "missing" else shown(error["input"])
    path: Path = tuple(error["loc"])
    context: Mapping[str, Any] = error.get("ctx", {})
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return Fault(path, value, "必须是对象 {...}", "must be an object {...}", "可能缺少花括号。",
                     "Maybe the braces are missing.")  # fmt: skip
    if kind == "literal_error" and context.get("expected") != "1":
        known = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        return Fault(path, value, f"不认识，可用：{known}", f"unknown; known: {known}", "可能写错了名称。", "Maybe the name is misspelt.")
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        key, known = (str(context.get(name, "")).replace("'", "") for name in ("discriminator", "expected_tags"))
        given = value if kind == "union_tag_not_found" else str(context.get("tag", ""))
        return Fault((*path, key), given, f"不认识，可用：{known}" if known else "缺少必填项",
                     f"unknown; known: {known}" if known else "this key is required",
                     "可能写错了名称。", "Maybe the name is misspelt.")  # fmt: skip
    if kind in _LIMITS:
        key, zh, en = _LIMITS[kind]
        limit = context.get(key, "10^9")
        return Fault(path, value, f"应{zh} {limit}", f"must be {en} {limit}",
                     "可能多写或少写了数字，或弄错了单位。", "Maybe a digit or the unit is wrong.")  # fmt: skip
    if kind == "endless":
        key, count, most = (context.get(name, "") for name in ("key", "count", "most"))
        return Fault((*path, str(key)), str(count), f"条目过多（至多 {most} 条）", f"too many entries (at most {most})",
                     "可能粘贴了别的内容，或把多所学校放在了一起。", "Maybe something else was pasted, or several schools.")  # fmt: skip
    if kind == "unseen":
        return Fault(path, value, f"有看不见的字符 {context.get('zh', '')}",
                     f"there is a character that nobody sees: {context.get('en', '')}",
                     "可能复制时带入；请删去重打。", "Maybe it was copied with the text; type it again.")  # fmt: skip
    if kind == "string_too_long":
        limit = context.get("max_length", "")
        return Fault(path, value, f"文字过长（至多 {limit} 字）", f"text too long (at most {limit} characters)",
                     "可能粘贴了别的内容。", "Maybe something else was pasted.")  # fmt: skip
    zh, en, hint_zh, hint_en = _WORDS.get(
        kind, ("格式不对", error["msg"], "可能写成了别的类型。", "Maybe another kind of value was given.")
    )
    return Fault(path, value, zh, en, hint_zh, hint_en)
