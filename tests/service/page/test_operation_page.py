"""Operation page: parts in words, settings without secrets, jobs of one's own scope, hosts for the bureau alone."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import SecretStr

from api.page.views.operation_view import PARTS, part_rows
from api.page.views.settings_words import SECRET, WORDS, setting_rows
from api.services.readiness import DATABASE, DISK, MIGRATIONS, WORKERS, WRITES, ReadinessState
from api.settings import Settings
from api.storage.data_files import backup_files
from tests.service.rows import marked, plant
from tests.service.town import Town


def test_every_part_is_said_and_unknown_after_a_fault_of_the_database() -> None:
    assert {part.where for part in (DATABASE, MIGRATIONS, WRITES, DISK, WORKERS)} == {where for where, _, _ in PARTS}
    assert [row.well for row in part_rows(ReadinessState())] == [True] * 5
    assert [row.well for row in part_rows(ReadinessState((DISK, WORKERS)))] == [True, True, True, False, False]
    assert [row.well for row in part_rows(ReadinessState((MIGRATIONS,)))] == [True, False, None, None, None]
    assert part_rows(ReadinessState((WORKERS,)))[-1].hint == (WORKERS.hint_zh, WORKERS.hint_en)


def test_every_setting_has_words_and_no_secret_is_told() -> None:
    assert set(WORDS) == set(Settings.model_fields)
    hidden = [name for name, field in Settings.model_fields.items() if field.annotation is SecretStr]
    assert hidden
    secret = "hunter2"
    given = Settings.model_construct(**{name: SecretStr(secret) for name in hidden}, **dict.fromkeys(SECRET, secret))
    rows = {row.variable: row.value for row in setting_rows(given)}
    assert secret not in str(rows)
    assert rows["AFTERBELL_METRICS_TOKEN"] == ("已设置", "set")
    assert rows["AFTERBELL_CONTACT"] == ("未设置", "not set")
    assert rows["AFTERBELL_MAX_SECONDS"] == "600"


def test_backups_are_listed_newest_first(tmp_path: Path) -> None:
    assert backup_files(tmp_path / "none") == ()
    for number, name in enumerate(("old.backup", "new.backup", "other.txt")):
        (tmp_path / name).write_bytes(b"12345")
        os.utime(tmp_path / name, (1_000 + number, 1_000 + number))
    found = [(file.name, file.bytes, file.at) for file in backup_files(tmp_path)]
    assert found == [("new.backup", 5, 1_001_000), ("old.backup", 5, 1_000_000)]


def test_everybody_sees_their_jobs_and_the_bureau_the_hosts(town: Town, tiny: bytes) -> None:
    rows = plant(town.database, marked(tiny))
    bureau, planner, reader = (town.ask(who, "GET", "/page/operation").text for who in ("bureau", "planner", "reader"))
    assert f"/page/jobs/{rows.running}" in bureau
    assert "AFTERBELL_MAX_SECONDS" in bureau
    assert "没有求解进程在运行" in bureau
    for told in (planner, reader):
        assert "没有在运行的求解进程" in told
        assert "还没有任务" in told
        assert "AFTERBELL_MAX_SECONDS" not in told
        assert "afterbell backup" not in told
    queued = town.ask("bureau", "GET", "/page/operation?state=queued").text
    assert rows.running in queued
    assert rows.compared not in queued
    assert "没有这种状态的任务" in town.ask("bureau", "GET", "/page/operation?state=refused").text
