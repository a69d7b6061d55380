"""A school of its own with one row of every kind, for tests that ask for what is somebody else's."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Integer, LargeBinary, Table, Text, insert

from api.access.principal import Principal
from api.access.role import Role
from api.files.staffing.stress_pages import sentences, stress_page
from api.mapping.request import Request, request_from_doc
from api.schemas.batch import BatchEntry, BatchParams, BatchQuestion
from api.services.keys import create_key
from api.services.loading import choose_policy
from api.services.scenarios import dump_base
from api.services.staffing import StaffingAnswer
from api.services.terms import keep_term
from api.storage.clock import Now
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.job_parts import keep_part
from api.storage.keys import Key
from api.storage.packed import digest, pack
from api.storage.scenarios import add_scenario
from api.storage.schools import District, School, add_district, add_school
from api.storage.tables import jobs, members, plans, publications, revisions
from api.storage.task_records import keep_record
from solver import BaseOutcome, Plan, Scenario, ScenarioOutcome, Stress, dump_plan
from solver.changes.amount import Amount
from solver.changes.money import FeeRate
from solver.papers.tasks import TaskRecord
from solver.plan.plan import Assignment, Post, Seat
from solver.whatif.run import dump_outcome
from solver.whatif.scenario import dump_scenario
from solver.whatif.staffing.survival import SinglePoint
from solver.whatif.touched import Touched
from solver.whatif.variant import Variant
from tests.service.names_key import plant_names

OWNER = Principal("planting", Role.BUREAU)
MARK = "secret-"
"""How the ids of people begin in a :func:`marked` request, and nothing else."""
PUPIL = f"{MARK}pupil-"
"""How those of pupils begin."""
EMPTY: dict[type, Any] = {Text: "", Integer: 0, Boolean: False, JSON: {}, LargeBinary: b""}
"""Kind of column -> what a row holds there when the test does not care."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Ids of rows that belong together. ``draft`` is a job's plan that was never published, ``plan`` is in force."""

    district: str
    school: str
    key: str
    member: str
    term: str
    job: str
    running: str
    plan: str
    draft: str
    batch: str
    scenario: str
    compared: str
    staffed: str

    def ids(self) -> tuple[str, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))


def plant(database: Database, request: Request, district: str | None = None) -> Rows:
    """Make a school with a row of every kind, in a district of its own or in one that there is."""
    mark = new_id()[-12:]
    plan = full_plan(request)
    rows = Rows(district or f"d-{mark}", f"s-{mark}", *(new_id() for _ in range(11)))
    with database.write() as connection:
        if district is None:
            add_district(connection, District(rows.district, f"District {mark}"))
        add_school(connection, School(rows.school, f"School {mark}", rows.district))
        create_key(connection, OWNER, Key(rows.key, f"Key {mark}", "planner", school_id=rows.school))
        _row(connection, members, id=rows.member, issuer="https://id.example", subject=mark, label=f"Member {mark}",
             role="planner", school_id=rows.school, classes=[])  # fmt: skip
        keep_term(connection, OWNER, rows.school, rows.term, request, 10_000)
        keep_record(connection, rows.school, request.problem.term.name, "I01", TaskRecord(date(2026, 9, 1)), OWNER.who)
        for job, state in ((rows.job, "done"), (rows.running, "queued")):
            _row(connection, jobs, id=job, kind="solve", tenant=f"school:{rows.school}", school_id=rows.school,
                 district_id=rows.district, term_id=rows.term, state=state, created_by=OWNER.who)  # fmt: skip
        _row(connection, jobs, id=rows.batch, kind="batch", tenant=f"district:{rows.district}", district_id=rows.district,
             state="done", created_by=OWNER.who, params=_batch(rows))  # fmt: skip
        scenario = Scenario(rows.scenario, "一个情景", (FeeRate(Amount(300)),))
        add_scenario(connection, rows.scenario, rows.school, rows.term, scenario.name, dump_scenario(scenario), OWNER.who)
        _row(connection, jobs, id=rows.compared, kind="what_if", tenant=f"school:{rows.school}", school_id=rows.school,
             district_id=rows.district, term_id=rows.term, state="done", created_by=OWNER.who,
             params={"plan": rows.plan, "revision": 1, "scenarios": [dump_scenario(scenario)]})  # fmt: skip
        _compare(connection, rows.compared, request, plan, scenario)
        _row(connection, jobs, id=rows.staffed, kind="staffing", tenant=f"school:{rows.school}", school_id=rows.school,
             district_id=rows.district, term_id=rows.term, state="done", created_by=OWNER.who, result=_stress(request),
             params={"question": "stress", "plan": rows.plan, "revision": 1})  # fmt: skip
        for made, job in ((rows.draft, rows.job), (rows.plan, None)):
            _plan(connection, rows, made, job, plan, request)
        _row(connection, publications, id=new_id(), school_id=rows.school, term_id=rows.term, plan_id=rows.plan, revision=1,
             by=OWNER.who)  # fmt: skip
    plant_names(database, rows.school, request.problem.term.name, *(pupil.id for pupil in request.problem.pupils))
    return rows


def _compare(connection: Connection, job_id: str, request: Request, plan: Plan, scenario: Scenario) -> None:
    """Parts of a comparison that names everybody."""
    ids = tuple(pupil.id for pupil in request.problem.pupils)
    stands = Variant("unchanged", "violations", touched=Touched(pupils=ids))
    keep_part(connection, job_id, 0, dump_base(BaseOutcome(stands, replace(stands, plan=plan))))
    keep_part(connection, job_id, 1, dump_outcome(ScenarioOutcome(scenario.id, scenario.name, "money", (), (stands,))))


def _stress(request: Request) -> dict[str, Any]:
    """Answer of a staffing question that names everybody."""
    points = tuple(SinglePoint(person.id, ((1, 1),), capped=False, breaks=()) for person in request.problem.staff)
    stress = Stress(len(points), ((1, 1),), (), points, (), complete=True)
    page = stress_page(request.problem, stress)
    told = tuple(sentences(stress))
    return StaffingAnswer("stress", request.problem, choose_policy(request), (page,), told, asdict(stress), complete=True).document()


def _batch(rows: Rows) -> dict[str, Any]:
    entry = BatchEntry(school_id=rows.school, district_id=rows.district, term_id=rows.term)
    return BatchParams(name="batch", entries=[entry], lifetime=1000, question=BatchQuestion(leaves="least")).model_dump()


def marked(document: bytes) -> Request:
    """A request with a mark in the id of every pupil and of everybody who works there."""
    parsed = json.loads(document)
    text = json.dumps(parsed)
    for part, mark in (("pupils", PUPIL), ("staff", MARK)):
        for entry in parsed["problem"][part]:
            text = text.replace(f'"{entry["id"]}"', f'"{mark}{entry["id"]}"')
    return request_from_doc(json.loads(text))


def full_plan(request: Request) -> Plan:
    """Not a good plan, but one that tells of every pupil and of everybody who works there."""
    problem = request.problem
    offering = problem.offerings[0].id
    return Plan(
        seats=tuple(Seat(pupil.id, offering, 1) for pupil in problem.pupils),
        assignments=tuple(Assignment(Post("gate", 1, "G", 1000), 1, person.id) for person in problem.staff),
    ).canonical()


def _plan(connection: Connection, rows: Rows, plan_id: str, job: str | None, plan: Plan, request: Request) -> None:
    document = dump_plan(plan)
    _row(connection, plans, id=plan_id, school_id=rows.school, term_id=rows.term, job_id=job, head=1, created_by=OWNER.who)
    _row(connection, revisions, plan_id=plan_id, number=1, sha256=digest(document), body=pack(document), valid=True,
         policy={"profile": request.policy_name, "overrides": dict(request.overrides)}, locks=[], created_by=OWNER.who)  # fmt: skip


def _row(connection: Connection, table: Table, **given: Any) -> None:  # values of columns, by their names
    filled = {column.name: _empty(table, column.name) for column in table.c if not column.nullable}
    connection.execute(insert(table).values(filled | given))


def _empty(table: Table, name: str) -> Any:
    if name.endswith("_at") or name == "at":
        return Now()
    kind = table.c[name].type
    return next(empty for known, empty in EMPTY.items() if isinstance(kind, known))
