"""Nothing is kept longer than the settings say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from api.services.retention import COUNTED, retain, retention_days
from api.settings import Settings
from api.storage.clock import Now
from api.storage.database import Database
from api.storage.retention import RetentionDays, today_of
from api.storage.tables import answers, audit, jobs, terms
from tests.service.filled import MARK, add_job, everything, last_day_of, sign_in, submit, tell, work_on
from tests.service.town import Town

DAY = 86_400_000
NOTHING = RetentionDays(0, 0, 0, 0)


def count(database: Database, table: str) -> int:
    return len(everything(database, table).splitlines())


def test_terms_are_erased_so_many_days_after_their_last(town: Town, tiny: bytes) -> None:
    term = submit(town, tiny)
    work_on(town, term)
    other = submit(town, tiny, "oak", "neighbour")
    last = date.fromisoformat(last_day_of(town.database, term) or "")
    with town.database.write() as connection:
        connection.execute(update(terms).where(terms.c.id == other).values(last_day=(last + timedelta(days=1)).isoformat()))
    days = RetentionDays(pupils=180, events=0, answers=0, audit=0)
    on_the_day = last + timedelta(days=180)
    assert retain(town.database, days, today=on_the_day)["terms"] == 0
    assert retain(town.database, NOTHING, today=on_the_day + timedelta(days=9999))["terms"] == 0
    day_after = on_the_day + timedelta(days=1)
    assert retain(town.database, days, dry_run=True, today=day_after)["terms"] == 1
    assert town.ask("planner", "GET", f"/v1/terms/{term}").json()["erased_at"] is None
    assert retain(town.database, days, today=day_after)["terms"] == 1
    assert town.ask("planner", "GET", f"/v1/terms/{term}").json()["erased_at"] is not None
    assert [line for line in everything(town.database).splitlines() if MARK in line and other not in line] == []
    (entry,) = [e for e in town.ask("bureau", "GET", "/v1/audit").json()["items"] if e["action"] == "erase-term"]
    assert (entry["who"], entry["subject"], entry["school_id"]) == ("retention", term, "elm")
    assert retain(town.database, days, today=day_after)["terms"] == 0


def test_a_term_whose_last_day_is_not_known_is_erased_too(town: Town, tiny: bytes) -> None:
    term = submit(town, tiny)
    with town.database.write() as connection:
        connection.execute(update(terms).where(terms.c.id == term).values(last_day=None))
        today = today_of(connection)
    days = RetentionDays(pupils=180, events=0, answers=0, audit=0)
    assert retain(town.database, days, today=today + timedelta(days=379))["terms"] == 0
    assert retain(town.database, days, today=today + timedelta(days=382))["terms"] == 1


@pytest.mark.parametrize(("age", "gone"), [(30 * DAY - 60_000, 0), (30 * DAY + 60_000, 2)])
def test_events_go_so_long_after_their_job_ended(town: Town, tiny: bytes, age: int, gone: int) -> None:
    term = submit(town, tiny)
    for state in ("done", "running"):
        job = add_job(town.database, term, state, age)
        tell(town.database, job, {"stage": "day"})
        tell(town.database, job, {"stage": "seats"})
    days = RetentionDays(pupils=0, events=30, answers=0, audit=0)
    assert retain(town.database, days, dry_run=True)["events"] == gone
    assert count(town.database, "events") == 4
    assert retain(town.database, days)["events"] == gone
    assert count(town.database, "events") == 4 - gone
    assert retain(town.database, NOTHING).get("events") is None


def test_answers_sign_ins_and_best_plans_of_ended_jobs_go(town: Town, tiny: bytes) -> None:
    work_on(town, submit(town, tiny))
    sign_in(town.database, expired=True)
    sign_in(town.database, expired=False)
    with town.database.write() as connection:
        connection.execute(update(jobs).values(state="done", ended_at=Now()))
        connection.execute(update(answers).values(created_at=Now() - DAY - 1000))
    before = count(town.database, "answers")
    assert before == 2
    counts = retain(town.database, RetentionDays(0, 0, 1, 0))
    assert counts == {"terms": 0, "sessions": 1, "incumbents": 1, "answers": 2}
    assert [count(town.database, table) for table in ("sessions", "incumbents", "answers")] == [1, 0, 0]


def test_the_audit_log_goes_last(town: Town) -> None:
    before = count(town.database, "audit")
    with town.database.write() as connection:
        connection.execute(update(audit).values(at=Now() - 1094 * DAY))
    assert retain(town.database, RetentionDays(0, 0, 0, 1095))["audit"] == 0
    with town.database.write() as connection:
        connection.execute(update(audit).values(at=Now() - 1096 * DAY))
    assert retain(town.database, RetentionDays(0, 0, 0, 1095))["audit"] == before > 0


def test_settings_say_how_long_and_every_count_has_its_words(database: Database) -> None:
    days = retention_days(Settings())
    assert days == RetentionDays(pupils=180, events=30, answers=1, audit=1095)
    assert set(retain(database, days, dry_run=True)) == set(retain(database, days)) == set(COUNTED)
