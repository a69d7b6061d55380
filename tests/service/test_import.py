"""``POST /v1/import``: an archive or a document of an office's files becomes a request; nothing is stored."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any

from tests.http.conftest import assert_problem
from tests.service.town import Town

ROSTER = "班级,学号,姓名\n一(1)班,1,王小明\n一(1)班,2,李小红\n"
AGENCY = "姓名,机构,课程,课时费\n钱进,阳光俱乐部,足球,120\n"


def archive(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, text in files.items():
            packed.writestr(f"教务处/{name}.csv", text.encode("gb18030"))
    return buffer.getvalue()


def send(town: Town, data: bytes, query: str = "", accept: str = "application/json", who: str = "planner") -> Any:
    return town.ask(who, "POST", f"/v1/import{query}", content=data, **{"content-type": "application/zip", "accept": accept})


def test_an_archive_becomes_a_request_that_can_be_submitted(town: Town) -> None:
    found = send(town, archive(名册=ROSTER, 外聘=AGENCY)).json()
    assert found["names"] == {"1.1-01": "王小明", "1.1-02": "李小红"}
    assert (found["counts"]["taken"], found["unread"], found["faults"]) == (3, [], [])
    assert "王小明" not in str(found["request"])
    assert town.ask("planner", "POST", "/v1/precheck", found["request"]).status_code == 200
    (papers,) = [each for each in found["questions"] if each["id"].startswith("papers")]
    again = send(town, archive(名册=ROSTER, 外聘=AGENCY), f"?answer={papers['id']}=是").json()
    assert [each["open"] for each in again["questions"] if each["id"] == papers["id"]] == [False]


def test_an_archive_is_answered_with_an_archive(town: Town) -> None:
    answer = send(town, archive(名册=ROSTER), accept="application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.namelist() == ["school.xlsx", "import.xlsx", "mapping.json"]


def test_a_document_carries_files_answers_and_mapping(town: Town) -> None:
    document: dict[str, Any] = {"files": [{"name": "名册.csv",
        "data": base64.b64encode(ROSTER.encode()).decode()}], "answers": {"school": "青云小学"}}
    found = town.ask("planner", "POST", "/v1/import", document).json()
    assert found["request"]["problem"]["school"] == "青云小学"
    again = town.ask("planner", "POST", "/v1/import", {"files": document["files"], "mapping": found["mapping"]}).json()
    assert again["request"] == found["request"]


def test_a_document_may_hold_archives(town: Town) -> None:
    """As an office drops them: what is packed is read as if it lay beside, the mapping of the last time too."""
    packed = base64.b64encode(archive(名册=ROSTER)).decode()
    plain = base64.b64encode(AGENCY.encode()).decode()
    files = [{"name": "名册.zip", "data": packed}, {"name": "外聘.csv", "data": plain}]
    found = town.ask("planner", "POST", "/v1/import", {"files": files}).json()
    assert (len(found["names"]), len(found["request"]["problem"]["outside"])) == (2, 1)
    assert {each["file"] for each in found["sheets"]} == {"名册.csv", "外聘.csv"}
    assert all(each["place_zh"].startswith("“") for each in found["assumed"])
    learned = base64.b64encode(json.dumps(found["mapping"] | {"answers": {"school": "青云小学"}}).encode()).decode()
    again = town.ask("planner", "POST", "/v1/import", {"files": [*files, {"name": "mapping.json", "data": learned}]}).json()
    assert again["request"]["problem"]["school"] == "青云小学"
    broken = {"name": "坏.zip", "data": base64.b64encode(b"no archive").decode()}
    assert_problem(town.ask("planner", "POST", "/v1/import", {"files": [*files, broken]}), 422, "bad-input")


def test_what_is_wrong_is_refused_with_a_way_out(town: Town) -> None:
    assert_problem(send(town, b"no archive"), 422, "bad-input")
    assert_problem(send(town, archive(课表="甲,乙\n一,二\n")), 422, "bad-input")
    assert_problem(town.ask("planner", "POST", "/v1/import", {"files": []}), 422, "bad-input")
    assert_problem(send(town, archive(名册=ROSTER), "?profile=nowhere"), 422, "bad-input")
