"""One run from an empty database to the verdict."""

from __future__ import annotations

import gzip
import json
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from api.services.keys import first_key
from api.storage.database import Database
from api.storage.migrate import migrate
from benchmarks.kill.killer import Killer
from benchmarks.kill.service import Client, Service
from benchmarks.kill.verdict import Verdict, verdict

ROOT = Path(__file__).resolve().parents[2]
REQUESTS = (
    "instances/samples/tiny.json", "instances/suite/village-ample.json.gz", "instances/suite/jiaxiang.json.gz",
    "instances/suite/xiangshan.json.gz",
)  # fmt: skip
"""Villages, and one school that is a little larger. All have a plan within a second or two."""
SCHOOLS = 4


@dataclass(frozen=True)
class Plan:
    """jobs: how many at least, of ``seconds`` each, or of ``effort``, which says how much is searched however busy the machine is;
    more are submitted where all have ended and kills are due. seed: of what is killed when. patience: seconds until all must have
    ended."""

    jobs: int
    worker_kills: int
    web_kills: int
    workers: int = 2
    seconds: tuple[float, float] = (2.0, 5.0)
    pause: tuple[float, float] = (1.0, 5.0)
    seed: int = 1
    patience: float = 3600.0
    effort: float | None = None


@dataclass(frozen=True)
class Ran:
    """What came of a run. killed: workers, web processes. seconds: from the first job to the last one's end."""

    verdict: Verdict
    killed: tuple[int, int]
    seconds: float
    exit_code: int


def run(url: str, folder: Path, plan: Plan) -> Ran:
    """Carry a plan out on an empty database."""
    database = Database(url)
    migrate(database)
    key = first_key(database)
    if key is None:
        raise RuntimeError("the database is not empty")
    folder.mkdir(parents=True, exist_ok=True)
    service = Service(url, plan.workers, folder / "service.log", {"AFTERBELL_DATA_DIR": str(folder)})
    service.start()
    began = time.monotonic()
    job_ids: list[str] = []
    try:
        client = Client(service, key)
        terms = _terms(client)
        killer = Killer(service, database, Random(plan.seed + 1), plan.pause)
        submit = Submitter(client, terms, plan, Random(plan.seed), job_ids)
        submitting = threading.Thread(target=submit.all)
        submitting.start()

        def need() -> None:
            if not submitting.is_alive() and not killer.anything_open():
                submit.one()

        killer.spree(plan.worker_kills, plan.web_kills, plan.patience, need)
        submitting.join()
        until = began + plan.patience
        while killer.anything_open() and time.monotonic() < until:
            time.sleep(0.25)
        seconds = time.monotonic() - began
    finally:
        code = service.end()
    try:
        return Ran(verdict(database, job_ids), (killer.workers_killed, killer.web_killed), seconds, code)
    finally:
        database.close()


def _terms(client: Client) -> list[str]:
    """A term for each school."""
    client.ask("POST", "/v1/districts", {"id": "east", "name": "east"}, once="district")
    found = []
    for number in range(SCHOOLS):
        school = f"school-{number}"
        client.ask("POST", "/v1/schools", {"id": school, "name": school, "district_id": "east"}, once=school)
        path = ROOT / REQUESTS[number % len(REQUESTS)]
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        document = json.dumps(json.loads(content), ensure_ascii=False).encode()
        found.append(client.ask("POST", f"/v1/schools/{school}/terms", content=document, once=f"term-{number}")["id"])
    return found


@dataclass
class Submitter:
    """Submits jobs of a plan to the terms in turn. job_ids: of those that were taken, in order."""

    client: Client
    terms: list[str]
    plan: Plan
    random: Random
    job_ids: list[str]

    def all(self) -> None:
        for _ in range(self.plan.jobs):
            self.one()

    def one(self) -> None:
        plan, number = self.plan, len(self.job_ids)
        body = {"kind": "solve", "seconds": round(self.random.uniform(*plan.seconds), 2), "seed": number + 1, "effort": plan.effort}
        path = f"/v1/terms/{self.terms[number % len(self.terms)]}/jobs"
        self.job_ids.append(self.client.ask("POST", path, body, once=f"job-{number}")["id"])
