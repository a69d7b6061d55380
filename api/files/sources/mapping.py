"""Knowledge of an import, kept for next time: which kind a sheet is, which column is which field, and what was answered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from api.files.table.columns import normal
from solver.errors import Fault, ProblemError

VERSION = 1
_Text = Annotated[str, StringConstraints(max_length=500)]


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """kind: key of a kind, or ``ignore``. columns: field -> heading of its column, as normalised; empty = by the words."""

    kind: str
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """sheets: by the signature of a sheet's headings. answers: question id -> text."""

    sheets: Mapping[str, SheetMapping] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


def signature_of(headings: Sequence[str]) -> str:
    """A signature of a sheet's headings (in order, without differences of width, case and blanks): 16 letters."""
    return sha256("|".join(normal(heading) for heading in headings).encode()).hexdigest()[:16]


class _Sheet(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: _Text
    columns: dict[_Text, _Text] = {}


class _Mapping(BaseModel):
    model_config = ConfigDict(extra="forbid")
    version: int
    sheets: dict[_Text, _Sheet] = {}
    answers: dict[_Text, _Text] = {}


def mapping_document(mapping: ImportMapping) -> dict[str, Any]:
    """The mapping as a JSON-ready document."""
    sheets = {key: {"kind": each.kind, "columns": dict(each.columns)} for key, each in sorted(mapping.sheets.items())}
    return {"version": VERSION, "sheets": sheets, "answers": dict(mapping.answers)}


def mapping_bytes(mapping: ImportMapping) -> bytes:
    """The mapping as a JSON file."""
    return json.dumps(mapping_document(mapping), ensure_ascii=False, indent=1).encode() + b"\n"


def read_mapping(data: bytes) -> ImportMapping:
    """A mapping from its JSON. Raises ProblemError."""
    try:
        found = _Mapping.model_validate_json(data)
    except ValidationError as error:
        raise ProblemError([Fault(("导入对照 mapping", *each["loc"]), str(each.get("input", ""))[:80], "导入对照文件读不懂",
                                  f"the mapping file cannot be read: {each['msg']}", "可能手工改错了；删掉它会重新询问。",
                                  "Maybe it was edited; without it everything is asked again.")
                            for each in error.errors()[:20]]) from None  # fmt: skip
    if found.version != VERSION:
        raise ProblemError([Fault(("导入对照 mapping", "version"), str(found.version), f"只认识版本 {VERSION}",
                                  f"only version {VERSION} is known", "可能是更新的程序写的。",
                                  "Maybe a newer program wrote it.")])  # fmt: skip
    return ImportMapping({key: SheetMapping(each.kind, each.columns) for key, each in found.sheets.items()}, found.answers)
