"""What becomes of each section when its outside instructor is no longer there (E08)."""

from __future__ import annotations

from collections import Counter, defaultdict

from api.files.content.names import PageNames, week_name
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.language import Said, together
from api.files.plan.bundle import PlanBundle
from solver.explain.fallback.fallback import Fallback, fallbacks
from solver.plan.plan import Assignment
from solver.units import WEEKDAYS_ZH
from solver.words import span

WIDTHS = (14, 20, 18, 30, 22, 40, 28, 34)
KINDS = {
    "own": ("本校人员接替", "own staff take over"),
    "outside": ("另一机构教师接替", "another organisation"),
    "merge": ("并入另一教学班", "merge"),
    "close": ("停课，学生回托管", "close, back to care"),
    "none": ("暂无备用", "none yet"),
}


def fallback_page(bundle: PlanBundle, weeks: int, names: PageNames) -> Page | None:
    """One row a section; None where nobody from outside leads."""
    found = fallbacks(bundle.problem, bundle.policy, bundle.plan)
    if not found:
        return None
    rows = tuple(_row(bundle, item, weeks, names) for item in found)
    header = heads(("校外师资", "instructor"), ("机构", "organisation"), ("教学班", "section"), ("上课", "sessions"),
                   ("备用方案", "fallback"), ("接替人或去向", "who, or where to"), ("涉及学生", "pupils"),
                   ("增派看护", "further adults"))  # fmt: skip
    note = (
        "校外师资考核不合格须及时清退时，照此安排；同一人的各教学班可同时执行，其余安排不变，因此失效的弹性上下班收回（E08）。",
        ("For when an instructor has to go: the fallbacks of one person hold together, all else stays; flex grants that no "
        "longer hold are withdrawn."),
    )
    block = PageBlock("校外师资备用方案", "Fallbacks for outside instructors", (header,), rows, note)
    return Page("fallback", "校外师资备用方案", "fallbacks", WIDTHS, (block,), 1)


def _row(bundle: PlanBundle, item: Fallback, weeks: int, names: PageNames) -> Row:
    problem = bundle.problem
    guest = problem.outside_of[item.leader]
    classes = Counter(problem.pupil_of[pupil].class_id for pupil in item.pupils)
    pupils = "、".join(f"{names.home(home)} {heads_}人" for home, heads_ in sorted(classes.items()))
    return (
        Cell(names.person(item.leader), "label"),
        Cell(guest.organisation),
        Cell(names.section(*item.section)),
        Cell(_sessions(bundle, item.section)),
        Cell(KINDS[item.kind], "bad" if item.kind == "none" else ""),
        Cell(_where(bundle, item, names)),
        Cell(pupils or "—"),
        Cell(_adults(item.adults, weeks, names) or "—"),
    )


def _sessions(bundle: PlanBundle, section: tuple[str, int]) -> str:
    """``周二 16:20–17:00`` of every session."""
    offering = bundle.problem.offering_of[section[0]]
    found = next((s for s in bundle.plan.sections if (s.offering, s.number) == section), None)
    return "\n".join(
        f"{WEEKDAYS_ZH[x.weekday]} {span(x.start, x.start + offering.minutes)}" for x in (found.sessions if found else ())
    )


def _where(bundle: PlanBundle, item: Fallback, names: PageNames) -> Said:
    if item.kind in ("own", "outside"):
        guest = bundle.problem.outside_of.get(item.person)
        return names.person(item.person) + (f"（{guest.organisation}）" if guest else "")
    if item.into is not None:
        return f"{names.section(*item.into)}\n{_sessions(bundle, item.into)}"
    if item.lacking is not None:
        return _lacking(bundle, item, names)
    regrouped = [
        f"{names.home(home)} {WEEKDAYS_ZH[day]}第{period + 1}节{'单独成班' if home == host else f'并到 {names.home(host)}'}"
        for home, day, period, host in item.groups
    ]
    return together("\n", [("回各班托管", "back to care"), *regrouped])


def _lacking(bundle: PlanBundle, item: Fallback, names: PageNames) -> Said:
    lacking = item.lacking
    if lacking is None or not lacking.home:
        return "停课后不符合其他规则", "closing breaks another rule"
    home = bundle.problem.class_of[lacking.home]
    period = bundle.problem.band_of_grade[home.grade].periods[lacking.period]
    when = f"{WEEKDAYS_ZH[lacking.weekday]} {span(period.start, period.end)}"
    return f"停课后 {names.home(home.id)} {when} 缺看护教师或教室", f"no adult or no room for {names.home(home.id)}"


def _adults(adults: tuple[Assignment, ...], weeks: int, names: PageNames) -> str:
    """Who looks after which further group when, weeks together."""
    found: dict[tuple[str, int, int, str], list[int]] = defaultdict(list)
    for item in adults:
        found[item.post.subject, item.post.weekday, item.post.detail, item.person].append(item.week)
    lines = []
    for (home, day, period, person), when in sorted(found.items()):
        often = "" if len(when) == weeks else "、".join(week_name(week, weeks) for week in sorted(when)) + " "
        lines.append(f"{often}{WEEKDAYS_ZH[day]}第{period + 1}节 {names.home(home)}：{names.person(person)}")
    return "\n".join(lines)
