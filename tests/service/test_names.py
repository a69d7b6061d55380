"""Names of two schools in one service: on their own papers, and nowhere else."""

from __future__ import annotations

import gzip
import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from api.deps import HTML_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE
from api.files.names.name_book import names_book
from api.files.names.name_keys import new_keys
from api.files.names.name_list import NameList
from api.files.papers.registry import PAPER_KINDS, PUPIL_PAPERS
from api.logs import formatter
from api.services.backup import backup, restore
from api.services.class_papers import CLASS_KINDS
from api.services.diagnosis.finding import FindingState
from api.services.diagnosis.names import of_names
from api.services.name_lists import wrap_all
from api.settings import Settings
from api.storage.database import Database
from api.storage.ids import new_id
from api.storage.name_lists import get_name_list
from api.storage.tables import audit
from tests.names.listed import PLANTED, planted
from tests.service.asking import ask, words
from tests.service.filled import everything
from tests.service.names_key import HOST, key_file
from tests.service.routes import guarded_routes
from tests.service.rows import Rows, marked, plant
from tests.service.town import Town

ACCEPTS = (JSON_TYPE, HTML_TYPE, XLSX_TYPE, PDF_TYPE)
FORMS = (PLANTED.encode(), PLANTED.encode("utf-16-le"), PLANTED.encode("gb18030"), json.dumps(PLANTED)[1:-1].encode())
"""A planted name as it may stand in a file."""


class School:
    """A school in the east with a plan in force, a name list, and keys of its planner and of a class teacher."""

    def __init__(self, town: Town, tiny: bytes) -> None:
        self.town, self.request = town, marked(tiny)
        self.rows: Rows = plant(town.database, self.request, "east")
        self.pupils = [pupil.id for pupil in self.request.problem.pupils]
        self.home = self.request.problem.classes[0].id
        self.theirs = {pupil.id for pupil in self.request.problem.pupils if pupil.class_id == self.home}
        self.at = f"/v1/terms/{self.rows.term}/names"
        for role, scope in (("planner", {}), ("class_teacher", {"classes": [self.home]}), ("teacher", {"person": "t"}), ("reader", {})):
            given = town.ask("east", "POST", "/v1/keys", {"label": role, "role": role, "school_id": self.rows.school, **scope})
            town.keys[self.who(role)] = given.json()["secret"]

    def who(self, role: str) -> str:
        return f"{self.rows.school} {role}"

    def put(self, *pupils: str, **headers: str) -> Any:
        document = {"names": [{"id": pupil, "name": planted(pupil)} for pupil in pupils]}
        return self.town.ask(self.who("planner"), "PUT", self.at, document, **headers)

    def paper(self, name: str | None, kind: str, accept: str = JSON_TYPE) -> Any:
        return self.town.ask(name, "GET", f"/v1/plans/{self.rows.plan}/export/{kind}", accept=accept)


@pytest.fixture
def school(town: Town, tiny: bytes) -> School:
    return School(town, tiny)


def text(answer: Any) -> str:
    """All text of an answer, of every format."""
    if answer.content.startswith(b"%PDF"):
        return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())
    return words(answer) + str(dict(answer.headers))


def named_in(told: str, pupils: list[str]) -> set[str]:
    return {pupil for pupil in pupils if planted(pupil) in told}


def test_a_planner_finds_the_names_on_papers_that_list_pupils_and_on_no_other(school: School) -> None:
    assert school.put(*school.pupils).json()["named"] == len(school.pupils)
    for kind in PAPER_KINDS:
        answer = school.paper(school.who("planner"), kind)
        assert answer.status_code == 200
        assert (PLANTED in text(answer)) == (kind in {*PUPIL_PAPERS} - {"companions"}), kind  # nobody has a companion
        assert answer.headers["afterbell-names"] == ("printed" if kind in PUPIL_PAPERS else "none")
    for accept in ACCEPTS:
        assert named_in(text(school.paper(school.who("planner"), "rosters", accept)), school.pupils) == set(school.pupils)


def test_a_class_teacher_finds_the_names_of_their_class_alone(school: School) -> None:
    school.put(*school.pupils)
    for accept in ACCEPTS:
        told = text(school.paper(school.who("class_teacher"), "rosters", accept))
        assert named_in(told, school.pupils) == school.theirs
        assert not [pupil for pupil in school.pupils if pupil not in school.theirs and pupil in told]
    for kind in set(PAPER_KINDS) - set(CLASS_KINDS):
        assert school.paper(school.who("class_teacher"), kind).status_code == 403
    for name in ("teacher", "reader"):
        assert school.paper(school.who(name), "rosters").status_code == 403


def test_district_and_bureau_get_ids(school: School) -> None:
    school.put(*school.pupils)
    for name in ("east", "bureau"):
        told = text(school.paper(name, "rosters"))
        assert PLANTED not in told
        assert school.pupils[0] in told
    for name in ("west", "planner", "stranger", None):
        assert school.paper(name, "rosters").status_code in (401, 404)


def test_names_of_two_schools_are_in_no_other_answer_log_file_or_backup(
    town: Town, tiny: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    log = io.StringIO()
    for plain in (False, True):
        handler = logging.StreamHandler(log)
        handler.setFormatter(formatter(plain=plain))
        monkeypatch.setattr(logging.getLogger(), "handlers", [*logging.getLogger().handlers, handler])
    with caplog.at_level(logging.DEBUG):
        here, there = School(town, tiny), School(town, tiny)
        for each in (here, there):
            assert each.put(*each.pupils).status_code == 200
            rotated = town.ask(each.who("planner"), "POST", f"{each.at}/rotation", **{"idempotency-key": new_id()})
            assert (rotated.status_code, rotated.json()["named"]) == (200, len(each.pupils))
            assert named_in(text(each.paper(each.who("planner"), "rosters", PDF_TYPE)), each.pupils)
        for name in (here.who("planner"), here.who("class_teacher"), there.who("planner"), "east", "bureau", None):
            for route in guarded_routes():
                if route.method == "GET":
                    for accept in (JSON_TYPE, HTML_TYPE):
                        assert PLANTED not in words(ask(town, name, route, here.rows, tiny, accept=accept)), f"{name} {route.name}"
        for path in ("/metrics", "/readyz", "/openapi.json"):
            assert PLANTED not in town.ask("bureau", "GET", path).text
        for refused in (
            here.put("nobody"), town.ask(here.who("planner"), "PUT", here.at, content=f'{{"names": "{PLANTED}"'.encode()),
            town.ask(here.who("planner"), "PUT", here.at, {"names": [{"id": here.pupils[0], "name": PLANTED + "\u202e"}]}),
            town.ask(here.who("planner"), "PUT", here.at, {"names": {here.pupils[0]: PLANTED}}),
            town.ask(here.who("planner"), "PUT", here.at, {"names": [{"id": here.pupils[0], "name": PLANTED, "name ": "\x00"}]}),
        ):  # fmt: skip
            assert refused.status_code == 422
            assert not any(form in refused.content for form in FORMS)
    assert not any(form in log.getvalue().encode() for form in FORMS)
    assert log.getvalue().count("answered") > 100
    assert PLANTED not in caplog.text
    assert PLANTED not in everything(town.database)
    with town.database.read() as connection:
        told = [dict(row) for row in connection.execute(select(audit)).mappings()]
    assert {"put-names", "rotate-names", "export-rosters"} <= {entry["action"] for entry in told}
    backup(town.database, tmp_path / "all.backup")
    unpacked = gzip.decompress((tmp_path / "all.backup").read_bytes())
    key = HOST.keys[0].encode()
    assert here.rows.school.encode() in unpacked
    assert not [form for form in (*FORMS, key) if form in unpacked]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if any(form in path.read_bytes() for form in FORMS)]
    assert [path.name for path in files if key in path.read_bytes()] == ["host.key"]


def test_names_come_back_with_the_database_and_the_key(school: School, tmp_path: Path) -> None:
    school.put(*school.pupils)
    backup(school.town.database, tmp_path / "all.backup")
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    restore(other, tmp_path / "all.backup")
    assert wrap_all(other, new_keys()) == (0, 1), "without the key there are no names"
    assert wrap_all(other, HOST) == (1, 0)
    other.close()


def test_after_erasure_the_names_are_gone(school: School) -> None:
    school.put(*school.pupils)
    assert school.town.ask(school.who("planner"), "DELETE", f"/v1/terms/{school.rows.term}").status_code == 204
    assert "name_lists: " not in everything(school.town.database)
    assert school.town.ask(school.who("planner"), "GET", school.at).status_code == 410
    assert school.put(*school.pupils).status_code == 410
    assert "name_lists: " not in everything(school.town.database)


def test_erasing_one_request_of_a_term_leaves_the_names_of_pupils_in_another(school: School, tiny: bytes, tmp_path: Path) -> None:
    """Whoever has left the school is in the earlier request alone; no key is needed."""
    school.put(*school.pupils)
    document = json.loads(tiny)
    left, *stayed = school.pupils
    mine = [pupil for pupil in document["problem"]["pupils"] if pupil["id"] != left.removeprefix("secret-pupil-")]
    document["problem"]["pupils"] = [{**pupil, "id": f"secret-pupil-{pupil['id']}"} for pupil in mine]
    again = school.town.ask(school.who("planner"), "POST", f"/v1/schools/{school.rows.school}/terms", document)
    assert again.status_code == 201, again.text
    key_file(tmp_path).write_text(new_keys().text(), encoding="utf-8")
    assert school.town.ask(school.who("planner"), "DELETE", f"/v1/terms/{school.rows.term}").status_code == 204
    with school.town.database.read() as connection:
        found = get_name_list(connection, school.rows.school, school.request.problem.term.name)
    assert found is not None
    assert set(found.sealed) == set(stayed)
    assert found.pupils == len(stayed)


def test_a_lost_key_loses_names_and_nothing_else(school: School, tmp_path: Path) -> None:
    school.put(*school.pupils)
    for damage in (lambda path: path.write_text(new_keys().text(), encoding="utf-8"), lambda path: path.write_bytes(b"\xff"), Path.unlink):
        damage(key_file(tmp_path))
        for kind in PUPIL_PAPERS:
            answer = school.paper(school.who("planner"), kind)
            assert (answer.status_code, answer.headers["afterbell-names"]) == (200, "locked")
        assert school.pupils[0] in text(school.paper(school.who("planner"), "rosters"))
        assert school.town.ask(school.who("planner"), "GET", school.at).json()["opens"] is False
        assert school.town.ask(school.who("planner"), "POST", f"{school.at}/rotation").status_code == 409
        assert school.town.ask(None, "GET", f"/v1/public/{school.rows.school}/timetable").status_code == 200
    refused = school.put(*school.pupils)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:afterbell:problem:no-names-key")
    assert "AFTERBELL_NAMES_KEY_FILE" in refused.json()["detail"]
    (tmp_path / "host.key").write_text(new_keys().text(), encoding="utf-8")
    assert school.put(*school.pupils).json()["opens"] is True
    assert school.paper(school.who("planner"), "rosters").headers["afterbell-names"] == "printed"


def test_the_host_s_key_is_replaced_in_two_steps(school: School, tmp_path: Path) -> None:
    school.put(*school.pupils)
    both = HOST.with_new()
    (tmp_path / "host.key").write_text(both.text(), encoding="utf-8")
    assert school.paper(school.who("planner"), "rosters").headers["afterbell-names"] == "printed"
    assert wrap_all(school.town.database, both) == (1, 0)
    (tmp_path / "host.key").write_text(both.newest().text(), encoding="utf-8")
    assert named_in(text(school.paper(school.who("planner"), "rosters")), school.pupils) == set(school.pupils)
    assert wrap_all(school.town.database, HOST) == (0, 1), "the former key opens nothing any more"


def test_a_rotated_list_does_not_open_with_its_former_key(school: School) -> None:
    school.put(*school.pupils)
    term = school.request.problem.term.name
    with school.town.database.read() as connection:
        before = get_name_list(connection, school.rows.school, term)
    school.town.ask(school.who("planner"), "POST", f"{school.at}/rotation")
    with school.town.database.read() as connection:
        after = get_name_list(connection, school.rows.school, term)
    assert before is not None
    assert after is not None
    former = HOST.decrypt(before.key)
    assert former is not None
    assert HOST.decrypt(after.key) != former
    assert (after.created_at, after.created_by) == (before.created_at, before.created_by)
    assert after.sealed_at >= before.sealed_at


def test_ids_that_the_request_does_not_know_are_told_and_not_kept(school: School) -> None:
    told = school.put(school.pupils[0], "who", "nobody").json()
    assert (told["named"], told["unknown"], told["unknown_count"]) == (1, ["nobody", "who"], 2)
    assert "nobody" not in everything(school.town.database, "name_lists")
    refused = school.put("nobody")
    assert refused.status_code == 422
    assert school.town.ask(school.who("planner"), "GET", school.at).json()["named"] == 1, "the earlier list stays"


def test_a_workbook_is_a_list_too_and_a_damaged_one_is_refused(school: School) -> None:
    names = NameList("", {pupil: planted(pupil) for pupil in school.pupils})
    book = names_book(names)
    for content, status in ((book, 200), (book[:400], 422), (PLANTED.encode(), 422)):
        kept = school.town.ask(school.who("planner"), "PUT", school.at, content=content, **{"content-type": XLSX_TYPE})
        assert kept.status_code == status
        assert not any(form in kept.content for form in FORMS)
    assert school.town.ask(school.who("planner"), "GET", school.at).json()["named"] == len(school.pupils)


def test_a_deleted_list_is_gone_and_papers_print_ids(school: School) -> None:
    school.put(*school.pupils)
    assert school.town.ask(school.who("planner"), "DELETE", school.at).status_code == 204
    assert school.town.ask(school.who("planner"), "DELETE", school.at).status_code == 404
    assert school.town.ask(school.who("planner"), "GET", school.at).status_code == 404
    answer = school.paper(school.who("planner"), "rosters")
    assert answer.headers["afterbell-names"] == "none"
    assert PLANTED not in text(answer)


def test_others_cannot_touch_a_list(school: School) -> None:
    for name in ("planner", "stranger", "west", None, school.who("class_teacher"), school.who("teacher"), school.who("reader")):
        for method, path in (("PUT", ""), ("GET", ""), ("POST", "/rotation"), ("DELETE", "")):
            answer = school.town.ask(name, method, school.at + path, {"names": []} if method == "PUT" else None)
            assert answer.status_code in (401, 403, 404), f"{name} {method}"


def test_the_diagnosis_tells_of_the_key_and_of_no_name(school: School, tmp_path: Path) -> None:
    school.put(*school.pupils)
    data = tmp_path / "data"
    settings = Settings(data_dir=data, names_key_file=str(tmp_path / "host.key"))

    def told(given: Settings = settings) -> list[tuple[FindingState, str]]:
        found = list(of_names(given, school.town.database))
        assert PLANTED not in repr(found)
        assert all(each.hint_zh.startswith("可能") and each.hint_en.startswith("Maybe") for each in found if each.state)
        return [(each.state, each.zh) for each in found]

    assert told() == [(FindingState.OK, "1 份，都能打开。")]
    (tmp_path / "host.key").chmod(0o644)
    assert told()[0][0] is FindingState.ATTENTION
    data.mkdir()
    assert "同一个文件夹" in told(settings.model_copy(update={"names_key_file": str(key_file(data))}))[0][1]
    (tmp_path / "host.key").write_text(new_keys().text(), encoding="utf-8")
    assert told() == [(FindingState.WRONG, "1 份姓名表中有 1 份打不开。")]
    assert told(settings.model_copy(update={"names_key_file": ""}))[0][0] is FindingState.WRONG
    school.town.ask(school.who("planner"), "DELETE", school.at)
    assert told(settings.model_copy(update={"names_key_file": ""})) == []
