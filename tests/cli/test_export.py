"""``afterbell export``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import solver
from api.files import draw_pdf
from api.files.papers.registry import PAPER_KINDS
from api.files.plan.bundle import PlanBundle
from api.files.plan.writer import plan_bytes
from api.services.loading import choose_policy, load_request
from solver import Plan
from tests.cli.conftest import Run


@pytest.fixture
def plan(samples: Path, tmp_path: Path) -> Path:
    """A plan in which nothing is arranged."""
    request = load_request(samples / "tiny.json")
    policy = choose_policy(request)
    path = tmp_path / "plan.json"
    bundle = PlanBundle(request.problem, policy, Plan(), solver.check_plan(request.problem, policy, Plan()))
    path.write_bytes(plan_bytes(bundle, path.suffix))
    return path


def test_every_kind_in_several_formats_at_once(run: Run, samples: Path, plan: Path, tmp_path: Path) -> None:
    for kind in PAPER_KINDS:
        files = [tmp_path / f"{kind}{suffix}" for suffix in (".json", ".html", ".xlsx")]
        options = [part for file in files for part in ("-o", file)]
        ran = run("export", kind, plan, "--request", samples / "tiny.json", *options, "--on", "2026-09-03")
        assert ran.exit_code == 1, "written, and the plan has violations"
        assert "违规" in ran.stderr
        assert all(file.stat().st_size for file in files)
        assert json.loads(files[0].read_text(encoding="utf-8"))["on"] == "2026-09-03"


def test_bad_input_is_refused_with_all_faults(run: Run, samples: Path, plan: Path, tmp_path: Path) -> None:
    ran = run("export", "nothing", plan, "--request", samples / "tiny.json", "-o", tmp_path / "a.csv", "--on", "2026-9-1")
    assert ran.exit_code == 2
    for words in ("nothing", "filing", "备案材料", "a.csv", "2026-9-1", "可能", "Maybe"):
        assert words in ran.stderr
    swapped = run("export", "menu", samples / "tiny.json", "--request", plan, "-o", tmp_path / "a.pdf")
    assert swapped.exit_code == 2
    assert not list(tmp_path.glob("a.*"))


def test_a_missing_font_is_told(run: Run, samples: Path, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw_pdf, "FONT_PACKAGE", "no_such_fonts")
    ran = run("export", "menu", plan, "--request", samples / "tiny.json", "-o", tmp_path / "a.pdf")
    assert ran.exit_code == 2
    assert "找不到中文字体" in ran.stderr
    assert not (tmp_path / "a.pdf").exists()
