"""Parameters of the search: defaults fit their ranges, faults are all named, and what was changed is recorded and repeats."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace

import pytest

from instances.generators import generate, presets
from solver.policy.load import load_policy
from solver.search.bounds.worker import BoundWorker
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.search.search_params import LnsParams, SearchParams, search_params_from


def test_every_parameter_says_its_unit_range_and_effect() -> None:
    for name, item, value in SearchParams().items():
        assert item.metadata["least"] <= value <= item.metadata["most"], name
        assert item.metadata["unit"], name
        assert item.metadata["effect"], name


def test_the_defaults_are_what_an_empty_file_gives() -> None:
    assert search_params_from({}) == (SearchParams(), ())
    assert SearchParams().changed() == ""


@pytest.mark.parametrize("name", [name for name, _, _ in SearchParams().items()])
def test_each_can_be_set_to_its_ends_and_no_further(name: str) -> None:
    phase, _, short = name.partition(".")
    (item,) = [item for key, item, _ in SearchParams().items() if key == name]
    for end, step in ((item.metadata["least"], -1), (item.metadata["most"], 1)):
        params, faults = search_params_from({phase: {short: end}})
        assert (params is not None, faults) == (True, ())
        params, faults = search_params_from({phase: {short: end + step}})
        assert params is None
        assert [fault.path for fault in faults] == [(phase, short)]


def test_all_faults_at_once_with_place_and_hint() -> None:
    text = "[lns]\nsuccess_decay = 2\nleast_wieght = 1.0\n[workload]\nmax_rounds = true\n[lms]\nx = 1\n"
    params, faults = search_params_from({**tomllib.loads(text), "exact": 3})
    assert params is None
    assert [fault.path for fault in faults] == [
        ("lns", "success_decay"), ("lns", "least_wieght"), ("workload", "max_rounds"), ("lms",), ("exact",),
    ]  # fmt: skip
    assert "least_weight" in faults[1].hint_en
    assert all(fault.hint_zh.startswith("可能") and fault.hint_en.startswith("Maybe") for fault in faults)


def test_a_value_out_of_range_is_no_parameter() -> None:
    with pytest.raises(ValueError, match="success_decay"):
        LnsParams(success_decay=1.5)


def test_a_changed_parameter_changes_the_search_and_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundWorker, "tighten_all", lambda *_: None)  # bounds are not the point
    preset = presets()["mid"]
    problem, policy = generate(preset, 1), load_policy(preset.policy["profile"], preset.policy["overrides"])
    usual = Params(seconds=None, effort=0.05, seed=1, workers=1)
    tuned, faults = search_params_from({"workload": {"exchange_rounds": 1, "exchange_sweeps": 1, "load_share": 1}})
    assert (tuned is not None, faults) == (True, ())
    assert tuned is not None
    assert tuned.changed() == "workload.exchange_rounds=1 workload.exchange_sweeps=1 workload.load_share=1"
    first, again, other = (solve(problem, policy, params) for params in (replace(usual, search=tuned),) * 2 + (usual,))
    assert first.plan == again.plan
    assert first.plan != other.plan
    assert {field.name for field in fields(SearchParams)} == {
        "pipeline", "construct", "least_change", "repair", "workload", "master", "lns", "staffing", "bounds", "exact",
    }  # fmt: skip
