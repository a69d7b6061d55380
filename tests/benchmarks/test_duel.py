"""Two commits: who wins where, and that losses are shown in full."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.compare import comparison, main
from benchmarks.duel import PLAN, Duel, duels
from benchmarks.record import Run, append
from tests.benchmarks.builders import ended, failed, line


def after(*values: int, seed: int = 1) -> Run:
    return ended([(value, None) for value in values], seed=seed, label="new")


def before(*values: int, seed: int = 1) -> Run:
    return ended([(value, 0) for value in values], seed=seed)


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (before(20, 50), after(20, 50), ("equal", None)),
        (before(20, 50), after(19, 90), ("better", "choice")),
        (before(20, 50), after(21, 0), ("worse", "choice")),
        (before(20, 50), after(20, 49), ("better", "cost")),
        (before(20, 50), after(20, 51), ("worse", "cost")),
        (failed(), after(20, 50), ("better", PLAN)),
        (before(20, 50), failed(label="new"), ("worse", PLAN)),
        (failed(), failed(label="new"), ("equal", None)),
        (failed(), replace(failed(label="new"), status="infeasible"), ("better", "a proof")),
        (replace(failed(), status="infeasible"), failed(label="new"), ("worse", "a proof")),
    ],
)
def test_the_first_tier_that_differs_decides(old: Run, new: Run, verdict: tuple[str, str | None]) -> None:
    assert Duel(old, new).verdict == verdict


def test_a_plan_against_a_proof_that_there_is_none_is_told() -> None:
    word, tier = Duel(replace(failed(), status="infeasible"), after(1, 1)).verdict
    assert word == "better"
    assert "calls impossible" in (tier or "")


def test_pairs_by_task_and_keeps_what_has_no_counterpart() -> None:
    old, new = [before(1, 1), before(1, 1, seed=2)], [after(1, 1), after(1, 1, seed=3)]
    found, alone = duels(old, new)
    assert [(duel.before.seed, duel.after.seed) for duel in found] == [(1, 1)]
    assert [run.seed for run in alone] == [2, 3]
    other = replace(after(1, 1), request_sha256="b" * 64)
    assert duels(old, [other])[0] == []


def test_a_task_done_twice_on_one_side_is_refused() -> None:
    with pytest.raises(ValueError, match="--labels"):
        duels([before(1, 1), replace(before(2, 2), label="older")], [after(1, 1)])


def test_losses_are_shown_in_full() -> None:
    found, alone = duels(
        [before(20, 50), before(20, 50, seed=2), before(20, 50, seed=3)],
        [after(19, 60), after(20, 55, seed=2), failed(3, "new")],
    )
    text = comparison(found, alone)
    assert "3 pairs: 1 wins, 2 losses, 0 ties." in text
    assert "| choice | 1 | 0 | 1 | 0 | 1 |" in text
    assert "| cost | 0 | 1 | 0 | 2 | 0 |" in text
    assert f"| {PLAN} | 0 | 1 | 0 | 0 | 0 |" in text
    assert "* school, 10 s, seed 2: worse in cost 50 → 55 (valid → valid)" in text
    assert "  * new: valid, choice=20 cost=55" in text
    assert "  * new: failed (ended by signal 9), no plan" in text
    assert "50.0 → –" in text  # the new side proves nothing: no gap is made up


def test_two_labels_of_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "runs.jsonl"
    for run in (before(20, 50), after(20, 50)):
        append(out, line(run))
    assert main([str(out), str(out)]) == 2  # each task twice
    assert main([str(out), str(out), "--labels", "old", "new"]) == 0
    assert "# old → new" in capsys.readouterr().out
    assert main([str(out), str(out), "--labels", "old", "none"]) == 2
