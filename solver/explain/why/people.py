"""Why a person stands at a post, why not, why not another: layer by layer, the first that answers."""

from __future__ import annotations

from dataclasses import dataclass

from solver.check.names import Words
from solver.explain.refusal.fact import Fact
from solver.explain.why.context import Deadline, WhyContext, WhyLimits
from solver.explain.why.explanation import Alternative, Explanation
from solver.explain.why.forced import Asked, Forced, Row, WhyStep, forbidden, force
from solver.explain.why.outcome import found_answer, impossible_answer, unknown_answer
from solver.explain.why.person_facts import (
    busy_facts,
    cap_facts,
    clashing,
    needs_another_day,
    pair_facts,
)
from solver.explain.why.place import Place, place_of, place_words
from solver.explain.why.question import WhyPerson
from solver.explain.why.scopes import alone, of_day, pair_scope, steps
from solver.explain.why.wording import STAY, cost_words, sentence, steps_of, touched
from solver.model.variables import Variables
from solver.plan.plan import SECTION_KINDS

TRIED = 6
"""Others who are tried in somebody's place where nobody is named. Raising it finds cheaper ones, each in a small model."""
LISTED = 5
"""Alternatives that an answer lists."""


def why_person(context: WhyContext, question: WhyPerson, limits: WhyLimits) -> Explanation:
    """Answer to a question about a person and a post, which the plan has."""
    place = place_of(context, question)
    if question.person in place.holders:
        if question.instead is None:
            return _why_there(context, question, place, limits)
        return _why_not(context, question, place, question.person, question.instead, limits)
    leaver = question.instead if question.instead in place.holders else None
    return _why_not(context, question, place, leaver, question.person, limits)


def put(place: Place, leaver: str | None, person: str) -> Asked:
    """Rows that put a person at a post, and take somebody off it."""

    def rows(v: Variables) -> list[Row]:
        asked: list[Row] = [([(1, v.stand(place.post, place.week, person))], 1, 1)]
        if leaver is not None:
            asked.append(([(1, v.stand(place.post, place.week, leaver))], 0, 0))
        return asked

    return rows


# why not ----------------------------------------------------------------------------------------------------------------


def _why_not(
    context: WhyContext, question: WhyPerson, place: Place, leaver: str | None, person: str, limits: WhyLimits
) -> Explanation:
    if person in place.holders:
        return _already(context, question, place, person)
    facts = pair_facts(context, person, place)
    if facts:
        zh, en = _cannot(context, place, person)
        return Explanation(question, "no", "pair", (zh + facts[0].zh, f"{en} {facts[0].en}"), tuple(facts))
    leaver = leaver or _leaver(context, place)
    busy = clashing(context, person, place, None)
    told = (*busy_facts(context, person, busy), *cap_facts(context, person, place))
    held = (
        [each for each in busy if each.duty.stand.post.kind in SECTION_KINDS]
        if place.post.kind not in SECTION_KINDS
        else []
    )
    if held:
        facts = busy_facts(context, person, held)
        zh, en = _cannot(context, place, person)
        return Explanation(
            question,
            "no",
            "place",
            (f"{STAY[0]}，{zh}{facts[0].zh}", f"{sentence(STAY[1])}: {en} {facts[0].en}"),
            (*facts, *told),
            scope=STAY,
            conflict=tuple(dict.fromkeys(each.rule for each in held)),
        )
    return _solved(context, question, place, leaver, person, told, limits)


def _leaver(context: WhyContext, place: Place) -> str | None:
    """Who makes room at a full post: whoever has most to do."""
    if len(place.holders) < place.stand.headcount:
        return None
    return max(place.holders, key=lambda name: (context.report.facts.minutes.get(name, 0), name))


def _solved(
    context: WhyContext,
    question: WhyPerson,
    place: Place,
    leaver: str | None,
    person: str,
    told: tuple[Fact, ...],
    limits: WhyLimits,
) -> Explanation:
    """Layers 3 to 5."""
    deadline, asked = Deadline(limits), put(place, leaver, person)
    capped = needs_another_day(context, person, place)
    who, (zh, en), cannot = context.names.person(person), place_words(context, place), _cannot(context, place, person)
    last: Forced | None = None
    for number, step in enumerate(steps(context, place, leaver, person, capped=capped)):
        last = force(context, step, asked, limits, deadline)
        if last.status == "found":
            can = f"{who}可以上“{zh}”", f"{who} can stand there ({en})"
            return found_answer(context, question, can, last, told, STAY, wider=number > 0)
        if number == 0:
            proof = forbidden(context, WhyStep(alone(context, place, leaver, person), STAY), asked, limits)
            if proof is not None:
                return impossible_answer(context, question, cannot, proof, told, STAY)
        if deadline.over:
            break
    if last is not None and last.status == "impossible":
        return impossible_answer(context, question, cannot, last.conflict, told, _within(last.step.words))
    return unknown_answer(question, cannot, told, last.step.words if last else STAY)


def _within(words: Words) -> Words:
    return f"{STAY[0]}、只动{words[0]}", f"{STAY[1]} and only these are free: {words[1]}"


def _cannot(context: WhyContext, place: Place, person: str) -> Words:
    who, (zh, en) = context.names.person(person), place_words(context, place)
    return f"{who}不能上“{zh}”：", f"{who} cannot stand there ({en})."


def _already(context: WhyContext, question: WhyPerson, place: Place, person: str) -> Explanation:
    who, (zh, en) = context.names.person(person), place_words(context, place)
    return Explanation(question, "because", "place", (f"{who}已经在“{zh}”。", f"{who} stands there already: {en}."))


# why ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Others:
    """Everybody else, by what the plan has them do at the time of a post."""

    barred: int
    absent: int
    sections: int
    capped: list[str]
    elsewhere: list[str]
    free: list[str]

    @property
    def able(self) -> int:
        return self.absent + self.sections + len(self.capped) + len(self.elsewhere) + len(self.free)


def _why_there(context: WhyContext, question: WhyPerson, place: Place, limits: WhyLimits) -> Explanation:
    others = _others(context, place)
    tried = _tried(context, question, place, others, limits)
    alternatives = tuple(
        Alternative(name, *_costs(context, price, each), price=price) for name, price, each in tried[:LISTED]
    )
    who, (zh, en) = context.names.person(question.person), place_words(context, place)
    facts = (*_reasons_for(context, question.person, place), *_counted(context, others))
    words_zh = f"“{zh}”为何是{who}：" + "".join(fact.zh for fact in facts)
    words_en = f"Why {who} stands there ({en}): " + " ".join(fact.en for fact in facts)
    if not tried:
        words_zh += f"{STAY[0]}，试过的人都换不成。" if others.free or others.elsewhere else "没有别人可换。"
        words_en += (
            " Nobody who was tried can take the place." if others.free or others.elsewhere else " There is nobody else."
        )
        return Explanation(question, "because", "place", (words_zh, words_en), facts, scope=STAY)
    name, price, best = tried[0]
    plan = best.plan or context.plan
    words_zh += f"换成{context.names.person(name)}：" + _costs(context, price, best)[0]
    words_en += f" With {context.names.person(name)} instead: " + _costs(context, price, best)[1]
    moved = touched(context.plan, plan)
    return Explanation(
        question,
        "because" if context.dearer(price) else "free",
        "forced",
        (words_zh, words_en),
        facts,
        alternatives,
        price,
        "exact in scope" if best.exact else "at most",
        moved,
        len(moved),
        steps_of(context, plan),
        best.step.words,
        plan=plan,
    )


def _costs(context: WhyContext, price: dict[str, int], found: Forced) -> Words:
    return cost_words(context, price, "exact in scope" if found.exact else "at most")


def _reasons_for(context: WhyContext, person: str, place: Place) -> list[Fact]:
    """What speaks for the person: the own class or grade (D16), the skill (D07)."""
    found, who, post = [], context.names.person(person), place.post
    staff = context.problem.staff_of.get(person)
    if post.kind == "care" and staff is not None:
        if staff.homeroom == post.subject:
            found.append(
                context.fact(
                    "D16",
                    f"{who}是 {post.subject} 班的班主任。",
                    f"{who} is the class teacher of {post.subject}.",
                    person,
                )
            )
        elif post.subject in context.instance.taught.get(person, ()):
            found.append(context.fact("D16", f"{who}教 {post.subject} 班。", f"{who} teaches {post.subject}.", person))
    if post.kind == "lead":
        offering = context.problem.offering_of[post.subject]
        found.append(context.fact("D07", f"{who}会 {offering.skill}。", f"{who} masters {offering.skill}.", person))
    return found


def _others(context: WhyContext, place: Place) -> _Others:
    barred = absent = sections = 0
    capped: list[str] = []
    elsewhere: list[str] = []
    free: list[str] = []
    people = [*context.problem.staff_of, *(context.problem.outside_of if place.post.kind == "lead" else ())]
    for name in people:
        if name in place.holders:
            continue
        pair = pair_facts(context, name, place)
        busy = clashing(context, name, place) if not pair else []
        if pair:
            if {fact.rule for fact in pair} <= {"I04", "K01", "D08", "A07R"} and _takes_part(context, name):
                absent += 1
            else:
                barred += 1
        elif place.post.kind not in SECTION_KINDS and any(each.duty.stand.post.kind in SECTION_KINDS for each in busy):
            sections += 1
        elif cap_facts(context, name, place):
            capped.append(name)
        elif busy:
            elsewhere.append(name)
        else:
            free.append(name)
    load = context.report.facts.minutes
    for found in (capped, elsewhere, free):
        found.sort(key=lambda name: (load.get(name, 0), name))
    return _Others(barred, absent, sections, capped, elsewhere, free)


def _takes_part(context: WhyContext, name: str) -> bool:
    staff = context.problem.staff_of.get(name)
    return staff is None or context.instance.eligibility.serves(staff)


def _counted(context: WhyContext, others: _Others) -> list[Fact]:
    """How many could stand there, and what the others do."""
    parts = [
        (others.absent, "人当时有课或不在", "with a lesson or away"),
        (others.sections, "人在带课", "leading a section"),
        (len(others.capped), "人本周已到上限", "at the cap of the week"),
        (len(others.elsewhere), "人在别的岗上", "at other posts"),
        (len(others.free), "人当时有空", "free then"),
    ]
    zh = "，".join(f"{n} {zh}" for n, zh, _ in parts if n)
    en = ", ".join(f"{n} {en}" for n, _, en in parts if n)
    able = others.able
    if not able:
        return [context.fact("K06", "没有别人可以站此岗。", "Nobody else may stand there.")]
    return [
        context.fact(
            "K02", f"另有 {able} 人可以站此岗：{zh}。", f"Others who could: {able} ({en}).", figures=(able, "")
        )
    ]


def _tried(
    context: WhyContext, question: WhyPerson, place: Place, others: _Others, limits: WhyLimits
) -> list[tuple[str, dict[str, int], Forced]]:
    """Others put in the place in a scope of two, cheapest first."""
    deadline, found = Deadline(limits), []
    for name in (*others.free, *others.elsewhere)[:TRIED]:
        pair = (question.person, name)
        step = WhyStep(
            pair_scope(context, place, pair, of_day(context, place)), ("两人当天的岗位", "duties of the two on the day")
        )
        forced = force(context, step, put(place, question.person, name), limits, deadline)
        if forced.status == "found" and forced.report is not None:
            found.append((name, context.price(forced.report), forced))
        if deadline.over:
            break
    return sorted(found, key=lambda each: (context.vector(each[1]), each[0]))
