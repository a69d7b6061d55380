"""Search of the pages of a plan: an adult, class, room or course by name, with the page where it is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from api.files.language import Said
from api.page.views.words import PlanWords

FOUND = 20
"""Entries that a search without scripts lists. Raising it shows more of a short query."""
KINDS: dict[str, Said] = {
    "adult": ("教师", "adult"), "class": ("班级", "class"), "room": ("教室", "room"), "course": ("课程", "course"),
    "pupil": ("学生", "pupil"),
}  # fmt: skip
"""Kind of an entry -> its name."""


class FinderEntry(NamedTuple):
    """Adult, class, room, course or pupil. kind: one of KINDS. hint: what tells those of one name apart."""

    kind: str
    id: str
    name: str
    hint: Said = ""


@dataclass(frozen=True, slots=True)
class Finder:
    """Search box of a page. here: address of the page itself. kept: further parts of its query. places: kind -> address to which an id is
    appended. near: names like the query, where nothing is found."""

    here: str
    q: str
    kept: tuple[tuple[str, str], ...]
    entries: tuple[FinderEntry, ...]
    places: dict[str, str]
    found: tuple[FinderEntry, ...]
    near: tuple[str, ...]

    def holds(self, *texts: str) -> bool:
        """Whether the query stands in one of the texts; an empty query stands in all."""
        return found_in(self.q, *texts)


def finder(words: PlanWords, address: Callable[[str], str], here: str, q: str, kept: tuple[tuple[str, str], ...] = (),
           pupils: frozenset[str] = frozenset(), days: bool = True) -> Finder:  # fmt: skip
    """Search box. address: key of a page of the plan -> its address. pupils: ids of those of whom the visitor may be told; they are
    found by their whole id alone. days:
    whether the visitor may see the day of a class; else its gate is shown."""
    problem, q = words.problem, q.strip()
    entries = (
        *(FinderEntry("adult", each.id, words.person(each.id), words.role(each.id)) for each in problem.staff),
        *(FinderEntry("adult", each.id, words.person(each.id), words.role(each.id)) for each in problem.outside),
        *(FinderEntry("class", each.id, words.names.home(each.id)) for each in problem.classes),
        *(FinderEntry("room", each.id, words.room(each.id), each.zone) for each in problem.rooms),
        *(FinderEntry("course", each.id, words.offering(each.id)) for each in problem.offerings),
    )
    homes = f"{address('day')}?by=classes&of=" if days else f"{address('gates')}?q="
    places = {
        "adult": f"{address('adults')}?person=", "class": homes, "room": f"{address('rooms')}?room=",
        "course": f"{address('choices')}?course=", "pupil": f"{address('day')}?by=pupils&of=",
    }  # fmt: skip
    found = tuple(entry for entry in entries if found_in(q, entry.name, entry.id)) if q else ()
    exact = [entry for entry in found if plain(q) in (plain(entry.name), plain(entry.id))]
    if q in pupils:
        exact.insert(0, FinderEntry("pupil", q, q, words.home(problem.pupil_of[q].class_id)))
    near = () if found or exact or not q else tuple(get_close_matches(q, [entry.name for entry in entries], n=3, cutoff=0.4))
    ordered = tuple(dict.fromkeys((*exact, *sorted(found, key=lambda entry: not plain(entry.name).startswith(plain(q))))))
    return Finder(here, q, kept, entries, places, ordered[:FOUND], near)


def found_in(q: str, *texts: str) -> bool:
    """Whether a query stands in one of some texts, whatever the width of its characters and the case of its letters."""
    return any(plain(q) in plain(text) for text in texts)


def plain(text: str) -> str:
    """Text as searches compare it: full-width forms as usual ones, small letters, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
