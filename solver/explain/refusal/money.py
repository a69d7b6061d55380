"""Money that no plan can put right: a floor of pay above its cap (G05, G06), and accounts that cannot balance (G04)."""

from __future__ import annotations

from solver.check.families.accounts import dates_of, income
from solver.check.families.budget import yuan
from solver.explain.refusal.fact import Conflict, Fact
from solver.explain.refusal.wording import stated, told
from solver.model.families.staffing import FILLED_BY
from solver.model.instance import Instance
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.search.bounds.combinatorial import day_cost
from solver.units import Fen, Weekday


def money_conflicts(problem: Problem, policy: Policy) -> list[Conflict]:
    """The floor against the cap, and the term's income against the least and the most that any plan costs."""
    found = [told(list(rates), "count", irreducible=True)] if (rates := floor_above_cap(policy)) else []
    return [*found, *_accounts(problem, policy)]


def floor_above_cap(policy: Policy) -> tuple[Fact, Fact] | None:
    """The two rules of pay between which no rate lies, where both are hard (G05, G06)."""
    if not (policy.hard("G05") and policy.hard("G06")):
        return None
    floor, cap = (policy.number(rule, "fen_per_classhour") for rule in ("G05", "G06"))
    if floor <= cap:
        return None
    return (
        stated(policy, "G05", f"课酬每课时不低于 {yuan(floor)} 元", f"Pay is {yuan(floor)} yuan a class-hour at least.",
               measured=yuan(floor), limit=yuan(cap)),
        stated(policy, "G06", f"课酬每课时不超过 {yuan(cap)} 元（可能要改其中一个数，或用设置 U8 只留一条）",
               f"Pay is {yuan(cap)} yuan at most. Maybe change one of the numbers, or keep one rule by setting U8.", measured=yuan(cap)),
    )  # fmt: skip


def _accounts(problem: Problem, policy: Policy) -> list[Conflict]:
    if not policy.hard("G04"):
        return []
    instance = Instance(problem, policy)
    comes_in, percent = income(problem, policy), policy.number("G04", "percent")
    money, earlier = problem.money, problem.earlier
    settled = sum(item.fen for item in money.awards) + sum(item.fen for item in money.expenses)
    settled += 0 if earlier is None else earlier.cost
    dates = dates_of(problem, len(instance.weeks))
    kinds = {"care", "lead", *(post.kind for day in instance.post_days for post in instance.standing(day))}
    filled = all(policy.hard(FILLED_BY[kind]) for kind in kinds)
    least = settled + sum(count * day_cost(instance, day) for (_, day), count in dates.items() if day in instance.post_days)
    most = settled + sum(count * _most_cost(instance, day) for (_, day), count in dates.items() if day in instance.post_days)
    have, subsidy = yuan(comes_in), yuan(money.subsidy)
    paid = stated(policy, "G01", f"本学期收入 {have} 元（其中补贴 {subsidy} 元）",
                  f"Income of the term is {have} yuan, of which {subsidy} are subsidy.", measured=have)  # fmt: skip
    if filled and least > comes_in:
        short = yuan(least - comes_in)
        rule = stated(policy, "G04", f"收支要平衡，不能亏；可能要补贴再多至少 {short} 元",
                      f"Accounts balance without a loss; maybe {short} yuan more of subsidy.", measured=short)  # fmt: skip
        cost = stated(policy, "G10", f"岗位都配齐至少支出 {yuan(least)} 元",
                      f"With all posts filled the term costs {yuan(least)} yuan at least.",
                      measured=yuan(least), limit=f"<= {have}")  # fmt: skip
        return [told([rule, paid, cost], "count", irreducible=True)]
    needed = comes_in - comes_in * percent // 100
    if most < needed:
        left = yuan(needed - most)
        rule = stated(policy, "G04", f"结余不超过收入的 {percent}%；可能要少收或多支出至少 {left} 元",
                      f"At most {percent} % of the income is left over; maybe charge less or spend {left} yuan more.",
                      measured=left)  # fmt: skip
        cost = stated(policy, "G10", f"怎样排都至多支出 {yuan(most)} 元",
                      f"Whatever the plan, the term costs {yuan(most)} yuan at most.",
                      measured=yuan(most), limit=f">= {yuan(needed)}")  # fmt: skip
        return [told([rule, paid, cost], "count", irreducible=True)]
    return []


def _most_cost(instance: Instance, day: Weekday) -> Fen:
    """Most that a weekday of one week can cost: every class its own group, every section open that day, everybody at the highest rate."""
    problem, latest = instance.problem, instance.departures.latest
    rate = max(problem.rate_of.values(), default=problem.money.pay)
    end_of_day = max(latest.values(), default=0)
    total = 0
    for post in instance.standing(day):
        if post.kind not in ("late", "standby"):
            total += instance.shift(post).headcount * instance.wage(rate, instance.shift(post).credit)
    if day not in instance.days:
        return total
    if day in instance.late_heads:
        first = min(instance.departures.earliest[grade] for grade in instance.late_grades[day])
        late = instance.late_from(day, first)
        total += late.headcount * instance.wage(rate, late.credit)
    if instance.policy.on("A09"):
        total += instance.policy.number("A09", "adults") * instance.wage(rate, instance.policy.number("A09", "minutes"))
    for home in problem.classes:
        for period in range(len(instance.band_of_class[home.id].periods)):
            total += instance.wage(rate, instance.care_until(home.id, period, latest[home.grade]).credit)
    for gate in problem.gates:
        minutes = {minute for window in problem.windows if gate.id in window.gates for minute in window.dismissals}
        total += len(minutes) * gate.staff * instance.wage(rate, instance.escort)
    travel = 2 * max((room.travel for room in problem.rooms), default=0)
    for offering in problem.offerings:
        if day in instance.session_days[offering.id] and instance.starts[offering.id]:
            until_left = end_of_day + instance.escort - min(instance.starts[offering.id])
            longest = travel + max(offering.minutes, until_left)
            total += offering.max_sections * (1 + offering.assistants) * instance.wage(rate, longest)
    return total
