"""One day of a stored plan, as far as it concerns the principal."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.role import Role
from api.errors import GONE, ApiError
from api.files.papers.day_strips import DayStrip
from api.files.papers.day_words import DayWords
from api.schemas.service.day import DayDoc, DayGapDoc, DayLineDoc, DayStripDoc
from api.services.plan_sequence import earlier_refs
from api.services.sequencing import plan_on
from api.services.term_cache import TermCache
from api.services.views import visible_pupils
from api.storage.plans import Revision, get_revision
from solver.problem.problem import Problem
from solver.units import clock


def revision_on(connection: Connection, cache: TermCache, term_id: str, found: Revision, day: date) -> Revision:
    """The revision that stands on a date: this one, or one of those that stood before its date of effect. Raises 410."""
    revisions = {f"{found.plan_id}.{found.number}": found}
    for ref in earlier_refs(connection, found.plan_id):
        before = get_revision(connection, ref.plan, ref.revision)
        if before is None:
            raise ApiError(GONE, f"{ref.plan}.{ref.revision}")
        revisions[f"{ref.plan}.{ref.revision}"] = before
    named = [(name, cache.plan(connection, each)) for name, each in revisions.items()]
    standing = plan_on(cache.request(connection, term_id).problem.term, named, day)
    return found if standing is None else revisions[standing[0]]


def visible_classes(principal: Principal, problem: Problem) -> frozenset[str]:
    """Classes whose day the principal may see, as that of their pupils: for a class teacher those given to the key."""
    if principal.role is Role.CLASS_TEACHER:
        return frozenset(principal.classes)
    seen = visible_pupils(principal, problem)
    return frozenset(pupil.class_id for pupil in problem.pupils if pupil.id in seen)


def day_doc(words: DayWords, strips: list[DayStrip], standing: Revision) -> DayDoc:
    """Wire document of a replayed day."""
    return DayDoc(
        date=words.each.day.isoformat(), weekday=words.each.weekday, week=words.each.week,
        plan_id=standing.plan_id, revision=standing.number,
        gaps=[
            DayGapDoc.model_validate({
                "kind": gap.kind, "start": clock(gap.start), "end": clock(gap.end), "place": words.place_name(gap.place),
                "zh": words.breach(gap)[0], "en": words.breach(gap)[1],
            })
            for gap in words.found.breaches
        ],
        strips=[
            DayStripDoc.model_validate({
                "kind": strip.kind, "id": strip.id, "name": strip.name, "minutes": strip.minutes,
                "lines": [
                    DayLineDoc.model_validate({**line._asdict(), "start": clock(line.start), "end": clock(line.end)})
                    for line in strip.lines
                ],
            })
            for strip in strips
        ],
    )  # fmt: skip
