"""An erased pupil is nowhere, and nobody else is missing anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from api.services.term_cache import SETTLED_SECONDS, TermCache
from api.storage.database import Database
from api.storage.naming import mentions_any, without_mentions
from api.storage.tables import answers, events, jobs, plans, publications
from tests.service.filled import MARK, everything, submit, tell, work_on
from tests.service.town import Town


def rows(database: Database, query: Any) -> list[Any]:
    with database.read() as connection:
        return list(connection.execute(query).mappings())


def files_of(database: Database) -> bytes:
    """Every byte of an SQLite database, of its log too."""
    path = Path(database.url.database or "")
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


def test_after_erasure_no_pupil_is_in_any_table_nor_in_the_file(town: Town, tiny: bytes) -> None:
    term = submit(town, tiny)
    made = work_on(town, term)
    assert {line.split(":")[0] for line in everything(town.database).splitlines() if MARK in line} == {
        "terms", "jobs", "events", "incumbents", "revisions", "answers", "job_parts", "scenarios",
    }  # fmt: skip
    assert town.ask("planner", "DELETE", f"/v1/terms/{term}").status_code == 204
    assert MARK not in everything(town.database)
    for table in (plans, publications):
        assert rows(town.database, select(table)) == []
    if town.database.is_sqlite:
        raw = files_of(town.database)
        assert term.encode() in raw
        assert MARK.encode() not in raw
        assert made["plan"].encode() not in raw
    assert town.ask("planner", "GET", f"/v1/terms/{term}").json()["erased_at"] is not None
    actions = [entry["action"] for entry in town.ask("east", "GET", "/v1/audit").json()["items"]]
    assert actions[0] == "erase-term"
    assert town.ask("planner", "DELETE", f"/v1/terms/{term}").status_code == 204


def test_erasure_ends_the_jobs_of_the_term_at_once(town: Town, tiny: bytes) -> None:
    term = submit(town, tiny)
    made = work_on(town, term)
    town.ask("planner", "DELETE", f"/v1/terms/{term}")
    found = {row["id"]: row for row in rows(town.database, select(jobs))}
    for name in ("queued", "running"):
        job = found[made[name]]
        assert (job["state"], job["reason"]["code"], job["worker"]) == ("cancelled", "erased", None)
        assert job["ended_at"] is not None
    assert found[made["running"]]["params"] == {"locks": [], "seconds": 3}
    assert found[made["running"]]["attempt"] == 2, "the attempt that runs it may write nothing more"
    failed = found[made["failed"]]
    assert failed["reason"] == {"code": "no-plan", "zh": "没有方案", "en": "no plan", "reasons": [{"zh": "教室不够"}]}
    assert found[made["done"]]["result"] == {"plan": "p", "valid": True}
    batch = found[made["batch"]]
    assert (batch["state"], batch["result"]) == ("running", {"schools": [{"school": "oak", "why": ""}]})


def test_who_listens_to_an_erased_job_hears_its_end(town: Town, tiny: bytes) -> None:
    term = submit(town, tiny)
    made = work_on(town, term)
    tell(town.database, made["running"], {"stage": "day"})
    town.ask("planner", "DELETE", f"/v1/terms/{term}")
    told = rows(town.database, select(events).where(events.c.job_id == made["running"]))
    assert [(event["seq"], event["kind"], event["data"]["state"]) for event in told] == [(3, "end", "cancelled")]
    (batch,) = rows(town.database, select(events).where(events.c.job_id == made["batch"]))
    assert batch["data"] == {"school": "elm", "why": ["no room"]}


def test_other_terms_keep_all_they_have(town: Town, tiny: bytes) -> None:
    mine, theirs = submit(town, tiny), submit(town, tiny, "oak", "neighbour")
    work_on(town, mine)
    work_on(town, theirs, "oak")
    before = [line for line in everything(town.database).splitlines() if theirs in line or ('"oak"' in line and mine not in line)]
    before = [line for line in before if not line.startswith("jobs: ") or '"batch"' not in line]
    town.ask("planner", "DELETE", f"/v1/terms/{mine}")
    left = everything(town.database).splitlines()
    assert [line for line in before if line not in left] == []
    assert len(rows(town.database, select(plans))) == 1
    assert any(theirs in str(row["headers"]) for row in rows(town.database, select(answers)))


def test_names_are_words_of_their_own() -> None:
    names = ("S1", "张三")
    assert mentions_any({"a": ["学生S1等", 2]}, names)
    assert mentions_any({"S1": 1}, names)
    assert mentions_any("姓名：张三", names)
    assert not mentions_any({"a": ["S12", "XS1", 1, None, True]}, names)
    assert without_mentions({"a": "S1", "b": {"c": ["S12", "S1"], "d": 1}, "S1": 2, "e": [{"f": "S1"}, {"f": ""}]}, names) == {
        "b": {"c": ["S12"], "d": 1}, "e": [{"f": ""}],
    }  # fmt: skip


def test_erased_pupils_leave_the_memory_of_every_web_process(town: Town, tiny: bytes) -> None:
    """Of the one that erases at once, of another at its next look; and again later, for what was under way."""
    term = submit(town, tiny)
    minutes = [0.0]
    here, other = town.client.app.state.term_cache, TermCache(clock=lambda: minutes[0])  # type: ignore[attr-defined]
    for cache in (here, other):
        with town.database.read() as connection:
            request = cache.request(connection, term)
            assert MARK in request.problem.pupils[0].id
        assert len(cache) == 1
    assert town.ask("planner", "DELETE", f"/v1/terms/{term}").status_code == 204
    assert len(here) == 0
    with town.database.read() as connection:
        other.renew(connection)
        assert len(other) == 0
        other.file("drawn meanwhile", MARK.encode)
        other.renew(connection)
        assert len(other) == 1
        minutes[0] += SETTLED_SECONDS
        other.renew(connection)
        assert len(other) == 0
        other.file("of another term", lambda: b"")
        minutes[0] += SETTLED_SECONDS
        other.renew(connection)
        assert len(other) == 1, "what was not erased stays"
