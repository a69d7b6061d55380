"""``afterbell names put``, ``state``, ``renew``, ``delete`` at a service, and ``renew-host`` on its host."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.cli.remote.service import Service
from api.files.names.name_keys import new_keys, parse_keys
from api.files.names.name_list import seal
from api.services.loading import load_request
from tests.names.listed import PLANTED, listed
from tests.service.names_key import plant_names
from tests.service.town import Town


@pytest.fixture
def command(town: Town, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command as the planner of elm, at the service of the town."""

    @contextmanager
    def service_at(_server: str, key: str) -> Iterator[Service]:
        town.client.headers["authorization"] = f"Bearer {key}"
        yield Service(town.client)  # type: ignore[arg-type] # the same client but for the network

    monkeypatch.setattr("api.cli.remote.commands.service_at", service_at)
    monkeypatch.setenv("AFTERBELL_KEY", town.keys["planner"])

    def run(*options: str | Path) -> Any:
        ran = CliRunner().invoke(app, ["names", *map(str, options)])
        assert PLANTED not in ran.output
        return ran

    return run


def test_a_list_is_submitted_told_renewed_and_deleted(town: Town, tiny: bytes, samples: Path, tmp_path: Path, command: Any) -> None:
    term = town.ask("planner", "POST", "/v1/schools/elm/terms", content=tiny).json()["id"]
    keys, names, key = new_keys(), tmp_path / "school.names", tmp_path / "school.key"
    key.write_text(keys.text(), encoding="utf-8")
    key.chmod(0o600)
    pupils = load_request(samples / "tiny.json").problem
    names.write_bytes(seal(listed(pupils), keys))
    told = f"{len(pupils.pupils)} 名学生中 {len(pupils.pupils)} 人有姓名"
    assert command("state", "--term", term).exit_code == 2
    for options in (("put", names, "--term", term, "--key", key), ("state", "--term", term), ("renew", "--term", term)):
        ran = command(*options)
        assert (ran.exit_code, told in ran.stdout) == (0, True), ran.output
    assert command("delete", "--term", term).exit_code == 0
    assert command("delete", "--term", term).exit_code == 2
    assert keys.keys[0] not in (tmp_path / "host.key").read_text(encoding="utf-8"), "the school's own key stays where it is"


def test_the_host_s_key_is_replaced_while_lists_are_kept(
    town: Town, tiny: bytes, tmp_path: Path, command: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = town.ask("planner", "POST", "/v1/schools/elm/terms", content=tiny).json()
    plant_names(town.database, "elm", term["name"], "P0001")
    file = tmp_path / "host.key"
    before = parse_keys(file.read_bytes())
    assert command("renew-host").exit_code == 2
    monkeypatch.setenv("AFTERBELL_DATABASE_URL", town.database.url.render_as_string(hide_password=False))
    monkeypatch.setenv("AFTERBELL_NAMES_KEY_FILE", str(file))
    done = command("renew-host")
    assert (done.exit_code, "1 份姓名表" in done.stdout) == (0, True), done.output
    after = parse_keys(file.read_bytes())
    assert len(after.keys) == 1
    assert after != before
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert after.keys[0] not in done.output
    assert town.ask("planner", "GET", f"/v1/terms/{term['id']}/names").json()["opens"] is True
    file.write_text(new_keys().text(), encoding="utf-8")
    locked = command("renew-host")
    assert locked.exit_code == 1
    assert len(parse_keys(file.read_bytes()).keys) == 2, "former keys stay while a list does not open"
