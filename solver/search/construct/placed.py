"""Sections that were placed before the construction begins: opened in the draft with their rooms, leaders and pupils."""

from __future__ import annotations

from collections import Counter, defaultdict

from solver.model.scope import SectionKey
from solver.plan import Plan
from solver.search.construct.draft import Draft


def open_placed(draft: Draft, placed: Plan) -> None:
    """Open the sections of a plan that holds nothing else but them; those without a leader are left out, others numbered on."""
    crews: dict[SectionKey, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for item in placed.assignments:
        crews[item.post.subject, item.post.detail][item.post.kind].append(item.person)
    number: Counter[str] = Counter()
    for section in sorted(placed.sections):
        leaders = crews[section.offering, section.number]["lead"]
        if not leaders:
            continue
        number[section.offering] += 1
        key = (section.offering, number[section.offering])
        meetings = [(x.weekday, x.start, x.room) for x in section.sessions]
        draft.open(key, meetings, leaders[0], crews[section.offering, section.number]["assist"])
        for seat in placed.seats:
            if (seat.offering, seat.number) == (section.offering, section.number):
                draft.seat(seat.pupil, key)
