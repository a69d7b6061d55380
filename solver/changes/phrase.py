"""Short form of a change, as a command line takes it: ``leave T012``, ``lanes east +1``, ``maximum <=25``, ``slots 1 add=17:40``.

Grammar: ``KIND [value …] [field=value …]``. Plain values fill the fields of the kind in their order, those named with ``field=``
aside; lists are parted by commas (``,`` ``，`` ``、``); a value with spaces stands in quotation marks.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import fields

from solver.changes.change import Change
from solver.changes.codec import make
from solver.changes.registry import KINDS
from solver.errors import Path, ProblemError
from solver.problem.findings import Findings

_NAMED = re.compile(r"([a-z_]+)=(.*)", re.DOTALL)
_COMMAS = re.compile(r"[,，、]")
LONGEST = 2000
"""Characters of a phrase."""


def parse_phrase(text: str, path: Path = ("change",)) -> Change:
    """The change that a phrase writes. Raises ProblemError with every fault."""
    found = Findings()
    change = _parsed(text, path, found)
    if change is None or found.faults:
        raise ProblemError(found.faults)
    return change


def _parsed(text: str, path: Path, found: Findings) -> Change | None:
    if len(text) > LONGEST:
        found.outside(path, len(text), 1, LONGEST)
        return None
    try:
        words = shlex.split(text)
    except ValueError:
        found.add(path, text, "引号不成对。", "Quotation marks are not in pairs.",
                  hint_zh="可能少了一个引号。", hint_en="Maybe one is missing.")  # fmt: skip
        return None
    kind = KINDS.get(words[0]) if words else None
    if kind is None:
        found.unknown(path, words[0] if words else "", "变动", "kind of change", KINDS)
        return None
    types = {field.name: str(field.type) for field in fields(kind)}  # type: ignore[arg-type] # every change is a dataclass
    raw: dict[str, object] = {}
    plain = []
    for word in words[1:]:
        named = _NAMED.fullmatch(word)
        if named and named[1] in types:
            raw[named[1]] = _split(named[2], types[named[1]])
        elif named:
            found.unknown((*path, named[1]), named[1], "字段", "field", types)
        else:
            plain.append(word)
    free = [name for name in types if name not in raw]
    if len(plain) > len(free):
        more = plain[len(free) :]
        found.add(path, " ".join(more), f"多写了 {len(more)} 项。", f"There are {len(more)} values too many.",
                  hint_zh=f"可能的写法：{kind.phrase}", hint_en=f"Maybe as in: {kind.phrase}")  # fmt: skip
        return None
    raw.update((name, _split(word, types[name])) for name, word in zip(free, plain, strict=False))
    return make(kind, raw, path, found)


def _split(text: str, annotation: str) -> object:
    return [part for part in _COMMAS.split(text) if part] if annotation.startswith("tuple[") else text
