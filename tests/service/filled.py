"""A database with a row or more in every table, pupils' ids in every place that may hold them."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import insert, select

from api.storage.clock import Now
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.packed import pack
from api.storage.tables import (
    answers,
    events,
    incumbents,
    job_parts,
    jobs,
    members,
    plans,
    publications,
    revisions,
    scenarios,
    sessions,
    terms,
    workers,
)
from tests.service.town import Town

MARK = "kid7q"
"""Begins every pupil's id here; nothing else in the program says it."""


def marked(request: bytes) -> dict[str, Any]:
    """A request, its pupils' ids recognisable."""
    document: dict[str, Any] = json.loads(request)
    for number, pupil in enumerate(document["problem"]["pupils"]):
        pupil["id"] = f"{MARK}{number}"
    document["problem"].pop("siblings", None)
    return document


def submit(town: Town, request: bytes, school: str = "elm", name: str = "planner") -> str:
    """A term of a school whose pupils can be found again; its id."""
    kept = town.ask(name, "POST", f"/v1/schools/{school}/terms", marked(request), **{"idempotency-key": new_id()})
    assert kept.status_code == 201, kept.text
    return str(kept.json()["id"])


def add_job(database: Database, term_id: str | None, state: str, age: int = 0, **values: Any) -> str:
    """A job made ``age`` ms ago; its id."""
    job_id = new_id()
    known: dict[str, Any] = {"attempt": 1, "priority": 0, "returned": 0}
    row = {name: value for name, value in known.items() if name in jobs.c}
    row |= {"id": job_id, "kind": "solve", "tenant": "school:elm", "state": state, "params": {"seconds": 3}, "created_by": "key:1"}
    row |= {"term_id": term_id, "created_at": Now() - age, "ended_at": None if state in ("queued", "running") else Now() - age}
    with database.write() as connection:
        connection.execute(insert(jobs).values(row | values))
    return job_id


def tell(database: Database, job_id: str, data: dict[str, Any]) -> None:
    """One event more."""
    with database.write() as connection:
        seqs = connection.execute(select(events.c.seq).where(events.c.job_id == job_id)).scalars().all()
        connection.execute(insert(events).values(job_id=job_id, seq=max(seqs, default=0) + 1, at=Now(), kind="progress", data=data))


def work_on(town: Town, term_id: str, school: str = "elm") -> dict[str, str]:
    """Jobs in every state about a term, a batch that holds one of them, a plan with its history, and what was answered."""
    database = town.database
    seats = {"seats": [{"pupil": f"{MARK}0", "section": "s"}]}
    why = {"code": "no-plan", "zh": "没有方案", "en": "no plan", "reasons": [{"zh": f"学生{MARK}1无处可去"}, {"zh": "教室不够"}]}
    batch = add_job(
        database, None, "running", kind="batch", tenant="district:east",
        result={"schools": [{"school": school, "why": f"{MARK}2"}, {"school": "oak", "why": ""}]},
    )  # fmt: skip
    made = {
        "batch": batch,
        "queued": add_job(database, term_id, "queued"),
        "running": add_job(database, term_id, "running", worker="w1", parent_id=batch, params={"locks": [f"{MARK}3"], "seconds": 3}),
        "failed": add_job(database, term_id, "failed", reason=why),
        "done": add_job(database, term_id, "done", result={"plan": "p", "valid": True}),
        "plan": new_id(),
    }
    tell(database, made["batch"], {"school": school, "why": [f"{MARK}4", "no room"]})
    tell(database, made["failed"], why)
    tell(database, made["running"], {"stage": "seats"})
    with database.write() as connection:
        connection.execute(insert(incumbents).values(job_id=made["running"], attempt=1, body=pack(seats), tiers=[], at=Now()))
        connection.execute(insert(job_parts).values(job_id=made["done"], place=1, body=pack(seats), at=Now()))
        connection.execute(
            insert(scenarios).values(
                id=new_id(), school_id=school, term_id=term_id, name=f"{MARK}0", body=pack(seats), created_at=Now(), created_by="key:1"
            )
        )
        connection.execute(
            insert(plans).values(
                id=made["plan"], school_id=school, term_id=term_id, job_id=made["done"], head=2, created_at=Now(), created_by="key:1"
            )
        )
        for number in (1, 2):
            row = {"sha256": "0", "body": pack(seats), "policy": {}, "locks": {"seats": [f"{MARK}5"]}, "report": why, "why": {}}
            connection.execute(
                insert(revisions).values(
                    plan_id=made["plan"], number=number, valid=True, created_at=Now(), created_by="key:1", **row
                )
            )
        connection.execute(
            insert(publications).values(
                id=new_id(), school_id=school, term_id=term_id, plan_id=made["plan"], revision=1, at=Now(), by="key:1"
            )
        )
        told = json.dumps({"plan": made["plan"], "moved": f"{MARK}6"}).encode()
        row = {"asked": "0", "status": 201, "headers": {"location": "/v1/x"}, "content": told, "created_at": Now()}
        connection.execute(insert(answers).values(who="key:1", idempotency_key=new_id(), **row))
    return made


def sign_in(database: Database, expired: bool) -> None:
    """A member who has signed in."""
    member = new_id()
    with database.write() as connection:
        connection.execute(
            insert(members).values(
                id=member, issuer="https://id.example", subject=member, label="m", role="bureau", classes=[], created_at=Now()
            )
        )
        until = Now() - 1000 if expired else Now() + 1_000_000
        connection.execute(insert(sessions).values(id=new_id(), hash=new_id(), member_id=member, created_at=Now(), expires_at=until))


def add_worker(database: Database, age: int = 0) -> None:
    """A worker that gave its last sign of life ``age`` ms ago."""
    with database.write() as connection:
        connection.execute(
            insert(workers).values(id=new_id(), host="h", pid=1, version="1", started_at=Now() - age, beat_at=Now() - age)
        )


def everything(database: Database, table: str = "") -> str:
    """Every row of every table (or of one) as text, packed documents unpacked."""
    import gzip

    from api.storage.tables import metadata

    def shown(value: Any) -> str:
        if isinstance(value, bytes | memoryview):
            raw = bytes(value)
            return gzip.decompress(raw).decode() if raw[:2] == b"\x1f\x8b" else raw.decode(errors="replace")
        return json.dumps(value, ensure_ascii=False, default=str)

    with database.read() as connection:
        return "\n".join(
            f"{each.name}: " + " ".join(map(shown, row))
            for each in metadata.sorted_tables
            if table in ("", each.name)
            for row in connection.execute(select(each))
        )


def last_day_of(database: Database, term_id: str) -> str | None:
    with database.read() as connection:
        found: str | None = connection.execute(select(terms.c.last_day).where(terms.c.id == term_id)).scalar_one()
        return found
