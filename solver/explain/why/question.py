"""Questions about a plan: a person at a post, a pupil and an offering, a grade's dismissal, an offering; and posts as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from solver.errors import Fault, Path, PlanError
from solver.plan.plan import POST_KINDS, SECTION_KINDS, Plan, Post
from solver.problem.problem import Problem
from solver.units import EVERY_WEEK, Minute, Week, clock, parse_clock

"""Kinds of posts that are the same every week."""


@dataclass(frozen=True, slots=True)
class WhyPerson:
    """Why the person stands at the post, or why not.

    week: 1..W, 0 = the first week in which the person stands there. instead: of whom the question is why the person's place is not
    theirs; None: of anybody.
    """

    person: str
    post: Post
    week: Week = EVERY_WEEK
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class WhyPupil:
    """Why the pupil has the offering, or has it not."""

    pupil: str
    offering: str


@dataclass(frozen=True, slots=True)
class WhyGrade:
    """Why the grade leaves when it does; ``leaves``, ``gate``: why not at another minute or by another gate."""

    grade: int
    leaves: Minute | None = None
    gate: str | None = None


@dataclass(frozen=True, slots=True)
class WhyOffering:
    """Why the offering is not opened, or opened."""

    offering: str


Question = WhyPerson | WhyPupil | WhyGrade | WhyOffering


def post_text(post: Post) -> str:
    """A post as it is written in a question: ``gate/5/east/17:40``, ``care/1/301/0``, ``lead/chess#1``, ``late/5``."""
    if post.kind in SECTION_KINDS:
        return f"{post.kind}/{post.subject}#{post.detail}"
    if post.kind in ("late", "standby"):
        return f"{post.kind}/{post.weekday}"
    if post.kind in ("gate", "care"):
        detail = clock(post.detail) if post.kind == "gate" else str(post.detail)
        return f"{post.kind}/{post.weekday}/{post.subject}/{detail}"
    return f"{post.kind}/{post.weekday}/{post.subject}"


def read_post(problem: Problem, text: str, path: Path = ("--post",)) -> Post:
    """Text of :func:`post_text` -> the post. A care period may also be named by its start: ``care/1/301/16:10``.

    Raises PlanError where it is no post of any plan of the problem.
    """
    kind, *parts = (part.strip() for part in text.strip().split("/"))
    known = sorted(POST_KINDS)
    if kind not in POST_KINDS:
        raise PlanError(
            [
                _fault(
                    path,
                    text,
                    f"没有“{kind}”这一类岗位，可用：{'、'.join(known)}。",
                    f'No kind of post is called "{kind}"; known: {", ".join(known)}.',
                )
            ]
        )
    read: Callable[[Problem, str, list[str]], Post] = _section if kind in SECTION_KINDS else _weekly
    try:
        return read(problem, kind, parts)
    except (ValueError, IndexError, KeyError):
        raise PlanError(
            [
                _fault(
                    path,
                    text,
                    f"岗位写法应如 {_pattern(kind)}。",
                    f"A post of this kind is written like {_pattern(kind)}.",
                )
            ]
        ) from None


def _section(problem: Problem, kind: str, parts: list[str]) -> Post:
    offering, _, number = "#".join(part for part in parts if part != "0").partition("#")
    problem.offering_of[offering]
    return Post(kind, 0, offering, int(number))


def _weekly(problem: Problem, kind: str, parts: list[str]) -> Post:
    weekday = int(parts[0])
    if not 1 <= weekday <= 7:
        raise ValueError(parts[0])
    if kind in ("late", "standby"):
        return Post(kind, weekday, "", 0)
    subject = parts[1]
    if kind == "gate":
        return Post(kind, weekday, subject, parse_clock(parts[2]))
    if kind == "care":
        return Post(kind, weekday, subject, _period(problem, subject, parts[2]))
    return Post(kind, weekday, subject, 0)


def _period(problem: Problem, home: str, text: str) -> int:
    """Number of a period of a class, from 0, or that of the one that begins at a clock time."""
    if ":" not in text.replace("：", ":"):
        return int(text)
    periods = problem.band_of_grade[problem.class_of[home].grade].periods
    return [period.start for period in periods].index(parse_clock(text))


def _pattern(kind: str) -> str:
    patterns = {"gate": "gate/5/east/17:40", "care": "care/1/301/0", "late": "late/5", "standby": "standby/5"}
    return patterns.get(kind, f"{kind}/chess#1" if kind in SECTION_KINDS else f"{kind}/5/patrol")


def question_faults(problem: Problem, plan: Plan, weeks: int, question: Question) -> list[Fault]:
    """What the question names and the problem or the plan does not have, each with what it has; empty where it can be answered."""
    if isinstance(question, WhyPerson):
        return _person_faults(problem, plan, weeks, question)
    if isinstance(question, WhyPupil):
        found = _unknown(("pupil",), question.pupil, problem.pupil_of, "学生", "pupil")
        return found + _unknown(("offering",), question.offering, problem.offering_of, "课程", "offering")
    if isinstance(question, WhyOffering):
        return _unknown(("offering",), question.offering, problem.offering_of, "课程", "offering")
    return _grade_faults(problem, plan, question)


def _person_faults(problem: Problem, plan: Plan, weeks: int, question: WhyPerson) -> list[Fault]:
    people = (*problem.staff_of, *problem.outside_of)
    faults = _unknown(("person",), question.person, people, "人员", "person")
    if question.instead is not None:
        faults += _unknown(("instead",), question.instead, people, "人员", "person")
    if question.person == question.instead:
        faults.append(_fault(("instead",), question.person, "两次写了同一个人。", "The same person is named twice."))
    if not 0 <= question.week <= weeks:
        faults.append(
            _fault(
                ("week",),
                str(question.week),
                f"模板只有第 1 到第 {weeks} 周。",
                f"The template has weeks 1 to {weeks}.",
            )
        )
    if not stands(problem, plan, question.post):
        held = sorted(
            {
                a.post
                for a in plan.assignments
                if (a.post.kind, a.post.weekday) == (question.post.kind, question.post.weekday)
            }
        )
        listed = "、".join(post_text(post) for post in held[:12]) or "无 none"
        faults.append(
            _fault(
                ("post",),
                post_text(question.post),
                f"方案里没有这个岗位；同类有：{listed}。",
                f"The plan has no such post; of its kind: {listed}.",
            )
        )
    return faults


def stands(problem: Problem, plan: Plan, post: Post) -> bool:
    """Whether the plan has the post, whoever stands there."""
    if any(a.post == post for a in plan.assignments):
        return True
    if post.kind == "care":
        return any((g.weekday, g.host, g.period) == post[1:] for g in plan.care_groups)
    if post.kind == "gate":
        return any((d.gate, d.minute) == (post.subject, post.detail) for d in plan.dismissals)
    if post.kind in SECTION_KINDS:
        return any((s.offering, s.number) == (post.subject, post.detail) for s in plan.sections)
    if post.kind in ("fixed", "qa"):
        fixed = problem.post_of.get(post.subject)
        return fixed is not None and post.weekday in fixed.weekdays
    return False


def _grade_faults(problem: Problem, plan: Plan, question: WhyGrade) -> list[Fault]:
    leaving = {d.grade for d in plan.dismissals}
    if question.grade not in leaving:
        listed = "、".join(map(str, sorted(leaving)))
        return [
            _fault(
                ("grade",),
                str(question.grade),
                f"方案里没有这个年级的放学安排；有：{listed}。",
                f"The plan has no dismissal of this grade; it has those of {listed}.",
            )
        ]
    if question.gate is not None:
        return _unknown(("gate",), question.gate, problem.gate_of, "校门", "gate")
    return []


def _unknown(path: Path, value: str, known: Iterable[str], zh: str, en: str) -> list[Fault]:
    ids = list(known)
    if value in ids:
        return []
    return [_fault(path, value, f"申请里没有这个{zh}。", f"The request has no such {en}.")]


def _fault(path: Path, value: str, zh: str, en: str) -> Fault:
    return Fault(
        path,
        value,
        zh,
        en,
        "可能编号写错了，或方案是另一个申请的。",
        "Maybe the id is misspelt, or the plan is of another request.",
    )
