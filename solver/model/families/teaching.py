"""Teaching: B04.

Lessons never open; an academic section has few pupils; whoever leads it does not have the whole of an own class in it.
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.linear_model import FALSE
from solver.model.scope import SectionKey
from solver.plan import Post
from solver.units import EVERY_WEEK


def no_lessons(p: ModelContext) -> None:
    """B04."""
    if not p.hard("B04") or not (p.scope.moves_clubs or p.scope.led):
        return
    for section in p.v.live_sections:
        offering = p.problem.offering_of[section[0]]
        if offering.teaching == "lesson":
            p.rows.forbid("B04", p.v.opened(section))
        if offering.academic:
            seats = p.v.seats_by_section.get(section, [])
            p.rows.linear("B04", [(1, column) for _, column in seats], upper=p.number("B04", "group"))
            _whole_classes(p, section, seats)


def _whole_classes(p: ModelContext, section: SectionKey, seats: list[tuple[str, int]]) -> None:
    by_class: dict[str, list[int]] = {}
    for pupil, column in seats:
        if column != FALSE and p.problem.pupil_of[pupil].weekdays:
            by_class.setdefault(p.problem.pupil_of[pupil].class_id, []).append(column)
    for person, leads in p.v.crew(Post("lead", 0, *section), EVERY_WEEK):
        for home in p.instance.taught.get(person, ()):
            heads, columns = p.instance.applicants.get(home, 0), by_class.get(home, [])
            if heads > 1 and len(columns) == heads:
                p.rows.linear("B04", [(1, leads), *((1, column) for column in columns)], upper=heads)
