"""A name list as a JSON document: ``{"names": [{"id": "1.2-07", "name": "…"}, …]}``."""

from __future__ import annotations

from dataclasses import replace

from api.files.json_text import parse_json
from api.files.names.name_list import LIST, NameList, tidy_names
from solver.errors import Fault, ProblemError


def names_of_json(data: bytes) -> NameList:
    """The list of a document, of no school yet. Raises ProblemError with every fault, none of which repeats a text of the document."""
    document, faults = parse_json(data)
    if faults:
        raise ProblemError([replace(fault, path=(LIST,), value="") for fault in faults])
    listed = document.get("names") if isinstance(document, dict) else None
    if not isinstance(listed, list) or not all(_pair(each) for each in listed):
        raise ProblemError([Fault((LIST,), "", '应为 {"names": [{"id": 编号, "name": 姓名}, …]}。',
                                  'It should be {"names": [{"id": …, "name": …}, …]}.',
                                  "可能是别的文件。", "Maybe it is another file.")])  # fmt: skip
    return tidy_names("", [(each["id"], each["name"]) for each in listed])


def _pair(each: object) -> bool:
    return isinstance(each, dict) and all(isinstance(each.get(key), str) for key in ("id", "name"))
