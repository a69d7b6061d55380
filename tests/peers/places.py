"""What FET would write had it placed every session where the base plan has it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from benchmarks.peers.fet.document import Document
from solver import Plan
from solver.units import clock


def written(document: Document, plan: Plan) -> bytes:
    """An ``*_activities.xml`` of FET 6.8."""
    left = {(s.offering, s.number): list(s.sessions) for s in plan.sections}
    root = Element("Activities_Timetable")
    for number, key in document.activities.items():
        session = left[key].pop()
        entry = SubElement(root, "Activity")
        for tag, text in (
            ("Id", number),
            ("Day", session.weekday),
            ("Hour", clock(session.start)),
            ("Room", session.room),
        ):
            SubElement(entry, tag).text = str(text)
    return tostring(root)
