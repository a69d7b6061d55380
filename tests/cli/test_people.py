"""Settings about people from end to end: who lets outside people in (U9), and whose loads are compared (U11)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from api.files.request.reader import read_request
from api.files.request.writer import request_bytes
from api.mapping.request import Request
from tests.cli.conftest import Run

QUICK = ("--effort", "0.2", "--workers", "1", "--seconds", "3600", "-q")


def _request(samples: Path, folder: Path, **fields: Any) -> Path:
    """The tiny sample, in which everybody wants the choir first and only the instructor from outside masters it, with the
    instructor's papers changed."""
    request = read_request(samples / "tiny.json")
    own = tuple(replace(x, skills=tuple(s for s in x.skills if s.name != "choir")) for x in request.problem.staff)
    guest = replace(request.problem.outside[0], **fields)
    choir = next(o.id for o in request.problem.offerings if o.skill == "choir")
    pupils = tuple(
        replace(x, choices=(choir, *(c for c in x.choices if c != choir))) if x.clubs else x for x in request.problem.pupils
    )
    path = folder / "request.json"
    problem = replace(request.problem, staff=own, outside=(guest,), pupils=pupils)
    path.write_bytes(request_bytes(Request(problem, request.policy_name, request.overrides), path.suffix))
    return path


def _leaders(plan: Path) -> set[str]:
    return {a["person"] for a in json.loads(plan.read_text())["plan"]["assignments"] if a["post"]["kind"] == "lead"}


def test_U9_the_pool_instead_of_the_bureau(run: Run, samples: Path, tmp_path: Path) -> None:
    request, plan = _request(samples, tmp_path, approved_from=None, approved_to=None), tmp_path / "p.json"
    guest = read_request(request).problem.outside[0].id
    assert run("solve", request, *QUICK, "-o", plan).exit_code == 0
    assert guest not in _leaders(plan), "not approved by the bureau"
    levels = ("--set", "E03.level=off", "--set", "E04.level=hard", "--set", "E06.level=hard")
    ran = run("solve", request, *QUICK, *levels, "-o", plan, "--force")
    assert ran.exit_code == 0, ran.output
    assert guest in _leaders(plan)
    refused = run("check", plan, "--request", request)
    assert refused.exit_code != 0
    assert "E03" in refused.output
    answer = run("solve", request, *QUICK, "--set", "U9=pool", "-o", plan, "--force")
    assert answer.exit_code == 0, answer.output
    assert guest in _leaders(plan)


def test_U9_who_is_not_filed_does_not_get_in_that_way(run: Run, samples: Path, tmp_path: Path) -> None:
    for fields in ({"filed": None}, {"pool": "none"}):
        request, plan = _request(samples, tmp_path, approved_from=None, **fields), tmp_path / "p.json"
        assert run("solve", request, *QUICK, "--set", "U9=pool", "-o", plan, "--force").exit_code == 0
        assert read_request(request).problem.outside[0].id not in _leaders(plan)


def test_U11_is_set_by_its_answer(run: Run, samples: Path, tmp_path: Path) -> None:
    plan = tmp_path / "p.json"
    ran = run("solve", samples / "tiny.json", *QUICK, "--set", "U11=in_service", "-o", plan)
    assert ran.exit_code == 0, ran.output
    assert run("check", plan, "--request", samples / "tiny.json", "--set", "U11=participants").exit_code == 0
