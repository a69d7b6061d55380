"""Names where ids stand: a class, a person, a place or a course that is named in words is put in place of its id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from api.files.request.naming import spec_cell
from api.files.table.fault_list import FaultList
from api.files.table.grades import ALL_GRADES, parse_class_name
from api.files.table.reader import Table
from solver.problem.characters import alike

REFERENCES: Mapping[tuple[str, str], str] = {
    ("classes", "room"): "rooms", ("windows", "gates"): "gates", ("lessons", "class_id"): "classes", ("lessons", "staff_id"): "staff",
    ("lessons", "room_id"): "rooms", ("pupils", "class_id"): "classes", ("pupils", "choices"): "offerings", ("pupils", "blocks"): "blocks",
    ("staff", "homeroom"): "classes", ("staff", "classes"): "classes", ("staff", "tier"): "pay_tiers", ("unavailable", "staff"): "staff",
    ("blocks", "rooms"): "rooms", ("awards", "person"): "staff",
}  # fmt: skip
"""Sheet and field -> the sheet whose ids stand there. Pupils have no names."""


def fit_all_grades(tables: Mapping[str, Table]) -> None:
    """Put the grades that have service in place of "all grades", which says no number."""
    windows = tables.get("windows")
    served = (
        tuple(sorted({grade for row in windows.records if isinstance(grade := row.values.get("grade"), int)}))
        if windows
        else ()
    )
    for key in ("offerings", "posts"):
        for record in tables[key].records if key in tables and served else ():
            if record.values.get("grades") == ALL_GRADES:
                record.values["grades"] = served


def fit_room_types(tables: Mapping[str, Table]) -> None:
    """Put the type of a room in place of its id or name, where an offering names a room for a type."""
    rooms = [record.values for record in tables["rooms"].records] if "rooms" in tables else []
    types = {room.get("type") for room in rooms}
    for record in tables["offerings"].records if "offerings" in tables else ():
        named = record.values.get("room_type")
        same = [
            r
            for r in rooms
            if isinstance(named, str) and alike(named) in {alike(str(r.get("id", ""))), alike(str(r.get("name", "")))}
        ]
        if named not in types and len(same) == 1 and same[0].get("type"):
            record.values["room_type"] = same[0]["type"]


def resolve(tables: Mapping[str, Table], titles: Mapping[str, str], faults: FaultList) -> set[str]:
    """Replace names by ids, in place, where one thing alone has the name. Unknown names stay.

    Names that several have are faults, and are returned: what follows from them is no fault of its own.
    """
    unclear: set[str] = set()
    targets = {key: _Target(tables[key]) for key in {*REFERENCES.values()} if key in tables}
    for (key, field), target in REFERENCES.items():
        table = tables.get(key)
        if table is None or target not in targets:
            continue
        for record in table.records:
            value = record.values.get(field)
            names = value if isinstance(value, tuple) else (value,) if isinstance(value, str) and value else ()
            ids = []
            for name in names:
                meant = _meant(name, targets[target], (record.row, field) in table.unsure)
                ids.append(meant[0] if len(meant) == 1 else name)
                if len(meant) > 1:
                    unclear.add(name)
                    listed = "、".join(targets[target].told.get(each, each) for each in meant)
                    faults.add(titles[key], spec_cell(table, record, field), name, f"分不清“{name}”是哪一个：{listed}",
                               f"{name} may mean {len(meant)}: {', '.join(meant)}",
                               "可能是同名，或 Excel 把 1.10 存成了 1.1；请写编号，并把列设成“文本”。",
                               "Maybe namesakes, or Excel stored 1.10 as 1.1; write the id, as text.")  # fmt: skip
            if names:
                record.values[field] = tuple(ids) if isinstance(value, tuple) else ids[0]
    return unclear


def _meant(name: str, target: _Target, unsure: bool) -> list[str]:
    """Ids that a name may mean. unsure: whether it was a number, which may have lost a nought."""
    if unsure and f"{name}0" in target.ids:
        return [name, f"{name}0"]
    return [name] if name in target.ids else sorted(target.meant(name))


class _Target:
    """Ids of a sheet, and the ids that a name may mean."""

    def __init__(self, table: Table) -> None:
        rows = [record.values for record in table.records if record.values.get("id")]
        self.ids = {str(row["id"]) for row in rows}
        self._alike: dict[str, set[str]] = defaultdict(set)
        self._classes: dict[tuple[int, int], set[str]] = defaultdict(set)
        self.told = {str(row["id"]): _told(row) for row in rows}
        classes = table.spec.key == "classes"
        for row in rows:
            self._alike[alike(str(row["id"]))].add(str(row["id"]))
            if row.get("name"):
                self._alike[alike(str(row["name"]))].add(str(row["id"]))
            name = parse_class_name(str(row["id"])) if classes else None
            if name is not None:
                self._classes[name.grade or row.get("grade", 0), name.number].add(str(row["id"]))
                self._classes[0, name.number].add(str(row["id"]))

    def meant(self, name: str) -> set[str]:
        """Ids that a name may mean."""
        found = self._alike.get(alike(name))
        if found or not self._classes:
            return found or set()
        home = parse_class_name(name)
        return self._classes.get((home.grade, home.number), set()) if home else set()


def _told(row: Mapping[str, Any]) -> str:
    """An id with what tells it apart: ``T01（1.1，语文）``."""
    told = [str(row.get("homeroom") or ""), "、".join(row.get("subjects") or ())]
    beside = "，".join(part for part in told if part)
    return f"{row['id']}（{beside}）" if beside else str(row["id"])
