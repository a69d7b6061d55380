"""Cases made for one rule: a school in which the rule bites, and a plan drawn without it.

Everything but that rule is kept, so that the rule alone decides what checker and model must agree on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from solver.model.families import content, dismissal, seats, staffing, time
from solver.model.post import Poster
from solver.policy import Policy
from solver.problem import Lesson, Outside, Problem, Skill
from tests.agreement import plans
from tests.agreement.plans import Edit
from tests.agreement.policies import with_level, with_number
from tests.agreement.problems import MONDAY

School = tuple[Problem, Policy]
Spoil = Callable[[Problem, Policy, Random], School]


@dataclass(frozen=True)
class Target:
    """How to break one rule alone.

    spoil: makes the rule bite. family: left out of the model that the plan is drawn from; level: what the rule is set to
    there, or "". edit: damage to the plan instead.
    """

    rule: str
    spoil: Spoil
    level: str = ""
    family: Callable[[Poster], None] | None = None
    edit: Edit | None = None


def _as_is(problem: Problem, policy: Policy, rng: Random) -> School:
    return problem, policy


def _hard(rule: str) -> Spoil:
    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        return problem, with_level(policy, rule, "hard")

    return spoil


def _eager(problem: Problem) -> Problem:
    """Every pupil wants every club of the list."""
    return replace(problem, pupils=tuple(replace(p, clubs=len(p.choices)) for p in problem.pupils))


def _outside(rule: str, change: Callable[[Outside, Random], Outside]) -> Spoil:
    """Everybody from outside is free and vetted, but for one thing."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        first, last = problem.term.first, problem.term.last
        good = Outside(
            id="x0", organisation="org", rate=9000, weekdays=problem.weekdays, pool="city", approved_from=first,
            approved_to=last, reviewed=first - timedelta(days=1), insured_from=first - timedelta(days=1), insured_to=last,
            filed=first, clean_record=True, contract=True,
        )  # fmt: skip
        skills = (Skill("art", 3), Skill("ball", 3))
        people = (change(replace(good, skills=skills), rng), replace(good, id="x1", skills=skills))
        easy = tuple(replace(o, academic=False, minimum=1, assistants=0) for o in problem.offerings)
        policy = with_number(with_level(policy, rule, "hard"), "D01", "percent", 10)
        return _eager(replace(problem, outside=people, offerings=easy)), policy

    return spoil


def _academic(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = _outside("E02", lambda person, _: person)(problem, policy, rng)
    return replace(problem, offerings=tuple(replace(o, academic=True) for o in problem.offerings)), policy


def _own_share(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = _outside("D01", lambda person, _: person)(problem, policy, rng)
    return problem, with_number(policy, "D01", "percent", 100)


def _filed(person: Outside, rng: Random) -> Outside:
    return rng.choice((
        replace(person, filed=MONDAY + timedelta(days=1)),
        replace(person, filed=MONDAY - timedelta(days=2)),
        replace(person, insured_to=MONDAY - timedelta(days=1)),
        replace(person, insured_from=None),
    ))  # fmt: skip


def _approved(person: Outside, rng: Random) -> Outside:
    assert person.approved_from is not None
    assert person.approved_to is not None
    return rng.choice((
        replace(person, approved_from=person.approved_from + timedelta(days=1)),
        replace(person, approved_to=person.approved_to - timedelta(days=1)),
        replace(person, approved_to=None),
    ))  # fmt: skip


def _unfit(person: Outside, rng: Random) -> Outside:
    return replace(person, contract=False) if rng.random() < 0.5 else replace(person, clean_record=False)


def _part_time(person: Outside, rng: Random) -> Outside:
    return rng.choice((replace(person, earliest=906), replace(person, latest=984), replace(person, latest=1030)))


def _skilful(problem: Problem, policy: Policy, rng: Random) -> School:
    return replace(problem, offerings=tuple(replace(o, skill_level=3) for o in problem.offerings)), policy


def _late_work(problem: Problem, policy: Policy, rng: Random) -> School:
    waiver = policy.number("A03", "waiver_minutes")
    first = min(m for window in problem.windows for m in window.dismissals)
    work_end = first + waiver + rng.choice((0, 1))
    return replace(problem, term=replace(problem.term, work_end=work_end)), with_level(policy, "A03", "hard")


def _late_lesson(problem: Problem, policy: Policy, rng: Random) -> School:
    home = problem.classes[0]
    start = problem.window_of[home.grade].start
    lesson = Lesson(1, start - 3, start + rng.choice((0, 1, 1)), home.id, None, None, "extra")
    kept = tuple(x for x in problem.lessons if x.class_id != home.id)
    return replace(problem, lessons=(*kept, lesson)), with_level(policy, "A11", "hard")


def _no_homework(problem: Problem, policy: Policy, rng: Random) -> School:
    highest = max(problem.window_of)
    return problem, with_number(with_level(policy, "B02", "hard"), "B02", "up_to_grade", highest)


def _all_clubs(problem: Problem, policy: Policy, rng: Random) -> School:
    """Clubs as long as the afternoon, and no tutoring hour in their way."""
    span = {g: w.periods[-1].end - w.start for g, w in problem.window_of.items()}
    long = tuple(replace(o, minutes=span[o.grades[0]], sessions=1) for o in problem.offerings)
    return _eager(replace(problem, offerings=long)), with_level(with_level(policy, "B01", "off"), "B06", "hard")


def _two_grades(problem: Problem) -> Problem:
    """Where all classes are of one grade, the last one moves up; its pupils drop their clubs."""
    if len(problem.windows) > 1 or len(problem.classes) < 2:
        return problem
    last, window = problem.classes[-1], problem.windows[0]
    return replace(
        problem,
        windows=(window, replace(window, grade=window.grade + 1)),
        classes=(*problem.classes[:-1], replace(last, grade=window.grade + 1)),
        pupils=tuple(replace(p, choices=(), clubs=0) if p.class_id == last.id else p for p in problem.pupils),
    )


def _queues(problem: Problem, policy: Policy, rng: Random) -> School:
    """Waves five minutes apart at one gate that take a second too long."""
    problem = _two_grades(problem)
    first = max(1025, *(w.periods[-1].end for w in problem.windows))
    windows = tuple(
        replace(w, dismissals=(first + 5 * (i % 2),), gates=("g0",)) for i, w in enumerate(problem.windows)
    )
    gates = (replace(problem.gates[0], seconds_per_class=rng.choice((150, 300, 301, 301, 301))), *problem.gates[1:])
    policy = with_number(with_level(policy, "A12", "off"), "D14", "escort_minutes", 15)
    return replace(problem, windows=windows, gates=gates), with_level(policy, "H03", "hard")


def _named_end(problem: Problem, policy: Policy, rng: Random) -> School:
    window = rng.choice(problem.windows)
    policy = with_number(policy, "A12", f"g{window.grade}_start", window.start)
    return problem, with_level(with_number(policy, "A12", f"g{window.grade}_end", window.dismissals[0]), "A12", "hard")


def _full_sections(problem: Problem, policy: Policy, rng: Random) -> School:
    tight = tuple(replace(o, maximum=o.minimum) for o in problem.offerings)
    return _eager(replace(problem, offerings=tight)), with_level(policy, "C06", "hard")


def _roomy(problem: Problem, policy: Policy, rng: Random) -> School:
    large = tuple(replace(o, maximum=o.maximum + 4) for o in problem.offerings)
    rooms = tuple(replace(x, capacity=max(x.capacity, 9)) for x in problem.rooms)
    return replace(problem, offerings=large, rooms=rooms), policy


def _merging(problem: Problem, policy: Policy, rng: Random) -> School:
    """Classes of one band, small rooms."""
    first = problem.windows[0]
    windows = tuple(replace(first, grade=w.grade) for w in problem.windows)
    homes = {c.room for c in problem.classes}
    rooms = tuple(replace(x, capacity=rng.choice((2, 3))) if x.id in homes else x for x in problem.rooms)
    return replace(problem, windows=windows, rooms=rooms), with_level(policy, "K03", "hard")


TARGETS = (
    Target("E02", _academic, "off"),
    Target("E03", _outside("E03", _approved), "off"),
    Target("E04", _outside("E04", lambda person, _: replace(person, pool="none")), "off"),
    Target("E05", _outside("E05", lambda person, _: replace(person, reviewed=MONDAY)), "off"),
    Target("E06", _outside("E06", _filed), "off"),
    Target("E14", _outside("E14", _unfit), "off"),
    Target("K01", _outside("K01", _part_time), "off"),
    Target("K01", _outside("K01", lambda person, _: replace(person, max_sections=1)), "", staffing.outside_sections),
    Target("D01", _own_share, "off"),
    Target("D07", _skilful, "off"),
    Target("A03", _late_work, "", time.end_of_work),
    Target("A11", _late_lesson, "off"),
    Target("A12", _named_end, "", time.exact_windows),
    Target("B02", _no_homework, "", content.no_written_homework),
    Target("B06", _all_clubs, "", content.base_period),
    Target("H03", _queues, "off"),
    Target("H04", _hard("H04"), "soft"),
    Target("A08", _hard("A08"), "soft"),
    Target("D08", _hard("D08"), "soft"),
    Target("H01", _hard("H01"), "soft"),
    Target("C06", _full_sections, "", seats.section_size),
    Target("K04", _as_is, edit=plans.session_time),
    Target("K04", _as_is, "", seats.in_window),
    Target("K05", _as_is, edit=plans.drop_session),
    Target("K05", _as_is, edit=plans.repeat_session),
    Target("C01", _roomy, edit=plans.seat),
    Target("C01", _roomy, "", seats.voluntary),
    Target("H07", _as_is, edit=plans.session_room),
    Target("K03", _merging, "off"),
    Target("A04", _as_is, edit=plans.drop_group),
    Target("D14", _as_is, "", dismissal.waves),
)

