"""Sets of students of a file of FET as home classes: which level of years, groups and subgroups the classes are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from api.files.sources.fet.document import FetDocument


def classes_of(fet: FetDocument) -> Mapping[str, tuple[str, ...]]:
    """Name of a set of students -> the classes that its lessons are of.

    Classes are years, groups or subgroups: the level that most lessons name. Lessons of a larger set are of every class in it, those of
    a smaller one of the classes that it is a part of.
    """
    groups = {group for inside in fet.years.values() for group in inside}
    subgroups = {name for inside in fet.years.values() for names in inside.values() for name in names} - groups
    levels: Counter[str] = Counter()
    for activity in fet.activities:
        for name in activity.students:
            level = "year" if name in fet.years else "group" if name in groups else "subgroup" if name in subgroups else ""
            levels[level] += activity.duration
    del levels[""]
    best = max(("year", "group", "subgroup"), key=lambda level: levels[level])
    found: dict[str, list[str]] = {}
    for year, inside in fet.years.items():
        for group, names in inside.items() or {year: ()}.items():
            for name in names or (group,):
                home = {"year": year, "group": group, "subgroup": name}[best]
                for part in (year, group, name):
                    found.setdefault(part, [])
                    if home not in found[part]:
                        found[part].append(home)
    return {name: tuple(homes) for name, homes in found.items()}
