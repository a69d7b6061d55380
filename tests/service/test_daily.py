"""Workers forget by themselves what is past its time."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import update

from api.jobs.daily import Daily
from api.settings import Settings
from api.storage.tables import terms
from tests.service.filled import MARK, everything, submit
from tests.service.town import Town


def test_a_worker_does_it_once_a_day(town: Town, tiny: bytes) -> None:
    term = submit(town, tiny)
    first, later = Daily(town.database, Settings(), first=0.0), Daily(town.database, Settings(), first=600.0)
    first.look()
    assert MARK in everything(town.database)
    long_ago = (date(2000, 1, 1) + timedelta(days=1)).isoformat()
    with town.database.write() as connection:
        connection.execute(update(terms).where(terms.c.id == term).values(last_day=long_ago))
    first.look()
    later.look()
    assert MARK in everything(town.database), "not again on the same day, and not as soon as a worker starts"
    Daily(town.database, Settings(), first=0.0).look()
    assert MARK not in everything(town.database)
    assert town.ask("planner", "GET", f"/v1/terms/{term}").json()["erased_at"] is not None
