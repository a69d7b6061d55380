"""The service as its operator runs it: one command, and a client that does not give up."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

PATIENCE = 600.0
"""Seconds until an answer or the end of the service is given up; long, for it says nothing of how busy the machine is."""
ANSWER_SECONDS = 60.0
"""Seconds until a request that is not answered is sent again."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Service:
    """``afterbell serve`` on a database. log: file of what it says."""

    url: str
    workers: int
    log: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = os.environ | {
            "AFTERBELL_DATABASE_URL": self.url,
            "AFTERBELL_WORKERS": str(self.workers),
            "AFTERBELL_SOLVE_WORKERS": "1",
            "AFTERBELL_MAX_OPEN_JOBS": "0",  # many are submitted at once
            **self.settings,
        }
        command = [sys.executable, "-m", "api.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    def kill(self) -> None:
        """Kill the web process, which is also its workers' supervisor, without a word."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def end(self) -> int:
        """Tell it to end; its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


class Client:
    """Asks again and again, with the same Idempotency-Key, until there is an answer."""

    def __init__(self, service: Service, key: str) -> None:
        self._service = service
        self._key = key

    def ask(self, method: str, path: str, json: Any = None, content: bytes | None = None, once: str = "") -> Any:
        """The JSON of an answer of status 2xx. Raises RuntimeError for any other but 409 and 503, which are waited out."""
        headers = {"authorization": f"Bearer {self._key}"} | ({"idempotency-key": once} if once else {})
        if content is not None:
            headers["content-type"] = "application/json"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = httpx2.request(
                    method, f"http://127.0.0.1:{self._service.port}{path}", json=json, content=content, headers=headers,
                    timeout=ANSWER_SECONDS,
                )  # fmt: skip
            except httpx2.HTTPError:
                time.sleep(0.2)
                continue
            if answer.status_code in (409, 503):
                time.sleep(0.5)
                continue
            if answer.status_code >= 300:
                raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
            return answer.json()
        raise RuntimeError(f"{method} {path}: no answer in {PATIENCE:.0f} s")
