"""The documentation's table, the report, and what they say of losses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.best.entry import Best, BestTier
from benchmarks.best.rules import source
from benchmarks.best.store import write
from benchmarks.record import append
from benchmarks.report import report
from benchmarks.spread import counted, percent, spread
from benchmarks.table import BEGIN, END, main, table, written
from tests.benchmarks.builders import RUN, SHA, ended, failed, line

THREE = [RUN, replace(ended([(20, 20), (60, 40)], seed=2), first_plan=3.0), failed(seed=3)]


def test_spread_is_median_least_and_most_and_counts_what_is_missing() -> None:
    assert spread([1.0, 3.0, 2.0], 1) == "2.0 (1.0–3.0)"
    assert spread([2.0, 2.0]) == "2"
    assert spread([2.0, None]) == "2 [1 of 2]"
    assert spread([None]) == spread([]) == "–"
    assert percent([0.5, 0.25]) == "37.5 (25.0–50.0)"
    assert counted([1, 2]) == "1.5 (1–2)"
    assert counted([1_000_000]) == "1000000"


def test_table_shows_failed_runs(tmp_path: Path) -> None:
    text = table(THREE, folder=tmp_path)
    assert "2 cores, cpu, 2 workers, Python 3.11, OR-Tools 9.15, commit old." in text
    assert "| school | 8 | 10 | 1, 2, 3 | 2 of 3 | 2.50 (2.00–3.00) | 15.0 (10.0–20.0) | 20 | 200 |" in text
    assert "| instance | limit s | choice | cost |" in text
    assert "| school | 10 | 0.0 | 15.0 (10.0–20.0) |" in text
    assert "- school, 10 s, seed 3, old: failed, ended by signal 9" in text


def test_an_unknown_gap_is_no_gap(tmp_path: Path) -> None:
    text = table([ended([(20, None), (50, 50)])], folder=tmp_path)
    assert "| school | 10 | – | 0.0 |" in text
    assert text.endswith("Losses:\n\n- none")


def test_a_proof_that_there_is_no_plan_is_no_loss(tmp_path: Path) -> None:
    text = table([replace(failed(), status="infeasible", failure="")], folder=tmp_path)
    assert "0 of 1, 1 proven infeasible" in text
    assert text.endswith("- none")


def test_being_behind_the_best_plan_known_is_a_loss(tmp_path: Path) -> None:
    tiers = (BestTier("choice", 20, 100), BestTier("cost", 44, 100))
    write(Best("school", SHA, tiers, source(RUN)), folder=tmp_path)
    text = table(THREE[:2], folder=tmp_path)
    assert "behind the best plan known in cost, 55 (50–60) against 44 (the closest run by 6.0 % of the scale)" in text
    assert "- none" in table([ended([(19, 0), (99, 0)])], folder=tmp_path)


def test_runs_of_two_commits_make_no_table(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="--label"):
        table([RUN, replace(RUN, label="new")], folder=tmp_path)
    with pytest.raises(ValueError, match="none"):
        table([], folder=tmp_path)


def test_the_table_goes_between_its_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert written(f"a\n{BEGIN}\nold\n{END}\nb", "new") == f"a\n{BEGIN}\nnew\n{END}\nb"
    with pytest.raises(ValueError, match="once each"):
        written("nothing", "new")
    out, page = tmp_path / "runs.jsonl", tmp_path / "page.md"
    append(out, line(RUN))
    page.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    assert main([str(out), str(page)]) == 0
    assert "| school | 8 | 10 | 1 |" in page.read_text(encoding="utf-8")
    assert main([str(out)]) == 0
    assert "commit old" in capsys.readouterr().out
    assert main([str(out), "--label", "other"]) == 2


def test_report_tells_values_gaps_parts_and_what_went_wrong() -> None:
    text = report(THREE, ["unreadable: line 4"])
    assert text.startswith("* unreadable: line 4")
    assert "## school, 10 s, 2 workers, old" in text
    assert "seeds 1, 2, 3: 2 valid, 1 failed." in text
    assert "* school, 10 s, seed 3, old: **failed** ended by signal 9" in text
    assert "| tier | 1 s | 2 s | 5 s | 10 s | end |" in text
    assert "| choice | – | 40 [1 of 2] | 20 [1 of 2] | 20 [1 of 2] | 20 |" in text
    assert "| **largest** | – | 30.0 [1 of 2] | 20.0 [1 of 2] | 20.0 [1 of 2] | 15.0 (10.0–20.0) |" in text
    assert "| 4.3 | 20.0 | 69.6 |" in text  # load, build, search of 11.5 s
    assert "| 0.5" in text
