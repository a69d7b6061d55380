"""A running service: ``afterbell serve`` on SQLite, or web and groups of workers on PostgreSQL."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

from api.services.keys import first_key
from api.storage.database import Database
from api.storage.migrate import migrate

PROGRAM = (sys.executable, "-c", "from api.cli import main; main()")
START_SECONDS = 60.0
LEAVE_SECONDS = 60.0


class Running:
    """The service while it is entered. url: of the database. groups: 0 for ``serve``, else a web process and so many groups
    of ``each`` worker processes. threads: of one search. ``key`` is a bureau's, ``base`` the service's address."""

    def __init__(self, folder: Path, url: str, groups: int = 0, each: int = 1, threads: int = 2) -> None:
        self._folder = folder
        self._groups = groups
        self._each = each
        self._port = _free_port()
        self._environment = os.environ | {
            "AFTERBELL_DATABASE_URL": url, "AFTERBELL_DATA_DIR": str(folder), "AFTERBELL_WORKERS": str(each),
            "AFTERBELL_SOLVE_WORKERS": str(threads), "AFTERBELL_REQUESTS_PER_MINUTE": "0",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }  # fmt: skip
        self.base = f"http://127.0.0.1:{self._port}"
        self.database = Database(url)
        migrate(self.database)
        self.key = first_key(self.database) or ""
        self.web: subprocess.Popen[bytes] | None = None
        self.workers: list[list[subprocess.Popen[bytes]]] = []

    def __enter__(self) -> Self:
        role = "web" if self._groups else "serve"
        self.web = self._start(role, "--port", str(self._port), name=role)
        for group in range(self._groups):
            self.workers.append([self._start("worker", name=f"worker-{group}-{place}") for place in range(self._each)])
        until = time.monotonic() + START_SECONDS
        while not self._alive():
            if time.monotonic() > until or self.web.poll() is not None:
                raise RuntimeError(f"the service does not start; see {self._folder}")
            time.sleep(0.1)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        processes = [process for group in self.workers for process in group] + ([self.web] if self.web else [])
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            try:
                process.wait(LEAVE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.database.close()

    def kill_group(self, group: int) -> None:
        """Kill a group of workers on the spot, as a machine that loses power."""
        for process in self.workers[group]:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def client(self, timeout: float = 60.0) -> httpx2.Client:
        """Asks as the bureau."""
        return httpx2.Client(base_url=self.base, headers={"authorization": f"Bearer {self.key}"}, timeout=timeout)

    def _start(self, *arguments: str, name: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen([*PROGRAM, *arguments], env=self._environment, stdout=log, stderr=log)

    def _alive(self) -> bool:
        try:
            return httpx2.get(f"{self.base}/healthz", timeout=2.0).status_code == 200
        except httpx2.HTTPError:
            return False


def settle(client: httpx2.Client, schools: list[str], district: str = "east") -> None:
    """Make a district and its schools."""
    made(client.post("/v1/districts", json={"id": district, "name": district}))
    for school in schools:
        made(client.post("/v1/schools", json={"id": school, "name": school, "district_id": district}))


def made(answer: httpx2.Response) -> Any:
    """The document of an answer that must be a success."""
    if answer.status_code >= 400:
        raise RuntimeError(f"{answer.status_code}: {answer.text[:500]}")
    return answer.json()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
