"""A district's batch of 40 schools, from submitting to the last plan, each plan judged by the checker.

    python -m benchmarks.service.district --out district.jsonl                       # SQLite, `afterbell serve`
    python -m benchmarks.service.district --postgresql --groups 2 --kill --out …     # two groups of workers, one killed midway

Twelve village schools, sixteen of 24 classes, eight of 54 and four of 42: about 45,000 pupils, each school drawn with a
seed of its own. With ``--postgresql`` a server is started for the run (needs the development requirements). Every school
must end in a valid plan or be refused with reasons; the line of JSON says how long it took, and what the database grew by.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from api.mapping.request import Request, request_doc, request_from_doc
from api.services.generating import generated_request
from api.services.loading import choose_policy
from benchmarks.machine import ROOT, default_label, machine
from benchmarks.service.address import address
from benchmarks.service.database_size import database_bytes
from benchmarks.service.running import Running, made, settle
from solver import check_plan, load_plan

SIZES = (("village", 12, 20.0), ("mid", 16, 20.0), ("nine", 4, 35.0), ("large", 8, 45.0))
"""Preset, how many, and seconds of search for each."""
LOOK_SECONDS = 1.0
KILL_AFTER = 0.4
"""Share of the schools that have ended when a group of workers is killed."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A school of the district."""

    id: str
    request: Request
    seconds: float


def schools(share: float) -> list[Drawn]:
    """The district's schools; ``share`` scales their seconds. Large ones first, so that the last to end are small."""
    return [
        Drawn(f"{preset}-{number}", generated_request(preset, number), share * seconds)
        for preset, count, seconds in reversed(SIZES)
        for number in range(1, count + 1)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--groups", type=int, default=0, help="groups of workers beside a web process; 0: afterbell serve")
    parser.add_argument("--each", type=int, default=1, help="worker processes of serve, or of a group")
    parser.add_argument("--threads", type=int, default=2, help="search threads of a worker")
    parser.add_argument("--kill", action="store_true", help="kill the first group midway")
    parser.add_argument("--share", type=float, default=1.0, help="of the seconds that each size is given")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    drawn = schools(given.share)
    with tempfile.TemporaryDirectory(prefix="afterbell-district-") as folder, address(given.postgresql, Path(folder)) as url:
        with Running(Path(folder), url, given.groups, given.each, given.threads) as service:
            line = _run(service, drawn, given.kill)
        line |= {"database": "postgresql" if given.postgresql else "sqlite", "groups": given.groups, "each": given.each,
                 "threads": given.threads, "share": given.share, "machine": machine(), "label": default_label(ROOT)}  # fmt: skip
    with given.out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(json.dumps(line, ensure_ascii=False, indent=1))


def _run(service: Running, drawn: list[Drawn], kill: bool) -> dict[str, Any]:
    with service.client() as client:
        settle(client, [school.id for school in drawn])
        empty = database_bytes(service.database)
        began = time.monotonic()
        terms = {
            school.id: made(client.post(f"/v1/schools/{school.id}/terms", json=request_doc(school.request)))["id"] for school in drawn
        }
        uploaded = time.monotonic()
        batch = made(client.post("/v1/batches", json={
            "name": "district", "terms": list(terms.values()), "seconds_of": {school.id: school.seconds for school in drawn},
        }))  # fmt: skip
        killed = None
        while batch["state"] not in ("done", "failed", "cancelled", "refused"):
            time.sleep(LOOK_SECONDS)
            batch = made(client.get(f"/v1/batches/{batch['id']}"))
            ended = sum(1 for school in batch["schools"] if school["state"] in ("done", "refused", "failed"))
            if kill and killed is None and ended >= KILL_AFTER * len(drawn):
                service.kill_group(0)
                killed = ended
        took = time.monotonic() - uploaded
        judged = Counter(_judge(client, school) for school in batch["schools"])
        return {
            "schools": len(drawn), "pupils": sum(len(school.request.problem.pupils) for school in drawn), "state": batch["state"],
            "upload_seconds": round(uploaded - began, 1), "batch_seconds": round(took, 1), "counts": batch["counts"],
            "judged": dict(judged), "killed_after": killed, "search_seconds": round(sum(school.seconds for school in drawn), 1),
            "attempts": _attempts(client, batch), "bytes": database_bytes(service.database) - empty,
            "indicators": {each["id"]: each["value"] for each in batch["indicators"] if not each["group_zh"]},
        }  # fmt: skip


def _judge(client: httpx2.Client, school: dict[str, Any]) -> str:
    """What the checker says of a school's plan; how the job ended where there is none."""
    if school["plan_id"] is None:
        return f"{school['state']} with reason" if school["reason"] else f"{school['state']} WITHOUT REASON"
    request = request_from_doc(made(client.get(f"/v1/terms/{school['term_id']}/request")))
    plan = load_plan(made(client.get(f"/v1/plans/{school['plan_id']}"))["plan"])
    if check_plan(request.problem, choose_policy(request), plan).valid:
        return "valid"
    return "BROKEN" if school["valid"] else f"{school['state']} with reason, the incomplete plan kept"


def _attempts(client: httpx2.Client, batch: dict[str, Any]) -> dict[str, int]:
    """How many jobs needed how many attempts."""
    found = Counter(str(made(client.get(f"/v1/jobs/{school['job_id']}"))["attempt"]) for school in batch["schools"])
    return dict(sorted(found.items()))


if __name__ == "__main__":
    main()
