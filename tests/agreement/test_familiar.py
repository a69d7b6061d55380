"""Checker and model agree about familiar adults in any school: merged groups, empty posts, teachers of odd weeks, templates of one
to four weeks, numbers at their ends; and so do the models of a part of the plan.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.check.report import check
from solver.model.build import build
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.scope import Scope, everything
from solver.plan import Assignment, CareGroup, Plan, Tutoring
from solver.policy import Policy
from solver.problem import Lesson, Problem, Staff
from tests.agreement.fixing import differences, hold, misses
from tests.agreement.policies import with_level, with_number
from tests.schools.tiny_by_hand import DAYS, HOMES, care, plan, policy, problem

PEOPLE = ("T1", "T2", "T3", "T4")
RULES = ("D16", "D16F", "D16W", "D16S", "D08H")
TIERS = ("familiar", "handover")


@st.composite
def schools(draw: st.DrawFn) -> Problem:
    """Two classes of one band in two grades or in one; some lessons, class teachers or none."""
    lessons = draw(st.lists(st.builds(
        Lesson, st.just(1), st.just(600), st.just(640), st.sampled_from(HOMES), st.sampled_from(PEOPLE), st.none(),
        st.sampled_from(("语文", "数学", "体育", "")), st.sampled_from(("", "odd", "even")),
    ), max_size=5))  # fmt: skip
    homes = draw(st.lists(st.sampled_from((None, None, "1A", "2A")), min_size=4, max_size=4))
    staff = tuple(Staff(name, "subject", homeroom=home) for name, home in zip(PEOPLE, homes, strict=True))
    school = replace(problem(), staff=staff, lessons=tuple(lessons))
    if draw(st.booleans()):
        classes = tuple(replace(home, grade=1) for home in school.classes)
        school = replace(school, classes=classes, windows=school.windows[:1])
    return school


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    by = policy(*RULES, numbers={"D02": {"weeks": draw(st.integers(1, 4))}})
    for name in ("own_percent", "near_percent"):
        by = with_number(by, "D16", name, draw(st.sampled_from((0, 1, 49, 50, 51, 85, 99, 100))))
    by = with_number(by, "D16F", "adults", draw(st.sampled_from((1, 2, 3, 50))))
    for rule in RULES:
        if draw(st.integers(0, 5)) == 0:
            by = with_level(by, rule, "off")
    return by


@st.composite
def plans(draw: st.DrawFn, school: Problem, weeks: int) -> Plan:
    """Classes apart or merged in each period, everybody on one post at a time, some posts empty, tutoring somewhere."""
    groups, stands = [], []
    for day in DAYS:
        for period in (0, 1):
            way = draw(st.sampled_from((None, *HOMES)))
            hosts = HOMES if way is None else (way,)
            groups += [CareGroup(day, period, host, (host,) if way is None else HOMES) for host in hosts]
            for week in range(1, weeks + 1):
                names = draw(st.permutations((*PEOPLE, None)))
                stands += [Assignment(care(day, h, period), week, name) for h, name in zip(hosts, names, strict=False) if name]
    grades = sorted(school.window_of)
    tutoring = [Tutoring(g, d, draw(st.integers(0, 1)), "reading") for g in grades for d in DAYS if draw(st.booleans())]
    base = plan()
    dismissals = tuple(item for item in base.dismissals if item.grade in grades)
    return replace(
        base, dismissals=dismissals, care_groups=tuple(groups), assignments=tuple(stands), tutoring=tuple(tutoring)
    ).canonical()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_plan_is_worth_the_same_to_checker_and_model(data: st.DataObject) -> None:
    school, by = data.draw(schools()), data.draw(policies())
    of = data.draw(plans(school, by.number("D02", "weeks")))
    report = check(school, by, of)
    assert report.valid, report.violations
    started = build(Instance(school, by), everything(school, by), Current(of))
    assert differences(report, hold(school, by).verdict(of)) + misses(started) == []
    assert {t.name: started.rows.cost(t.name) for t in report.tiers} == {t.name: t.value for t in report.tiers}


@st.composite
def scopes(draw: st.DrawFn, school: Problem, by: Policy) -> Scope:
    full = everything(school, by)

    def some(items: frozenset) -> frozenset:  # type: ignore[type-arg]
        return frozenset(draw(st.sets(st.sampled_from(sorted(items))))) if items else items

    return Scope(tutoring=some(full.tutoring), groups=some(full.groups), people=some(full.people), duty_days=some(full.duty_days))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_a_part_may_move_is_worth_the_same_to_its_model(data: st.DataObject) -> None:
    """Between two plans that differ only within a scope, the model of the scope counts what the checker counts."""
    school, by = data.draw(schools()), data.draw(policies())
    weeks = by.number("D02", "weeks")
    of, other = data.draw(plans(school, weeks)), data.draw(plans(school, weeks))
    scope = data.draw(scopes(school, by))
    mixed = _within(scope, school, of, other)
    reports = [check(school, by, each) for each in (of, mixed)]
    if not reports[1].valid:
        return
    models = [build(Instance(school, by), scope, Current(each)) for each in (of, mixed)]
    assert [misses(model) for model in models] == [[], []]
    for tier in TIERS:
        first, second = ({t.name: t.value for t in report.tiers}[tier] for report in reports)
        assert second - first == models[1].rows.cost(tier) - models[0].rows.cost(tier)


def _within(scope: Scope, school: Problem, of: Plan, other: Plan) -> Plan:
    """The plan with what the scope frees as the other one has it."""

    def moves(item: Assignment) -> bool:
        return scope.frees_post(item.post, item.week, item.person)

    def free(group: CareGroup) -> bool:
        band = school.band_of_grade[school.class_of[group.host].grade].id
        return (group.weekday, band, group.period) in scope.groups

    def tutored(item: Tutoring) -> bool:
        return (item.grade, item.weekday) in scope.tutoring

    return replace(
        of,
        assignments=tuple(x for x in of.assignments if not moves(x)) + tuple(x for x in other.assignments if moves(x)),
        care_groups=tuple(x for x in of.care_groups if not free(x)) + tuple(x for x in other.care_groups if free(x)),
        tutoring=tuple(x for x in of.tutoring if not tutored(x)) + tuple(x for x in other.tutoring if tutored(x)),
    ).canonical()


def test_nothing_settled_costs_a_column() -> None:
    school = replace(problem(), staff=tuple(Staff(name, "subject", homeroom="1A") for name in PEOPLE))
    by = policy(*RULES, numbers={"D02": {"weeks": 2}})
    here = Current(plan())
    for scope in (Scope(), Scope(people=frozenset(PEOPLE)), Scope(duty_days=frozenset({(1, 1)}))):
        model = build(Instance(school, by), scope, here)
        assert not any(model.rows.tiers.get(tier) for tier in TIERS)
        assert not any(rule in RULES for rule in model.rows.row_rule)


def test_one_free_person_costs_no_column_but_of_the_posts_that_he_may_take() -> None:
    """The share of own care is a plain sum: one whole number, and no Boolean, beyond the person's posts."""
    school = replace(problem(), staff=tuple(Staff(name, "subject", homeroom="1A") for name in PEOPLE))
    by = policy("D16", numbers={"D02": {"weeks": 2}})
    scope = Scope(people=frozenset({"T1"}), duty_days=frozenset({(1, 1)}))
    bare = build(Instance(school, with_level(by, "D16", "off")), scope, Current(plan())).rows
    rows = build(Instance(school, by), scope, Current(plan())).rows
    assert len(rows.wide) - len(bare.wide) == rows.size - bare.size == 2
