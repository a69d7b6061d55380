"""The service as processes of its own, on a port of loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from tests.service.office import PATIENCE, wait_until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """``afterbell ROLE`` with its settings. ``log``: all that it wrote to stderr, over several starts."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    role: str = "serve"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        mine = {
            "AFTERBELL_DATA_DIR": str(self.folder / "data"),
            "AFTERBELL_WORKERS": "1",
            "AFTERBELL_SOLVE_WORKERS": "1",
            "AFTERBELL_WORKER_NICENESS": "0",  # whoever else is busy on the machine would keep a nice worker waiting
        }
        return {**os.environ, **mine, **self.settings}

    @property
    def key(self) -> str:
        """The first key, which stands in a file of its own and nowhere else."""
        return self.first_key.read_text(encoding="utf-8").strip()

    @property
    def first_key(self) -> Path:
        return self.folder / "data" / "first-key"

    def start(self, wait_for: str = "/readyz/solving") -> None:
        command = [sys.executable, "-m", "api.cli", self.role, "--port", str(self.port)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, cwd=self.folder)
        wait_until(lambda: self.answers(wait_for))

    def answers(self, path: str) -> bool:
        """Whether the process, which has not ended, says yes."""
        assert self.process is not None
        assert self.process.poll() is None, self.log
        try:
            return httpx2.get(self.at + path, trust_env=False, timeout=PATIENCE).status_code == 200
        except httpx2.TransportError:
            return False

    def end(self, number: int = signal.SIGTERM) -> int:
        """Tell the process to end; its exit status."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def run(self, *arguments: str | Path, timeout: float = PATIENCE) -> subprocess.CompletedProcess[str]:
        """A command of the client, with the first key."""
        return subprocess.run(client(*arguments), env=self.as_client(), capture_output=True, text=True, timeout=timeout, check=False)

    def as_client(self) -> dict[str, str]:
        return {**os.environ, "AFTERBELL_SERVER": self.at, "AFTERBELL_KEY": self.key}

    def ask(self, method: str, path: str, json: object = None) -> httpx2.Response:
        headers = {"authorization": f"Bearer {self.key}"}
        return httpx2.request(method, self.at + path, json=json, headers=headers, trust_env=False, timeout=PATIENCE)


def client(*arguments: str | Path) -> Sequence[str]:
    return [sys.executable, "-m", "api.cli", *(str(argument) for argument in arguments)]


@contextmanager
def running(folder: Path, root: Path, role: str = "serve", **settings: str) -> Iterator[Running]:
    """The service with a school, elm; ended at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Running(folder, {"PYTHONPATH": str(root), **settings}, role)
    made.start("/readyz/solving" if role == "serve" else "/healthz")
    try:
        assert made.ask("POST", "/v1/districts", {"id": "east", "name": "East"}).status_code == 201
        assert made.ask("POST", "/v1/schools", {"id": "elm", "name": "Elm", "district_id": "east"}).status_code == 201
        yield made
    finally:
        if made.process is not None and made.process.poll() is None:
            made.process.terminate()
            made.process.wait(PATIENCE)
