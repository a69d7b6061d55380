"""A client that a tool makes from our OpenAPI document works against a running service."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi.openapi.utils import get_openapi

from api.main import create_app
from api.schemas.plan import PlanDocument
from api.schemas.request import RequestDoc
from api.settings import Settings
from tests.service.process import Running, running

NAME = "generated_by_the_test"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("web"), root, "web") as found:
        yield found


@pytest.fixture(scope="module")
def document(web: Running) -> dict[str, Any]:
    """The document as the service gives it."""
    found: dict[str, Any] = web.ask("GET", "/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def client(web: Running, document: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The client's module, set to the service with its first key."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    command = [sys.executable, "-m", "clientele.cli", "start-api", "-f", "openapi.json", "-o", NAME]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        module = importlib.import_module(f"{NAME}.client")
        config = importlib.import_module(f"{NAME}.config")
        headers = {"authorization": f"Bearer {web.key}"}
        module.client.configure(config=config.Config(base_url=web.at, headers=headers, timeout=600.0))
        yield module
        module.client.close()
        for name in [name for name in sys.modules if name.split(".")[0] == NAME]:
            del sys.modules[name]


def test_every_operation_has_a_name_of_its_own(document: dict[str, Any], client: ModuleType) -> None:
    names = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert [name for name in names if not callable(getattr(client, name, None))] == []


def test_names_that_generators_take_are_latin_and_their_own(document: dict[str, Any]) -> None:
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    names = [document["info"]["title"], *document["components"]["schemas"], *(operation["operationId"] for operation in operations)]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name)] == []
    for operation in operations:
        parameters = [parameter["name"] for parameter in operation.get("parameters", ())]
        assert len(set(parameters)) == len(parameters), operation["operationId"]


def test_models_of_the_service_and_of_requests_do_not_share_names() -> None:
    """One would take the other's place in the document."""
    own = get_openapi(title="", version="", routes=create_app(Settings()).routes)["components"]["schemas"]
    ours = [RequestDoc.model_json_schema(), PlanDocument.model_json_schema()]
    assert set(own) & {name for schema in ours for name in (schema["title"], *schema["$defs"])} == set()


def test_schools_terms_and_jobs_by_the_generated_client(client: ModuleType, samples: Path) -> None:
    schemas = client.schemas
    (school,) = client.schools_schools().items
    assert (school.id, school.name, school.district_id) == ("elm", "Elm", "east")
    made = client.schools_make_school(data=schemas.NewSchool(id="oak", name="Oak", district_id="east"))
    assert isinstance(made, schemas.SchoolDoc)
    request = schemas.RequestDoc.model_validate_json((samples / "tiny.json").read_bytes())
    term = client.terms_submit_term(school="oak", data=request)
    assert isinstance(term, schemas.SubmittedTermDoc)
    assert (term.school_id, term.pupils) == ("oak", len(request.problem.pupils))
    # Made without its checks: the tool asks for every field that may be left out, as long as it has no plain default.
    job = client.jobs_start_job(term=term.id, data=schemas.NewSolve.model_construct(kind="solve", seconds=5, seed=3))
    assert isinstance(job, schemas.JobDoc)
    assert (job.state, job.term_id) == ("queued", term.id)
    assert [each.id for each in client.jobs_jobs(term=term.id).items] == [job.id]
    assert client.jobs_one_job(job=job.id).id == job.id


def test_problems_come_as_problems(client: ModuleType) -> None:
    missing = client.terms_term(term="no-such-term")
    assert isinstance(missing, client.schemas.Problem)
    assert missing.status == 404
    taken = client.schools_make_school(data=client.schemas.NewSchool(id="elm", name="Elm", district_id="east"))
    assert taken.status == 409
