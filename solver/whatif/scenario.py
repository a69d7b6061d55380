"""Scenario 情景: a named combination of changes, read strictly from JSON or TOML data, all faults at once.

``{"scenarios": [{"id": "two-fewer", "name": "少两名教师", "aim": "both", "changes": ["leave T012,T017", {"kind": "fee", …}]}]}``: a
change is an object or its short form. ``id`` and ``name`` may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from solver.changes.change import Change
from solver.changes.codec import MOST, dump, read_change
from solver.changes.phrase import parse_phrase
from solver.errors import Path, ProblemError
from solver.problem.findings import Findings

Aim = Literal["best", "least_change", "both"]
"""``best``: planned as well as can be, however much changes. ``least_change``: as little as possible changes. ``both``: both ends."""
AIMS: tuple[str, ...] = get_args(Aim)
MOST_SCENARIOS = 50
"""Scenarios of one comparison; raising it makes longer tables and longer runs."""
LONGEST_NAME = 100
"""Characters of a name."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_FIELDS = ("id", "name", "aim", "changes")


@dataclass(frozen=True, slots=True)
class Scenario:
    """id: unique within a comparison. name: as the school calls it, or "" (its sentences are shown then). changes: in their order."""

    id: str
    name: str
    changes: tuple[Change, ...]
    aim: Aim = "both"


def dump_scenario(scenario: Scenario) -> dict[str, Any]:
    """The scenario as a JSON-ready dict."""
    return {
        "id": scenario.id,
        "name": scenario.name,
        "aim": scenario.aim,
        "changes": [dump(change) for change in scenario.changes],
    }


def read_scenarios(document: object) -> tuple[Scenario, ...]:
    """The scenarios of ``{"scenarios": [...]}``. Raises ProblemError with every fault."""
    found = Findings()
    scenarios: list[Scenario] = []
    if not isinstance(document, Mapping):
        found.wrong_type((), document, "对象", "an object")
    else:
        for key in document:
            if key != "scenarios":
                found.unknown((str(key),), key, "字段", "field", ("scenarios",))
        listed = document.get("scenarios")
        if not isinstance(listed, list | tuple):
            found.wrong_type(("scenarios",), listed, "情景的列表", "a list of scenarios")
        elif not 1 <= len(listed) <= MOST_SCENARIOS:
            found.outside(("scenarios",), len(listed), 1, MOST_SCENARIOS)
        else:
            read = [note_scenario(raw, ("scenarios", i), found, f"s{i + 1}") for i, raw in enumerate(listed)]
            scenarios = [scenario for scenario in read if scenario is not None]
            _check_ids(scenarios, found)
    if found.faults:
        raise ProblemError(found.faults)
    return tuple(scenarios)


def _check_ids(scenarios: list[Scenario], found: Findings) -> None:
    seen: set[str] = set()
    for index, scenario in enumerate(scenarios):
        if scenario.id in seen:
            found.repeated(("scenarios", index, "id"), scenario.id, "情景编号", "id of a scenario")
        seen.add(scenario.id)


def note_scenario(raw: object, path: Path, found: Findings, ident: str) -> Scenario | None:
    """One scenario, or None after noting its faults. ident: its id where the document gives none."""
    if not isinstance(raw, Mapping):
        found.wrong_type(path, raw, "对象", "an object")
        return None
    before = len(found.faults)
    for key in raw:
        if key not in _FIELDS:
            found.unknown((*path, str(key)), key, "字段", "field", _FIELDS)
    given, name, aim = raw.get("id", ident), raw.get("name", ""), raw.get("aim", "both")
    if not isinstance(given, str) or not _ID.fullmatch(given):
        found.add((*path, "id"), given, "编号由字母、数字、- 和 _ 组成，至多 40 个字符。",
                  "An id is made of letters, digits, - and _, 40 characters at most.",
                  hint_zh="可能用了汉字；汉字写在 name 里。", hint_en="Maybe other letters were used; those go into name.")  # fmt: skip
    if not isinstance(name, str) or len(name) > LONGEST_NAME:
        found.wrong_type(
            (*path, "name"), name, f"至多 {LONGEST_NAME} 字的文字", f"a text of {LONGEST_NAME} characters at most"
        )
    else:
        found.holds_unseen((*path, "name"), name)
    if aim not in AIMS:
        found.unknown((*path, "aim"), aim, "目标", "aim", AIMS)
    changes = _changes(raw.get("changes"), (*path, "changes"), found)
    if len(found.faults) > before:
        return None
    return Scenario(str(given), str(name).strip(), changes, aim)


def _changes(raw: object, path: Path, found: Findings) -> tuple[Change, ...]:
    parts = [raw] if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple):
        found.wrong_type(path, raw, "变动的列表", "a list of changes")
        return ()
    if not 1 <= len(parts) <= MOST:
        found.outside(path, len(parts), 1, MOST)
        return ()
    changes = []
    for index, part in enumerate(parts):
        here = (*path, index)
        try:
            change = parse_phrase(part, here) if isinstance(part, str) else read_change(part, here, found)
        except ProblemError as error:
            found.faults.extend(error.faults)
            continue
        if change is not None:
            changes.append(change)
    return tuple(changes)
