"""Fifty clients read and edit while two searches run: how long they wait, and how late events come.

    python -m benchmarks.service.load --seconds 60 --out load.jsonl

Starts ``afterbell serve`` on SQLite (``--postgresql``: on a server of its own) with two worker processes of one thread each,
gives both a large school to solve, and lets the clients work on the kept plan of another school (``--plan-of``, by default a
large one): each asks, waits a moment (``--pause``) and asks again. The clients share the machine's cores with the service.
An event's lag is the time from when the worker wrote it to when the client read it, by the clock of the one machine; events
that were written before the client began to listen do not count.
Afterwards both searches are cancelled.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx2

from api.mapping.request import request_doc
from api.services.generating import generated_request
from benchmarks.machine import ROOT, default_label, machine
from benchmarks.service.address import address
from benchmarks.service.running import Running, made, settle

READS = 0.7
"""Share of requests that read; the rest are edits, of which one in ten is kept and the others are dry."""
KEPT = 0.1
BASE_SECONDS = 8.0


class Client:
    """One of the fifty. waits: kind of request -> seconds that each took."""

    def __init__(self, base: str, key: str, paths: list[str], plan: str, document: dict[str, Any], seed: int) -> None:
        self._http = httpx2.AsyncClient(base_url=base, headers={"authorization": f"Bearer {key}"}, timeout=30.0)
        self._paths = paths
        self._plan = plan
        self._edits = _adults(document)
        self._kept = _dismissals(document)
        self._random = random.Random(seed)
        self.waits: dict[str, list[float]] = defaultdict(list)
        self.statuses: dict[int, int] = defaultdict(int)

    async def work(self, until: float, pause: float) -> None:
        await asyncio.sleep(self._random.random() * pause)
        while time.monotonic() < until:
            if self._random.random() < READS:
                await self._timed("read", self._http.get(self._random.choice(self._paths)))
            else:
                await self._edit()
            await asyncio.sleep(self._random.uniform(0.5, 1.5) * pause)
        await self._http.aclose()

    async def _edit(self) -> None:
        kept = self._random.random() < KEPT
        path = f"/v1/plans/{self._plan}/edits" + ("" if kept else "?dry_run=true")
        edit = {"edits": [self._random.choice(self._kept if kept else self._edits)]}
        await self._timed("edit, kept" if kept else "edit, dry", self._http.post(path, json=edit, headers={"if-match": "*"}))

    async def _timed(self, kind: str, asking: Any) -> None:
        began = time.perf_counter()
        answer = await asking
        self.waits[kind].append(time.perf_counter() - began)
        self.statuses[answer.status_code] += 1


async def follow(base: str, key: str, job: str, until: float) -> list[float]:
    """Lags of a job's events, in seconds."""
    lags: list[float] = []
    began = time.time()
    asking = httpx2.AsyncClient(base_url=base, headers={"authorization": f"Bearer {key}"}, timeout=30.0)
    async with asking as http, http.stream("GET", f"/v1/jobs/{job}/events") as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data:"):
                event = json.loads(line[5:])
                if event.get("at", 0) / 1000 > began:
                    lags.append(time.time() - event["at"] / 1000)
            if time.monotonic() > until:
                break
    return lags


async def load(service: Running, clients: list[Client], jobs: list[str], seconds: float, pause: float) -> list[float]:
    until = time.monotonic() + seconds
    followers = [follow(service.base, service.key, job, until) for job in jobs]
    found = await asyncio.gather(*(client.work(until, pause) for client in clients), *followers)
    return [lag for lags in found if lags is not None for lag in lags]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=2.0, help="seconds between two requests of a client")
    parser.add_argument("--plan-of", default="large")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="afterbell-load-") as folder,
        address(given.postgresql, Path(folder)) as url,
        Running(Path(folder), url, 0, 2, 1) as service,
    ):
        line = _run(service, given)
    line |= {"database": "postgresql" if given.postgresql else "sqlite", "clients": given.clients, "seconds": given.seconds,
             "pause": given.pause, "plan_of": given.plan_of, "machine": machine(), "label": default_label(ROOT)}  # fmt: skip
    with given.out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(json.dumps(line, ensure_ascii=False, indent=1))


def _run(service: Running, given: argparse.Namespace) -> dict[str, Any]:
    with service.client() as client:
        names = ["edited", "busy-1", "busy-2"]
        settle(client, names)
        presets_of = {"edited": given.plan_of, "busy-1": "large", "busy-2": "large"}
        terms = {
            name: made(client.post(f"/v1/schools/{name}/terms", json=_request(presets_of[name], place)))["id"]
            for place, name in enumerate(names, 1)
        }
        base = made(client.post(f"/v1/terms/{terms['edited']}/jobs", json={"kind": "solve", "seconds": BASE_SECONDS}))
        plan = _ended(client, base["id"])["result"]["plan"]
        document = made(client.get(f"/v1/plans/{plan}"))["plan"]
        jobs = [
            made(client.post(f"/v1/terms/{terms[name]}/jobs", json={"kind": "solve", "seconds": given.seconds + 30}))["id"]
            for name in names[1:]
        ]
        while any(made(client.get(f"/v1/jobs/{job}"))["state"] == "queued" for job in jobs):
            time.sleep(0.2)
        paths = [f"/v1/plans/{plan}", f"/v1/plans/{plan}/revisions", f"/v1/terms/{terms['edited']}", "/v1/jobs", "/v1/schools",
                 "/v1/me", *(f"/v1/jobs/{job}" for job in jobs)]  # fmt: skip
        clients = [
            Client(service.base, service.key, paths, plan, document, seed) for seed in range(given.clients)
        ]
        lags = asyncio.run(load(service, clients, jobs, given.seconds, given.pause))
        states = [made(client.get(f"/v1/jobs/{job}"))["state"] for job in jobs]
        stopped = [_cancelled(client, job) for job in jobs]
    waits: dict[str, list[float]] = defaultdict(list)
    statuses: dict[int, int] = defaultdict(int)
    for each in clients:
        for kind, seconds in each.waits.items():
            waits[kind] += seconds
        for status, count in each.statuses.items():
            statuses[status] += count
    waits["all"] = [wait for found in waits.values() for wait in found]
    return {
        "requests": {kind: _spread(found) for kind, found in waits.items()}, "statuses": dict(statuses),
        "event_lag": _spread(lags), "searches": states,
        "cancel_seconds": stopped,
    }  # fmt: skip


def _request(preset: str, seed: int) -> dict[str, Any]:
    return request_doc(generated_request(preset, seed))


def _adults(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Edits to try: other adults on posts."""
    care = [each for each in document["assignments"] if each["post"]["kind"] == "care"]
    return [
        {"edit": "replace_adult", "post": mine["post"], "week": mine["week"], "old": mine["person"], "new": yours["person"]}
        for mine, yours in zip(care[:40], care[40:80], strict=True)
    ]


def _dismissals(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Edits to keep, which fit the plan again and again and leave its adults to the others: a grade leaves when it does, or
    when another one does."""
    waves = document["dismissals"]
    return [{"edit": "move_dismissal", "grade": waves[0]["grade"], "minute": wave["minute"]} for wave in (waves[0], waves[-1])]


def _cancelled(client: httpx2.Client, job: str) -> float:
    """Seconds from asking a large school's search to stop until its job has ended, its best plan checked and kept."""
    began = time.monotonic()
    made(client.post(f"/v1/jobs/{job}/cancel"))
    ended = _ended(client, job)
    if ended["result"]["plan"] is None:
        raise RuntimeError("the cancelled job kept no plan")
    return round(time.monotonic() - began, 2)


def _ended(client: httpx2.Client, job: str) -> dict[str, Any]:
    while True:
        found: dict[str, Any] = made(client.get(f"/v1/jobs/{job}"))
        if found["state"] not in ("queued", "running"):
            return found
        time.sleep(0.05)


def _spread(seconds: list[float]) -> dict[str, float]:
    """Count, median, 99th percentile and most, in milliseconds."""
    if len(seconds) < 2:
        return {"count": len(seconds)}
    return {
        "count": len(seconds), "median_ms": round(median(seconds) * 1000, 1),
        "p99_ms": round(min(max(seconds), quantiles(seconds, n=100)[98]) * 1000, 1), "most_ms": round(max(seconds) * 1000, 1),
    }  # fmt: skip


if __name__ == "__main__":
    main()
