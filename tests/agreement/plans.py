"""Random plans near the edge of the rules: solutions of the model under a random wish, then damaged a little or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TypeVar

from solver.model.build import Model
from solver.model.extract import extract
from solver.plan import (
    FLEX_KINDS,
    TUTORING_KINDS,
    Assignment,
    CareGroup,
    Dismissal,
    Fee,
    Flex,
    LateCare,
    Plan,
    Post,
    Seat,
    Section,
    Session,
    Tutoring,
)
from solver.problem import Problem
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits

T = TypeVar("T")
Edit = Callable[[Plan, Problem, int, Random], Plan]
"""(plan, problem, weeks, random numbers) -> a plan that differs a little."""

BLOCK_POSTS = {"evening": "evening", "weekend": "weekend"}


WISH = SolveLimits(seconds=None, effort=0.02, seed=1)


def random_solution(model: Model, rng: Random, eager: bool = False) -> Plan | None:
    """A solution of the model under random costs, or None when there is none.

    It may break rules that the model leaves out. eager: whether it shall open sections and let outsiders lead them, the
    first above all (targets spoil that one).
    """
    v = model.variables
    terms = [(rng.randint(-3, 3), column) for column in range(2, model.rows.size) if rng.random() < 0.5]
    if eager or rng.random() < 0.6:  # outside instructors hardly ever come by chance
        wanted = -40 if eager else rng.choice((-30, -30, -5))
        outside = v.instance.problem.outside_of
        first = next(iter(outside), "") if eager else ""
        terms += [(2 * wanted if who == first else wanted, c) for (_, _, who), c in v.stands.items() if who in outside and c > 1]
    if eager or rng.random() < 0.4:
        terms += [(-6, v.opened(section)) for section in v.live_sections]
    if rng.random() < 0.3:
        terms += [(-4, column) for column in v.seats.values() if column > 1]
    if rng.random() < 0.3:
        terms += [(-4, column) for column in v.flexes.values() if column > 1]
    outcome = CpSat(model.rows).minimise(terms, replace(WISH, seed=rng.randint(0, 10**6)))
    return None if outcome.values is None else extract(v, outcome.values)


def damage(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    """One random edit that keeps to existing names."""
    edits = (
        _dismissal, _tutoring, _session, session_time, session_room, drop_session, repeat_session, _drop_section, seat,
        _unseat, drop_group, _join, _split, _assign, _assign, _unassign, _swap_person, _swap_person, _flex, fee, _late_care, _add_section,
    )  # fmt: skip
    return rng.choice(edits)(plan, problem, weeks, rng).canonical()


def _pick(rng: Random, items: tuple[T, ...]) -> T | None:
    return rng.choice(items) if items else None


def _without(items: tuple[T, ...], item: T) -> tuple[T, ...]:
    return tuple(x for x in items if x != item)


def _dismissal(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    window = rng.choice(problem.windows)
    kept = tuple(d for d in plan.dismissals if d.grade != window.grade)
    return replace(
        plan, dismissals=(*kept, Dismissal(window.grade, rng.choice(window.dismissals), rng.choice(window.gates)))
    )


def _tutoring(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    window = rng.choice(problem.windows)
    day = rng.choice(problem.weekdays)
    kept = tuple(t for t in plan.tutoring if (t.grade, t.weekday) != (window.grade, day))
    if rng.random() < 0.3:
        return replace(plan, tutoring=kept)
    new = Tutoring(window.grade, day, rng.randrange(len(window.periods)), rng.choice(TUTORING_KINDS))
    return replace(plan, tutoring=(*kept, new))


def _session(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    section = _pick(rng, plan.sections)
    if section is None or not section.sessions:
        return plan
    old = rng.choice(section.sessions)
    starts = [p.start for w in problem.windows for p in w.periods]
    new = Session(rng.choice(problem.weekdays), rng.choice(starts), old.room)
    return _resettle(plan, section, (*_without(section.sessions, old), new))


def _resettle(plan: Plan, section: Section, sessions: tuple[Session, ...]) -> Plan:
    return replace(plan, sections=(*_without(plan.sections, section), section._replace(sessions=sessions)))


def only_first_day(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    """Nothing but the first weekday has care groups or sessions."""
    first = problem.weekdays[0]
    late = {(s.offering, s.number) for s in plan.sections if any(x.weekday != first for x in s.sessions)}
    return replace(
        plan,
        care_groups=tuple(g for g in plan.care_groups if g.weekday == first),
        sections=tuple(s for s in plan.sections if (s.offering, s.number) not in late),
        seats=tuple(s for s in plan.seats if (s.offering, s.number) not in late),
        assignments=tuple(
            a
            for a in plan.assignments
            if (a.post.subject, a.post.detail) not in late and not (a.post.kind == "care" and a.post.weekday != first)
        ),
        flex=(),
    )


def session_time(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    """Five minutes off the bell."""
    section = _pick(rng, plan.sections)
    if section is None or not section.sessions:
        return plan
    old = rng.choice(section.sessions)
    new = old._replace(start=old.start + rng.choice((-5, 5)))
    return _resettle(plan, section, (*_without(section.sessions, old), new))


def drop_session(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    section = _pick(rng, plan.sections)
    if section is None or not section.sessions:
        return plan
    return _resettle(plan, section, _without(section.sessions, rng.choice(section.sessions)))


def repeat_session(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    """A further session on the day of one that is there, or in place of another day's."""
    section = _pick(rng, plan.sections)
    if section is None or not section.sessions:
        return plan
    old, gone = rng.choice(section.sessions), rng.choice(section.sessions)
    starts = [p.start for w in problem.windows for p in w.periods]
    new = old._replace(start=rng.choice(starts))
    kept = section.sessions if gone == old else _without(section.sessions, gone)
    return _resettle(plan, section, (*_without(kept, new), new))


def session_room(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    section = _pick(rng, plan.sections)
    if section is None or not section.sessions:
        return plan
    old = rng.choice(section.sessions)
    new = old._replace(room=rng.choice(problem.rooms).id)
    return _resettle(plan, section, (*_without(section.sessions, old), new))


def _drop_section(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    section = _pick(rng, plan.sections)
    if section is None:
        return plan
    key = (section.offering, section.number)
    return replace(
        plan,
        sections=_without(plan.sections, section),
        seats=tuple(s for s in plan.seats if (s.offering, s.number) != key),
        assignments=tuple(a for a in plan.assignments if a.week or (a.post.subject, a.post.detail) != key),
    )


def _add_section(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    offering = _pick(rng, problem.offerings)
    if offering is None:
        return plan
    number = rng.randint(1, offering.max_sections)
    starts = [p.start for w in problem.windows for p in w.periods]
    days = rng.sample(problem.weekdays, min(len(problem.weekdays), offering.sessions))
    sessions = tuple(Session(d, rng.choice(starts), rng.choice(problem.rooms).id) for d in days)
    kept = tuple(s for s in plan.sections if (s.offering, s.number) != (offering.id, number))
    return replace(plan, sections=(*kept, Section(offering.id, number, sessions)))


def seat(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    section = _pick(rng, plan.sections)
    if section is None:
        return plan
    seat = Seat(rng.choice(problem.pupils).id, section.offering, section.number)
    return replace(plan, seats=(*_without(plan.seats, seat), seat))


def _unseat(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    seat = _pick(rng, plan.seats)
    return plan if seat is None else replace(plan, seats=_without(plan.seats, seat))


def drop_group(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    """A care group goes, with whoever stands there."""
    group = _pick(rng, plan.care_groups)
    if group is None:
        return plan
    post = Post("care", group.weekday, group.host, group.period)
    kept = tuple(a for a in plan.assignments if a.post != post)
    return replace(plan, care_groups=_without(plan.care_groups, group), assignments=kept)


def _join(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    group = _pick(rng, plan.care_groups)
    if group is None:
        return plan
    home = rng.choice(problem.classes).id
    grown = group._replace(classes=tuple(sorted({*group.classes, home})))
    kept = []
    for old in _without(plan.care_groups, group):
        leaves = (old.weekday, old.period) == (group.weekday, group.period) and home in old.classes and rng.random() < 0.9
        other = old._replace(classes=_without(old.classes, home)) if leaves else old
        if other.host in other.classes:
            kept.append(other)
    return replace(plan, care_groups=(*kept, grown))


def _split(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    group = _pick(rng, plan.care_groups)
    if group is None:
        return plan
    rest = _without(plan.care_groups, group)
    homes = [c for c in group.classes if c != group.host]
    if not homes:
        return replace(plan, care_groups=rest)
    home = rng.choice(homes)
    alone = CareGroup(group.weekday, group.period, home, (home,))
    return replace(plan, care_groups=(*rest, group._replace(classes=_without(group.classes, home)), alone))


def _people(problem: Problem) -> tuple[str, ...]:
    return (*problem.staff_of, *problem.outside_of)


def _assign(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    posts = [Post("care", g.weekday, g.host, g.period) for g in plan.care_groups]
    posts += [Post(kind, 0, s.offering, s.number) for s in plan.sections for kind in ("lead", "assist")]
    posts += [Post("gate", d, x.gate, x.minute) for x in plan.dismissals for d in problem.weekdays]
    posts += [Post("qa" if x.kind == "qa" else "fixed", d, x.id, 0) for x in problem.posts for d in problem.weekdays]
    posts += [Post(BLOCK_POSTS.get(x.kind, "block"), d, x.id, 0) for x in problem.blocks for d in x.weekdays]
    posts += [Post("late", c.weekday, "", 0) for c in plan.late_care]
    if not posts:
        return plan
    post = rng.choice(posts)
    week = 0 if post.kind in ("lead", "assist") else rng.randint(1, weeks)
    new = Assignment(post, week, rng.choice(_people(problem)))
    return replace(plan, assignments=(*_without(plan.assignments, new), new))


def _unassign(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    found = _pick(rng, plan.assignments)
    return plan if found is None else replace(plan, assignments=_without(plan.assignments, found))


def _swap_person(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    found = _pick(rng, plan.assignments)
    if found is None:
        return plan
    new = found._replace(person=rng.choice(_people(problem)))
    return replace(plan, assignments=(*_without(_without(plan.assignments, found), new), new))


def _flex(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    grant = _pick(rng, plan.flex)
    if grant is not None and rng.random() < 0.3:
        return replace(plan, flex=_without(plan.flex, grant))
    person, week, day = rng.choice(problem.staff).id, rng.randint(1, weeks), rng.choice(problem.weekdays)
    kept = tuple(f for f in plan.flex if (f.person, f.week, f.weekday) != (person, week, day))
    return replace(plan, flex=(*kept, Flex(person, week, day, rng.choice(FLEX_KINDS))))


def fee(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    """Another amount; never a record of nothing for a child who does not apply, which no column can tell from none."""
    pupil = rng.choice(problem.pupils)
    old = next((f.fen for f in plan.fees if f.pupil == pupil.id), 0)
    kept = tuple(f for f in plan.fees if f.pupil != pupil.id)
    least = 0 if pupil.weekdays else 1
    return replace(plan, fees=(*kept, Fee(pupil.id, max(least, old + rng.choice((-1, 1, 100))))))


def double_grant(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    """The last of the staff both starts late and leaves early on the last day of all."""
    who, day = problem.staff[-1].id, problem.weekdays[-1]
    kept = tuple(f for f in plan.flex if (f.person, f.week, f.weekday) != (who, weeks, day))
    return replace(plan, flex=(*kept, *(Flex(who, weeks, day, kind) for kind in FLEX_KINDS)))


def _late_care(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    old = _pick(rng, plan.late_care)
    if old is None:
        return plan
    rooms = tuple(sorted({rng.choice(problem.rooms).id for _ in range(rng.randint(1, 2))}))
    return replace(plan, late_care=(*_without(plan.late_care, old), LateCare(old.weekday, rooms)))
