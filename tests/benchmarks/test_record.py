"""The file of runs survives interrupted writers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.record import append, read
from tests.benchmarks.builders import RUN, failed, line


def test_what_is_written_is_read(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "runs.jsonl"
    assert read(out).runs == ()
    append(out, line(RUN))
    append(out, line(failed(seed=2)))
    found = read(out)
    assert found.runs == (RUN, failed(seed=2))
    assert found.remarks() == []


def test_scales_stand_only_where_they_change(tmp_path: Path) -> None:
    out = tmp_path / "runs.jsonl"
    raw = line(RUN)
    raw["events"][1]["scales"] = [100, 50]
    raw["events"].insert(1, {"at": 3.0, "stage": "a word without a plan"})
    append(out, raw)
    first, second = read(out).runs[0].events
    assert [tier.scale for tier in first.tiers] == [100, 100]
    assert [(tier.name, tier.scale) for tier in second.tiers] == [("choice", 100), ("cost", 50)]


def test_a_line_that_was_cut_off_is_told_and_does_not_spoil_the_next(tmp_path: Path) -> None:
    out = tmp_path / "runs.jsonl"
    append(out, line(RUN))
    with out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line(RUN))[:100])
    append(out, line(replace(RUN, seed=2)))
    found = read(out)
    assert [run.seed for run in found.runs] == [1, 2]
    assert found.remarks() == ["unreadable: line 2"]


def test_a_run_made_again_stands_in_for_the_failed_one(tmp_path: Path) -> None:
    out = tmp_path / "runs.jsonl"
    append(out, line(failed()))
    append(out, line(RUN))
    found = read(out)
    assert found.runs == (RUN,)
    assert found.remarks() == ["made again: school, 10 s, seed 1, old (ended by signal 9)"]


def test_lines_of_another_schema_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "runs.jsonl"
    out.write_text('{"instance": "tiny", "report": {}}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"line 1.*Maybe"):
        read(out)
