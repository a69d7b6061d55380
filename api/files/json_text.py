"""JSON bytes -> document, stricter than the standard: no doubled keys, no NaN, no endless nesting."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, NoReturn

from solver.errors import Fault, Path
from solver.problem.characters import told, unseen, visible

DEEPEST = 40
"""Levels of nesting; ours have fewer than ten."""
MOST_VALUES = 1_000_000
"""Values and objects in a document; a school of 8,000 pupils with its plan has 400,000."""
MOST_NAMES = 5_000
"""Different keys in a document; ours have 300, and a plan's report one for each adult."""


_ESCAPED = re.compile(r"\\[bfru]")
"""Escape sequences of a JSON text that stand for another character."""
_LAYOUT = str.maketrans("", "", "\r\n\t")


class _Doubled(dict[str, Any]):
    """An object in which a key stands twice."""

    keys_doubled: tuple[str, ...] = ()


class _TooManyNamesError(Exception):
    """More different keys than any document of ours has; most of them stand in one object, of which nothing is kept."""


class _NotJsonError(Exception):
    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


def parse_json(data: bytes) -> tuple[object, list[Fault]]:
    """The document, or every fault that keeps it from being one (then the document is None)."""
    if not data.strip():
        return None, [Fault((), f"{len(data)} bytes", "文件是空的", "the file is empty",
                            "可能上传或保存没有完成。", "Maybe the upload or the saving was cut off.")]  # fmt: skip
    if sum(map(data.count, (b",", b"[", b"{"))) > MOST_VALUES:
        return None, [Fault((), f"> {MOST_VALUES}", "内容过多", f"more than {MOST_VALUES} values",
                            "可能粘贴了别的内容，或放进了多所学校。",
                            "Maybe something else was pasted, or several schools.")]  # fmt: skip
    try:
        text = data.decode("utf-8-sig")
        doubled: list[_Doubled] = []
        names: set[str] = set()
        document = json.loads(text, object_pairs_hook=lambda pairs: _pairs(pairs, doubled, names), parse_constant=_constant)
    except UnicodeDecodeError as error:
        return None, [Fault((), f"byte {error.start}", "文件不是 UTF-8 编码", "the file is not encoded as UTF-8",
                            "可能要另存为 UTF-8，或这不是 JSON 文件。", "Maybe save it as UTF-8, or it is no JSON file.")]  # fmt: skip
    except _NotJsonError as error:
        return None, [Fault((), error.value, "JSON 中不允许 NaN 和 Infinity", "NaN and Infinity are not allowed",
                            "可能某个数算错了。", "Maybe a number was computed wrongly.")]  # fmt: skip
    except _TooManyNamesError:
        return None, [Fault((), f"> {MOST_NAMES}", f"键名过多（至多 {MOST_NAMES} 种）", f"more than {MOST_NAMES} different keys",
                            "可能粘贴了别的内容，或把编号写成了键名。",
                            "Maybe something else was pasted, or ids were written as keys.")]  # fmt: skip
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        return None, [Fault((), where, f"不是有效的 JSON(第 {error.lineno} 行第 {error.colno} 列)",
                            f"not valid JSON at {where}: {error.msg}",
                            "可能少了逗号、引号或括号。", "Maybe a comma, quotation mark or bracket is missing.")]  # fmt: skip
    except RecursionError:
        return None, [_too_deep(())]
    except ValueError:
        return None, [Fault((), "", "某个数字过长", "a number has too many digits",
                            "可能粘贴了别的内容。", "Maybe something else was pasted.")]  # fmt: skip
    # Nearly no document has any of these, and looking at every value in turn takes long.
    faults = _walk(document) if doubled or _levels(document) > DEEPEST or _suspect(text) else []
    return (None, faults) if faults else (document, [])


def _levels(document: object) -> int:
    """Levels of nesting, at most one more than allowed."""
    level = [document]
    for depth in range(DEEPEST + 1):
        containers = [part for part in level if isinstance(part, dict | list)]
        if not containers:
            return depth
        level = [value for part in containers for value in (part.values() if isinstance(part, dict) else part)]
    return DEEPEST + 1


def _pairs(pairs: list[tuple[str, Any]], found_doubled: list[_Doubled], names: set[str]) -> dict[str, Any]:
    found = dict(pairs)
    names.update(found)
    if len(names) > MOST_NAMES:
        raise _TooManyNamesError(len(names))
    if len(found) == len(pairs):
        return found
    doubled = _Doubled(found)
    found_doubled.append(doubled)
    doubled.keys_doubled = tuple(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
    return doubled


def _constant(name: str) -> NoReturn:
    raise _NotJsonError(name)


def _too_deep(path: Path) -> Fault:
    return Fault(path, "", f"嵌套超过 {DEEPEST} 层", f"nested deeper than {DEEPEST} levels",
                 "可能括号没有配对。", "Maybe brackets do not match.")  # fmt: skip


def _suspect(text: str) -> bool:
    """Whether a document may hold characters that nobody sees; nearly none does."""
    return _ESCAPED.search(text) is not None or unseen(text.translate(_LAYOUT)) is not None


def _unseen(path: Path, text: str) -> list[Fault]:
    sign = unseen(text)
    if sign is None:
        return []
    zh, en = told(sign)
    clean = tuple(visible(part) if isinstance(part, str) else part for part in path)
    return [Fault(clean, visible(text)[:80], f"文字中有看不见的字符 {zh}", f"the text holds a character that nobody sees: {en}",
                  "可能从别的程序复制时带入；请删去重打。", "Maybe it was copied from another program; type it again.")]  # fmt: skip


def _walk(document: object) -> list[Fault]:
    """Faults of doubled keys, of depth and of characters that no file can hold, without recursion."""
    faults = []
    todo: list[tuple[object, Path]] = [(document, ())]
    while todo:
        part, path = todo.pop()
        if len(path) > DEEPEST:
            return [_too_deep(path[:6])]
        if isinstance(part, _Doubled):
            faults += [Fault((*path, name), name, "同一个键写了两次", "this key stands twice",
                             "可能复制后忘了改；请删除一个。", "Maybe it was copied; delete one.")
                       for name in part.keys_doubled]  # fmt: skip
        if isinstance(part, str):
            faults += _unseen(path, part)
        if isinstance(part, dict):
            faults += [fault for key in part for fault in _unseen(path, key)]
            todo += [(value, (*path, str(key))) for key, value in reversed(part.items())]
        elif isinstance(part, list):
            todo += [(value, (*path, index)) for index, value in reversed(list(enumerate(part)))]
    return faults[:200]
