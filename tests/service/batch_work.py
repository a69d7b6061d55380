"""Work on a batch without a worker: its waiting, and the ends of its schools' jobs."""

from __future__ import annotations

import threading

from api.jobs.execution import Execution
from api.jobs.kinds.batch import BATCH
from api.services.indicators import FIGURES
from api.settings import Settings
from api.storage.jobs import DONE, Job, children_of, claim, finish
from api.storage.plans import NewRevision, add_plan
from solver import Plan, dump_plan
from tests.service.office import HASTE
from tests.service.town import Town

PARTICIPATION = "participation"


def run(town: Town, batch: str) -> threading.Thread:
    """Let a worker wait for a batch's children."""
    with town.database.write() as connection:
        job = claim(connection, batch, "w")
    assert job is not None
    settings = Settings(database_url=town.database.url.render_as_string(hide_password=False))
    execution = Execution(town.database, settings, {"batch": BATCH}, job, threading.Event(), HASTE)
    thread = threading.Thread(target=execution.run)
    thread.start()
    return thread


def children(town: Town, batch: str) -> dict[str, Job]:
    with town.database.read() as connection:
        return {child.school_id or "": child for child in children_of(connection, batch)}


def end(town: Town, child: Job, state: str, enrolled: int = 0) -> None:
    """End a child as its worker would, with a plan where it is done."""
    with town.database.write() as connection:
        job = claim(connection, child.id, "v")
        assert job is not None
        result = {}
        if state == DONE:
            figures = {FIGURES: [[PARTICIPATION, "", "", enrolled, 10]]}
            first = NewRevision(dump_plan(Plan()), {"profile": "national", "overrides": {}}, figures, {"kind": "solve"}, True, "t")
            add_plan(connection, child.id, child.school_id or "", child.term_id or "", child.id, first)
            result = {"plan": child.id, "valid": True}
        finish(connection, child.id, job.attempt, state, None if state == DONE else {"code": "x", "zh": "原因", "en": "why"}, result)
