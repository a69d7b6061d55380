"""A best-known plan gives way only to a better one that breaks no rule; a bound counts only where it applies."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.best.__main__ import main
from benchmarks.best.entry import Best, BestTier, Bound, dump, load
from benchmarks.best.judge import Judge, Verdict
from benchmarks.best.rules import bounds_of, refusal, source, successor, tightened
from benchmarks.best.store import FOLDER, names, plan_path, read, write
from benchmarks.best.update import update
from benchmarks.best.verify import faults
from benchmarks.instance import find, unpacked
from benchmarks.record import Run, Tier, append
from tests.benchmarks.builders import RUN, SHA, ended, line


def best(*values: int) -> Best:
    tiers = tuple(BestTier(name, value, 100) for name, value in zip(("choice", "cost"), values, strict=True))
    return Best("school", SHA, tiers, source(RUN))


@pytest.mark.parametrize(
    ("values", "why"),
    [((19, 99), None), ((20, 49), None), ((20, 50), "as good as"), ((20, 51), "worse"), ((21, 0), "worse")],
)
def test_only_a_lexicographically_better_plan_is_taken(values: tuple[int, int], why: str | None) -> None:
    found = refusal(best(20, 50), Verdict(best(*values).tiers))
    assert (found is None) if why is None else why in (found or "")


def test_a_plan_with_violations_is_never_taken() -> None:
    assert refusal(best(20, 50), Verdict(best(0, 0).tiers, ("1 violations, of K02",))) == "1 violations, of K02"
    assert refusal(None, Verdict(faults=("no plan can be read: x",))) is not None
    assert refusal(None, Verdict(best(90, 90).tiers)) is None


def test_bounds_are_stored_under_what_they_were_proven() -> None:
    found = bounds_of(ended([(20, 15), (50, 40)]))
    assert [(name, bound.value, bound.under) for name, bound in found.items()] == [
        ("choice", 15, {}), ("cost", 40, {"choice": 20}),
    ]  # fmt: skip


def test_a_bound_is_taken_where_it_applies_and_is_larger() -> None:
    runs: Sequence[Run] = [ended([(20, 15), (50, 40)]), ended([(20, 12), (60, 45)], seed=2), ended([(18, 0), (90, 49)])]
    found, wrong = tightened(best(20, 50), map(bounds_of, runs))
    assert wrong == []
    assert [tier.bound.value if tier.bound else None for tier in found.tiers] == [15, 45]  # 49 is for choice <= 18
    again, _ = tightened(found, [bounds_of(ended([(20, 3), (50, 4)]))])
    assert again == found


def test_a_bound_above_the_value_is_a_contradiction() -> None:
    found, wrong = tightened(best(20, 50), [bounds_of(ended([(25, 21), (60, 10)]))])
    assert "choice has a plan of 20 and a bound of 21" in wrong[0]
    assert found.tiers[0].bound is None
    assert found.tiers[1].bound is not None


def test_a_better_plan_inherits_the_bounds_that_apply_to_it() -> None:
    old, _ = tightened(best(20, 50), [bounds_of(ended([(20, 15), (50, 40)]))])
    better, wrong = successor(old, RUN, best(19, 60).tiers)
    assert [tier.bound.value if tier.bound else None for tier in better.tiers] == [15, 40]
    assert wrong == []
    _, wrong = successor(old, RUN, best(14, 60).tiers)
    assert "a bound of 15" in wrong[0]


def test_entries_are_written_as_they_are_read(tmp_path: Path) -> None:
    found, _ = tightened(best(20, 50), [bounds_of(RUN)])
    assert load(json.loads(json.dumps(dump(found)))) == found
    write(found, b"plan", tmp_path)
    assert read("school", tmp_path) == found
    assert names(tmp_path) == ["school"]
    assert read("other", tmp_path) is None


def stored_run(folder: Path, label: str, seed: int, plan: bytes) -> Run:
    """A run of tiny that ended with this plan, in the file of runs; its values are the checker's."""
    judge = Judge(find("tiny"))
    tiers = tuple(Tier(t.name, t.value, 0, t.scale) for t in judge.word(plan).tiers)
    name = f"{label}-{seed}.plan.json.gz"
    (folder / name).write_bytes(plan)
    run = replace(RUN, instance="tiny", request_sha256=judge.request_sha256, label=label, seed=seed)
    run = replace(run, tiers=tiers, events=(), plan=name)
    append(folder / "runs.jsonl", line(run))
    return run


def spoiled(plan: bytes, broken: bool) -> bytes:
    """The stored plan of tiny with a seat taken away (a worse plan), or a whole class's care (no plan at all)."""
    document = json.loads(unpacked(plan))
    if broken:
        document["care_groups"] = document["care_groups"][1:]
    else:
        document["seats"] = document["seats"][:-1]
    return gzip.compress(json.dumps(document).encode())


def test_update_and_verify_with_real_plans(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = plan_path("tiny").read_bytes()
    folder, runs = tmp_path / "best", tmp_path / "runs.jsonl"
    stored_run(tmp_path, "broken", 1, spoiled(sound, broken=True))
    outcome = update(runs, folder)
    assert outcome.taken == []
    assert "violations" in outcome.refused[0]
    assert names(folder) == []

    stored_run(tmp_path, "sound", 1, sound)
    assert main(["--folder", str(folder), "update", str(runs)]) == 0
    assert "taken: tiny, 10 s, seed 1, sound" in capsys.readouterr().out
    kept = read("tiny", folder)
    assert kept is not None
    assert faults("tiny", folder) == []

    other = spoiled(sound, broken=False)
    word = Judge(find("tiny")).word(other)
    if not word.faults:  # a lost seat is worse, unless it is a violation too: refused in both cases
        assert tuple(tier.value for tier in word.tiers) > kept.values
    stored_run(tmp_path, "worse", 1, other)
    assert update(runs, folder).taken == []
    after = read("tiny", folder)
    assert after is not None
    assert after.values == kept.values

    plan_path("tiny", folder).write_bytes(other)
    assert faults("tiny", folder)
    assert main(["--folder", str(folder), "verify"]) == 1
    outcome = update(runs, folder)  # what is not sound any more is set aside, and the sound plan taken again
    assert len(outcome.set_aside) == 1
    assert faults("tiny", folder) == []


def test_runs_of_another_request_and_lost_plans_are_refused(tmp_path: Path) -> None:
    runs, folder = tmp_path / "runs.jsonl", tmp_path / "best"
    append(runs, line(replace(RUN, instance="tiny", plan="lost.plan.json.gz")))
    append(runs, line(replace(stored_run(tmp_path, "x", 1, b"no plan"), label="y", plan="lost.plan.json.gz")))
    refused = " ".join(update(runs, folder).refused)
    assert "made for another request" in refused
    assert "no plan can be read" in refused
    assert "is not there" in refused


@pytest.mark.parametrize("name", names(FOLDER))
def test_every_stored_plan_is_what_it_claims_to_be(name: str) -> None:
    assert faults(name) == []


def test_a_bound_applies_to_plans_as_good_in_the_earlier_tiers() -> None:
    bound = Bound(40, {"choice": 20}, source(RUN))
    assert bound.applies_to({"choice": 20, "cost": 99})
    assert not bound.applies_to({"choice": 21, "cost": 0})
    assert not bound.applies_to({"cost": 0})
