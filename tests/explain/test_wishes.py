"""Wishes that cannot take effect: none is dropped in silence, each names its pupils and its cause."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from solver.explain.openings import Openings
from solver.explain.wishes import wish_warnings
from solver.plan import Reason
from solver.policy.load import load_policy
from solver.problem import Problem, Pupil
from solver.problem.pupils import clubs_wanted
from solver.problem.validate import faults
from tests.problem.schools import village, with_clubs

POLICY = load_policy("national", {})
SCHOOL = with_clubs(village())
CHOOSERS = [pupil for pupil in SCHOOL.pupils if pupil.choices]


def changed(*names: str, **changes: Any) -> Problem:
    """The school with some pupils' applications changed."""
    return replace(SCHOOL, pupils=tuple(replace(p, **changes) if p.id in names else p for p in SCHOOL.pupils))


def told(problem: Problem) -> list[Reason]:
    return wish_warnings(problem, POLICY, Openings(problem, POLICY))


def test_a_number_that_was_left_empty_is_one_and_said() -> None:
    names = [p.id for p in CHOOSERS[:13]]
    (found,) = told(changed(*names, clubs=1, clubs_assumed=True))
    assert "13 名学生填了志愿但没有填希望社团数，按 1 门安排" in found.zh
    assert list(found.subjects) == names
    assert clubs_wanted(("chess",), None) == (1, True)
    assert clubs_wanted((), None) == (0, False)
    assert clubs_wanted(("chess",), 0) == (0, False)


def test_precheck_names_the_cause_and_not_no_applicants() -> None:
    nobody = changed(*(p.id for p in CHOOSERS), clubs=0)
    (why,) = Openings(nobody, POLICY).obstacles["chess"]
    assert f"选它的 {len(CHOOSERS)} 人中，{len(CHOOSERS)} 人希望社团数是 0" in why.zh
    few = [p.id for p in CHOOSERS[:-1]]
    (why,) = Openings(changed(*few, weekdays=()), POLICY).obstacles["chess"]
    assert f"{len(few)} 人没有填参加星期" in why.zh


def test_clubs_beyond_what_days_hold() -> None:
    one_day = replace(SCHOOL.offerings[0], weekdays=(1,), minutes=120)
    offerings = tuple(replace(one_day, id=name, max_sections=3) for name in ("chess", "choir"))
    pupils = tuple(replace(p, choices=("chess", "choir"), clubs=2) if p.choices else p for p in SCHOOL.pupils)
    found = told(replace(SCHOOL, offerings=offerings, pupils=pupils))
    assert [reason.measured for reason in found] == [str(len(CHOOSERS))]
    assert "少于希望的门数" in found[0].zh


Form = st.fixed_dictionaries({
    "weekdays": st.sampled_from([(), (1,), (5,), (1, 2, 3, 4, 5)]),
    "choices": st.sampled_from([(), ("chess",)]),
    "clubs": st.sampled_from([0, 1, None]),
    "signed": st.booleans(),
    "passed": st.sampled_from([(), ("start",)]),
    "late_until": st.sampled_from([None, 1100]),
})  # fmt: skip


@given(forms=st.lists(Form, min_size=1, max_size=4), monday=st.booleans(), requires=st.booleans())
def test_no_wish_is_dropped_in_silence(forms: list[dict[str, Any]], monday: bool, requires: bool) -> None:
    """Whoever ranked choices has a seat within reach, or is named by a warning, or makes the request a fault."""
    offering = replace(SCHOOL.offerings[0], weekdays=(1,) if monday else (1, 2, 3, 4, 5), requires=("start",) if requires else ())
    pupils: list[Pupil] = list(SCHOOL.pupils)
    who = [index for index, pupil in enumerate(pupils) if pupil.choices]
    for index, form in zip(who, forms, strict=False):
        clubs, assumed = clubs_wanted(form["choices"], form["clubs"])
        pupils[index] = replace(pupils[index], **{**form, "clubs": clubs, "clubs_assumed": assumed})
    school = replace(SCHOOL, pupils=tuple(pupils), offerings=(offering,))
    policy = load_policy("national", {"B16": {"level": "hard"}})
    if faults(school):
        assert any(not form["choices"] and form["clubs"] for form in forms)
        return
    openings = Openings(school, policy)
    named = {name for reason in wish_warnings(school, policy, openings) for name in reason.subjects}
    for index, _ in zip(who, forms, strict=False):
        pupil = pupils[index]
        served = pupil.clubs > 0 and not pupil.clubs_assumed and any(openings.possible_for(pupil, c) for c in pupil.choices)
        wished = bool(pupil.choices) or (pupil.late_until is not None and not pupil.weekdays)
        if wished and not served and pupil.id not in openings.given.barred:
            assert pupil.id in named


def test_a_fault_of_many_pupils_is_said_once() -> None:
    many = [p.id for p in CHOOSERS[:13]]
    for changes, words in (
        ({"choices": ("ches",)}, "13 名学生（"),
        ({"clubs": 3}, "应在 0 到 1（志愿数）之间"),
        ({"choices": (), "clubs": 2}, "填了希望社团数，但没有填课程志愿"),
    ):
        (fault,) = faults(changed(*many, **changes))
        assert words in fault.zh
        assert all(name in fault.zh and name in fault.en for name in many)
        assert fault.hint_zh.startswith("可能")
        assert fault.hint_en.startswith("Maybe")


def test_courses_closed_to_a_grade_are_said_once_for_each() -> None:
    offering = replace(SCHOOL.offerings[0], grades=(4, 5, 6))
    (fault,) = faults(replace(SCHOOL, offerings=(offering,)))
    assert "10 名学生" in fault.zh
    assert "3 年级" in fault.zh
