"""Folders of offices through the importer: nothing lost, doubled or altered, few questions, no row without an account."""

from __future__ import annotations

import pytest

from tests.offices.folder import write_office
from tests.offices.second.folder import write_second_office
from tests.offices.trial import Trial, tried

TIDY = (1,)
FIRST = (1, 5, 11)
SECOND = (5, 14)
MOST_QUESTIONS = 10


@pytest.fixture(scope="module", params=[*(("tidy", seed) for seed in TIDY), *(("first", seed) for seed in FIRST),
                                        *(("second", seed) for seed in SECOND)], ids=lambda param: f"{param[0]}-{param[1]}")
def trial(request: pytest.FixtureRequest) -> Trial:
    family, seed = request.param
    if family == "second":
        return tried(write_second_office(seed), {})
    return tried(write_office(seed, frozenset() if family == "tidy" else None), {})


def test_nothing_is_lost_doubled_or_altered(trial: Trial) -> None:
    assert not trial.refused
    assert [str(difference) for difference in trial.found] == []


def test_few_questions_are_asked(trial: Trial) -> None:
    assert trial.imported is not None
    assert len(trial.imported.open) <= MOST_QUESTIONS


def test_the_problem_has_no_fault_and_every_file_was_read(trial: Trial) -> None:
    assert trial.imported is not None
    assert [str(fault) for fault in (*trial.imported.faults, *trial.imported.unread)] == []
    assert {sheet.file for sheet in trial.imported.sheets} == set(trial.office.files)
