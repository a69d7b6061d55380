"""Seats of pupils: C01, C04, C06, K02 (pupils), K04 (pupils).

C01: a seat only in a chosen or given offering, on days applied for, one section an offering, no more clubs than wanted.
C06: an open section has between its minimum and maximum of pupils. K02: a pupil's sessions never overlap.
K04: a pupil's sessions lie in the window of the grade, and start with a period of a grade that sits there. C04 (soft): points
lost against everybody's first choices.
B16, C05: such seats have no column.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from solver.model.context import ModelContext
from solver.model.linear_model import FALSE, TRUE
from solver.model.moments import Span, cliques
from solver.model.scope import SectionKey
from solver.problem import Pupil


def voluntary(p: ModelContext) -> None:
    """C01."""
    if not p.scope.moves_clubs:
        return
    for name, seats in p.v.seats_by_pupil.items():
        pupil = p.problem.pupil_of[name]
        by_offering: dict[str, list[int]] = {}
        for section, column in seats:
            by_offering.setdefault(section[0], []).append(column)
            for day in p.instance.session_days[section[0]]:
                if day not in pupil.weekdays:
                    meets = [(1, p.v.at(section, day, m)) for m in p.v.starts_on(section, day)]
                    p.rows.linear("C01", [(1, column), *meets], upper=1)
        for columns in by_offering.values():
            p.rows.at_most_one("C01", columns)
        given = p.instance.given.to(name)
        p.rows.linear("C01", [(1, c) for section, c in seats if section[0] not in given], upper=pupil.clubs)


def no_overlap(p: ModelContext) -> None:
    """K02 for pupils: pairs of sections whose sessions overlap, linked once a pair, not once a pupil."""
    if not p.scope.moves_clubs:
        return
    clashes: dict[tuple[SectionKey, SectionKey], int] = {}
    for name, seats in p.v.seats_by_pupil.items():
        if p.problem.pupil_of[name].clubs + len(p.instance.given.to(name)) < 2:
            continue
        for (first, a), (second, b) in combinations(seats, 2):
            if first[0] != second[0]:
                together = a == TRUE == b
                if (first, second) not in clashes or (together and clashes[first, second] != FALSE):
                    clashes[first, second] = _clash(p, first, second, together)
                if not together:
                    p.rows.linear("K02", [(1, a), (1, b), (1, clashes[first, second])], upper=2)


def _clash(p: ModelContext, first: SectionKey, second: SectionKey, together: bool) -> int:
    """A column that is true at least when sessions of both overlap, the ways to venues included.

    together: whether somebody sits in both whatever happens; then they never overlap, and the column is FALSE. Of two
    sessions that overlap one is on when the other starts; each section does one thing at a moment at most (K05).
    """
    shared = []
    for day in p.instance.days:
        one, two = p.v.spans(first, day), p.v.spans(second, day)
        for on in cliques([*_named(one, first), *_named(two, second)]) if one and two else ():
            here, there = ([column for section, column in on if section == side] for side in (first, second))
            if here and there:
                shared.append((here, there))
    if not together and any(TRUE in here and TRUE in there for here, there in shared):
        return TRUE
    now = (any(map(p.rows.value, here)) and any(map(p.rows.value, there)) for here, there in shared)
    clash = p.rows.boolean(int(any(now))) if shared and not together else FALSE
    for here, there in shared:
        p.rows.linear("K02", [*((1, c) for c in (*here, *there)), (-1, clash)], upper=1)
    return clash


def _named(spans: list[Span[int]], section: SectionKey) -> Iterator[Span[tuple[SectionKey, int]]]:
    return ((start, end, (section, column)) for start, end, column in spans)


def in_window(p: ModelContext) -> None:
    """K04 for pupils."""
    if not p.scope.moves_clubs:
        return
    for section in p.v.live_sections:
        offering = p.problem.offering_of[section[0]]
        for grade in offering.grades:
            if grade in p.problem.window_of:
                for day, start in p.v.session_times(section):
                    if not p.instance.within(grade, start, offering.minutes):
                        p.rows.linear(
                            "K04", [(1, p.v.present(section, grade)), (1, p.v.at(section, day, start))], upper=1
                        )


def on_bells(p: ModelContext) -> None:
    """K04: where pupils of a grade without a bell at the start sit, a pupil of a grade with one does too."""
    if not p.scope.moves_clubs:
        return
    for section in p.v.live_sections:
        offering = p.problem.offering_of[section[0]]
        for day, start in p.v.session_times(section):
            with_bell = p.instance.belled(offering, start)
            for grade in offering.grades:
                if grade not in with_bell and p.instance.within(grade, start, offering.minutes):
                    present, meets = p.v.present(section, grade), p.v.at(section, day, start)
                    if FALSE not in (present, meets):
                        others = [(-1, p.v.timings.seated(section, other)) for other in with_bell]
                        p.rows.linear("K04", [(1, present), (1, meets), *others], upper=1)


def section_size(p: ModelContext) -> None:
    """C06, and no seat in a closed section (K00)."""
    if not p.scope.moves_clubs:
        return
    for section in p.v.live_sections:
        offering = p.problem.offering_of[section[0]]
        opened = p.v.opened(section)
        seats = [c for _, c in p.v.seats_by_section.get(section, ())]
        if opened != TRUE:
            for column in dict.fromkeys(seats):
                p.rows.implies("K00", column, opened)
        if p.hard("C06"):
            p.rows.linear("C06", [*((1, c) for c in seats), (-offering.maximum, opened)], upper=0)
            p.rows.linear("C06", [*((1, c) for c in seats), (-offering.minimum, opened)], lower=0)
    for section in sorted(p.scope.seat_sections):
        if section not in p.v.live_sections:
            for _, column in p.v.seats_by_section.get(section, ()):
                p.rows.forbid("K00", column)


def points(p: ModelContext, pupil: Pupil, offering: str) -> int:
    """Worth of a seat in the offering to the pupil (C04)."""
    if offering not in pupil.choices:
        return 0
    return p.instance.worth(pupil, pupil.choices.index(offering))


def choice(p: ModelContext) -> None:
    """C04."""
    if p.policy.soft("C04"):
        for name in sorted(p.scope.seat_pupils):
            pupil = p.problem.pupil_of[name]
            ideal = sum(p.instance.worth(pupil, rank) for rank in range(min(pupil.clubs, len(pupil.choices))))
            seats = p.v.seats_by_pupil.get(name, ())
            p.cost("C04", [(-points(p, pupil, section[0]), column) for section, column in seats], constant=ideal)
