"""One adult fewer at every school: verdicts are proven or checked, a bureau reads no person, and a run goes on after what is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import solver
from api.files.district.report import (
    DistrictFile,
    SchoolRow,
    district_bytes,
    district_document,
    summary_lines,
    told_prices,
)
from api.services.district import answer_all, request_files
from solver import DistrictQuestion, Params, ProblemError, SchoolAnswer, check_plan
from solver.changes.change import Case
from solver.changes.people import Leave
from solver.explain.precheck import precheck
from solver.policy import Policy
from solver.problem import FixedPost, Gate, Staff
from solver.whatif.district import answer as answer_module
from solver.whatif.district.answer import answer_school
from solver.whatif.district.question import read_question
from solver.whatif.district.school_answer import Price, dump_answer, load_answer
from tests.schools.tiny_by_hand import plan, policy, problem

PARAMS = Params(seconds=None, effort=1.0, workers=1)
SCHOOL = replace(problem(), gates=(Gate("N", 1, 1),))
BY = policy("D02", "G10", "K01", numbers={"D14": {"escort_minutes": 1}})
LEAST = DistrictQuestion("least")


def strictly_staffed() -> Policy:
    """The policy under which no post may be empty."""
    return replace(BY, rules={**BY.rules, **{rule: replace(BY.rules[rule], level="hard") for rule in ("D08", "H04")}})


@pytest.fixture(scope="module")
def answer() -> SchoolAnswer:
    """T3 has the gate alone, without minutes, and leaves first; two can have both classes together, and the gate."""
    return answer_school(SCHOOL, BY, LEAST, PARAMS, plan())


def test_a_school_that_keeps_has_a_checked_plan(answer: SchoolAnswer) -> None:
    assert answer.verdict == "keeps"
    assert answer.role == "subject"
    assert answer.plan is not None
    gone = Leave(("T3",)).apply(Case(SCHOOL, BY))
    assert check_plan(*gone, answer.plan).valid
    assert all(a.person != "T3" for a in answer.plan.assignments)
    assert (answer.adults, answer.examined, answer.pupils) == (3, 3, 4)


@pytest.mark.parametrize("groups", [1, 2, 15])
def test_who_cannot_be_spared_is_the_same_by_groups_and_one_by_one(groups: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A patrol that the one admin may hold; with one group everybody is thought away first, and halves after it."""
    strict = strictly_staffed()
    strict = replace(strict, rules={**strict.rules, "H01": replace(strict.rules["H01"], level="hard")})
    staff = (*SCHOOL.staff, Staff("A1", "admin"), Staff("T4", "subject"))
    school = replace(SCHOOL, staff=staff, posts=(FixedPost("P", "patrol", "A", 900, 980, (1, 2), roles=("admin",)),))
    alone = [person.id for person in staff if precheck(*Leave((person.id,)).apply(Case(school, strict)))]
    monkeypatch.setattr(answer_module, "GROUPS", groups)
    found = answer_school(school, strict, LEAST, PARAMS)
    assert alone == ["A1"]
    assert (found.indispensable, found.examined) == ({"admin": 1}, len(staff))


def test_nothing_is_told_as_better_where_somebody_leaves(answer: SchoolAnswer) -> None:
    """The plan by hand has a group for each class; that one will do is found by the search, not by T3's leaving."""
    assert answer.prices
    assert all(price.before <= price.after for price in answer.prices)


def test_a_school_without_enough_people_breaks_by_proof() -> None:
    """One of two leaves, and the other cannot be with the classes and at the gate."""
    strict = strictly_staffed()
    alone = Leave(("T3",)).apply(Case(SCHOOL, strict)).problem
    before = solver.solve(alone, strict, PARAMS).plan
    found = answer_school(alone, strict, LEAST, PARAMS, before)
    assert found.verdict == "breaks"
    assert found.proof
    assert found.rules
    assert found.plan is None


@pytest.mark.parametrize(
    ("leaves", "adults", "gone"),
    [
        ("least", 1, ("T3",)), ("most", 1, ("T1",)), ("role:subject", 1, ("T3",)), ("role:admin", 1, ()), ("least", 2, ("T3", "T1")),
        ("least", 9, ()),
    ],
)
def test_the_rule_says_who_leaves(leaves: str, adults: int, gone: tuple[str, ...]) -> None:
    minutes = check_plan(SCHOOL, BY, plan()).facts.minutes
    assert DistrictQuestion(leaves, adults=adults).chosen(SCHOOL, minutes) == gone


def test_two_adults_fewer_break_a_school_that_keeps_with_one() -> None:
    strict = strictly_staffed()
    one, two = (answer_school(SCHOOL, strict, DistrictQuestion("least", every=False, adults=adults), PARAMS) for adults in (1, 2))
    assert (one.verdict, two.verdict, two.role) == ("keeps", "breaks", "subject")


def test_a_rule_that_fits_nobody_does_not_apply() -> None:
    assert answer_school(SCHOOL, BY, DistrictQuestion("role:admin"), PARAMS, plan()).verdict == "not applicable"


def test_an_answer_is_read_as_it_was_written_and_names_nobody(answer: SchoolAnswer) -> None:
    written = json.loads(json.dumps(dump_answer(answer)))
    again = load_answer(written)
    assert dump_answer(again) == dump_answer(answer)
    names = [one.id for one in SCHOOL.staff] + [pupil.id for pupil in SCHOOL.pupils]
    assert not any(f'"{name}"' in json.dumps(written) for name in names)


def test_files_of_a_bureau_name_nobody(answer: SchoolAnswer) -> None:
    file = DistrictFile(LEAST, [SchoolRow("甲校", answer, told_prices(answer, BY)), SchoolRow("乙校.json", None)])
    for suffix in (".json", ".html"):
        text = district_bytes(file, suffix).decode()
        assert not any(name in text for name in ("T1", "T2", "T3", "1A1", "2A2"))
        assert "甲校" in text
    assert district_document(file)["counts"] == {"keeps": 1, "unreadable": 1}
    assert any("1 所" in line for line in summary_lines(file))
    assert "→" in told_prices(SchoolAnswer("keeps", prices=(Price("cost", 100, 200),)), BY)
    assert "不变" in told_prices(SchoolAnswer("keeps", prices=(Price("cost", 100, 100),)), BY)[0]


@pytest.mark.parametrize(
    "document",
    [
        {}, {"leaves": "least", "changes": ["lanes east +1"]}, {"leaves": "role:head"}, {"changes": ["fly"]},
        {"leaves": "least", "adults": 0},
    ],
)
def test_a_question_that_asks_nothing_or_what_is_unknown_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(ProblemError):
        read_question(document)


def test_a_run_goes_on_after_what_was_answered(tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the first school, the next run asks the second alone; a changed question asks all again."""
    text = (samples / "tiny.json").read_text(encoding="utf-8")
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "c.json").write_text("{", encoding="utf-8")
    asked: list[DistrictQuestion] = []

    def answered(_problem: object, _policy: object, question: DistrictQuestion, *_rest: object) -> SchoolAnswer:
        asked.append(question)
        return SchoolAnswer("keeps", adults=len(asked))

    monkeypatch.setattr(solver, "answer_school", answered, raising=False)
    files, kept = request_files(tmp_path), tmp_path / "kept"
    first = next(iter(answer_all(files, LEAST, PARAMS, kept)))
    assert first.answer is not None
    assert len(asked) == 1
    rows = list(answer_all(files, LEAST, PARAMS, kept))
    assert len(asked) == 2
    assert [row.answer is None for row in rows] == [False, False, True]
    (kept / "b.json.answer.json").write_text("{", encoding="utf-8")
    list(answer_all(files, LEAST, PARAMS, kept))
    assert len(asked) == 3
    list(answer_all(files, DistrictQuestion("most"), PARAMS, kept))
    assert len(asked) == 5
