"""Stand-ins: the posts of absent people, each taken by somebody who is free then, while everybody else stays where they are.

Most days of a low absence rate are covered like that, at once; of the others the day's program tells (:mod:`day_cover`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from solver.search.duty_table import DutyTable
from solver.units import Week, Weekday
from solver.whatif.staffing.day_posts import PlaceKind

Stands = tuple[str, int]
"""A person, and the number of the kind of place."""


def stand_ins(
    table: DutyTable, day: tuple[Week, Weekday], kinds: Sequence[PlaceKind], away: Collection[str]
) -> tuple[Stands, ...] | None:
    """Who stands where that day when free people take the posts of those who are away; None where that does not cover all of them.

    table: the duties of the week without those of the day; as it was afterwards. Fewest candidates first, people on duty first.
    """
    stays = [(name, number) for number, kind in enumerate(kinds) for name in kind.holders if name not in away]
    for name, number in stays:
        table.add(name, *day, kinds[number].shift)
    added = _taken(table, day, kinds, away, {name for name, _ in stays})
    for name, number in (*stays, *added):
        table.remove(name, *day, kinds[number].shift)
    wanted = sum(kind.headcount for kind in kinds)
    return (*stays, *added) if len(stays) + len(added) == wanted else None


def _taken(
    table: DutyTable, day: tuple[Week, Weekday], kinds: Sequence[PlaceKind], away: Collection[str], on_duty: set[str]
) -> list[Stands]:
    """Empty places that somebody takes, added to the table; the first that nobody can take ends it. on_duty: grows."""
    empty = [number for number, kind in enumerate(kinds) for _ in range(kind.headcount - len(kind.holders))]
    empty += [number for number, kind in enumerate(kinds) for name in kind.holders if name in away]
    added: list[Stands] = []
    for number in sorted(empty, key=lambda number: (len(kinds[number].able), number)):
        kind = kinds[number]
        able = kind.able.difference(away)
        if kind.places[0].headcount > 1 and table.instance.policy.on("D13"):
            able &= table.instance.regulars
        order = sorted(able, key=lambda name: (name not in on_duty, name))
        name = next((name for name in order if table.may(name, *day, kind.shift)), None)
        if name is None:
            break
        table.add(name, *day, kind.shift)
        added.append((name, number))
        on_duty.add(name)
    return added
