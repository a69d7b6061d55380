"""README, CI, locks and packaging say the same as the code."""

from __future__ import annotations

import re
import tomllib

import pytest

from api.services.solving import SECONDS_KEYS, STATUSES
from tests.architecture import readme_rules
from tests.architecture.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")


def test_table_of_rules_is_the_profiles() -> None:
    assert readme_rules.written() == readme_rules.table(), "run python -m tests.architecture.readme_rules"


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert commands[:2] == ["make demo", "make test"]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in script
    assert script[-1] == commands[1]


@pytest.mark.parametrize("word", [*SECONDS_KEYS, *STATUSES])
def test_readme_explains_every_word_of_the_report(word: str) -> None:
    assert f"`{word}`" in README


@pytest.mark.parametrize("name", LOCKS)
def test_locks_carry_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text.replace("--no-emit-index-url", "")
    for entry in re.split(r"\n(?=\S)", text):
        if not entry.startswith("#"):
            assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_locks_agree() -> None:
    """What the tests run with is what the school gets."""
    pins = [set(re.findall(r"^[\w.-]+==\S+.*?(?= \\)", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS]
    assert pins[0] <= pins[1] <= pins[2]


def test_locks_hold_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["build"]):
        name = re.match(r"[\w-]+", requirement)
        assert name is not None
        assert re.search(rf"^{name[0]}==", text, re.MULTILINE), requirement
