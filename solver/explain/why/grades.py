"""Why a grade leaves when it does and not at another minute or by another gate: hours, gates, order of leaving, then people."""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.families.order import late_pairs
from solver.check.names import Words
from solver.explain.hours import fitting_slots
from solver.explain.limits.order import order_limit
from solver.explain.refusal.fact import Fact
from solver.explain.why.context import Deadline, WhyContext, WhyLimits
from solver.explain.why.explanation import Explanation
from solver.explain.why.leaving import move, staff_anew
from solver.explain.why.outcome import found_answer, impossible_answer, unknown_answer
from solver.explain.why.question import WhyGrade
from solver.explain.why.wording import rule_words
from solver.plan import Dismissal
from solver.problem import Gate
from solver.units import clock
from solver.words import grades_en, grades_zh

STAY: Words = ("在社团和班级分组不动的前提下", "while clubs and care groups stay as they are")
GATES: Words = ("各年级怎样调换都一样", "however the other grades leave")


def why_grade(context: WhyContext, question: WhyGrade, limits: WhyLimits) -> Explanation:
    """Answer to a question about a grade that the plan lets leave."""
    now = next(item for item in context.plan.dismissals if item.grade == question.grade)
    if question.leaves is None and question.gate is None:
        return _why_then(context, question, now, limits)
    asked = Dismissal(
        question.grade, now.minute if question.leaves is None else question.leaves, question.gate or now.gate
    )
    zh, en = _slot_words(context, asked)
    if asked == now:
        return Explanation(
            question, "because", "place", (f"现在就是：{zh}。", f"So it is: {en}."), tuple(_place(context, now))
        )
    cannot = f"不能{zh}：", f"Not possible: {en}."
    facts = tuple(slot_facts(context, asked))
    if facts:
        return Explanation(question, "no", "pair", (cannot[0] + facts[0].zh, f"{cannot[1]} {facts[0].en}"), facts)
    return _solved(context, question, asked, cannot, limits)


def _slot_words(context: WhyContext, slot: Dismissal) -> Words:
    gate = context.names.gate(slot.gate)
    return (
        f"{grades_zh([slot.grade])} {clock(slot.minute)} 从{gate}放学",
        f"{grades_en([slot.grade])} leaves at {clock(slot.minute)} by {gate}",
    )


def slot_facts(context: WhyContext, slot: Dismissal) -> Iterator[Fact]:
    """What forbids a grade a minute or a gate whatever the rest of the plan: bells, gates of the grade, rules on hours."""
    window, who = context.problem.window_of[slot.grade], (grades_zh([slot.grade]), grades_en([slot.grade]))
    if slot.minute not in window.dismissals:
        known = "、".join(map(clock, window.dismissals))
        yield context.fact(
            "K00",
            f"{who[0]}的作息里没有 {clock(slot.minute)} 这个放学时间；有：{known}。",
            f"The bells of {who[1]} have no dismissal at {clock(slot.minute)}; they have {known}.",
            figures=(clock(slot.minute), known),
        )
    if slot.gate not in window.gates:
        known = "、".join(map(context.names.gate, window.gates))
        yield context.fact(
            "K00",
            f"{who[0]}不走{context.names.gate(slot.gate)}；可走：{known}。",
            f"{who[1]} may not use {context.names.gate(slot.gate)}; it may use {known}.",
            slot.gate,
            figures=(slot.gate, known),
        )
    for rule, slots in fitting_slots(context.problem, context.policy, window).items():
        if slot.minute in window.dismissals and slot.minute not in slots:
            zh, en = rule_words(context, rule)
            yield context.fact(
                rule,
                f"{clock(slot.minute)} 放学不符合：{zh}",
                f"Leaving at {clock(slot.minute)} does not fit: {en}",
                figures=(clock(slot.minute), "、".join(map(clock, slots))),
            )


def _place(context: WhyContext, slot: Dismissal) -> Iterator[Fact]:
    """The gate at that minute with the grade: seconds of its queues against the escort (D14), the next wave (H03), the order (D17)."""
    gate = context.problem.gate_of[slot.gate]
    others = [d for d in context.plan.dismissals if d.grade != slot.grade and d.gate == slot.gate]
    there = [d.grade for d in others if d.minute == slot.minute]
    seconds = _seconds(context, gate, (slot.grade, *there))
    most = 60 * context.instance.escort
    if context.policy.on("D14"):
        with_zh = f"与{grades_zh(there)}一起" if there else "单独"
        with_en = f"with {grades_en(there)}" if there else "alone"
        yield context.fact(
            "D14",
            f"{context.names.gate(gate.id)} {clock(slot.minute)} {with_zh}放学，排队 {seconds} 秒，护送时间 {most} 秒。",
            f"At {context.names.gate(gate.id)} {clock(slot.minute)}, {with_en}, the queue takes {seconds} seconds of {most}.",
            gate.id,
            span=(slot.minute, slot.minute + context.instance.escort),
            figures=(seconds, most),
        )
    later = min((d.minute for d in others if d.minute > slot.minute), default=None)
    if context.policy.on("H03") and later is not None and seconds > 60 * (later - slot.minute):
        yield context.fact(
            "H03",
            f"下一批 {clock(later)} 放学，只隔 {60 * (later - slot.minute)} 秒，排队要 {seconds} 秒。",
            f"The next wave leaves at {clock(later)}, {60 * (later - slot.minute)} seconds later; the queue takes {seconds}.",
            gate.id,
            figures=(seconds, 60 * (later - slot.minute)),
        )


def _seconds(context: WhyContext, gate: Gate, grades: tuple[int, ...]) -> int:
    classes = sum(context.instance.queues[grade] for grade in grades)
    return -(-classes * gate.seconds_per_class // gate.lanes)


def _why_then(context: WhyContext, question: WhyGrade, now: Dismissal, limits: WhyLimits) -> Explanation:
    """The slot with its wave, what shuts out the other slots, and the order of leaving."""
    window = context.problem.window_of[question.grade]
    others = [Dismissal(now.grade, minute, gate) for minute in window.dismissals for gate in window.gates]
    barred = [
        fact
        for minute in window.dismissals
        if minute != now.minute
        for fact in slot_facts(context, Dismissal(now.grade, minute, now.gate))
    ]
    facts = [*_place(context, now), *barred]
    limit = order_limit(context.view) if any(question.grade in pair for pair in late_pairs(context.view)) else None
    if limit is not None:
        facts.append(context.fact("D17", limit.zh, limit.en, *limit.subjects))
    admitted = [other for other in others if other != now and not [*slot_facts(context, other)]]
    moves = [(other, move(context, other, frozenset({now.grade}), limits)) for other in admitted]
    shut = [(other, moved.conflict) for other, moved in moves if moved.plan is None]
    for other, rules in shut:
        zh, en = _slot_words(context, other)
        reasons = [rule_words(context, rule) for rule in rules if rule in context.policy.rules]
        facts.append(
            context.fact(
                next(iter(rules), "K00"),
                f"其他年级不动时不能{zh}：{'；'.join(each[0] for each in reasons)}",
                f"While the other grades stay it cannot be that {en}: {' '.join(each[1] for each in reasons)}",
                other.gate,
            )
        )
    zh, en = _slot_words(context, now)
    open_to = len(admitted) - len(shut)
    rest_zh = (
        f"另有 {open_to} 种时间和校门可选，可用 --leaves、--gate 问代价。"
        if open_to > 0
        else "没有别的时间和校门可选。"
    )
    rest_en = (
        f"{open_to} other slots remain; ask for their price with --leaves and --gate."
        if open_to > 0
        else "No other slot remains."
    )
    told = facts[:3]
    words = (
        f"{zh}：{''.join(fact.zh for fact in told)}{rest_zh}",
        f"{en[:1].upper()}{en[1:]}: {' '.join(fact.en for fact in told)} {rest_en}",
    )
    return Explanation(question, "because", "place", words, tuple(facts))


def _solved(context: WhyContext, question: WhyGrade, slot: Dismissal, cannot: Words, limits: WhyLimits) -> Explanation:
    """Layers 3 to 5: gates by themselves prove what no staffing mends; then the days are staffed anew where the move leaves gaps."""
    told, deadline = (*_place(context, slot),), Deadline(limits)
    moved = move(context, slot, frozenset({slot.grade}), limits)
    alone = moved.plan is not None
    if not alone:
        moved = move(context, slot, frozenset(d.grade for d in context.plan.dismissals), limits)
    if moved.plan is None:
        return impossible_answer(context, question, cannot, moved.conflict, told, GATES)
    found = staff_anew(context, moved.plan, slot, limits, deadline)
    zh, en = _slot_words(context, slot)
    if found.status == "found":
        return found_answer(
            context, question, (f"可以{zh}", f"it can be that {en}"), found, told, STAY, wider=not alone
        )
    if found.status == "impossible":
        scope = f"{STAY[0]}、只动{found.step.words[0]}", f"{STAY[1]} and only these are free: {found.step.words[1]}"
        return impossible_answer(context, question, cannot, found.conflict, told, scope)
    return unknown_answer(question, cannot, told, STAY)
