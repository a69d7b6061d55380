"""The name list of a school: pupil id -> name, sealed (encrypted and authenticated by Fernet) wherever it is kept.

Faults tell of a pupil by id and never repeat a name: they are printed, logged and answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from api.files.names.name_keys import NameKeys
from solver.errors import Fault, ProblemError
from solver.problem.characters import tidy, told, unfit, unseen, visible

LONGEST_NAME = 60
"""Characters of a name; the longest of registers (of the peoples who join names by ·) have some 30."""
MOST_NAMES = 20_000
"""Names in a list; the largest school has 8,000 pupils. Raising it admits larger lists into memory."""
MARK = b"AFTERBELL-NAMES-1\n"
"""First line of a sealed list; the token follows."""
LIST = "姓名表 name list"
"""Path of a fault of the list."""


@dataclass(frozen=True, slots=True)
class NameList:
    """Names of pupils. names: pupil id -> name. No representation shows a name."""

    school: str
    names: Mapping[str, str] = field(repr=False)


def tidy_names(school: str, pairs: Iterable[tuple[str, str]]) -> NameList:
    """Pairs of pupil id and name, as submitted -> list, without spaces at their ends and with plain ones within.

    Raises ProblemError with every fault: no id or name, characters that nobody sees, a name longer than LONGEST_NAME, two names of one
    pupil, too many.
    """
    names: dict[str, str] = {}
    faults: list[Fault] = []
    for given, written in pairs:
        ident, name = tidy(given).strip(), tidy(written).strip()
        faults += _faults(ident, name)
        if names.setdefault(ident, name) != name:
            faults.append(Fault((LIST, visible(ident)), "", "同一个编号有两个姓名。", "One id has two names.",
                                "可能编号写错了，或两张表的编号不同。",
                                "Maybe an id is misspelt, or two tables number differently."))  # fmt: skip
    if len(names) > MOST_NAMES:
        faults.append(Fault((LIST,), str(len(names)), f"最多 {MOST_NAMES} 个姓名。", f"At most {MOST_NAMES} names.",
                            "可能放进了多所学校。", "Maybe the list is of several schools."))  # fmt: skip
    if faults:
        raise ProblemError(faults)
    return NameList(school, names)


def seal(names: NameList, keys: NameKeys) -> bytes:
    """A list -> the bytes of its file, encrypted with the newest key."""
    document = {"school": names.school, "names": dict(names.names)}
    return MARK + keys.encrypt(json.dumps(document, ensure_ascii=False).encode())


def unseal(data: bytes, keys: NameKeys) -> NameList:
    """The bytes of a file -> its list. Raises ProblemError: no such file, damaged, or sealed with a key that is not among these."""
    if not data.startswith(MARK):
        raise ProblemError([Fault((LIST,), f"{len(data)} bytes", "这不是加密的姓名表。", "This is no sealed name list.",
                                  "可能选错了文件；由表格制作姓名表用 afterbell names seal。",
                                  "Maybe it is another file; afterbell names seal makes one of a table.")])  # fmt: skip
    plain = keys.decrypt(data.removeprefix(MARK))
    if plain is None:
        raise ProblemError([Fault((LIST,), f"{len(data)} bytes", "密钥打不开这份姓名表。", "The key does not open this name list.",
                                  "可能密钥是别的学校的或已更换，或文件不完整；没有密钥，方案和材料照常使用，只印编号。",
                                  "Maybe the key is another's or an older one, or the file is cut off; without it all works, "
                                  "by pupil ids.")])  # fmt: skip
    document = json.loads(plain)
    return tidy_names(document["school"], document["names"].items())


def _faults(ident: str, name: str) -> list[Fault]:
    if not ident or unfit(ident):
        return [Fault((LIST, visible(ident)), told(unfit(ident) or "")[0] if ident else "", "学生编号空白，或含有看不见的字符。",
                      "A pupil id is blank or has a character that nobody sees.",
                      "可能是从网页或别的程序复制来的；请重新输入编号。",
                      "Maybe it was copied from a page or another program; type the id anew.")]  # fmt: skip
    if not name:
        return [Fault((LIST, ident), "", "没有姓名。", "There is no name.", "可能漏填了；不知道姓名的学生不必列出。",
                      "Maybe it was left out; pupils without a name need not be listed.")]  # fmt: skip
    sign = unseen(name)
    if sign is not None or "\n" in name or "\t" in name:
        zh, en = told(sign or ("\n" if "\n" in name else "\t"))
        return [Fault((LIST, ident), zh, "姓名里有看不见的字符。", f"The name has a character that nobody sees: {en}.",
                      "可能是从网页或别的程序复制来的；请重新输入姓名。",
                      "Maybe it was copied from a page or another program; type the name anew.")]  # fmt: skip
    if len(name) > LONGEST_NAME:
        return [Fault((LIST, ident), f"{len(name)} 字", f"姓名最多 {LONGEST_NAME} 字。", f"A name has at most {LONGEST_NAME} characters.",
                      "可能把备注填在了姓名里。", "Maybe it is a remark.")]  # fmt: skip
    return []
