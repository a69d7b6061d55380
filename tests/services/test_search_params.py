"""Parameters of the search from a file: read, or refused with the place; the record of a run tells of them and is read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from api.files.plan.search_run import SearchRun, run_document, run_from
from api.services.search_params import load_search_params
from solver import ProblemError, SearchParams

RUN = SearchRun(1, 2, 3.0, None, None, 2.5, "effort", False, "1", "0" * 64)


def test_without_a_file_the_defaults() -> None:
    assert load_search_params(None) == SearchParams()


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    file = tmp_path / "tuned.toml"
    file.write_text("[lns]\nleast_weight = 1.5\n", encoding="utf-8")
    assert load_search_params(file).changed() == "lns.least_weight=1.5"


@pytest.mark.parametrize(
    ("content", "path", "en"),
    [
        (None, (), "cannot be read"),
        (b"[lns\n", (), "no TOML"),
        (b"\xff\xfe", (), "no TOML"),
        (b"[lns]\nleast_wight = 1\n", ("lns", "least_wight"), "no such parameter"),
        (b"[exact]\nfirst_share = 1.5\n", ("exact", "first_share"), "must be 0..1"),
    ],
)
def test_a_file_that_is_wrong_is_refused(content: bytes | None, path: tuple[str, ...], en: str, tmp_path: Path) -> None:
    file = tmp_path / "tuned.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        load_search_params(file)
    (fault,) = caught.value.faults
    assert fault.path == path
    assert en in fault.en
    assert fault.hint_zh.startswith("可能")
    assert fault.hint_en.startswith("Maybe")


def test_the_record_of_a_run_tells_of_them() -> None:
    tuned = replace(RUN, search_params="lns.least_weight=1.5")
    assert run_from(run_document(tuned)) == tuned
    before = {name: value for name, value in run_document(RUN).items() if name != "search_params"}
    assert run_from(before) == RUN  # a record of a version that had none
