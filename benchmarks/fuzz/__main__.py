"""``python -m benchmarks.fuzz --requests 20000``: mutated requests and workbooks against a service of our own.

Each must be answered within 5 seconds with success or with a problem document that gives a reason, and the process must
live on. Complaints are written to ``--out`` with their bodies; the exit code is 1 if there are any. A request follows from
``--seed`` and its number, so ``--first N --requests 1`` sends number N again.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
from pathlib import Path

import httpx2

import solver
from api.deps import JSON_TYPE
from api.services.keys import first_key
from api.services.loading import choose_policy, load_request
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.plans import NewRevision, add_plan
from benchmarks.fuzz.run import PATIENCE, Running, Tally, sender, service, throw
from benchmarks.fuzz.targets import Sent, Targets

THREADS = 2
SAMPLE = Path(__file__).resolve().parents[2] / "instances" / "samples" / "tiny.json"
SCHOOL = "fuzz-school"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=Path, default=SAMPLE)
    parser.add_argument("--database-url", default="", help="an empty database; SQLite in a temporary folder if not given")
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database_url or f"sqlite:///{folder}/fuzz.db"
        with service(url) as running:
            tally = _throw(running, url, given)
            alive = running.process.is_alive()
            print(*tally.lines(), sep="\n")
            print(f"process {'alive' if alive else 'DEAD'}, at most {running.peak_megabytes() if alive else 0} MB")
    for number, (wrong, sent) in sorted(tally.complaints.items()):
        _keep(given.out, number, wrong, sent)
    return 0 if alive and not tally.complaints else 1


def _throw(running: Running, url: str, given: argparse.Namespace) -> Tally:
    database = Database(url)
    key = first_key(database)
    database.close()
    if key is None:
        raise SystemExit("the database has keys: give an empty one")
    tally = Tally()
    with httpx2.Client(base_url=running.url, timeout=PATIENCE, headers={"authorization": f"Bearer {key}"}) as client:
        for path, body in (
            ("/v1/districts", {"id": "fuzz", "name": "Fuzz"}),
            ("/v1/schools", {"id": SCHOOL, "name": "Fuzz", "district_id": "fuzz"}),
        ):
            client.post(path, json=body).raise_for_status()
        document = client.get("/openapi.json").json()
        known = [(method.upper(), path) for path, operations in document["paths"].items() for method in operations]
        targets = Targets(SCHOOL, given.sample, known)
        ends = given.first + given.requests
        term = client.post(f"/v1/schools/{SCHOOL}/terms", content=given.sample.read_bytes(), headers={"content-type": JSON_TYPE})
        targets.aim_at(*_planned(url, term.raise_for_status().json()["id"], given.sample))
        throwers = [
            threading.Thread(target=throw, args=(sender(client, key), targets, given.seed, range(given.first + nth, ends, THREADS), tally))
            for nth in range(THREADS)
        ]
        for thrower in throwers:
            thrower.start()
        try:
            for thrower in throwers:
                thrower.join()
        except KeyboardInterrupt:  # what came back until now is counted
            tally.stopped = True
            for thrower in throwers:
                thrower.join()
    return tally


def _planned(url: str, term_id: str, sample: Path) -> tuple[str, solver.Plan]:
    """A stored plan of the term."""
    request = load_request(sample)
    result = solver.solve(request.problem, choose_policy(request), solver.Params(seconds=30, effort=1.0, workers=1))
    if result.plan is None:
        raise SystemExit("the sample has no plan")
    plan = result.plan.canonical()
    policy = {"profile": request.policy_name, "overrides": dict(request.overrides)}
    plan_id = new_id()
    database = Database(url)
    with database.write() as connection:
        first = NewRevision(solver.dump_plan(plan), policy, {}, {}, True, "fuzz")
        add_plan(connection, plan_id, SCHOOL, term_id, None, first)
    database.close()
    return plan_id, plan


def _keep(folder: Path, number: int, wrong: str, sent: Sent) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    about = {"wrong": wrong, "target": sent.target, "method": sent.method, "path": sent.path, "headers": sent.headers}
    (folder / f"{number}.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    (folder / f"{number}.body").write_bytes(sent.body)
    print(f"{number}: {wrong} · {sent.target} {sent.method} {sent.path[:120]}")


if __name__ == "__main__":
    sys.exit(main())
