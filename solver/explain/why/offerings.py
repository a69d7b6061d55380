"""Why an offering is not opened, or has no further section: what keeps it shut, or what opening one more would cost."""

from __future__ import annotations

from collections import Counter

from solver.explain.openings import Openings
from solver.explain.refusal.fact import Fact
from solver.explain.why.context import Deadline, WhyContext, WhyLimits
from solver.explain.why.explanation import Explanation
from solver.explain.why.forced import CHANGES_FIRST, Asked, Forced, Row, WhyStep, force
from solver.explain.why.outcome import found_answer, impossible_answer, unknown_answer
from solver.explain.why.pupil_facts import sections_of
from solver.explain.why.question import WhyOffering
from solver.explain.why.scopes import HELPERS
from solver.model.scope import Scope, SectionKey
from solver.model.variables import Variables

STAY = (
    "在其他教学班、班级分组和放学时间不动的前提下",
    "while other sections, care groups and dismissals stay as they are",
)


def why_offering(context: WhyContext, question: WhyOffering, limits: WhyLimits) -> Explanation:
    """Answer to a question about an offering of the problem: why it is shut, or why it has no more sections than it has."""
    offering, what = context.problem.offering_of[question.offering], context.names.offering(question.offering)
    opened = sections_of(context, offering.id)
    obstacles = Openings(context.problem, context.policy).obstacles[offering.id]
    if obstacles and not opened:
        facts = tuple(
            context.fact(each.rule, each.zh, each.en, *each.subjects, figures=(each.measured, each.limit))
            for each in obstacles
        )
        return Explanation(question, "no", "pair", (facts[0].zh, facts[0].en), facts)
    told = (_asked_for(context, question.offering),)
    if len(opened) >= offering.max_sections:
        words = (
            f"{what}已开 {len(opened)} 个班，是最多的班数。",
            f"Sections of {what}: {len(opened)}, the most that it may have.",
        )
        return Explanation(question, "because", "place", words, told)
    return _solved(context, question, told, limits)


def _asked_for(context: WhyContext, offering: str) -> Fact:
    """How many chose the offering, by rank, and how many of them have enough clubs already."""
    ranks: Counter[int] = Counter()
    satisfied = 0
    for pupil in context.problem.pupils:
        if offering in pupil.choices and pupil.clubs and pupil.weekdays:
            ranks[pupil.choices.index(offering) + 1] += 1
            satisfied += len(context.view.kept.seats_of.get(pupil.id, ())) >= pupil.clubs
    minimum, what = context.problem.offering_of[offering].minimum, context.names.offering(offering)
    by_zh = "、".join(f"第{rank}志愿 {n} 人" for rank, n in sorted(ranks.items())) or "无人"
    by_en = ", ".join(f"choice {rank}: {n}" for rank, n in sorted(ranks.items())) or "nobody"
    return context.fact(
        "C06",
        f"选报{what}的有 {sum(ranks.values())} 人（{by_zh}），其中 {satisfied} 人已有想要的社团数；开班至少 {minimum} 人。",
        f"{sum(ranks.values())} chose {what} ({by_en}), of whom {satisfied} have as many clubs as they want; a section needs {minimum}.",
        offering,
        figures=(sum(ranks.values()), minimum),
    )


def _solved(context: WhyContext, question: WhyOffering, told: tuple[Fact, ...], limits: WhyLimits) -> Explanation:
    """Layers 3 to 5."""
    deadline, what = Deadline(limits), context.names.offering(question.offering)
    section = _next(context, question.offering)
    more = "再开一个班" if section[1] > 1 else "开班"
    cannot = (
        f"{what}不能{more}：{told[0].zh}",
        f"{what} cannot open {'another section' if section[1] > 1 else 'at all'}. {told[0].en}",
    )
    last: Forced | None = None
    for number, step in enumerate(_steps(context, section)):
        last = force(context, step, opening(section), limits, deadline)
        if last.status == "found":
            can = f"{what}可以{more}", f"{what} can open{' another section' if section[1] > 1 else ''}"
            return found_answer(context, question, can, last, told, STAY, wider=number > 0)
        if deadline.over:
            break
    if last is not None and last.status == "impossible":
        return impossible_answer(context, question, cannot, last.conflict, (), STAY)
    return unknown_answer(question, cannot, told, STAY)


def _next(context: WhyContext, offering: str) -> SectionKey:
    """The first section of the offering that is not opened."""
    numbers = range(1, context.problem.offering_of[offering].max_sections + 1)
    return offering, next(number for number in numbers if (offering, number) not in context.current.opened)


def opening(section: SectionKey) -> Asked:
    """Rows that open a section."""

    def rows(v: Variables) -> list[Row]:
        return [([(1, v.opened(section))], 1, 1)]

    return rows


def _steps(context: WhyContext, section: SectionKey) -> tuple[WhyStep, ...]:
    """The section with its leaders and those who chose it; then everybody's seats; then adults who could help out as well."""
    instance, problem = context.instance, context.problem
    opened = frozenset(context.current.opened) | {section}
    leaders = list(instance.leaders[section[0]])
    choosing = frozenset(p.id for p in problem.pupils if section[0] in p.choices and p.clubs and p.weekdays)
    wishing = frozenset(p.id for p in problem.pupils if p.clubs and p.weekdays)
    days = frozenset((week, day) for week in instance.weeks for day in instance.post_days)
    load = context.report.facts.minutes
    idle = sorted((s.id for s in problem.staff if s.takes_part), key=lambda name: (load.get(name, 0), name))
    assisting = idle[:HELPERS] if problem.offering_of[section[0]].assistants else []
    helping = frozenset([*leaders, *idle[: 2 * HELPERS]])

    def scope(pupils: frozenset[str], people: frozenset[str]) -> Scope:
        return Scope(
            sections=frozenset({section}),
            seat_sections=opened,
            seat_pupils=pupils,
            people=people,
            duty_days=days,
            led=frozenset({section}),
            flex=True,
        )

    few = frozenset([*leaders, *assisting])
    return (
        WhyStep(
            scope(choosing, few),
            (
                f"新班、选报的 {len(choosing)} 名学生和 {len(few)} 名教师",
                f"the section, {len(choosing)} pupils, {len(few)} adults",
            ),
        ),
        WhyStep(
            scope(choosing, helping),
            (
                f"新班、{len(choosing)} 名学生和 {len(helping)} 名教师",
                f"the section, {len(choosing)} pupils, {len(helping)} adults",
            ),
            CHANGES_FIRST,
        ),
        WhyStep(
            scope(wishing, helping),
            (f"新班、所有学生和 {len(helping)} 名教师", f"the section, all pupils, {len(helping)} adults"),
            CHANGES_FIRST,
        ),
    )
