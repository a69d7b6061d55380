"""What stands in the files for containers is there: settings, commands, ports, probes, folders."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click import Command
from typer.main import get_command

from api.cli import app
from api.main import create_app
from api.settings import Settings

COMMANDS: dict[str, Command] = get_command(app).commands  # type: ignore[attr-defined]
SETTINGS = {f"AFTERBELL_{name.upper()}" for name in Settings.model_fields}
IN_CLEAR = re.compile(r"(?i)password|token|secret|key|database_url")


@pytest.fixture(scope="module")
def compose(root: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((root / "compose.yaml").read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def objects(root: Path) -> dict[tuple[str, str], Any]:
    text = (root / "api" / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8")
    return {(each["kind"], each["metadata"]["name"]): each for each in yaml.safe_load_all(text)}


@pytest.fixture(scope="module")
def dockerfile(root: Path) -> list[tuple[str, str]]:
    """Instruction and its arguments, continuation lines joined."""
    text = re.sub(r"\\\n", " ", (root / "Dockerfile").read_text(encoding="utf-8"))
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines if not line.startswith(" ")]


def assert_command(words: list[str]) -> None:
    """A command line of the program that it would take."""
    assert words[0] == "afterbell"
    command = COMMANDS[words[1]]
    context = command.make_context(words[1], list(words[2:]), resilient_parsing=True)
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words[2:] if word.startswith("-")} <= known
    assert context.params.get("port", 8000) == 8000


def containers(objects: dict[tuple[str, str], Any]) -> Iterator[tuple[str, Any, Any]]:
    """Name of the workload, its pod, its container."""
    for (kind, name), each in objects.items():
        if kind in ("Deployment", "StatefulSet"):
            pod = each["spec"]["template"]["spec"]
            yield from ((name, pod, container) for container in pod["containers"])


def test_the_image_is_made_of_what_is_there(dockerfile: list[tuple[str, str]], root: Path) -> None:
    copied = [path for word, rest in dockerfile if word == "COPY" for path in rest.split()[:-1]]
    assert copied
    assert [path for path in copied if not (root / path).exists()] == []
    packaged = {path for path in copied if (root / path).is_dir()}
    assert packaged == {"solver", "api", "instances"}
    ignored = (root / ".dockerignore").read_text(encoding="utf-8").split()
    assert not packaged & set(ignored)
    assert {"secrets", "data"} <= set(ignored)
    (command,) = [json.loads(rest) for word, rest in dockerfile if word == "CMD"]
    assert_command(command)
    (env,) = [rest for word, rest in dockerfile if word == "ENV"]
    named = {pair.split("=")[0] for pair in shlex.split(env)}
    assert {name for name in named if name.startswith("AFTERBELL_")} <= SETTINGS
    assert [rest for word, rest in dockerfile if word in ("USER", "EXPOSE")] == ["afterbell", "8000"]
    routes = set(create_app(Settings()).openapi()["paths"])
    (health,) = [rest for word, rest in dockerfile if word == "HEALTHCHECK"]
    assert re.findall(r":8000(/\w+)", health) == ["/healthz"]
    assert "/healthz" in routes


def test_compose_runs_both_roles(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"web", "worker", "database"}
    for role in ("web", "worker"):
        service = services[role]
        assert_command(service["command"])
        assert service["command"][1] == role
        assert set(service["environment"]) <= SETTINGS
        assert {name.upper() for name in service["secrets"]} <= SETTINGS
        assert service["user"] == "10001"
        assert service["depends_on"]["database"]["condition"] == "service_healthy"
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert {name for service in services.values() for name in service["secrets"]} == set(compose["secrets"])
    for service in services.values():
        assert service["deploy"]["resources"]["limits"]
        assert int(service["stop_grace_period"].removesuffix("s")) >= 30
        assert not [key for key in service["environment"] if IN_CLEAR.search(key) and not key.endswith("_FILE")]
    assert set(compose["volumes"]) == {"database"}


def test_kubernetes_runs_both_roles(objects: dict[tuple[str, str], Any]) -> None:
    assert {name for name, _, _ in containers(objects)} == {"database", "web", "worker"}
    for name, pod, container in containers(objects):
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert {"requests", "limits"} <= set(container["resources"])
        assert pod["terminationGracePeriodSeconds"] >= 45
        for variable in container["env"]:
            if IN_CLEAR.search(variable["name"]):
                assert set(variable["valueFrom"]) == {"secretKeyRef"}, variable
        mounted = {each["name"] for each in container["volumeMounts"]}
        claimed = {each["metadata"]["name"] for each in objects["StatefulSet", "database"]["spec"]["volumeClaimTemplates"]}
        assert mounted <= {each["name"] for each in pod.get("volumes", ())} | claimed
        if name == "database":
            continue
        assert pod["securityContext"]["runAsUser"] == 10001
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert_command(container["command"])
        assert container["command"][1] == name
        assert {variable["name"] for variable in container["env"]} <= SETTINGS


def test_probes_ask_what_the_service_answers(objects: dict[tuple[str, str], Any]) -> None:
    web = objects["Deployment", "web"]["spec"]["template"]["spec"]["containers"][0]
    paths = {name: web[name]["httpGet"]["path"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert paths == {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz/reading"}
    (port,) = web["ports"]
    assert {web[name]["httpGet"]["port"] for name in paths} == {port["name"]}
    assert port["containerPort"] == 8000
    assert objects["Service", "web"]["spec"]["ports"][0]["targetPort"] == port["name"]
    scraped = objects["Deployment", "web"]["spec"]["template"]["metadata"]["annotations"]["prometheus.io/path"]
    routes = set(create_app(Settings()).openapi()["paths"])
    assert {*paths.values(), scraped} <= routes
    for name in ("web", "database"):
        assert objects["Service", name]["spec"]["selector"] == {"app": name}


def test_the_user_of_the_image_is_the_one_of_the_pods(dockerfile: list[tuple[str, str]]) -> None:
    assert any("--uid 10001" in rest for word, rest in dockerfile if word == "RUN")


def test_secrets_come_from_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "afterbell_database_url").write_text("postgresql://u:p@h/d\n", encoding="utf-8")
    (tmp_path / "afterbell_metrics_token").write_text("told to nobody\n", encoding="utf-8")
    monkeypatch.setenv("AFTERBELL_SECRETS_DIR", str(tmp_path))
    settings = Settings()
    assert settings.database == "postgresql://u:p@h/d"
    assert settings.metrics_token.get_secret_value() == "told to nobody"
    assert "told to nobody" not in repr(settings)
    monkeypatch.setenv("AFTERBELL_DATABASE_URL", "sqlite:///here.db")
    assert Settings().database == "sqlite:///here.db"
    monkeypatch.setenv("AFTERBELL_SECRETS_DIR", str(tmp_path / "nowhere"))
    assert Settings().metrics_token.get_secret_value() == ""
