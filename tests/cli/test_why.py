"""``afterbell why``: the answer in the terminal, as a page, and the changed plan."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.best.store import plan_path
from solver import load_plan
from tests.cli.conftest import Run


def test_an_answer_its_page_and_the_plan_to_take(run: Run, samples: Path, tmp_path: Path) -> None:
    request, made = samples / "tiny.json", tmp_path / "plan.json"
    document = json.loads(gzip.decompress(plan_path("tiny").read_bytes()))
    made.write_text(json.dumps({"version": 1, "plan": document}), encoding="utf-8")
    page, answer, new = tmp_path / "why.html", tmp_path / "why.json", tmp_path / "new.plan.json"
    found = run("why", request, made, "--person", "T005", "--post", "care/1/101/0", "--week", "1", "--instead", "T002",
                "--report", page, "--report", answer, "-o", new)  # fmt: skip
    assert found.exit_code == 0, found.stderr
    for words in ("可以，有代价", "托管不连续之处 +2 处", "已写出"):
        assert words in found.stdout, words
    assert all(words in page.read_text(encoding="utf-8") for words in ("改动的代价", "不是曾斌(T002)？"))
    assert json.loads(answer.read_text(encoding="utf-8"))["verdict"] == "costs"
    changed = load_plan(json.loads(new.read_text(encoding="utf-8"))["plan"])
    assert changed.canonical() != load_plan(document).canonical()
    assert run("check", new, request).exit_code == 0
    told = run("why", made, request, "--pupil", "P0001", "--offering", "K02", "--for", "family")
    assert told.exit_code == 0, told.stderr
    wrong = run("why", request, made, "--person", "T9", "--post", "care/1/101/0", "--for", "aunt", "-o", new)
    assert wrong.exit_code == 2
    for words in ("aunt", "文件已存在", "可能", "Maybe"):
        assert words in wrong.stderr, words
    who = run("why", request, made, "--post", "care/1/101/0", "--week", "1")
    assert (who.exit_code, "可以上" in who.stdout) == (0, True), who.stdout + who.stderr
    missing = run("why", request, made, "--grade", "1", "--instead", "T002")
    assert (missing.exit_code, "--instead" in missing.stderr) == (2, True)
