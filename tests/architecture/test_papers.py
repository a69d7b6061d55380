"""README, documentation and CI say the same as the code."""

from __future__ import annotations

import re

import pytest

from api.services.solving import SECONDS_KEYS, STATUSES
from tests.architecture.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
REPORT = (ROOT / "docs" / "guide" / "report-and-exit-codes.md").read_text(encoding="utf-8")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert commands[:2] == ["make demo", "make test"]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in script
    assert script[-1] == commands[1]


@pytest.mark.parametrize("word", [*SECONDS_KEYS, *STATUSES])
def test_documentation_explains_every_word_of_the_report(word: str) -> None:
    assert f"`{word}`" in REPORT
