"""A crowd at the web process: how long others wait meanwhile.

    python -m benchmarks.service.crowd --listeners 500 --visitors 200 --out crowd.jsonl

Starts ``afterbell serve`` on SQLite with one worker of one thread. A large school is being solved, and so many clients listen to
its events; then so many anonymous visitors ask for another school's public timetable as PDF, all at once. Beside them one client
asks for the state of the job, again and again: these answers are what is told, without anybody else, while the listeners listen,
and while the visitors wait. All clients share the machine's cores with the service.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import httpx2

from api.mapping.request import request_doc
from api.services.generating import generated_request
from benchmarks.machine import ROOT, default_label, machine
from benchmarks.service.address import address
from benchmarks.service.running import Running, made, settle

PAUSE = 0.02
"""Seconds between two requests of the client whose answers are told."""


async def ask(http: httpx2.AsyncClient, path: str, seconds: float) -> list[float]:
    """How long each answer took."""
    waits: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.perf_counter()
        answer = await http.get(path)
        waits.append(time.perf_counter() - began)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
        await asyncio.sleep(PAUSE)
    return waits


async def listen(http: httpx2.AsyncClient, job: str, heard: list[int]) -> None:
    """Count events until cancelled."""
    async with http.stream("GET", f"/v1/jobs/{job}/events", timeout=120.0) as stream:
        heard[0] += 1
        async for line in stream.aiter_lines():
            heard[1] += line.startswith("event:")


async def visit(base: str) -> float:
    """One visitor, on a connection of their own."""
    began = time.perf_counter()
    async with httpx2.AsyncClient(base_url=base, timeout=300.0, trust_env=False) as http:
        made_answer = await http.get("/v1/public/shown/timetable", headers={"accept": "application/pdf"})
    if made_answer.status_code != 200:
        raise RuntimeError(f"timetable: {made_answer.status_code}")
    return time.perf_counter() - began


async def crowd(service: Running, job: str, listeners: int, visitors: int, seconds: float) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {service.key}"}
    many = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
    path = f"/v1/jobs/{job}"
    async with (
        httpx2.AsyncClient(base_url=service.base, headers=headers, timeout=300.0, trust_env=False) as one,
        httpx2.AsyncClient(base_url=service.base, headers=headers, timeout=300.0, limits=many, trust_env=False) as all_of_them,
    ):
        alone = await ask(one, path, seconds)
        heard = [0, 0]
        listening = [asyncio.create_task(listen(all_of_them, job, heard)) for _ in range(listeners)]
        until = time.monotonic() + 120
        while heard[0] < listeners and time.monotonic() < until:  # noqa: ASYNC110 - counted one by one
            await asyncio.sleep(0.1)
        beside_listeners = await ask(one, path, seconds)
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
        began = time.perf_counter()
        visiting = asyncio.gather(*(visit(service.base) for _ in range(visitors)))
        beside_visitors: list[float] = []
        while not visiting.done():
            beside_visitors += await ask(one, path, 0.2)
        visits = await visiting
        crowd_seconds = time.perf_counter() - began
    return {
        "alone": _spread(alone), "listeners": heard[0], "events": heard[1], "beside_listeners": _spread(beside_listeners),
        "visits": _spread(visits), "visits_seconds": round(crowd_seconds, 2), "beside_visitors": _spread(beside_visitors),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--listeners", type=int, default=500)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    with (
        TemporaryDirectory(prefix="afterbell-crowd-") as folder,
        address(given.postgresql, Path(folder)) as url,
        Running(Path(folder), url, 0, 1, 1) as service,
    ):
        line = _run(service, given)
    line |= {"database": "postgresql" if given.postgresql else "sqlite", "machine": machine(), "label": default_label(ROOT)}
    with given.out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(json.dumps(line, ensure_ascii=False, indent=1))


def _run(service: Running, given: argparse.Namespace) -> dict[str, Any]:
    with service.client() as client:
        settle(client, ["shown", "busy"])
        terms = {
            name: made(client.post(f"/v1/schools/{name}/terms", json=request_doc(generated_request(preset, 1))))["id"]
            for name, preset in (("shown", "mid"), ("busy", "large"))
        }
        shown = made(client.post(f"/v1/terms/{terms['shown']}/jobs", json={"kind": "solve", "seconds": 20}))["id"]
        while (found := made(client.get(f"/v1/jobs/{shown}")))["state"] in ("queued", "running"):
            time.sleep(0.2)
        made(client.post(f"/v1/plans/{found['result']['plan']}/publication", headers={"if-match": "*"}))
        job = made(client.post(f"/v1/terms/{terms['busy']}/jobs", json={"kind": "solve", "seconds": 500}))["id"]
        while made(client.get(f"/v1/jobs/{job}"))["first_plan_at"] is None:
            time.sleep(0.2)
        found = asyncio.run(crowd(service, job, given.listeners, given.visitors, given.seconds))
        made(client.post(f"/v1/jobs/{job}/cancel"))
    return found


def _spread(seconds: list[float]) -> dict[str, float]:
    """Count, median and most, in milliseconds."""
    return {"count": len(seconds), "median_ms": round(median(seconds) * 1000, 1), "most_ms": round(max(seconds) * 1000, 1)}


if __name__ == "__main__":
    main()
