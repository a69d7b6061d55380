"""Why a pupil has an offering or not, and why an offering is not opened."""

from __future__ import annotations

from collections import Counter
from random import Random

from solver import check_plan
from solver.explain.why.question import WhyOffering, WhyPupil
from tests.explain.why.asked import LIMITS, explainer


def test_nine_drawn_at_random_are_answered_with_plans_that_pass() -> None:
    asked, rng = explainer("mid"), Random(8)
    context = asked.context
    has = {(seat.pupil, seat.offering) for seat in context.plan.seats}
    wishes = [(p.id, c) for p in context.problem.pupils if p.clubs and p.weekdays for c in p.choices if (p.id, c) not in has]
    seen: Counter[str] = Counter()
    for pupil, offering in rng.sample(wishes, 9):
        found = asked.ask(WhyPupil(pupil, offering), limits=LIMITS)
        seen[found.verdict] += 1
        if found.plan is None:
            assert found.verdict == "no"
            assert found.facts
            continue
        report = check_plan(context.problem, context.policy, found.plan)
        assert report.valid
        assert found.price == context.price(report)
        assert any((seat.pupil, seat.offering) == (pupil, offering) for seat in found.plan.seats)
        assert found.plan.sections == context.plan.sections
        assert pupil in found.touched
        told = {subject for fact in found.facts if fact.rule == "C04" for subject in fact.subjects}
        assert set(found.touched) <= told | {pupil} | {s.pupil for s in set(found.plan.seats) - set(context.plan.seats)}
    assert seen["no"]
    assert seen["costs"]


def test_days_and_choices_are_the_pair_s() -> None:
    asked = explainer("mid")
    context = asked.context
    chosen = {p.id: set(p.choices) for p in context.problem.pupils}
    pupil = next(p for p in context.problem.pupils if p.clubs and p.weekdays)
    offering = next(o for o in context.problem.offerings if o.id not in chosen[pupil.id])
    found = asked.ask(WhyPupil(pupil.id, offering.id), limits=LIMITS)
    assert (found.layer, found.verdict) == ("pair", "no")
    assert {fact.rule for fact in found.facts} == {"C01"}


def test_why_a_pupil_has_a_seat_is_told_by_the_rank_and_the_choices_before() -> None:
    asked = explainer("mid")
    pupils = asked.context.problem.pupil_of
    seat = next(s for s in asked.context.plan.seats if s.offering in pupils[s.pupil].choices[1:] and pupils[s.pupil].clubs == 1)
    found = asked.ask(WhyPupil(seat.pupil, seat.offering), limits=LIMITS)
    rank = pupils[seat.pupil].choices.index(seat.offering) + 1
    assert found.verdict == "because"
    assert f"第{rank}志愿" in found.words[0]
    assert asked.context.names.offering(pupils[seat.pupil].choices[0]) in found.words[0]


def test_an_offering_that_cannot_open_names_what_keeps_it_shut() -> None:
    found = explainer("mid").ask(WhyOffering("K18"), limits=LIMITS)
    assert (found.layer, found.verdict, found.facts[0].rule) == ("pair", "no", "D07")


def test_an_offering_that_could_open_has_its_price_and_its_plan() -> None:
    asked = explainer("tiny")
    found = asked.ask(WhyOffering("K03"), limits=LIMITS)
    assert found.verdict == "costs"
    assert found.plan is not None
    assert any(section.offering == "K03" for section in found.plan.sections)
    assert check_plan(asked.context.problem, asked.context.policy, found.plan).valid
    assert "代价" in found.words[0]
    full = asked.ask(WhyOffering("K01"), limits=LIMITS)
    assert full.verdict in ("because", "free", "costs", "no")
