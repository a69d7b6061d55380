"""Views of jobs: every kind and end in words, with links to what was made and to what may be done next."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.jobs.registry import KINDS as JOB_KINDS
from api.page.job import with_end
from api.page.views.job import JobView, Seeing, job_view
from api.page.views.job_words import KINDS, STATES, duration
from api.services.job_history import JobHistory, Point
from api.storage import reasons
from api.storage.jobs import CANCELLED, DONE, FAILED, OPEN, QUEUED, REFUSED, RUNNING, Job
from api.storage.jobs import STATES as ALL_STATES

ALL = Seeing(plans=True, batches=True, pupils=True)
READER = Seeing(plans=False, batches=False, pupils=False)
CODES = [found for found in vars(reasons).values() if isinstance(found, dict) and "code" in found]
VALID = {"status": "valid", "valid": True, "plan": "p", "seconds": 60.0, "ended_by": "time"}


def job(kind: str = "solve", state: str = DONE, **more: Any) -> Job:
    given = {"params": {}, "reason": None, "result": None, "term_id": "t", "parent_id": None, "cancel_at": None, "gap": None, **more}
    ended = None if state in OPEN else 70_000
    return Job(
        id="j", kind=kind, tenant="school:elm", school_id="elm", district_id="east", state=state, priority=0, attempt=1, returned=0,
        worker="w", created_at=1_000, created_by="x", dispatched_at=2_000, started_at=None if state == QUEUED else 5_000, ended_at=ended,
        deadline_at=10**12, first_plan_at=None, **given,
    )  # fmt: skip


def view(found: Job, seeing: Seeing = ALL) -> JobView:
    return job_view(found, found.reason, found.result, seeing, 60.0, 600.0)


def texts(value: Any) -> list[str]:
    """Chinese and English of everything that is said."""
    return [part for part in value if isinstance(part, str)] if isinstance(value, tuple) else []


def hrefs(found: JobView) -> list[str]:
    return [step.href for step in found.steps]


def test_every_kind_and_state_has_words() -> None:
    assert set(KINDS) == set(JOB_KINDS)
    assert set(STATES) == set(ALL_STATES)


@pytest.mark.parametrize("kind", sorted(JOB_KINDS))
@pytest.mark.parametrize("seeing", [ALL, READER])
def test_every_kind_says_each_end_in_both_languages(kind: str, seeing: Seeing) -> None:
    for state in ALL_STATES:
        for reason in [None] if state in (*OPEN, DONE) else CODES:
            for result in (None, VALID, {**VALID, "valid": False}):
                found = view(job(kind, state, reason=reason, result=result, params={"plan": "q"}), seeing)
                said = [found.name, found.said, found.told, found.sentence, *(step.text for step in found.steps)]
                assert all(isinstance(each, tuple) and all(each) for each in said), said
                assert all(not re.search("[一-鿿]", each[1]) for each in said if isinstance(each, tuple)), said
                assert found.open or found.steps, "every end leads on"
                assert found.stoppable == (seeing.plans and state in OPEN)
                assert sum(step.main for step in found.steps) <= 1 or kind in ("what_if", "staffing", "batch")


def test_a_plan_is_seen_published_and_gone_on_from() -> None:
    found = view(job(result=VALID, gap=23_400))
    assert hrefs(found) == ["/page/plans/p", "/page/plans/p/publish", "/page/terms/t/solve?seconds=120&start=p"]
    assert "2.34%" in found.sentence[0]
    assert "时限已到" in found.sentence[0]
    best = view(job(result={**VALID, "status": "optimal"}, gap=0))
    assert hrefs(best) == ["/page/plans/p", "/page/plans/p/publish"]
    assert hrefs(view(job(result=VALID), READER)) == ["/page/plans/p"]


def test_what_is_asked_for_again_is_within_the_limit_of_the_service() -> None:
    for asked, again in ((30, "60"), (400, "600")):
        failed = view(job(state=FAILED, reason=reasons.NO_PLAN, params={"seconds": asked}))
        assert hrefs(failed) == [f"/page/terms/t/solve?seconds={again}"]
    assert hrefs(view(job(state=FAILED, reason=reasons.NO_PLAN, params={"seconds": 600}))) == ["/page/terms/t/solve"]
    assert "seconds" not in hrefs(view(job(state=FAILED, reason=reasons.NO_PLAN, params={"effort": 3})))[0]


def test_a_refusal_says_its_reasons_to_whoever_may_read_them() -> None:
    reason = {**reasons.INFEASIBLE, "reasons": [{"rule": "D10", "zh": "缺人", "en": "too few"}]}
    found = view(job(state=REFUSED, reason=reason))
    assert found.reasons == (("D10", ("缺人", "too few")),)
    assert hrefs(found) == ["/page/terms/t/check"]
    hidden = job_view(job(state=REFUSED), dict(reasons.INFEASIBLE), None, READER, 60, 600)
    assert (hidden.reasons, hidden.withheld) == ((), True)


def test_remedies_are_offered_to_planners_where_a_plan_is_missing() -> None:
    refused = job(state=REFUSED, reason=reasons.INFEASIBLE)
    unfinished = job(state=FAILED, reason=reasons.NO_PLAN)
    sought = job("repair", result={"repairs": [{}]})
    assert all(view(found).remedies for found in (refused, unfinished, sought))
    assert not any(view(found, READER).remedies for found in (refused, unfinished, sought))
    assert not any(view(found).remedies for found in (job(result=VALID), job(state=RUNNING), job("repair", RUNNING), job("replan", FAILED)))


@pytest.mark.parametrize(
    ("found", "href"),
    [
        (job("what_if", RUNNING, params={"plan": "q"}), "/page/jobs/j/comparison"),
        (job("staffing", DONE, params={"plan": "q"}), "/page/plans/q/staffing?job=j"),
        (job("batch", DONE, term_id=None), "/page/batches/j"),
        (job("solve", DONE, parent_id="b", result=VALID), "/page/batches/b"),
        (job("replan", FAILED, params={"plan": "q"}, reason=reasons.NO_START), "/page/plans/q"),
        (job("solve", CANCELLED, reason=reasons.CANCELLED, result=VALID), "/page/plans/p"),
        (job("solve", FAILED, reason=reasons.ERASED), "/page/terms/t"),
        (job("repair", FAILED, reason=reasons.NO_PLAN, result={**VALID, "valid": False, "exceptions": 3}), "/page/plans/p"),
    ],
)
def test_links_lead_to_what_was_made(found: Job, href: str) -> None:
    assert href in hrefs(view(found))


@given(st.floats(0, 10**6))
def test_durations_are_told_by_their_largest_units(seconds: float) -> None:
    zh, en = duration(seconds)
    numbers = [float(number) for number in re.findall(r"[\d.]+", zh)]
    assert numbers == [float(number) for number in re.findall(r"[\d.]+", en)]
    units = [part.split(" ")[-1] for part in re.findall(r"[\d.]+ \w+", en)]
    assert abs(sum(number * {"h": 3600, "min": 60, "s": 1}[unit] for number, unit in zip(numbers, units, strict=True)) - seconds) <= 0.5


def test_an_even_minute_is_a_minute() -> None:
    assert [duration(seconds)[0] for seconds in (0.04, 9.4, 60, 65, 3600, 3660)] == [
        "0.0 秒", "9.4 秒", "1 分钟", "1 分 5 秒", "1 小时", "1 小时 1 分钟",
    ]  # fmt: skip


def test_the_end_of_a_search_ends_its_lines() -> None:
    told = JobHistory(3, ("a",), (9,), (Point(1.0, (5,), (None,)),), None, ())
    tiers = [{"name": "a", "value": 4, "bound": 3, "scale": 8}]
    found = with_end(told, job(result={**VALID, "tiers": tiers}))
    assert (found.points[-1], found.scales, len(found.points)) == (Point(60.0, (4,), (3,)), (8,), 2)
    assert with_end(told, job(state=RUNNING)) == told
    [other] = with_end(told, job(result={**VALID, "tiers": [{**tiers[0], "name": "b"}]})).points
    assert other.values == (4,)
