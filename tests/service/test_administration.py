"""Keys, members, audit log and publications: the same commands on the host's database and at a running service."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from api.access.role import Role
from api.cli import app
from api.cli.admin.tables import ROLES
from api.cli.remote.service import Service
from api.services.administration import host_principal
from api.storage.audit import AuditFilter, list_entries, record
from api.storage.database import Database
from api.storage.migrate import migrate
from api.storage.page import Cursor
from tests.service.rows import Rows, marked, plant
from tests.service.town import Town

ISSUER = "https://id.example"
Run = Callable[..., Result]


@pytest.fixture(params=["host", "service"])
def run(request: pytest.FixtureRequest, town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A command on the host, or as a client of the town's service with the bureau's key."""

    @contextmanager
    def service_at(_server: str, key: str) -> Iterator[Service]:
        town.client.headers["authorization"] = f"Bearer {key}"
        yield Service(town.client)  # type: ignore[arg-type] # the same client but for the network

    monkeypatch.setattr("api.cli.remote.commands.service_at", service_at)
    monkeypatch.setenv("AFTERBELL_DATABASE_URL", town.database.url.render_as_string(hide_password=False))
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path / "data"))
    if request.param == "service":
        monkeypatch.setenv("AFTERBELL_KEY", town.keys["bureau"])

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    return command


@pytest.fixture
def who(request: pytest.FixtureRequest) -> str:
    """How whoever does it is noted."""
    return {"host": "host:", "service": "key:"}[request.node.callspec.params["run"]]


def listed(done: Result) -> list[dict[str, Any]]:
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_a_key_is_made_used_listed_and_revoked(run: Run, who: str, town: Town, tmp_path: Path) -> None:
    made = run("key", "make", "--label", "张老师", "--role", "class_teacher", "--school", "elm", "--class", "1-1", "--days", "9")
    assert made.exit_code == 0, made.output
    secret = made.stdout.strip()
    assert secret.startswith("abk_")
    assert secret not in made.stderr
    town.keys["new"] = secret
    me = town.ask("new", "GET", "/v1/me").json()
    assert (me["role"], me["classes"], me["label"]) == ("class_teacher", ["1-1"], "张老师")
    (mine,) = (found for found in listed(run("key", "list", "--json")) if found["label"] == "张老师")
    assert f"key:{mine['id']}" == me["who"]
    assert "hash" not in mine
    assert "班主任 class_teacher" in run("key", "list").stdout
    assert run("key", "revoke", mine["id"]).exit_code == 0
    assert town.ask("new", "GET", "/v1/me").status_code == 401
    assert mine["id"] not in run("key", "list", "--json").stdout
    assert "已收回" in run("key", "list", "--all").stdout
    file = tmp_path / "key"
    written = run("key", "make", "--label", "b", "--role", "reader", "--school", "elm", "-o", str(file))
    assert written.exit_code == 0, written.output
    assert "abk_" not in written.output
    assert (stat.S_IMODE(file.stat().st_mode), file.read_text()[:4]) == (0o600, "abk_")
    before = file.read_bytes()
    assert run("key", "make", "--label", "b", "--role", "reader", "--school", "elm", "-o", str(file)).exit_code == 2
    assert file.read_bytes() == before
    actions = listed(run("audit", "--json", "--action", "give-key", "--school", "elm"))
    assert [entry["who"].startswith(who) for entry in actions[:2]] == [True, True]


def test_a_member_is_taken_in_changed_and_taken_out(run: Run, who: str, town: Town) -> None:
    for name in ("anna", "bo"):
        added = run("member", "add", name, "--label", name, "--role", "planner", "--school", "elm", "--issuer", ISSUER)
        assert added.exit_code == 0, added.output
    mine = {found["subject"]: found["id"] for found in listed(run("member", "list", "--json"))}
    again = run("member", "add", "anna", "--label", "a", "--role", "reader", "--school", "elm", "--issuer", ISSUER)
    assert again.exit_code == 2
    assert "member role" in again.stderr
    changed = run("member", "role", mine["anna"], "--role", "teacher", "--school", "elm", "--person", "T1")
    assert changed.exit_code == 0, changed.output
    (anna,) = (found for found in listed(run("member", "list", "--json")) if found["subject"] == "anna")
    assert (anna["role"], anna["person"], anna["classes"]) == ("teacher", "T1", [])
    assert run("member", "remove", mine["bo"]).exit_code == 0
    assert [found["subject"] for found in listed(run("member", "list", "--json"))] == ["anna"]
    assert len(listed(run("member", "list", "--all", "--json"))) == 2
    assert run("member", "role", mine["bo"], "--role", "reader", "--school", "elm").exit_code == 2, "who is out has no role"
    actions = [(entry["action"], entry["who"].startswith(who)) for entry in listed(run("audit", "--json", "--limit", "4"))]
    assert actions == [("take-out-member", True), ("change-member", True), ("take-in-member", True), ("take-in-member", True)]


def test_a_plan_is_published_and_withdrawn(run: Run, who: str, town: Town, tiny: bytes) -> None:
    rows: Rows = plant(town.database, marked(tiny))
    town.ask("bureau", "DELETE", f"/v1/plans/{rows.plan}/publication")
    versions = listed(run("publish", "versions", rows.plan, "--json"))
    newest = versions[-1]["number"]
    other = run("publish", "plan", rows.plan, "--revision", str(newest + 1))
    assert other.exit_code == 2
    assert str(newest) in other.stderr
    assert run("publish", "plan", rows.plan, "--revision", str(newest)).exit_code == 0
    shown = run("publish", "list", rows.school)
    assert "现行 in force" in shown.stdout
    assert run("publish", "withdraw", rows.plan).exit_code == 0
    again = run("publish", "withdraw", rows.plan)
    assert again.exit_code == 2
    assert "没有发布" in again.stderr
    assert all(found["ended_at"] for found in listed(run("publish", "list", rows.school, "--json")))
    found = listed(run("audit", "--json", "--school", rows.school, "--limit", "2"))
    assert [(entry["action"], entry["who"].startswith(who)) for entry in found] == [("withdraw", True), ("publish", True)]


IMPOSSIBLE = (
    (("key", "make", "--label", "x", "--role", "boss"), "planner 教务"),
    (("key", "make", "--label", "x", "--role", "planner"), "school"),
    (("key", "make", "--label", "x", "--role", "bureau", "--school", "elm"), "school"),
    (("key", "make", "--label", "x", "--role", "planner", "--school", "nowhere"), "nowhere"),
    (("key", "make", "--label", "", "--role", "bureau"), "label"),
    (("key", "revoke", "nobody"), "nobody"),
    (("member", "add", "s", "--label", "x", "--role", "bureau"), "issuer"),
    (("member", "role", "nobody", "--role", "bureau"), "nobody"),
    (("member", "remove", "nobody"), "nobody"),
    (("publish", "plan", "nothing"), "nothing"),
    (("publish", "withdraw", "nothing"), "nothing"),
    (("publish", "versions", "nothing"), "nothing"),
    (("publish", "list", "nowhere"), "nowhere"),
)


def test_what_cannot_be_is_said_alike_in_both_places(run: Run) -> None:
    for arguments, words in IMPOSSIBLE:
        done = run(*arguments)
        assert done.exit_code == 2, (arguments, done.output)
        assert words in done.stderr, (arguments, done.stderr)
        assert "Traceback" not in done.output


def test_filters_of_the_audit_log(run: Run, town: Town) -> None:
    for entry in listed(run("audit", "--json", "--district", "east", "--limit", "9")):
        assert entry["district_id"] == "east"
    assert listed(run("audit", "--json", "--personal")) == []
    assert listed(run("audit", "--json", "--impersonal", "--who", "first-run"))[0]["action"] == "give-key"
    assert listed(run("audit", "--json", "--since", "2999-01-01")) == []
    assert listed(run("audit", "--json", "--until", "2000-01-01")) == []
    assert len(listed(run("audit", "--json", "--since", "2000-01-01", "--until", "2999-01-01", "--limit", "3"))) == 3
    assert "动作 action" in run("audit", "--limit", "1").stdout
    assert run("audit", "--since", "yesterday").exit_code == 2


def test_the_audit_log_is_read_page_by_page(run: Run, town: Town) -> None:
    """More than the largest page, each entry once."""
    with town.database.write() as connection:
        for number in range(205):
            record(connection, host_principal(), "make-district", f"d{number}")
    made = [entry["subject"] for entry in listed(run("audit", "--json", "--action", "make-district", "--limit", "1000"))]
    assert len(made) == len(set(made)) == 205 + 2


def test_the_host_needs_no_key_and_a_lesser_one_is_held_to_its_rights(
    town: Town, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setenv("AFTERBELL_KEY", town.keys["planner"])
    refused = run("key", "list")
    assert refused.exit_code == 2
    assert "权限" in refused.stderr
    assert run("key", "list", "--host").exit_code == 0
    monkeypatch.delenv("AFTERBELL_KEY")
    assert run("key", "list").exit_code == 0


def test_a_lesser_granter_changes_nobody_beyond_their_scope(town: Town) -> None:
    member = {"issuer": ISSUER, "subject": "s", "label": "s", "role": "planner", "school_id": "fir"}
    fir = town.ask("bureau", "POST", "/v1/members", member).json()["id"]
    elm = town.ask("bureau", "POST", "/v1/members", {**member, "subject": "t", "school_id": "elm"}).json()["id"]
    change = {"role": "reader", "school_id": "elm"}
    assert town.ask("east", "PATCH", f"/v1/members/{fir}", change).status_code == 404
    assert town.ask("east", "PATCH", f"/v1/members/{elm}", {"role": "bureau"}).status_code == 403
    assert town.ask("east", "PATCH", f"/v1/members/{elm}", {"role": "reader", "school_id": "fir"}).status_code == 404
    assert town.ask("east", "PATCH", f"/v1/members/{elm}", change).json()["role"] == "reader"


def test_an_empty_or_older_database_is_refused_by_the_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERBELL_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    done = CliRunner().invoke(app, ["key", "list", "--host"])
    assert done.exit_code == 2
    assert "afterbell serve" in done.stderr
    Database(f"sqlite:///{tmp_path / 'new.db'}").close()


def test_a_role_that_is_none_is_told_with_those_that_there_are(town: Town) -> None:
    answer = town.ask("bureau", "POST", "/v1/keys", {"label": "x", "role": "boss"})
    assert answer.status_code == 422
    assert "planner" in answer.json()["errors"][0]["zh"]


def test_backups_and_restores_are_noted_as_the_hosts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'afterbell.db'}")
    migrate(database)
    for command in (["backup", str(tmp_path / "a.backup")], ["restore", str(tmp_path / "a.backup"), "--force"]):
        assert CliRunner().invoke(app, command).exit_code == 0
    with database.read() as connection:
        found = list_entries(connection, Cursor(), AuditFilter()).items
    assert [(entry.action, entry.subject, entry.who.partition(":")[0]) for entry in found] == [("restore", "a.backup", "host")]
    database.close()


def test_every_role_has_a_word() -> None:
    assert set(ROLES) == {role.value for role in Role}
