"""Cost of hostile requests, of one and of a crowd: seconds, memory, and what ``/healthz`` answers meanwhile.

    python -m benchmarks.service.hostile --out hostile.jsonl
    python -m benchmarks.service.hostile --checkout ../old --out hostile.jsonl      # another checkout's code
    python -m benchmarks.service.hostile --crowd --out hostile.jsonl

Each request goes to a web process of its own on loopback (``afterbell web`` on SQLite) and is given up after ``--patience``
seconds. Meanwhile ``/healthz`` is asked five times a second. Memory is the most that the web process, and all processes of its
session together, held (PSS, see :mod:`benchmarks.memory`). With ``--crowd``, 200 anonymous clients and 20 that send hostile
workbooks, of four schools, are there for ``--seconds`` while ten others read: how long those wait.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import httpx2

from api.deps import JSON_TYPE, XLSX_TYPE
from api.files.request.writer import template_bytes
from benchmarks.machine import ROOT, default_label, machine
from benchmarks.memory import measured, session

SHEET, TEXTS = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"
MAIN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SETTING_UP = """
import sys
from api.services.keys import first_key
from api.storage.database import Database
from api.storage.migrate import migrate
database = Database(sys.argv[1])
migrate(database)
print(first_key(database))
"""
BODY_SECONDS = "10"
SCHOOLS = ("elm", "oak", "fir", "ash")


def workbook(changes: Mapping[str, str]) -> bytes:
    """The template with other contents in some parts."""
    with zipfile.ZipFile(io.BytesIO(template_bytes())) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in parts.items():
            packed.writestr(name, changes.get(name, content))
    return out.getvalue()


def cells_without_end() -> bytes:
    return workbook({SHEET: MAIN + "<c>" * 1_400_000})


def merged_areas() -> bytes:
    return _merged(3_000_000)


def merged_areas_fewer() -> bytes:
    """Within the unpacked size that is read."""
    return _merged(1_900_000)


def _merged(areas: int) -> bytes:
    return workbook({SHEET: MAIN + "</sheetData><mergeCells>" + '<mergeCell ref="A1:B2"/>' * areas + "</mergeCells></worksheet>"})


def shared_text() -> bytes:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 60_000))
    return workbook({SHEET: f"{MAIN}{cells}</sheetData></worksheet>", TEXTS: f"<sst><si><t>{'x' * 30_000}</t></si></sst>"})


def unknown_keys() -> bytes:
    return ("{" + ",".join(f'"k{number:06d}":1' for number in range(700_000)) + "}").encode()


def faults_without_end() -> bytes:
    window = '{"grade":1,"start":"15:30","periods":[' + ",".join(["{}"] * 900_000) + '],"dismissals":[],"gates":[]}'
    return ('{"version":1,"problem":{"windows":[' + window + "]}}").encode()


def numbers() -> bytes:
    return b'{"id":[' + b"1," * 4_000_000 + b'1],"name":"x"}'


class Attack:
    """One hostile request. key: whether it is sent with a reader's, the lowest there is. trickle: a byte a second of it."""

    def __init__(self, path: str, kind: str, make: Callable[[], bytes], key: bool = True, trickle: bool = False, many: int = 1) -> None:
        self.path, self.kind, self.make, self.key, self.trickle, self.many = path, kind, make, key, trickle, many


ATTACKS: Mapping[str, Attack] = {
    "cells without end": Attack("/v1/precheck", XLSX_TYPE, cells_without_end),
    "3,000,000 merged areas": Attack("/v1/precheck", XLSX_TYPE, merged_areas),
    "1,900,000 merged areas": Attack("/v1/precheck", XLSX_TYPE, merged_areas_fewer),
    "one text in 60,000 cells": Attack("/v1/precheck", XLSX_TYPE, shared_text),
    "700,000 unknown keys": Attack("/v1/precheck", JSON_TYPE, unknown_keys),
    "900,000 faulty entries": Attack("/v1/precheck", JSON_TYPE, faults_without_end),
    "8 MB without a key, 20 at once": Attack("/v1/keys", JSON_TYPE, numbers, key=False, many=20),
    "a byte a second, without a key": Attack("/v1/keys", JSON_TYPE, numbers, key=False, trickle=True),
    "a byte a second, with a key": Attack("/v1/precheck", JSON_TYPE, numbers, trickle=True),
}


class Web:
    """A web process of a checkout. ``keys``: the bureau's, and a reader's of each school."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        url = f"sqlite:///{folder / 'afterbell.db'}"
        self._environment = os.environ | {
            "AFTERBELL_DATABASE_URL": url, "AFTERBELL_DATA_DIR": str(folder), "PYTHONPATH": str(checkout),
            "AFTERBELL_REQUESTS_PER_MINUTE": "0", "AFTERBELL_ANONYMOUS_PER_MINUTE": "0", "AFTERBELL_BODY_SECONDS": BODY_SECONDS,
        }  # fmt: skip
        found = subprocess.run(
            [sys.executable, "-c", SETTING_UP, url], env=self._environment, cwd=checkout, check=True, capture_output=True, text=True
        )
        self.keys = {"bureau": found.stdout.split()[-1]}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = folder / "web.log"
        with self.log.open("wb") as log:
            command = [sys.executable, "-c", "from api.cli import main; main()", "web", "--port", str(self.port)]
            self.process = subprocess.Popen(command, env=self._environment, cwd=checkout, stdout=log, stderr=log, start_new_session=True)

    def settle(self) -> None:
        """Wait until it answers, and make four schools with a reader each."""
        for _ in range(600):
            with contextlib.suppress(httpx2.HTTPError):
                if httpx2.get(f"{self.base}/healthz", timeout=2.0).status_code == 200:
                    break
            time.sleep(0.1)
        headers = {"authorization": f"Bearer {self.keys['bureau']}"}
        with httpx2.Client(base_url=self.base, headers=headers, timeout=60.0, verify=False) as client:
            client.post("/v1/districts", json={"id": "east", "name": "East"}).raise_for_status()
            for school in SCHOOLS:
                client.post("/v1/schools", json={"id": school, "name": school, "district_id": "east"}).raise_for_status()
                given = client.post("/v1/keys", json={"label": school, "role": "reader", "school_id": school}).raise_for_status()
                self.keys[school] = given.json()["secret"]

    def end(self) -> float:
        """Seconds from SIGTERM until it is gone; 30 and more: it was killed."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return time.monotonic() - began


@contextmanager
def running(checkout: Path) -> Iterator[Web]:
    with tempfile.TemporaryDirectory(prefix="afterbell-hostile-") as folder:
        web = Web(checkout, Path(folder))
        try:
            web.settle()
            yield web
        finally:
            if web.process.poll() is None:
                web.end()


class Watch:
    """Sampler of the seconds of ``/healthz`` and of the memory held, until :meth:`end`."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._over = asyncio.Event()
        self.waits: list[float] = []
        self.silent = 0
        self.web_megabytes = self.all_megabytes = 0.0

    async def run(self) -> None:
        async with httpx2.AsyncClient(base_url=self._web.base, timeout=5.0, verify=False) as client:
            while not self._over.is_set():
                self._measure()
                began = time.perf_counter()
                try:
                    (await client.get("/healthz")).raise_for_status()
                    self.waits.append(time.perf_counter() - began)
                except httpx2.HTTPError:
                    self.silent += 1
                await asyncio.sleep(0.2)

    def _measure(self) -> None:
        web = self._web.process.pid
        self.web_megabytes = max(self.web_megabytes, measured(web) / 1e6)
        self.all_megabytes = max(self.all_megabytes, sum(map(measured, session(web))) / 1e6)

    def end(self) -> None:
        self._over.set()

    def told(self) -> dict[str, Any]:
        return {
            "healthz_median": round(median(self.waits), 3) if self.waits else None, "healthz_most": round(max(self.waits, default=0.0), 3),
            "healthz_silent": self.silent, "web_mb": round(self.web_megabytes), "all_mb": round(self.all_megabytes),
        }  # fmt: skip


async def trickled() -> AsyncIterator[bytes]:
    while True:
        yield b" "
        await asyncio.sleep(1.0)


async def sent(web: Web, attack: Attack, body: bytes, school: str, patience: float) -> str:
    """Status of the answer, or what came instead."""
    headers = {"content-type": attack.kind} | ({"authorization": f"Bearer {web.keys[school]}"} if attack.key else {})
    try:
        patient = httpx2.Timeout(patience, pool=None)
        async with httpx2.AsyncClient(base_url=web.base, timeout=patient, verify=False) as client, asyncio.timeout(patience):
            answer = await client.post(attack.path, content=trickled() if attack.trickle else body, headers=headers)
            return str(answer.status_code)
    except TimeoutError:
        return "none"
    except httpx2.TimeoutException:
        return "none"
    except httpx2.HTTPError as error:
        return type(error).__name__


async def attacked(web: Web, attack: Attack, body: bytes, patience: float) -> dict[str, Any]:
    watch = Watch(web)
    watching = asyncio.create_task(watch.run())
    await asyncio.sleep(1.0)
    began = time.perf_counter()
    answers = await asyncio.gather(*(sent(web, attack, body, SCHOOLS[0], patience) for _ in range(attack.many)))
    seconds = time.perf_counter() - began
    await asyncio.sleep(1.0)
    watch.end()
    await watching
    return {"answers": dict(Counter(answers)), "seconds": round(seconds, 2), **watch.told()}


async def crowded(web: Web, seconds: float) -> dict[str, Any]:
    """200 anonymous clients, 20 with hostile workbooks, 10 who read."""
    books = [(ATTACKS[name], ATTACKS[name].make()) for name in ("cells without end", "1,900,000 merged areas", "one text in 60,000 cells")]
    answers: dict[str, Counter[str]] = {"anonymous": Counter(), "hostile": Counter(), "others": Counter()}
    waits: list[float] = []
    until = time.monotonic() + seconds

    async def anonymous(place: int) -> None:
        async with httpx2.AsyncClient(base_url=web.base, timeout=60.0, verify=False) as client:
            while time.monotonic() < until:
                body = b"[1," * 20_000
                try:
                    if place % 2:
                        answer = await client.post("/v1/keys", content=body, headers={"content-type": JSON_TYPE})
                    else:
                        answer = await client.get("/v1/policies")
                    answers["anonymous"][str(answer.status_code)] += 1
                except httpx2.HTTPError as error:
                    answers["anonymous"][type(error).__name__] += 1
                await asyncio.sleep(5.0)

    async def hostile(place: int) -> None:
        while time.monotonic() < until:
            attack, book = books[place % len(books)]
            answers["hostile"][await sent(web, attack, book, SCHOOLS[place % len(SCHOOLS)], 60.0)] += 1

    async def other(place: int) -> None:
        headers = {"authorization": f"Bearer {web.keys[SCHOOLS[place % len(SCHOOLS)]]}"}
        async with httpx2.AsyncClient(base_url=web.base, headers=headers, timeout=60.0, verify=False) as client:
            while time.monotonic() < until:
                began = time.perf_counter()
                answer = await client.get(("/v1/me", "/v1/schools", "/v1/jobs")[place % 3])
                waits.append(time.perf_counter() - began)
                answers["others"][str(answer.status_code)] += 1
                await asyncio.sleep(0.5)

    watch = Watch(web)
    watching = asyncio.create_task(watch.run())
    await asyncio.gather(*map(anonymous, range(200)), *map(hostile, range(20)), *map(other, range(10)))
    watch.end()
    await watching
    ordered = sorted(waits)
    return {
        "answers": {who: dict(found) for who, found in answers.items()}, "median": round(median(ordered), 3),
        "p99": round(ordered[int(len(ordered) * 0.99) - 1], 3), "most": round(ordered[-1], 3), **watch.told(),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkout", type=Path, default=ROOT)
    parser.add_argument("--patience", type=float, default=20.0, help="seconds after which a request is given up")
    parser.add_argument("--only", nargs="*", choices=list(ATTACKS), default=list(ATTACKS))
    parser.add_argument("--crowd", action="store_true")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    common = {"checkout": given.checkout.name, "label": default_label(ROOT), "machine": machine(), "load": os.getloadavg()[0]}
    if given.crowd:
        with running(given.checkout) as web:
            _keep(given.out, {"what": "crowd"} | asyncio.run(crowded(web, given.seconds)) | common)
        return
    for name in given.only:
        body = ATTACKS[name].make()
        with running(given.checkout) as web:
            line = {"what": name, "bytes": len(body)} | asyncio.run(attacked(web, ATTACKS[name], body, given.patience))
            line["traceback"] = b"Traceback" in web.log.read_bytes()
            line["sigterm_seconds"] = round(web.end(), 1)
        _keep(given.out, line | common)


def _keep(out: Path, line: dict[str, Any]) -> None:
    with out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
