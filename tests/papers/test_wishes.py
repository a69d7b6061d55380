"""Club wishes: everybody with fewer clubs than asked for stands on the list once, and refusals add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from api.access.principal import Principal
from api.access.role import Role
from api.files.content.names import PageNames
from api.files.content.pages import plan_pages
from api.files.content.summary import summary_page
from api.files.content.wishes import NAMED, unmet_names
from api.files.language import zh
from api.files.plan.bundle import PlanBundle
from api.files.plan.document import plan_document
from api.services.views import visible_pupils
from solver.check.plan_index import PlanIndex
from solver.check.report import check
from solver.papers.draws import draws
from solver.papers.wishes import REASONS, WishReport, wishes
from solver.plan.plan import Plan, Seat, Section, Session
from solver.problem.offerings import Offering
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil
from tests.check import builders
from tests.papers import stored


def found(on: Problem | None = None, of: Plan | None = None) -> WishReport:
    return wishes(PlanIndex(on or builders.problem(), builders.policy(), of or builders.plan()))


def without(*seats: tuple[str, str]) -> Plan:
    plan = builders.plan()
    return replace(plan, seats=tuple(seat for seat in plan.seats if (seat.pupil, seat.offering) not in seats))


def bundle(plan: Plan) -> PlanBundle:
    problem, by = builders.problem(), builders.policy()
    return PlanBundle(problem, by, plan, check(problem, by, plan))


def reasons(item: WishReport, pupil: str) -> list[tuple[str, str]]:
    (unmet,) = (each for each in item.unmet if each.pupil == pupil)
    return [(each.offering, each.reason) for each in unmet.refusals]


def test_who_has_fewer_than_asked_for() -> None:
    good = found()
    assert (good.seekers, good.met, good.fewer, good.none, good.unmet) == (4, 4, 0, 0, ())
    assert [(item.offering, item.asked, item.seated, item.refused) for item in good.first] == [
        ("ball", 3, 2, (("full", 1),)), ("chess", 1, 1, ()),
    ]  # fmt: skip
    worse = found(of=without(("P1", "chess"), ("P5", "chess")))
    assert [(item.pupil, item.asked, item.got) for item in worse.unmet] == [("P5", 1, 0), ("P1", 2, 1)]
    assert (worse.fewer, worse.none) == (1, 1)
    assert reasons(worse, "P5") == [("ball", "full"), ("chess", "left")]
    assert reasons(worse, "P1") == [("chess", "left")]


def test_reasons_are_told_from_the_plan() -> None:
    plan = without(("P5", "chess"))
    closed = replace(plan, sections=plan.sections[:1], seats=plan.seats[:2])
    assert reasons(found(of=closed), "P5") == [("ball", "full"), ("chess", "closed")]
    away = builders.enrolled(builders.problem(), Pupil("P5", "2A", (1, 2), ("ball", "chess"), 1))
    assert reasons(found(away, plan), "P5") == [("ball", "full"), ("chess", "days")]
    older = builders.offered(builders.problem(), replace(builders.problem().offerings[1], grades=(1,)))
    assert reasons(found(older, plan), "P5")[1] == ("chess", "barred")
    taught = replace(plan, tutoring=tuple(
        item._replace(period=1) if (item.grade, item.weekday) == (2, 4) else item for item in plan.tutoring
    ))  # fmt: skip
    assert reasons(found(of=taught), "P5")[1] == ("chess", "hours")
    small = replace(builders.problem().rooms[3], capacity=2)
    assert reasons(found(builders.roomed(builders.problem(), small), plan), "P5")[1] == ("chess", "full")
    other = replace(plan, sections=(plan.sections[0], Section("chess", 1, (Session(2, 970, "lab"),))))
    assert ("chess", "clash") in reasons(found(of=replace(other, seats=plan.seats[:2])), "P1")


def test_a_day_keeps_a_period_of_basic_care() -> None:
    """B06: P2 sits in chess all but the tutoring hour of the day, and ball would take that period too."""
    chess, ball = builders.problem().offerings[1], builders.problem().offerings[0]
    long: Offering = replace(chess, minutes=120)
    problem = replace(builders.problem(), offerings=(replace(ball, minutes=120, maximum=3), long))
    plan = replace(builders.plan(), tutoring=(), sections=(
        Section("ball", 1, (Session(2, 930, "field"),)), Section("chess", 1, (Session(4, 930, "lab"),)),
    ), seats=(Seat("P1", "chess", 1),))  # fmt: skip
    assert reasons(found(problem, plan), "P4") == [("ball", "basic_care"), ("chess", "basic_care")]


@pytest.mark.parametrize("school", stored.SCHOOLS)
def test_the_list_and_the_counts_agree_with_the_seats(school: str) -> None:
    desk = stored.desk(school)
    problem, seen = desk.problem, desk.bundle.wishes
    got = Counter(seat.pupil for seat in desk.plan.seats if seat.offering in problem.pupil_of[seat.pupil].choices)
    short = {
        pupil.id: got[pupil.id]
        for pupil in problem.pupils
        if got[pupil.id] < min(pupil.clubs, len(pupil.choices))
    }  # fmt: skip
    assert Counter(item.pupil for item in seen.unmet) == Counter(short.keys()), "each exactly once"
    assert all(item.got == short[item.pupil] and item.refusals for item in seen.unmet)
    assert (seen.none, seen.fewer) == (sum(not n for n in short.values()), sum(n > 0 for n in short.values()))
    assert all(each.reason in REASONS for item in seen.unmet for each in item.refusals)
    first = Counter(pupil.choices[0] for pupil in problem.pupils if pupil.clubs and pupil.choices)
    seats = {(seat.pupil, seat.offering) for seat in desk.plan.seats}
    met = Counter(pupil.choices[0] for pupil in problem.pupils
                  if pupil.clubs and pupil.choices and (pupil.id, pupil.choices[0]) in seats)  # fmt: skip
    for item in seen.first:
        assert (item.asked, item.seated) == (first[item.offering], met[item.offering])
        assert sum(number for _, number in item.refused) == item.asked - item.seated
    assert {item.offering for item in seen.first} == set(first)
    assert seen.refused == sum(item.first_out for item in draws(desk.view, seen)) == sum(first.values()) - sum(met.values())


def test_nothing_is_green_while_somebody_has_fewer() -> None:
    shades = {}
    for name, plan in (("good", builders.plan()), ("worse", without(("P5", "chess")))):
        rows = summary_page(bundle(plan), PageNames(builders.problem())).blocks[0].rows
        shades[name] = {zh(row[0].text): (zh(row[1].text), row[1].shade) for row in rows}
    assert shades["good"]["社团志愿"][1] == "good"
    text, shade = shades["worse"]["社团志愿"]
    assert shade == "bad"
    assert "一门也没有：P5" in text
    money = shades["good"]["学期收支"]
    assert "缺口" in money[0]
    assert money[1] == "bad"


def test_forty_names_do_not_break_a_line() -> None:
    wishes = stored.desk("mid-tight-staff").bundle.wishes
    names = unmet_names(wishes, 5)
    assert [zh(line).count("、") for line in names] == [4, 4]
    assert zh(names[0]).endswith(f" 等 {wishes.none} 人")
    assert NAMED >= 40


def test_who_may_not_be_told_sees_counts_alone() -> None:
    whole = bundle(without(("P1", "chess"), ("P5", "chess")))
    for role, told in ((Role.READER, set()), (Role.CLASS_TEACHER, {"P5"}), (Role.PUBLIC, set())):
        who = Principal("key:k", role, classes=("2A",))
        seen = replace(whole, plan=replace(whole.plan, seats=()), told=whole.wishes.told(visible_pupils(who, whole.problem)))
        document = plan_document(seen)["report"]["wishes"]
        assert {item["pupil"] for item in document["pupils"]} == told, role
        assert (document["none"], document["fewer"]) == (1, 1)
        assert plan_document(seen)["report"]["money"] is None, "not given"
        page = next(page for page in plan_pages(seen) if page.key == "wishes")
        texts = [zh(cell.text) for block in page.blocks for row in block.rows for cell in row if zh(row[0].text) in ("P1", "P5")]
        assert bool(texts) == bool(told)
